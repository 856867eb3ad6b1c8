import Casework
import Testing

@testable import Planning

@Suite struct `M3: waiting is what the slots cost` {
    /// Ewa Lind is needed for both, so she waits only if something comes between.
    let office = Office().with { office in
        office.caseload.involvements += [Involvement(nominal: "n002", practitioner: "pw1")]
    }
    let hour = Moment.wed(9)..<Moment.wed(10)
    let kit = slot("n001", at: .wed(9, 10))

    private func lou(at start: Moment) -> PlannedMeeting.Slot {
        slot("n002", at: start, attendees: ["po2", "pp2", "pw1"])
    }

    private func faults(
        lou start: Moment, breaks: [PlannedMeeting.Pause] = [], waiting: Int, bound: Int? = nil, optimal: Bool = true,
        in office: Office? = nil
    ) -> [Violation] {
        (office ?? self.office).faults(
            of: map(
                hour, slots: [kit, lou(at: start)], breaks: breaks, attendance: attendance(kit, lou(at: start)),
                waiting: waiting, bound: bound, optimal: optimal))
    }

    @Test func `none where slots follow each other, the gap where they do not`() {
        #expect(faults(lou: .wed(9, 15), waiting: 0) == [])
        #expect(faults(lou: .wed(9, 22), waiting: 7) == [])
    }

    @Test func `the break is not waiting`() {
        let pause = PlannedMeeting.Pause(start: .wed(9, 15), minutes: 10)
        #expect(faults(lou: .wed(9, 25), breaks: [pause], waiting: 0) == [])
        #expect(faults(lou: .wed(9, 25), waiting: 0).rules == ["M3"])
    }

    @Test func `nobody who stays throughout waits`() {
        let through = office.with { $0.caseload.policy.meetings[.map]?.wholeMeeting = ["pw1"] }
        #expect(faults(lou: .wed(9, 22), waiting: 0, in: through) == [])
        let byRole = office.with { $0.caseload.policy.meetings[.map]?.wholeMeeting = ["partner_worker"] }
        #expect(faults(lou: .wed(9, 22), waiting: 0, in: byRole) == [])
    }

    @Test func `a figure that is not the count`() {
        #expect(
            faults(lou: .wed(9, 22), waiting: 6)
                == [Violation("M3", "map-2026-12-02: says 6 min of waiting, counted 7")])
    }

    @Test func `a bound is not above the waiting`() {
        #expect(faults(lou: .wed(9, 22), waiting: 7, bound: 3, optimal: false) == [])
        #expect(faults(lou: .wed(9, 22), waiting: 7, bound: 7, optimal: false) == [])
        #expect(
            faults(lou: .wed(9, 22), waiting: 7, bound: 8, optimal: true)
                == [Violation("M3", "map-2026-12-02: a bound of 8 does not fit 7 min of waiting")])
    }
}
