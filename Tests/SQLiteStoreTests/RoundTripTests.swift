import Casework
import Operations
import SQLiteStore
import Testing

struct RoundTripTests {
    @Test func `Everything imported comes back as it was`() throws {
        let folder = try TemporaryFolder()
        let sent = try Samples.caseload()
        try SQLiteStore(path: folder.path("diary.sqlite")).merge(sent)

        let back = try SQLiteStore(path: folder.path("diary.sqlite")).caseload()

        #expect(back.policy == sent.policy)
        #expect(back.agencies == sent.agencies)
        #expect(back.locations == sent.locations)
        #expect(back.travel == sent.travel)
        #expect(back.practitioners == sent.practitioners)
        #expect(back.workingPatterns == sent.workingPatterns)
        #expect(back.nominals == sent.nominals)
        #expect(back.variations == sent.variations)
        #expect(back.exceptions == sent.exceptions)
        #expect(back.involvements == sent.involvements)
        #expect(back.unavailability == sent.unavailability)
        #expect(back.keepApart == sent.keepApart)
        #expect(back.contacts == sent.contacts)
        #expect(back.reviews == sent.reviews)
        #expect(back.proposals == sent.proposals)
        #expect(back.actions == sent.actions)
    }

    @Test func `The default policy comes back as it was`() throws {
        let store = try SQLiteStore.inMemory()
        try store.merge(Caseload())
        #expect(try store.caseload().policy == .standard)
    }

    @Test func `Calendars come back byte for byte, and only those of the last import`() throws {
        let store = try SQLiteStore.inMemory()
        try store.merge(try Samples.caseload())
        #expect(try store.read { try $0.calendars() } == Samples.calendars)

        let map = Array(Samples.calendars.prefix(1))
        _ = try store.write { diary in
            try diary.merge(try Samples.caseload(), calendars: map, at: Samples.noon)
        }
        #expect(try store.read { try $0.calendars() } == map)
    }

    @Test func `Before the first import there is nothing`() throws {
        let store = try SQLiteStore.inMemory()
        try store.read { (diary: any DiaryReading) throws -> Void in
            #expect(try diary.caseload() == nil)
            #expect(try diary.latestPlan() == nil)
            #expect(try diary.calendars().isEmpty)
            #expect(try diary.history(limit: 10).isEmpty)
            #expect(try diary.revision() == 0)
        }
    }

    @Test func `The latest plan comes back as it was`() throws {
        let store = try SQLiteStore.inMemory()
        try store.merge(try Samples.caseload())
        let plan = try Samples.plan()

        try store.save(plan)

        let back = try store.latestPlan()
        #expect(back.plan == plan)
        #expect(back.storedAt == Samples.noon)
        #expect(Set(back.stamps.keys) == ["c1", "c2", "c3", "c4", "v1", "map-2026-12-02", "macc-2026-12-01"])
        #expect(back.beside.contacts.map(\.id.text) == ["c1", "c2"])
        #expect(back.stamps["c3"] == .init(sequence: 0, changedAt: Samples.morning))
        #expect(back.stamps["v1"] == .init(sequence: 0, changedAt: Samples.noon))
    }

    @Test func `A transaction that throws leaves no trace`() throws {
        let store = try SQLiteStore.inMemory()
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try store.write { diary in
                _ = try diary.merge(try Samples.caseload(), calendars: [], at: Samples.morning)
                throw Stop()
            }
        }
        #expect(try store.revision() == 0)
        #expect(try store.read { try $0.caseload() == nil })
    }
}
