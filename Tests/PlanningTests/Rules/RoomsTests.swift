import Casework
import Testing

@testable import Planning

@Suite struct `R11: a place has no more contacts at once than rooms` {
    let office = Office().with { office in
        office.change("office") { $0.rooms = 1 }
    }
    let kit = contact("v-1", at: .mon(10))

    private func lou(at start: Moment, _ status: Contact.Status = .planned) -> Contact {
        contact("v-2", with: "n002", at: start, by: ["po2"], status)
    }

    @Test func `one room takes one after the other`() {
        #expect(office.faults(kit, lou(at: .mon(10, 30))) == [])
        #expect(office.faults(kit, lou(at: .mon(9, 30))) == [])
    }

    @Test func `two rooms full are not over`() {
        #expect(Office().faults(kit, lou(at: .mon(10))) == [])
    }

    @Test func `no limit, no rule`() {
        #expect(office.with { $0.change("office") { $0.rooms = nil } }.faults(kit, lou(at: .mon(10))) == [])
    }

    @Test func `one room for two at once`() {
        let found = office.faults(kit, lou(at: .mon(10, 15)))
        #expect(found.rules == ["R11"])
        #expect(found.first?.message.hasSuffix("2 contacts at once at office, which has 1 rooms") == true)
    }

    @Test func `a confirmed contact takes a room as well`() {
        let confirmed = lou(at: .mon(10, 15), .confirmed)
        #expect(office.having(confirmed).faults(kit, confirmed).rules == ["R11"])
    }

    @Test func `two that people confirmed stand`() {
        let both = [contact("v-1", at: .mon(10), .confirmed), lou(at: .mon(10), .confirmed)]
        #expect(office.with { $0.caseload.contacts = both }.faults(both[0], both[1]) == [])
    }
}
