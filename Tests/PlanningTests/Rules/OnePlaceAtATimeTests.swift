import Casework
import Testing

@testable import Planning

@Suite struct `R13: one place at a time, with the way in between` {
    /// pp1 works at the station, a quarter of an hour from each home; the homes are 20 minutes apart.
    let office = Office().with { $0.change("n002") { $0.policeLead = "pp1" } }
    let kit = contact("v-1", "police_visit", at: .mon(10), "home1", by: ["pp1"])

    private func lou(at start: Moment) -> Contact {
        contact("v-2", with: "n002", "police_visit", at: start, "home2", by: ["pp1"])
    }

    private func call(at start: Moment) -> Contact {
        contact("v-2", with: "n002", "phone", at: start, "online", by: ["pp1"])
    }

    @Test func `a visit may start the minute another ends`() {
        let one = contact("v-1", at: .mon(10), by: ["po1"])
        let two = contact("v-2", with: "n002", at: .mon(10, 30), by: ["po1"])
        let shared = office.with { $0.change("n002") { $0.probationLead = "po1" } }
        #expect(shared.faults(one, two) == [])
    }

    @Test func `two contacts at once`() {
        let shared = office.with { $0.change("n002") { $0.probationLead = "po1" } }
        let found = shared.faults(
            contact("v-1", at: .mon(10), by: ["po1"]), contact("v-2", with: "n002", at: .mon(10), by: ["po1"]))
        #expect(found.rules == ["R13"])
        #expect(found.first?.message.hasPrefix("po1 cannot be at office at 2026-11-30T10:00 for v-2: v-1 ends") == true)
    }

    @Test func `half an hour is enough for twenty minutes, a quarter is not`() {
        #expect(office.faults(kit, lou(at: .mon(11))) == [])
        let found = office.faults(kit, lou(at: .mon(10, 45)))
        #expect(found.rules == ["R13"])
        #expect(found.first?.message.hasSuffix("v-1 ends 2026-11-30T10:30 at home1, 20 min away") == true)
    }

    @Test func `the way to the first visit is part of the block, to the minute`() {
        #expect(office.faults(contact("v-1", "police_visit", at: .mon(9, 15), "home1", by: ["pp1"])) == [])
        let found = office.faults(contact("v-1", "police_visit", at: .mon(9), "home1", by: ["pp1"]))
        #expect(found.rules == ["R13"])
        #expect(found.first?.message.contains("the block's start ends") == true)
    }

    @Test func `so is the way back from the last`() {
        #expect(office.faults(contact("v-1", "police_visit", at: .mon(16, 15), "home1", by: ["pp1"])) == [])
        let found = office.faults(contact("v-1", "police_visit", at: .mon(16, 30), "home1", by: ["pp1"]))
        #expect(found.rules == ["R13"])
        #expect(found.first?.message.contains("for the end of the block") == true)
    }

    @Test func `a call is made from the block's place, so there is a way to it`() {
        #expect(office.faults(kit, call(at: .mon(10, 45))) == [])
        #expect(office.faults(kit, call(at: .mon(10, 30))).rules == ["R13"])
    }

    @Test func `a block at another place is left from there`() {
        let colocated = office.with {
            $0.rest("pp1")
            $0.work("pp1", at: "home1")
        }
        #expect(colocated.faults(contact("v-1", "police_visit", at: .mon(9), "home1", by: ["pp1"])) == [])
    }

    @Test func `busy time is spent at the block's place`() {
        func busy(until end: Moment) -> Office { office.with { $0.busy("pp1", .mon(9), end) } }
        #expect(busy(until: .mon(9, 45)).faults(kit) == [])
        let found = busy(until: .mon(9, 50)).faults(kit)
        #expect(found.rules == ["R13"])
        #expect(found.first?.message.contains("busy ends 2026-11-30T09:50 at station, 15 min away") == true)
    }

    @Test func `busy time that reaches past the block counts with the part inside`() {
        func busy(_ start: Moment, _ end: Moment) -> Office { office.with { $0.busy("pp1", start, end) } }
        #expect(busy(.mon(6), .mon(9, 45)).faults(kit) == [])
        #expect(busy(.mon(6), .mon(10)).faults(kit).rules == ["R13"])
        #expect(busy(.mon(10, 45), .mon(23)).faults(kit) == [])
        #expect(busy(.mon(10, 30), .mon(23)).faults(kit).rules == ["R13"])
    }

    @Test func `a meeting that reaches past the block counts with the part inside`() {
        func meeting(_ start: Moment, _ end: Moment) -> PlannedMeeting {
            map(start..<end, attendance: [.init(practitioner: "pp1", interval: start..<end)])
        }
        // From the office, where the meeting is, home1 is a quarter of an hour away.
        #expect(office.faults(kit, meetings: [meeting(.mon(8), .mon(9, 45))]) == [])
        #expect(office.faults(kit, meetings: [meeting(.mon(8), .mon(10))]).rules == ["R13"])
        #expect(office.faults(kit, meetings: [meeting(.mon(10, 45), .mon(18))]) == [])
        #expect(office.faults(kit, meetings: [meeting(.mon(10, 30), .mon(18))]).rules == ["R13"])
    }

    @Test func `of busy times that overlap the one that ends last decides`() {
        let busy = office.with {
            $0.busy("pp1", .mon(9), .mon(9, 50))
            $0.busy("pp1", .mon(9, 10), .mon(9, 20))
        }
        #expect(busy.faults(kit).rules == ["R13"])
    }

    @Test func `what nobody planned here may clash: busy time, a meeting, confirmed contacts`() {
        let confirmed = contact("v-1", "police_visit", at: .mon(10), "home1", by: ["pp1"], .confirmed)
        let other = contact("v-2", with: "n002", "police_visit", at: .mon(10, 15), "home2", by: ["pp1"], .confirmed)
        let busy = office.having(confirmed, other).with { $0.busy("pp1", .mon(10), .mon(11)) }
        #expect(busy.faults(confirmed, other) == [])
    }

    @Test func `a meeting is planned around a confirmed contact`() {
        let confirmed = contact("v-1", "police_visit", at: .mon(10), "home1", by: ["pp1"], .confirmed)
        let during = map(.mon(9)..<(.mon(11)), attendance: [.init(practitioner: "pp1", interval: .mon(9)..<(.mon(11)))])
        #expect(office.having(confirmed).faults(confirmed, meetings: [during]).rules == ["R13"])
        let before = map(
            .mon(9)..<(.mon(11)), attendance: [.init(practitioner: "pp1", interval: .mon(9, 10)..<(.mon(9, 45)))])
        #expect(office.having(confirmed).faults(confirmed, meetings: [before]) == [])
    }
}
