internal import Casework
internal import Operations
internal import Publishing

/// What a support worker keeps in order.
enum DataPages {
    static var routes: [Route] { [.get("/data", for: .keepData, data)] }

    private static func data(_ visit: Visit) async throws -> Answer {
        let page = try await visit.read { files in
            let files = MeetingFiles(files, for: visit)
            return DataPage(try DataQuality(files, for: visit), files)
        }
        return .page("data", of: page, title: "Data", shows: page.nominals)
    }
}

/// What `data.mustache` is given.
struct DataPage: Sendable {
    var isInOrder: Bool
    var contacts: Several<ContactLine>?
    var contactsLeft: Int?
    var ratings: Several<RatingLine>?
    var weeksForRating: Int
    var calendars: Several<String>?
    var agreements: Several<String>?
    let nominals: [Nominal.ID]

    struct ContactLine: Sendable {
        var contact: String
        var contactNominal: String
        var contactWhen: String
        var contactKind: String
        /// Who can say what became of it.
        var contactWho: String
    }

    struct RatingLine: Sendable {
        var ratedNominal: String
        var rating: RatingView
        var last: String
    }

    /// More than anybody goes through at once.
    private static let most = 100

    init(_ quality: DataQuality, _ files: MeetingFiles) {
        let shown = quality.withoutOutcome.prefix(DataPage.most)
        contacts = Several(
            shown.map { contact in
                ContactLine(
                    contact: contact.id.text, contactNominal: contact.nominal.text,
                    contactWhen: contact.start.inShort, contactKind: contact.kind.name.replacing("_", with: " "),
                    contactWho: contact.practitioners.map(files.person).joined(separator: ", "))
            })
        contactsLeft = quality.withoutOutcome.count > shown.count ? quality.withoutOutcome.count - shown.count : nil
        ratings = Several(
            quality.notReviewed.map { entry in
                RatingLine(
                    ratedNominal: entry.nominal.text, rating: RatingView(entry.rag),
                    last: entry.last?.inShortWithYear ?? "never")
            })
        weeksForRating = DataQuality.weeksForRating
        calendars = Several(quality.calendars.map { "\(files.person($0.practitioner)): the calendar \($0.trouble)." })
        agreements = Several(
            quality.agreements.map { entry in
                entry.lapses < files.today
                    ? "\(entry.agency.name): lapsed after \(entry.lapses.inShortWithYear). Its people see nothing personal."
                    : "\(entry.agency.name): lapses after \(entry.lapses.inShortWithYear)."
            })
        isInOrder = contacts == nil && ratings == nil && calendars == nil && agreements == nil
        nominals = shown.map(\.nominal) + quality.notReviewed.map(\.nominal)
    }
}
