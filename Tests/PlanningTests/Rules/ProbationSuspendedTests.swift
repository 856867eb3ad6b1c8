import Casework
import Testing

@testable import Planning

@Suite struct `R15: no probation practitioner from the day probation's contact is suspended` {
    let office = Office().with { $0.change("n001") { $0.contactSuspendedFrom = .tue } }

    @Test func `the day before is fine`() {
        #expect(office.faults(contact("v-1", at: .mon(10))) == [])
    }

    @Test func `from the day itself it is not`() {
        let found = office.faults(contact("v-1", at: .tue(10)))
        #expect(found.rules == ["R15"])
        #expect(found.first?.message.hasSuffix("probation contact is suspended from 2026-12-01") == true)
        #expect(office.faults(contact("v-1", at: .fri(10))).rules == ["R15"])
        #expect(office.faults(jointVisit("v-1", at: .fri(10))).rules == ["R15"])
    }

    @Test func `police and partners go on`() {
        #expect(office.faults(contact("v-1", "police_visit", at: .tue(10), "home1", by: ["pp1"])) == [])
        #expect(office.faults(contact("v-1", "partner", at: .wed(10), "centre", by: ["pw1"])) == [])
    }

    @Test func `a confirmed contact stands`() {
        let confirmed = contact("v-1", at: .tue(10), .confirmed)
        #expect(office.having(confirmed).faults(confirmed) == [])
    }
}
