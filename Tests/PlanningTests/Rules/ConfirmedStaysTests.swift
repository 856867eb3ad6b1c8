import Casework
import Testing

@testable import Planning

@Suite struct `R14: a confirmed contact stays as it is` {
    let before = contact("v-1", at: .mon(10), .confirmed)

    private func rules(_ now: Contact...) -> [Violation] {
        let office = Office().having(before)
        return ConfirmedStays.violations(in: Evidence(office.plan(now), office.register))
    }

    @Test func `as it was`() {
        #expect(Office().having(before).faults(before) == [])
    }

    @Test func `moved, changed or dropped`() {
        #expect(Office().having(before).faults().rules == ["R14"])
        var late = before
        late.start = .mon(11)
        #expect(rules(late).rules == ["R14"])
        var other = before
        other.practitioners = ["po2"]
        #expect(rules(other).rules == ["R14"])
        var demoted = before
        demoted.status = .planned
        #expect(rules(demoted).rules == ["R14"])
        #expect(rules(late).first?.message.hasSuffix("confirmed, and moved, changed or dropped") == true)
    }

    @Test(arguments: [Contact.Status.attended, .failedToAttend, .acceptableAbsence])
    func `a contact with its outcome stays too`(status: Contact.Status) {
        let past = contact("v-1", at: .mon(10), status)
        #expect(Office().having(past).faults(past) == [])
        #expect(Office().having(past).faults().rules == ["R14"])
    }

    @Test(arguments: [Contact.Status.rescheduled, .cancelledByService, .planned])
    func `what was put off, called off or only planned may go`(status: Contact.Status) {
        #expect(Office().having(contact("v-1", at: .mon(10), status)).faults() == [])
    }

    @Test func `a confirmed contact of another week is not asked for`() {
        #expect(Office().having(contact("v-1", at: .mon(10) - 7 * 1440, .confirmed)).faults() == [])
        #expect(Office().having(contact("v-1", at: .mon(10) + 7 * 1440, .confirmed)).faults() == [])
    }
}
