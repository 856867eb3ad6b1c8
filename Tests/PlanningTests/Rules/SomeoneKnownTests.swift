import Casework
import Testing

@testable import Planning

@Suite struct `R5: someone there knows the nominal` {
    let office = Office()

    @Test func `one lead is enough on a joint visit`() {
        #expect(office.faults(jointVisit("v-1", at: .mon(10), by: ["po1", "pp2"])) == [])
        #expect(office.faults(jointVisit("v-1", at: .mon(10), by: ["po2", "pp1"])) == [])
    }

    @Test func `two who stand in for both leads`() {
        let found = office.faults(jointVisit("v-1", at: .mon(10), by: ["po2", "pp2"]))
        #expect(found.rules == ["R5"])
        #expect(found.first?.message.hasSuffix("nobody there works with the nominal") == true)
    }

    @Test func `an officer who is involved, and no lead`() {
        let involved = office.with { $0.caseload.involvements += [Involvement(nominal: "n001", practitioner: "po2")] }
        #expect(involved.faults(contact("v-1", at: .mon(10), by: ["po2"])).rules == ["R5"])
    }

    @Test func `a partner worker who is not involved`() {
        let found = office.faults(contact("v-1", with: "n002", "partner", at: .mon(10), "centre", by: ["pw1"]))
        #expect(found.rules == ["R5"])
        #expect(found.first?.message.hasSuffix("pw1 is not involved with the nominal") == true)
    }

    @Test func `a partner worker who is involved needs no lead`() {
        #expect(office.faults(contact("v-1", "partner", at: .mon(10), "centre", by: ["pw1"])) == [])
    }

    @Test func `a confirmed contact stands, whoever comes`() {
        let confirmed = contact("v-1", at: .mon(10), by: ["po2"], .confirmed)
        #expect(office.having(confirmed).faults(confirmed) == [])
    }
}
