import Casework
import Testing

@testable import Planning

@Suite struct `M4: a slot names everyone needed` {
    let office = Office()
    let hour = Moment.wed(9)..<Moment.wed(10)

    private func faults(
        _ attendees: [Practitioner.ID], absent: [Practitioner.ID] = [], in office: Office? = nil
    ) -> [Violation] {
        let kit = slot("n001", at: .wed(9, 10), attendees: attendees, absent: absent)
        return (office ?? self.office).faults(of: map(hour, slots: [kit], attendance: attendance(kit)))
    }

    @Test func `the leads and the involved, there or absent`() {
        #expect(faults(["po1", "pp1", "pw1"]) == [])
        #expect(faults(["po1"], absent: ["pp1", "pw1"]) == [])
    }

    @Test func `someone left out, someone else, someone both there and absent`() {
        #expect(
            faults(["po1", "pp1"])
                == [Violation("M4", "map-2026-12-02: n001 needs [po1, pp1, pw1], the slot names others")])
        #expect(faults(["po1", "pp1", "pw1", "po2"]).rules == ["M4"])
        #expect(faults(["po1", "pp1", "pw1"], absent: ["pw1"]).rules == ["M4"])
    }

    @Test func `an agency that shares nothing is not needed`() {
        let closed = office.with { $0.caseload.agencies[2].sharing = .none }
        #expect(faults(["po1", "pp1"], in: closed) == [])
        #expect(faults(["po1", "pp1", "pw1"], in: closed).rules == ["M4"])
    }

    @Test func `an agency whose agreement lapsed the day before is not needed`() {
        #expect(faults(["po1", "pp1"], in: office.with { $0.caseload.agencies[2].agreementUntil = .tue }) == [])
        #expect(faults(["po1", "pp1", "pw1"], in: office.with { $0.caseload.agencies[2].agreementUntil = .wed }) == [])
    }

    @Test func `a slot for nobody on record`() {
        let found = office.faults(of: map(hour, slots: [slot("n999", at: .wed(9, 10), attendees: [])]))
        #expect(found == [Violation("M4", "map-2026-12-02: a slot for n999, who is not on record")])
    }
}
