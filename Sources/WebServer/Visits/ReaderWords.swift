internal import Casework
internal import Operations
internal import Publishing

/// How one account is told of the diary: people and places by name, and nothing of whom it may not know.
struct ReaderWords {
    let files: Files
    let account: Account
    let directory: Directory
    private let redaction: Redaction

    init(_ files: Files, for visit: Visit) {
        self.files = files
        account = visit.account
        directory = Directory(files.whole.caseload)
        let knows = files.sight.nominals
        redaction = directory.redaction.withholding(
            Set(files.whole.caseload.nominals.map(\.id).filter { !knows.contains($0) }))
    }

    /// With references for names, and without references that the reader may not know.
    func words(_ text: String, about nominal: Nominal.ID?) -> String { redaction(text, about: nominal) }

    func owner(of action: Action) -> String { directory.owner(of: action, redaction) }

    func names(of practitioners: [Practitioner.ID]) -> String {
        Wording.list(practitioners.sorted().map(directory.name))
    }

    /// As the reader may speak of somebody.
    func reference(_ nominal: Nominal.ID) -> String {
        files.sight.nominals.contains(nominal) || files.sight.holdsMeetings ? nominal.text : "the nominal"
    }

    /// What planning says, in names for the references of people, places, meetings and contacts.
    ///
    /// A sentence about a contact that the reader may not know of is left out: where somebody else is, and when, is
    /// not what was asked.
    func plain(_ text: String, about nominal: Nominal.ID? = nil) -> String {
        let known = Dictionary(files.caseload.contacts.map { ($0.id.text, $0) }) { first, _ in first }
        let hidden = Set(files.whole.caseload.contacts.map(\.id.text)).subtracting(known.keys)
        let sentences = text.split(separator: ". ")
        let open = sentences.filter { ReferenceWords.all(in: String($0)).isDisjoint(with: hidden) }
        let told = open.count == sentences.count ? text : open.map { $0 + "." }.joined(separator: " ")
        let places = Set(files.whole.caseload.locations.map(\.id))
        return ReferenceWords.replace(in: words(told, about: nominal)) { word in
            if let practitioner = directory.practitioner(Practitioner.ID(word)) { return practitioner.name }
            if let contact = known[word] {
                return "the \(contact.kind.inWords) with \(reference(contact.nominal))"
            }
            if places.contains(Location.ID(word)) {
                return directory.disclosure.isHome(Location.ID(word))
                    ? "the home" : directory.words(for: .at(Location.ID(word)))
            }
            return PlannedMeeting.seriesAndDay(of: PlannedMeeting.ID(word)).map {
                "the \($0.series.title) on \($0.day.inShort)"
            }
        }
    }
}

/// What pages of one reader are made from.
protocol ReadersFiles {
    var reader: ReaderWords { get }
}

extension ReadersFiles {
    var files: Files { reader.files }
    var account: Account { reader.account }
    var directory: Directory { reader.directory }

    func words(_ text: String, about nominal: Nominal.ID? = nil) -> String { reader.words(text, about: nominal) }

    /// Who is to do it, as far as the reader may know.
    func owner(of action: Action) -> String { reader.owner(of: action) }
}
