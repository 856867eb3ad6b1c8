import Casework
import Testing

@testable import Planning

@Suite struct `M6: a pinned slot is where it is pinned` {
    let kit = slot("n001", at: .wed(9, 10))
    let lou = slot("n002", at: .wed(9, 15))

    private func faults(_ pin: SlotPin) -> [Violation] {
        let office = Office().with { $0.diaries.arrangements.pins = ["map-2026-12-02": [pin]] }
        return office.faults(
            of: map(.wed(9)..<(.wed(10)), slots: [kit, lou], attendance: attendance(kit, lou)))
    }

    @Test func `at its time`() throws {
        let quarter = try #require(ClockTime("09:15"))
        #expect(faults(SlotPin(nominal: "n002", place: .at(quarter))) == [])
        #expect(
            faults(SlotPin(nominal: "n001", place: .at(quarter)))
                == [Violation("M6", "map-2026-12-02: n001 is pinned at 09:15, and would begin at 09:10")])
    }

    @Test func `in its place, and after whom it comes after`() {
        #expect(faults(SlotPin(nominal: "n002", place: .position(2))) == [])
        #expect(faults(SlotPin(nominal: "n002", place: .position(1))).rules == ["M6"])
        #expect(faults(SlotPin(nominal: "n002", place: .after("n001"))) == [])
        #expect(faults(SlotPin(nominal: "n001", place: .after("n002"))).rules == ["M6"])
    }

    @Test func `and is forgotten where its nominal has no slot`() {
        #expect(faults(SlotPin(nominal: "n003", place: .position(1))) == [])
        #expect(faults(SlotPin(nominal: "n001", place: .after("n003"))) == [])
    }
}
