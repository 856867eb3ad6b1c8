import Casework
import Testing

@testable import Planning

@Suite struct `M2: attendees are expected for their slots` {
    let office = Office()
    let hour = Moment.wed(9)..<Moment.wed(10)
    let kit = slot("n001", at: .wed(9, 10))

    private func faults(pp1: Range<Moment>?) -> [Violation] {
        var expected = attendance(kit).filter { $0.practitioner != "pp1" }
        if let pp1 { expected.append(.init(practitioner: "pp1", interval: pp1)) }
        return office.faults(of: map(hour, slots: [kit], attendance: expected))
    }

    @Test func `exactly the slot, or longer`() {
        #expect(faults(pp1: kit.start..<kit.end) == [])
        #expect(faults(pp1: hour) == [])
    }

    @Test func `a minute late, a minute short, or not at all`() {
        #expect(faults(pp1: (kit.start + 1)..<kit.end).rules == ["M2"])
        #expect(faults(pp1: kit.start..<(kit.end - 1)).rules == ["M2"])
        #expect(faults(pp1: nil) == [Violation("M2", "map-2026-12-02: pp1 is not expected for n001's slot")])
    }

    @Test func `who is absent is not expected`() {
        let without = slot("n001", at: .wed(9, 10), absent: ["pp1"])
        #expect(office.faults(of: map(hour, slots: [without], attendance: attendance(without))) == [])
    }
}
