import Casework
import Testing

@testable import Planning

@Suite struct `R1: contacts name only who and what is on record` {
    let office = Office()

    private func violations(_ contacts: Contact...) -> [Violation] {
        KnownReferences.violations(in: Evidence(office.plan(contacts), office.register))
    }

    @Test func `a contact of people and places on record passes the whole audit`() {
        #expect(office.faults(contact("v-1", at: .mon(10))) == [])
    }

    @Test func `a nominal who is not on record`() {
        let found = office.faults(contact("v-1", with: "n999", at: .mon(10)))
        #expect(found.rules == ["R1"])
        #expect(found.first?.message == "v-1 (n999, office, 2026-11-30T10:00): no such nominal on record")
    }

    @Test func `a kind the policy does not have`() {
        let found = office.faults(contact("v-1", "seance", at: .mon(10)))
        #expect(found.rules == ["R1"])
        #expect(found.first?.message.hasSuffix("no such kind in the policy") == true)
    }

    @Test func `a location that is not on record`() {
        let found = office.faults(contact("v-1", at: .mon(10), "moon"))
        #expect(found.rules == ["R1"])
        #expect(found.first?.message.hasSuffix("no such location on record: moon") == true)
    }

    @Test func `a practitioner who is not on record`() {
        let found = violations(contact("v-1", at: .mon(10), by: ["ghost"]))
        #expect(found.map(\.message) == ["v-1 (n001, office, 2026-11-30T10:00): no such practitioner on record: ghost"])
    }

    @Test func `two contacts with one reference`() {
        let found = violations(contact("v-1", at: .mon(10)), contact("v-1", with: "n002", at: .tue(10)))
        #expect(found.rules == ["R1"])
        #expect(found.first?.message.hasSuffix("two contacts share the reference") == true)
    }

    @Test func `a contact of the Monday after the plan's weeks`() {
        #expect(violations(contact("v-1", at: .mon(10) + 7 * 1440)).rules == ["R1"])
        #expect(violations(contact("v-1", at: .mon(0) - 15)).rules == ["R1"])
        #expect(violations(contact("v-1", at: .mon(0) + 7 * 1440 - 15)) == [])
    }

    @Test func `an old contact may name what is no longer on record`() {
        let old = contact("v-1", with: "n999", "seance", at: .mon(10), "moon", .confirmed)
        #expect(office.having(old).faults(old) == [])
    }
}
