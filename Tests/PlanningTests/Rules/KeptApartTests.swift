import Casework
import Testing

@testable import Planning

@Suite struct `R10: nominals kept apart are not at one place within the policy's minutes` {
    let office = Office().with { $0.caseload.keepApart = [KeepApart(first: "n002", second: "n001")] }
    let kit = contact("v-1", at: .mon(10))

    private func lou(at start: Moment, _ place: Place = "office", _ status: Contact.Status = .planned) -> Contact {
        contact("v-2", with: "n002", place == "online" ? "phone" : "office", at: start, place, by: ["po2"], status)
    }

    @Test func `the minutes apart exactly reached, before and after`() {
        #expect(office.faults(kit, lou(at: .mon(11))) == [])
        #expect(office.faults(kit, lou(at: .mon(9))) == [])
    }

    @Test(arguments: [(10, 45), (9, 15), (10, 0)])
    func `a quarter of an hour too near`(hour: Int, minute: Int) {
        let found = office.faults(kit, lou(at: .mon(hour, minute)))
        #expect(found.rules == ["R10"])
        #expect(found.first?.message.contains("n001, to be kept apart, is at office at 2026-11-30T10:00") == true)
    }

    @Test func `two calls at once are no meeting`() {
        let call = contact("v-1", "phone", at: .mon(10), "online")
        #expect(office.faults(call, lou(at: .mon(10), "online")) == [])
    }

    @Test func `two places at once are no meeting`() {
        #expect(office.faults(jointVisit("v-1", at: .mon(10)), lou(at: .mon(10))) == [])
    }

    @Test func `those who are not kept apart may meet`() {
        #expect(Office().faults(kit, lou(at: .mon(10))) == [])
    }

    @Test func `a planned contact keeps away from a confirmed one, two confirmed stand`() {
        let confirmed = lou(at: .mon(10, 45), "office", .confirmed)
        #expect(office.having(confirmed).faults(kit, confirmed).rules == ["R10"])
        let both = contact("v-1", at: .mon(10), .confirmed)
        #expect(office.having(confirmed, both).faults(both, confirmed) == [])
    }
}
