import Casework
import Testing

@testable import Planning

@Suite struct `The audit` {
    @Test func `knows every rule once`() {
        #expect(
            Audit.rules.map { $0.code } == (1...15).map { "R\($0)" } + (1...6).map { "M\($0)" } + ["S1"])
    }

    @Test func `finds nothing wrong with a full week of good contacts`() {
        let office = Office()
        #expect(
            office.faults(
                jointVisit("v-1", at: .mon(10)), contact("v-2", at: .wed(10)),
                contact("v-3", "partner", at: .fri(10), "centre", by: ["pw1"]),
                jointVisit("v-4", with: "n002", at: .tue(10), "home2", by: ["po2", "pp2"]),
                contact("v-5", with: "n002", "phone", at: .thu(10), "online", by: ["pp2"])) == [])
    }

    @Test func `names no person`() {
        let office = Office().with { $0.rest("po1", "pp1") }
        let faults = office.faults(
            contact("v-1", at: .mon(10, 5), "home2", by: ["po1", "pp2"]), contact("v-2", at: .mon(10), by: ["po2"]))
        #expect(faults.count > 3)
        for fault in faults {
            for name in ["Kit", "Marlow", "Cara", "Voss", "Asha", "Pell"] {
                #expect(!fault.description.contains(name))
            }
        }
    }
}
