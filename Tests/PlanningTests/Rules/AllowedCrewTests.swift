import Casework
import Testing

@testable import Planning

@Suite struct `R4: the practitioners at a contact are one of its kind's crews` {
    let office = Office()

    @Test func `a joint visit is police and probation, in either order`() {
        #expect(office.faults(jointVisit("v-1", at: .mon(10), by: ["pp1", "po1"])) == [])
        #expect(office.faults(jointVisit("v-1", at: .mon(10), by: ["po1", "pp1"])) == [])
    }

    @Test func `a police visit is by one officer or by two`() {
        #expect(office.faults(contact("v-1", "police_visit", at: .mon(10), "home1", by: ["pp1"])) == [])
        #expect(office.faults(contact("v-1", "police_visit", at: .mon(10), "home1", by: ["pp1", "pp2"])) == [])
    }

    @Test func `a joint visit without probation`() {
        let found = office.faults(jointVisit("v-1", at: .mon(10), by: ["pp1"]))
        #expect(found.rules == ["R4"])
        #expect(found.first?.message.hasSuffix("police is none of this kind's crews") == true)
    }

    @Test func `a joint visit of three`() {
        let found = office.faults(jointVisit("v-1", at: .mon(10), by: ["po1", "pp1", "pp2"]))
        #expect(found.rules == ["R4"])
        #expect(found.first?.message.hasSuffix("police and police and probation is none of this kind's crews") == true)
    }

    @Test func `nobody there`() {
        let noLeads = office.faults(contact("v-1", at: .mon(10), by: []))
        #expect(noLeads.rules == ["R4", "R5"])
    }

    @Test func `one officer named twice does not make two`() {
        let twice = contact("v-1", "police_visit", at: .mon(10), "home1", by: ["pp1", "pp1"])
        let found = AllowedCrew.violations(in: Evidence(office.plan([twice]), office.register))
        #expect(found.map(\.message) == ["v-1 (n001, police_visit, 2026-11-30T10:00): a practitioner is named twice"])
    }

    @Test func `a confirmed contact has the crew people agreed on`() {
        let confirmed = jointVisit("v-1", at: .mon(10), by: ["pp1"], .confirmed)
        #expect(office.having(confirmed).faults(confirmed) == [])
    }
}
