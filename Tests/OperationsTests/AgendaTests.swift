import Casework
import Operations
import SQLiteStore
import Testing

/// What the verbs about agendas hand out and write down, on a diary with one meeting planned.
struct AgendaTests {
    private static let noon = Timestamp(seconds: 1_795_260_800)

    private let store: SQLiteStore
    private let caseload: Caseload
    private let meeting: PlannedMeeting

    init() throws {
        store = try SQLiteStore.inMemory()
        var caseload = Caseload()
        caseload.agencies = [Agency(id: .init("prob"), name: "Wexcombe Probation", kind: .probation, sharing: .full)]
        caseload.locations = [
            Location(id: .init("office"), name: "Mill House", kind: .probationOffice, latitude: 51.5, longitude: 0)
        ]
        caseload.practitioners = [
            Practitioner(
                id: .init("po1"), name: "Cara Voss", agency: .init("prob"), role: .probationPractitioner,
                base: .init("office"))
        ]
        let day = try #require(Day(iso: "2026-12-02"))
        let start = day.start + 570
        meeting = PlannedMeeting(
            id: PlannedMeeting.id(.map, on: day), series: .map, interval: start..<(start + 120), place: .online,
            slots: [], breaks: [],
            attendance: [.init(practitioner: .init("po1"), interval: start..<(start + 60))], noted: [], deferred: [],
            minutesNeeded: 0, minutesAvailable: 90, waitingMinutes: 0, waitingLowerBound: 0, proven: [])
        self.caseload = caseload
        _ = try store.write { try $0.merge(caseload, calendars: [], at: Self.noon) }
        try save(meeting)
    }

    private func save(_ meeting: PlannedMeeting) throws {
        let monday = try #require(Day(iso: "2026-11-30"))
        let plan = Plan(
            weeks: try #require(Weeks(from: monday, count: 1)), timezone: caseload.policy.timezone,
            meetings: [meeting], contacts: [], shortfalls: [], score: Score())
        try store.write { try $0.save(plan, seed: 1, at: Self.noon) }
    }

    private func history() throws -> [HistoryEntry] { try store.read { try $0.history(limit: 10) } }

    /// What is said where a verb will not do what was asked.
    private func refusal(_ verb: () throws -> Void) throws -> String {
        try #require(#expect(throws: DiaryRefusal.self) { try verb() }).description
    }

    @Test func `an agenda is shown with what is on record and settled, and the look is written down`() throws {
        let declined = AgreedPresence(practitioner: .init("po1"), window: nil)
        try store.write { try $0.settle(.agree(declined), for: meeting.id) }
        let read = try ReadAgenda(store)(meeting.id, by: "una", at: Self.noon)
        #expect(read.meeting == meeting)
        #expect(read.caseload.practitioners == caseload.practitioners)
        #expect(read.arrangements.presences == [meeting.id: [declined]])
        #expect(
            try history() == [
                HistoryEntry(
                    at: Self.noon, actor: "una", act: .consultation, detail: "looked at the agenda of \(meeting.id)")
            ])
    }

    @Test func `an agenda is issued with what is on record, and again with what has changed since`() throws {
        let first = try IssueAgenda(store)(meeting.id, by: "una", at: Self.noon)
        #expect(first.meeting == meeting && first.difference == nil)
        #expect(first.caseload.practitioners == caseload.practitioners)
        var later = meeting
        later.attendance = []
        try save(later)
        let second = try IssueAgenda(store)(meeting.id, by: "una", at: Self.noon)
        #expect(second.meeting == later)
        #expect(second.difference == AgendaDifference(from: meeting, to: later))
        #expect(
            try history().map(\.detail) == [
                "issued the agenda of \(meeting.id) to 0 attendees",
                "issued the agenda of \(meeting.id) to 1 attendees: po1",
            ])
    }

    @Test func `a meeting that is not planned is refused with those that are, and nothing is written down`() throws {
        let unknown = PlannedMeeting.ID("map-2026-12-03")
        let known = "it has \(meeting.id)"
        #expect(try refusal { _ = try ReadAgenda(store)(unknown, by: "una", at: Self.noon) }.contains(known))
        #expect(try refusal { _ = try IssueAgenda(store)(unknown, by: "una", at: Self.noon) }.contains(known))
        #expect(try history().isEmpty)
    }

    @Test func `a diary without a plan is told apart from an empty one`() throws {
        let fresh = try SQLiteStore.inMemory()
        let look = { _ = try ReadAgenda(fresh)(meeting.id, by: "una", at: Self.noon) }
        #expect(try refusal(look).contains("the diary is empty"))
        _ = try fresh.write { try $0.merge(caseload, calendars: [], at: Self.noon) }
        #expect(try refusal(look).contains("no plan yet"))
    }
}
