internal import Casework
internal import Operations
internal import Planning
internal import Publishing

/// One's own week, and one's own day.
enum WeekPages {
    static var routes: [Route] {
        [.get("/week", for: .declineContacts, week), .get("/day", for: .declineContacts, day)]
    }

    private static func week(_ visit: Visit) async throws -> Answer {
        let monday = (visit.query["from"].flatMap { Day(iso: $0) } ?? visit.today).monday
        return try await page(visit, days: monday..<(monday + 7), title: "My week from \(monday.inWords)")
    }

    private static func day(_ visit: Visit) async throws -> Answer {
        let day = visit.query["on"].flatMap { Day(iso: $0) } ?? visit.today
        return try await page(visit, days: day..<(day + 1), title: "My day, \(day.inWords)")
    }

    private static func page(_ visit: Visit, days: Range<Day>, title: String) async throws -> Answer {
        let (values, nominals) = try await visit.read { files in
            let own = try OwnDays(files, visit, days: days)
            return (WeekPage(days, own, today: visit.today), own?.nominals ?? [])
        }
        return .page("week", of: values, title: title, shows: nominals)
    }
}

/// What somebody has to do in some days of one week, as their sheet tells it.
struct OwnDays {
    let days: [OwnDay]
    let summary: String
    let nominals: [Nominal.ID]

    /// Nil for an account that is no practitioner's.
    init?(_ files: Files, _ visit: Visit, days: Range<Day>) throws {
        let contacts = ContactFiles(files, for: visit)
        guard let own = contacts.own, let week = Weeks(from: days.lowerBound.monday, count: 1) else { return nil }
        let meetings = try files.diary.meetings(in: week.days)
        let journeys: [Journey]
        do {
            journeys = try visit.site.ways.journeys(in: week, to: meetings, files, visit.site)
        } catch {
            // A calendar that cannot be read costs the ways, and not the week.
            guard !visit.site.plugs.isStoreTrouble(error) else { throw error }
            journeys = []
        }
        let sheet = Sheet(
            practitioner: own, days: days, today: visit.today, directory: contacts.directory, meetings: meetings,
            journeys: journeys)
        summary = sheet.summary
        self.days = sheet.rows.map { day, rows in
            OwnDay(
                heading: day.inWords, link: "/day?on=\(day)", isToday: day == visit.today,
                rows: Several(rows.map { OwnRow($0, contacts) }))
        }
        nominals = sheet.rows.flatMap(\.rows).flatMap(\.nominals)
    }
}

struct OwnDay: Sendable {
    var heading: String
    var link: String
    var isToday: Bool
    var rows: Several<OwnRow>?
}

/// A contact or a meeting of one's own.
struct OwnRow: Sendable {
    var sheet: SheetRowView
    /// What it is called where several are: `Joint visit with n014, Thu 3 Dec 10:00`.
    var rowName: String
    var contactLink: String?
    var meetingLink: String?
    var nominalLink: String?
    /// It has begun, and nobody has said yet what became of it.
    var isWaiting = false
    var isAhead = false

    init(_ row: SheetRowView, _ files: ContactFiles) {
        sheet = row
        rowName = row.what
        if let id = row.contact, let contact = files.contact(id.text) {
            rowName = files.title(contact)
            contactLink = "/contacts/\(id)"
            isWaiting = files.lacksOutcome(contact)
            isAhead = files.isBooked(contact)
            if isWaiting { sheet.status = "No outcome yet" }
            if row.nominal != nil, files.sight(of: contact.nominal) { nominalLink = "/nominals/\(contact.nominal)" }
        }
        meetingLink = row.meeting.map { "/meetings/\($0)" }
    }
}

/// What `week.mustache` is given.
struct WeekPage: Sendable {
    var days: [OwnDay]
    var summary: String?
    var isNobody: Bool
    var isDay: Bool
    var before: String
    var after: String
    var current: String
    /// The week of a day.
    var week: String

    init(_ range: Range<Day>, _ own: OwnDays?, today: Day) {
        days = own?.days ?? []
        summary = own?.summary
        isNobody = own == nil
        isDay = range.count == 1
        let first = range.lowerBound
        before = isDay ? "/day?on=\(first - 1)" : "/week?from=\(first - 7)"
        after = isDay ? "/day?on=\(first + 1)" : "/week?from=\(first + 7)"
        current = isDay ? "/day" : "/week"
        week = "/week?from=\(first.monday)"
    }
}
