import Casework
import Testing

@testable import Planning

@Suite struct `R6: a double-crewed nominal is seen at home by two or more` {
    let office = Office().with { $0.change("n001") { $0.crewing = .double } }

    @Test func `two officers, or both leads`() {
        #expect(office.faults(contact("v-1", "police_visit", at: .mon(10), "home1", by: ["pp1", "pp2"])) == [])
        #expect(office.faults(jointVisit("v-1", at: .mon(10))) == [])
    }

    @Test func `one officer alone`() {
        let found = office.faults(contact("v-1", "police_visit", at: .mon(10), "home1", by: ["pp1"]))
        #expect(found.rules == ["R6"])
        #expect(found.first?.message.hasSuffix("a double-crewed nominal seen at home by one practitioner") == true)
    }

    @Test func `at the office one is enough`() {
        #expect(office.faults(contact("v-1", at: .mon(10))) == [])
    }

    @Test func `a single-crewed nominal may be seen at home by one`() {
        let found = office.faults(
            contact("v-1", with: "n002", "police_visit", at: .mon(10), "home2", by: ["pp2"]))
        #expect(found == [])
    }

    @Test func `a confirmed visit by one stands`() {
        let confirmed = contact("v-1", "police_visit", at: .mon(10), "home1", by: ["pp1"], .confirmed)
        #expect(office.having(confirmed).faults(confirmed) == [])
    }
}
