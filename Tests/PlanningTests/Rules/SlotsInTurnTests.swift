import Casework
import Testing

@testable import Planning

/// Meetings open for ten minutes and close for five.
@Suite struct `M1: slots follow one another between opening and closing` {
    let office = Office()
    let hour = Moment.wed(9)..<Moment.wed(10)

    private func faults(
        _ first: PlannedMeeting.Slot, _ second: PlannedMeeting.Slot, breaks: [PlannedMeeting.Pause] = []
    ) -> [Violation] {
        office.faults(of: map(hour, slots: [first, second], breaks: breaks, attendance: attendance(first, second)))
    }

    @Test func `the first slot from the end of the opening, the last until the closing`() {
        #expect(faults(slot("n001", at: .wed(9, 10)), slot("n002", at: .wed(9, 15))) == [])
        #expect(faults(slot("n001", at: .wed(9, 45)), slot("n002", at: .wed(9, 50))) == [])
    }

    @Test func `a slot in the opening`() {
        let found = faults(slot("n001", at: .wed(9, 9)), slot("n002", at: .wed(9, 15)))
        #expect(found.rules == ["M1"])
        #expect(
            found.first?.message
                == "map-2026-12-02: the slot of n001 at 09:09 begins before the one before it ends")
    }

    @Test func `a slot before the one before it ends`() {
        #expect(faults(slot("n001", at: .wed(9, 10)), slot("n002", at: .wed(9, 14))).rules == ["M1"])
    }

    @Test func `a slot in the closing`() {
        let found = faults(slot("n001", at: .wed(9, 45)), slot("n002", at: .wed(9, 51)))
        #expect(found.rules == ["M1"])
        #expect(found.first?.message.hasSuffix("runs into the closing of the meeting") == true)
    }

    @Test func `a slot may end as the break begins, and begin as it ends`() {
        let pause = PlannedMeeting.Pause(start: .wed(9, 15), minutes: 10)
        #expect(faults(slot("n001", at: .wed(9, 10)), slot("n002", at: .wed(9, 25)), breaks: [pause]) == [])
        let found = faults(slot("n001", at: .wed(9, 10)), slot("n002", at: .wed(9, 24)), breaks: [pause])
        #expect(found.rules == ["M1"])
        #expect(found.first?.message.hasSuffix("runs into the break") == true)
    }

    @Test func `business comes before the slots`() {
        let busy = office.with { $0.caseload.policy.meetings[.map]?.businessMinutes = 15 }
        let early = slot("n001", at: .wed(9, 24))
        #expect(busy.faults(of: map(hour, slots: [early], attendance: attendance(early))).rules == ["M1"])
        let fine = slot("n001", at: .wed(9, 25))
        #expect(busy.faults(of: map(hour, slots: [fine], attendance: attendance(fine))) == [])
    }
}
