import Casework
import Testing

@testable import Planning

@Suite struct `R9: a nominal has no more contacts a day than the policy allows` {
    let office = Office()

    @Test func `one a day, and another on the next`() {
        #expect(office.faults(contact("v-1", at: .mon(10)), contact("v-2", at: .tue(10))) == [])
    }

    @Test func `two on one day`() {
        let found = office.faults(contact("v-1", at: .mon(10)), contact("v-2", at: .mon(15)))
        #expect(found == [Violation("R9", "n001 has 2 contacts on 2026-11-30")])
    }

    @Test func `two on one day where the policy allows two`() {
        let two = office.with { $0.caseload.policy.maxContactsPerDay = 2 }
        #expect(two.faults(contact("v-1", at: .mon(10)), contact("v-2", at: .mon(15))) == [])
    }

    @Test func `one beside a confirmed contact is one too many`() {
        let confirmed = contact("v-1", at: .mon(10), .confirmed)
        #expect(office.having(confirmed).faults(confirmed, contact("v-2", at: .mon(15))).rules == ["R9"])
    }

    @Test func `two that people confirmed stand`() {
        let confirmed = [contact("v-1", at: .mon(10), .confirmed), contact("v-2", at: .mon(15), .attended)]
        let held = office.with { $0.caseload.contacts = confirmed }
        #expect(held.faults(confirmed[0], confirmed[1]) == [])
    }
}
