import Casework
import Operations
import SQLiteStore
import Testing

/// What is settled about meetings, and what was issued, as it is read back.
struct ArrangementTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore
    private let meeting = PlannedMeeting.ID("map-2026-12-02")

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("diary.sqlite"))
        try store.merge(try Samples.caseload())
        try store.save(try Samples.plan())
    }

    private func settle(_ arrangements: Arrangement...) throws -> Arrangements {
        try store.write { diary in
            for arrangement in arrangements { try diary.settle(arrangement, for: meeting) }
            return try diary.arrangements()
        }
    }

    private func issued() throws -> [PlannedMeeting.ID: PlannedMeeting] {
        try store.read { try $0.arrangements() }.issued
    }

    @Test func `pins and agreed times are read back as they were settled, the last word on each`() throws {
        let eleven = try #require(ClockTime("11:00"))
        let noon = try #require(ClockTime("12:00"))
        let one = SlotPin(nominal: .init("n001"), place: .at(eleven))
        let two = SlotPin(nominal: .init("n002"), place: .after(.init("n001")))
        let pinned = try settle(.pin(.init(nominal: .init("n001"), place: .position(1))), .pin(one), .pin(two))
        #expect(pinned.pins == [meeting: [one, two]])

        let window = AgreedPresence(practitioner: .init("po1"), window: eleven..<noon)
        let agreed = try settle(.agree(.init(practitioner: .init("po1"), window: nil)), .agree(window))
        #expect(agreed.presences == [meeting: [window]])

        let none = try settle(.unpin(.init("n001")), .unpin(.init("n002")), .forget(.init("po1")))
        #expect(none.pins.isEmpty && none.presences.isEmpty)
    }

    @Test func `items and an order are read back as they were settled, until they are taken back`() throws {
        let settled = try settle(
            .turn(.init("n001"), .added, why: "moved house"), .minutes(.init("n001"), 20),
            .turn(.init("n002"), .noted, why: nil), .order([.init("n002"), .init("n001")]))
        #expect(
            settled.items == [
                meeting: [
                    ArrangedItem(nominal: .init("n001"), turn: .added, why: "moved house", minutes: 20),
                    ArrangedItem(nominal: .init("n002"), turn: .noted),
                ]
            ])
        #expect(settled.orders == [meeting: [.init("n002"), .init("n001")]])
        // What is not discussed has no minutes.
        let removed = try settle(.turn(.init("n001"), .removed, why: "in hospital"))
        #expect(
            removed.item(of: .init("n001"), at: meeting)
                == ArrangedItem(nominal: .init("n001"), turn: .removed, why: "in hospital"))
        let none = try settle(.takeBack(.init("n001"), .removed), .takeBack(.init("n002"), .noted), .reorder)
        #expect(none.items.isEmpty && none.orders.isEmpty)
    }

    @Test func `an import leaves what was settled as it is`() throws {
        let settled = try settle(.turn(.init("n001"), .deferred, why: "on leave"), .order([.init("n001")]))
        try store.merge(try Samples.caseload())
        let stored = try store.read { try $0.arrangements() }
        #expect(stored == settled)
    }

    @Test func `a turn without a reason, and minutes beyond an hour, are no rows`() throws {
        #expect(throws: StoreError.self) { _ = try settle(.turn(.init("n001"), .removed, why: nil)) }
        #expect(throws: StoreError.self) { _ = try settle(.minutes(.init("n001"), 61)) }
        #expect(try store.read { try $0.arrangements() }.items.isEmpty)
    }

    @Test func `settling in memory is settling in the store`() throws {
        var inMemory = Arrangements()
        let settled: [Arrangement] = [
            .pin(.init(nominal: .init("n001"), place: .position(2))),
            .pin(.init(nominal: .init("n001"), place: .position(1))),
            .agree(.init(practitioner: .init("po1"), window: nil)),
            .order([.init("n002"), .init("n001")]),
            .pin(.init(nominal: .init("n002"), place: .after(.init("n001")))),
            .minutes(.init("n001"), 30),
            .turn(.init("n001"), .added, why: "a new address"),
            .turn(.init("n002"), .noted, why: nil),
            .turn(.init("n002"), .deferred, why: "on leave"),
        ]
        for arrangement in settled { inMemory.settle(arrangement, for: meeting) }
        try store.write { diary in
            for arrangement in settled { try diary.settle(arrangement, for: meeting) }
        }
        let stored = try store.read { try $0.arrangements() }
        #expect(stored == inMemory)
    }

    @Test func `an issued agenda stays what it was when it was issued, whatever is planned later`() throws {
        let asIssued = try Samples.plan().meetings[0]
        try store.write { diary in
            let isIssued = try diary.issue(meeting, at: Samples.noon)
            let isUnknownIssued = try diary.issue(.init("map-2030-01-02"), at: Samples.noon)
            #expect(isIssued && !isUnknownIssued)
        }
        var later = try Samples.plan()
        later.meetings[0].slots.reverse()
        later.meetings[0].slots[0].why = "Somebody leaves at 11:00."
        try store.save(later)
        #expect(try issued() == [meeting: asIssued])
        _ = try store.write { try $0.issue(meeting, at: Samples.noon) }
        #expect(try issued() == [meeting: later.meetings[0]])
    }
}
