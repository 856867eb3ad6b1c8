package import Casework
import ICalendar

/// Every calendar that goes out: feeds to subscribe to, and when each practitioner can be met.
///
/// The same values always give the same bytes, so a feed changes with the diary, and otherwise at midnight alone.
package struct FeedSet: Sendable {
    package typealias Level = FeedLevel

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case people, agencies, team, series, rooms, availability
    }

    /// How far ahead availability speaks.
    package static let daysOfAvailability = 91

    package var caseload: Caseload
    package var history: EventHistory
    /// On the office's clock: feeds show three months back and twelve ahead.
    package var today: Day
    package var bankHolidays: Set<Day>
    /// When practitioners are away, as the diary was told.
    package var absences: [Practitioner.ID: [Range<Moment>]]
    /// When the diary was last changed, in seconds of UTC since 1970.
    package var changedAt: Int
    package var level = Level.reference
    /// Minutes before each event at which programs are to remind its owner; nil: they are not.
    package var alarmMinutes: Int?
    /// What follows the `@` in every UID.
    package var host: String
    package var productVersion: String

    package init(
        caseload: Caseload, history: EventHistory, today: Day, bankHolidays: Set<Day> = [],
        absences: [Practitioner.ID: [Range<Moment>]] = [:], changedAt: Int = 0, productVersion: String
    ) {
        self.caseload = caseload
        self.history = history
        self.today = today
        self.bankHolidays = bankHolidays
        self.absences = absences
        self.changedAt = changedAt
        host = caseload.policy.feeds.host
        self.productVersion = productVersion
    }

    var window: Range<Day> { EventHistory.window(around: today) }

    /// Those whom the calendars could tell of, whoever of them has left the caseload among them.
    package var nominals: Set<Nominal.ID> {
        Set(caseload.nominals.map(\.id))
            .union(history.contacts.values.joined().lazy.compactMap { $0.subject?.nominal })
            .union(history.meetings.values.joined().lazy.flatMap { ($0.subject?.slots ?? []).map(\.nominal) })
    }

    /// The calendars of these kinds; one that could not hold everything has a note that says so.
    ///
    /// - Throws: What ICalendar finds wrong with one.
    package func documents(_ kinds: Set<Kind> = Set(Kind.allCases)) throws -> [Document] {
        let directory = Directory(caseload)
        let index = FeedIndex(history, directory)
        var documents: [Document] = []
        for audience in audiences(directory) where kinds.contains(audience.kind) {
            documents.append(try document(for: audience, at: level, directory, index))
        }
        if kinds.contains(.availability) {
            let patterns = Dictionary(grouping: caseload.workingPatterns, by: \.practitioner)
            for practitioner in caseload.practitioners.sorted(by: { $0.id < $1.id }) {
                let availability = AvailabilityCalendar(
                    practitioner: practitioner, workingPattern: patterns[practitioner.id] ?? [], feeds: self)
                let audience = Audience.practitioner(practitioner)
                documents.append(
                    try availability.document(index.contacts(for: audience), index.meetings(for: audience)))
            }
        }
        return documents
    }

    func document(
        for audience: Audience, at level: Level, _ directory: Directory, _ index: FeedIndex
    ) throws -> Document {
        let feed = Feed(
            content: FeedContent(audience: audience, level: level, directory: directory, today: today), feeds: self)
        return try feed.document(index.contacts(for: audience), index.meetings(for: audience))
    }

    private func audiences(_ directory: Directory) -> [Audience] {
        // A person's home is no place for a feed; nothing of theirs but contacts with them is held there.
        let rooms = caseload.locations.filter { !directory.disclosure.isHome($0.id) }
        return caseload.practitioners.sorted { $0.id < $1.id }.map(Audience.practitioner)
            + caseload.agencies.sorted { $0.id < $1.id }.map(Audience.agency) + [.team]
            + Series.allCases.map(Audience.series) + rooms.sorted { $0.id < $1.id }.map(Audience.room)
    }

    func calendar(
        _ name: String, about: String, events: [OutgoingEvent] = [], freeBusy: OutgoingFreeBusy? = nil
    ) -> OutgoingCalendar {
        OutgoingCalendar(
            name: name, productID: "-//IOM Diary//iom-diary \(productVersion)//EN", zone: caseload.policy.timezone,
            refresh: .seconds(60 * caseload.policy.feeds.refreshMinutes), colour: .teal, about: about, events: events,
            freeBusy: freeBusy)
    }
}

extension Audience {
    var kind: FeedSet.Kind {
        switch self {
        case .practitioner: .people
        case .agency: .agencies
        case .team: .team
        case .series: .series
        case .room: .rooms
        }
    }
}
