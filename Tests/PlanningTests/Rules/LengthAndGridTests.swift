import Casework
import Testing

@testable import Planning

@Suite struct `R2: contacts have their kind's length and start on the grid` {
    let office = Office()

    @Test(arguments: [0, 15, 30, 45])
    func `a contact may start on any quarter hour`(minute: Int) {
        #expect(office.faults(contact("v-1", at: .mon(10, minute))) == [])
    }

    @Test func `five past is not on the grid`() {
        let found = office.faults(contact("v-1", at: .mon(10, 5)))
        #expect(found.rules == ["R2"])
        #expect(found.first?.message.hasSuffix("does not start on the grid of 15 minutes") == true)
    }

    @Test func `a grid of five minutes takes five past`() {
        #expect(office.with { $0.caseload.policy.gridMinutes = 5 }.faults(contact("v-1", at: .mon(10, 5))) == [])
    }

    @Test(arguments: [15, 45])
    func `an office contact is neither shorter nor longer than its kind`(minutes: Int) {
        let found = office.faults(contact("v-1", at: .mon(10), minutes: minutes))
        #expect(found.rules == ["R2"])
        #expect(found.first?.message.hasSuffix("\(minutes) minutes instead of 30") == true)
    }

    @Test func `a confirmed contact may have the length and start that people gave it`() {
        let confirmed = contact("v-1", at: .mon(10, 5), minutes: 50, .confirmed)
        #expect(office.having(confirmed).faults(confirmed) == [])
    }
}
