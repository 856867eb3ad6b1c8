import Casework
import Operations
import SQLiteStore
import Testing

struct PlanTests {
    private let store: SQLiteStore

    init() throws {
        store = try SQLiteStore.inMemory()
        try store.merge(try Samples.caseload())
        try store.save(try Samples.plan())
    }

    @Test func `The same plan saved again leaves every stamp as it was`() throws {
        let before = try store.latestPlan().stamps
        try store.save(try Samples.plan(), at: Samples.evening)
        #expect(try store.latestPlan().stamps == before)
        #expect(try store.latestPlan().storedAt == Samples.evening)
    }

    @Test func `A contact that moved has its stamp raised, and no other has`() throws {
        var plan = try Samples.plan()
        plan.contacts[2].start = try Samples.moment("2026-12-04T15:00")
        var expected = try store.latestPlan().stamps
        expected["v1"] = .init(sequence: 1, changedAt: Samples.evening)

        try store.save(plan, at: Samples.evening)

        #expect(try store.latestPlan().stamps == expected)
        #expect(try store.latestPlan().plan == plan)
    }

    @Test func `Of each week the latest plan that has it says what would fall short`() throws {
        let (first, second) = (try Samples.day("2026-11-30"), try Samples.day("2026-12-07"))
        var later = try Samples.plan()
        later.weeks = try Samples.weeks("2026-12-07", 1)
        (later.meetings, later.contacts) = ([], [])
        later.shortfalls[0].week = second
        later.shortfalls[0].causes = [.vacancy]
        try store.save(later, at: Samples.evening)
        later.shortfalls[0].causes = [.rooms]
        try store.save(later, at: Samples.evening)

        let planned = try store.read { try $0.plannedShortfalls(in: first..<(second + 7)) }
        #expect(planned.weeks == [first, second])
        #expect(planned.shortfalls.sorted { $0.week < $1.week }.map(\.causes) == [[.capacity, .keepApart], [.rooms]])
        #expect(try store.read { try $0.plannedShortfalls(in: first..<second) }.weeks == [first])
        #expect(try store.read { try $0.plannedShortfalls(in: (first - 7)..<first) }.weeks.isEmpty)
    }

    @Test func `The order in which a crew is listed is no change`() throws {
        var plan = try Samples.plan()
        plan.contacts[0].practitioners.reverse()
        let before = try store.latestPlan()

        try store.save(plan, at: Samples.evening)

        #expect(try store.latestPlan().stamps == before.stamps)
        #expect(try store.latestPlan().plan.contacts == before.plan.contacts)
    }

    @Test(
        arguments: [
            { (meeting: inout PlannedMeeting) in
                meeting.interval = meeting.interval.lowerBound..<(meeting.interval.upperBound + 15)
            },
            { $0.place = .online },
            { $0.slots[0].start = $0.slots[0].start + 1 },
            { $0.slots[0].absent = [] },
            { $0.attendance.removeLast() },
        ] as [@Sendable (inout PlannedMeeting) -> Void])
    func `A meeting that looks different has its stamp raised`(
        change: @Sendable (inout PlannedMeeting) -> Void
    ) throws {
        var plan = try Samples.plan()
        change(&plan.meetings[0])

        try store.save(plan, at: Samples.evening)

        let stamps = try store.latestPlan().stamps
        #expect(stamps["map-2026-12-02"] == .init(sequence: 1, changedAt: Samples.evening))
        #expect(stamps["macc-2026-12-01"] == .init(sequence: 0, changedAt: Samples.noon))
    }

    @Test func `What no calendar shows of a meeting leaves its stamp`() throws {
        var plan = try Samples.plan()
        plan.meetings[0].waitingLowerBound = 10
        plan.meetings[0].proven.insert(.waiting)
        plan.meetings[0].slots[0].matters = ["missed contacts"]

        try store.save(plan, at: Samples.evening)

        #expect(try store.latestPlan().plan.meetings == plan.meetings)
        #expect(try store.latestPlan().stamps["map-2026-12-02"] == .init(sequence: 0, changedAt: Samples.noon))
    }

    @Test func `A meeting's stamp goes on where the last plan that had it left off`() throws {
        var plan = try Samples.plan()
        plan.meetings[0].place = .online
        try store.save(plan)
        try store.save(
            Plan(
                weeks: try Samples.weeks("2027-01-04", 2), timezone: "Europe/London", meetings: [], contacts: [],
                shortfalls: [], score: .zero))

        try store.save(try Samples.plan(), at: Samples.evening)

        #expect(try store.latestPlan().stamps["map-2026-12-02"] == .init(sequence: 2, changedAt: Samples.evening))
    }

    @Test func `A plan replaces what is planned in its weeks, and in no other`() throws {
        var plan = try Samples.plan()
        plan.contacts.removeAll { $0.status == .planned }
        plan.contacts.append(try Samples.contact("v2", "n002", "2026-12-06T23:45"))
        let elsewhere = Plan(
            weeks: try Samples.weeks("2026-12-07", 1), timezone: "Europe/London", meetings: [],
            contacts: [try Samples.contact("v3", "n002", "2026-12-07T00:00")], shortfalls: [], score: .zero)
        try store.save(elsewhere)

        try store.save(plan, at: Samples.evening)

        #expect(try store.latestPlan().plan.contacts.map(\.id.text) == ["c4", "v2"])
        #expect(try store.caseload().contacts.map(\.id.text) == ["c1", "c2", "c4", "v2", "v3"])
    }

    @Test func `A contact that comes back after it was dropped goes on with its sequence`() throws {
        var plan = try Samples.plan()
        let dropped = plan.contacts.removeLast()
        try store.save(plan)
        plan.contacts.append(dropped)

        try store.save(plan, at: Samples.evening)

        // Calendars have had it as cancelled in between.
        #expect(try store.latestPlan().stamps["v1"] == .init(sequence: 2, changedAt: Samples.evening))
    }

    @Test func `The plan shows its contacts as they stand now`() throws {
        #expect(try store.setStatus(.attended, of: "c4"))
        #expect(try store.setStatus(.rescheduled, of: "v1"))
        let contacts = try store.latestPlan().plan.contacts
        #expect(contacts.map(\.id.text) == ["c3", "c4"])
        #expect(contacts.last?.status == .attended)
    }

    @Test(
        arguments: [
            { (plan: inout Plan) in plan.contacts[1].start = plan.contacts[1].start + 15 },
            { $0.contacts[1].status = .attended },
            { $0.contacts[1].status = .planned },
            { $0.contacts.remove(at: 1) },
            { $0.contacts[2].status = .confirmed },
        ] as [@Sendable (inout Plan) -> Void])
    func `A plan that disagrees on what is settled is refused, and nothing of it kept`(
        change: @Sendable (inout Plan) -> Void
    ) throws {
        var plan = try Samples.plan()
        plan.contacts[0].start = try Samples.moment("2026-11-30T12:00")
        change(&plan)
        let before = try store.latestPlan()
        let revision = try store.revision()

        #expect(throws: StoreError.self) { try store.save(plan, at: Samples.evening) }

        #expect(try store.latestPlan().plan == before.plan)
        #expect(try store.latestPlan().stamps == before.stamps)
        #expect(try store.revision() == revision)
    }

    @Test func `A confirmed contact of a nominal who has left does not stand in a plan's way`() throws {
        var caseload = try Samples.caseload()
        caseload.nominals.removeFirst()
        caseload.variations.removeLast()
        (caseload.involvements, caseload.keepApart, caseload.exceptions) = ([], [], [])
        (caseload.contacts, caseload.reviews, caseload.proposals, caseload.actions) = ([], [], [], [])
        caseload.unavailability.removeFirst()
        try store.merge(caseload)

        var plan = try Samples.plan()
        plan.contacts.removeLast(2)
        plan.meetings = []
        plan.shortfalls = []
        try store.save(plan, at: Samples.evening)

        // Nor in a feed's: whose nominal is not planned for is shown to nobody.
        #expect(try store.latestPlan().plan.contacts.map(\.id.text) == ["c3"])
    }

    @Test func `A contact outside the plan's weeks, or in it twice, is refused`() throws {
        var outside = try Samples.plan()
        outside.contacts[2].start = try Samples.moment("2026-12-07T00:00")
        #expect(throws: StoreError.outsidePlan(contact: "v1")) { try store.save(outside) }

        var twice = try Samples.plan()
        twice.contacts.append(twice.contacts[2])
        #expect(throws: StoreError.listedTwice(contact: "v1")) { try store.save(twice) }
    }
}
