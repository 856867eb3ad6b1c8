import Casework
import Operations
import SQLiteStore
import Testing

/// What is told of bookings that run into busy times, on a diary with two visits and a meeting planned.
struct ClashTests {
    private static let noon = Timestamp(seconds: 1_795_260_800)
    private static let before = moment("2026-11-27T09:00")
    private static let officer = Practitioner.ID("po1")

    private let store: SQLiteStore
    private let plan: Plan

    init() throws {
        store = try SQLiteStore.inMemory()
        var caseload = Caseload()
        caseload.agencies = [Agency(id: .init("prob"), name: "Wexcombe Probation", kind: .probation, sharing: .full)]
        caseload.locations = [
            Location(id: .init("office"), name: "Mill House", kind: .probationOffice, latitude: 51.5, longitude: 0),
            Location(id: .init("home1"), name: "1 Ash Road", kind: .home, latitude: 51.5, longitude: 0.3),
        ]
        caseload.practitioners = ["po1", "pp1"].map { id in
            Practitioner(
                id: .init(id), name: "Cara Voss", agency: .init("prob"), role: .probationPractitioner,
                base: .init("office"))
        }
        caseload.workingPatterns = Weekday.allCases.prefix(5).map { day in
            WorkingBlock(
                practitioner: Self.officer, weekday: day, start: ClockTime(minutes: 480), end: ClockTime(minutes: 1_080)
            )
        }
        let monday = try #require(Day(iso: "2026-11-30"))
        caseload.nominals = [
            Nominal(
                id: .init("n001"), givenName: "Joe", familyName: "Amberley", cohort: .fixed, rag: .red,
                policeLead: .init("pp1"), probationLead: Self.officer, home: .init("home1"), selectedOn: monday - 90)
        ]
        func visit(_ id: String, _ start: String, _ status: Contact.Status = .planned) -> Contact {
            Contact(
                id: .init(id), nominal: .init("n001"), kind: ContactKind("home_visit"), start: Self.moment(start),
                minutes: 45, place: .at(.init("home1")), practitioners: [Self.officer], status: status)
        }
        let start = (monday + 2).start + 600
        plan = Plan(
            weeks: try #require(Weeks(from: monday, count: 1)), timezone: caseload.policy.timezone,
            meetings: [
                PlannedMeeting(
                    id: PlannedMeeting.id(.map, on: monday + 2), series: .map, interval: start..<(start + 120),
                    place: .online, slots: [], breaks: [],
                    attendance: [.init(practitioner: Self.officer, interval: start..<(start + 27))], noted: [],
                    deferred: [], minutesNeeded: 0, minutesAvailable: 90, waitingMinutes: 0, waitingLowerBound: 0,
                    proven: [])
            ],
            contacts: [visit("v1", "2026-12-01T10:00"), visit("v2", "2026-12-03T14:00", .confirmed)], shortfalls: [],
            score: Score())
        // A plan may not confirm anything itself.
        caseload.contacts = plan.contacts.filter { $0.status == .confirmed }
        let (plan, onRecord) = (plan, caseload)
        try store.write { diary in
            _ = try diary.merge(onRecord, calendars: [], at: Self.noon)
            try diary.save(plan, seed: 1, at: Self.noon)
        }
    }

    private static func moment(_ iso: String) -> Moment { Moment(iso: iso) ?? Moment(minutes: 0) }

    private static func span(_ start: String, _ minutes: Int) -> Range<Moment> {
        moment(start)..<(moment(start) + minutes)
    }

    /// The clashes where the officer is busy at these times and no others.
    private func clashes(_ busy: Range<Moment>..., at clock: Moment = before) throws -> BookingClashes {
        try FindClashes(store) { _, _ in
            Diaries(days: plan.weeks.days, busyTimes: [Self.officer: busy.map { BusyTime($0) }])
        }(clock: clock)
    }

    @Test func `a booking in a busy time is told with all that is in its way`() throws {
        #expect(try clashes().isEmpty)
        // One before, one after, with time for the way.
        #expect(try clashes(Self.span("2026-12-01T08:00", 60), Self.span("2026-12-01T12:00", 60)).isEmpty)
        let busy = [Self.span("2026-12-01T09:00", 61), Self.span("2026-12-01T10:44", 1)]
        let found = try clashes(busy[0], busy[1], Self.span("2026-12-01T16:00", 30))
        let clash = try #require(found.atContacts.first)
        #expect(clash.contact == plan.contacts[0] && clash.practitioner == Self.officer && clash.busy == busy)
        #expect(found.atContacts.count == 1)
        #expect(found.atMeetings.isEmpty && found.outOfReach.isEmpty)
    }

    @Test func `a meeting is told where its time and a busy time overlap, and whether people have the agenda`() throws {
        let meeting = plan.meetings[0]
        #expect(try clashes(Self.span("2026-12-02T10:27", 60)).isEmpty, "the rest of the meeting is not theirs")
        let busy = Self.span("2026-12-02T10:26", 60)
        let found = try clashes(busy)
        var clash = try #require(found.atMeetings.first)
        #expect(clash.series == .map && clash.attendance == meeting.attendance[0] && clash.busy == [busy])
        #expect(found.atMeetings.count == 1 && found.atContacts.isEmpty && !clash.isIssued)
        _ = try IssueAgenda(store)(meeting.id, by: "una", at: Self.noon)
        clash.isIssued = true
        #expect(try clashes(busy).atMeetings == [clash])
    }

    @Test func `a booking that only travel makes impossible is told apart, a confirmed one too`() throws {
        let found = try clashes(Self.span("2026-12-01T10:50", 30), Self.span("2026-12-03T13:30", 30))
        #expect(found.atContacts.isEmpty)
        #expect(found.outOfReach == [.init("v1"), .init("v2")])
        let inIt = try clashes(Self.span("2026-12-01T10:40", 30))
        #expect(inIt.outOfReach.isEmpty && inIt.atContacts.count == 1)
    }

    @Test func `what has begun is not told, nor what was in the way before`() throws {
        let busy = Self.span("2026-12-01T10:10", 30)
        #expect(try clashes(busy, at: Self.moment("2026-12-01T10:00")).atContacts.count == 1)
        #expect(try clashes(busy, at: Self.moment("2026-12-01T10:01")).isEmpty)
        #expect(try clashes(busy, at: Self.moment("2026-12-07T00:00")).isEmpty)
        let old = try clashes(busy)
        let other = Self.span("2026-12-03T14:00", 10)
        #expect(try clashes(busy, other).new(since: old).atContacts.map(\.contact.id.text) == ["v2"])
        #expect(try clashes(Self.span("2026-12-01T10:50", 30)).new(since: old).isEmpty)
        #expect(try clashes(busy).new(since: old).isEmpty)
    }
}
