import Casework
import HTTPTypes
import Operations
import Planning
import SQLiteStore
import Testing
import WebServer

/// What becomes of contacts when an agenda is arranged.
@Suite struct ArrangementTests {
    /// Tuesday evening before the first MAP.
    private static let evening = Team.monday.at(1440 + 17 * 60)
    private static let meeting = PlannedMeeting.ID("map-2026-12-02")

    private static func planned(_ store: SQLiteStore) throws -> Plan {
        try #require(try store.read { try $0.latestPlan()?.plan })
    }

    /// Puts the slots of the first MAP in another order, on a diary of its own.
    private static func turned(by places: Int, clock: Moment?) throws -> ArrangeMeeting.Outcome {
        let (store, _) = try Team.diary()
        let plan = try planned(store)
        let slots = try #require(plan.meetings.first { $0.id == meeting }).slots.map(\.nominal)
        let order = Array(slots.dropFirst(places) + slots.prefix(places))
        return try ArrangeMeeting(store, diaries: Team.diaries(plan.weeks))(
            .order(order), for: meeting, by: "test", at: Team.now, clock: clock)
    }

    @Test func `a contact of the next 24 hours is never moved to make room`() throws {
        let near = ArrangementTests.evening..<(ArrangementTests.evening + 1440)
        var wouldMove = 0
        for places in [5, 10, 15, 20] {
            let free = try ArrangementTests.turned(by: places, clock: nil)
            wouldMove += free.contacts.count { near.contains($0.before.start) }
            do {
                let bound = try ArrangementTests.turned(by: places, clock: ArrangementTests.evening)
                #expect(bound.contacts.allSatisfy { !near.contains($0.before.start) }, "\(places)")
                // Nor is another put there instead.
                #expect(bound.contacts.allSatisfy { $0.after.map { !near.contains($0.start) } ?? true }, "\(places)")
            } catch let refusal as DiaryRefusal {
                #expect("\(refusal)".contains("24 hours"))
            }
        }
        #expect(wouldMove > 0, "nothing near is in the way of any order: the test says nothing")
    }

    @Test func `contacts that give way are named, with their times, their people and the way to them`() async throws {
        try await Service.run { service in
            let before = try ArrangementTests.planned(service.store)
            let address = "/meetings/\(ArrangementTests.meeting)"
            let browser = await service.browser(Person.supportWorker)
            let slots = try #require(before.meetings.first { $0.id == ArrangementTests.meeting }).slots
            let first = try #require(slots.first)
            let caseload = try #require(try service.store.read { try $0.caseload() })
            for slot in slots.suffix(6).reversed() {
                let old = try ArrangementTests.planned(service.store)
                let page = try await browser.send(
                    "\(address)/slots/\(slot.nominal)/pin", [("at", "\(first.start.clock)")],
                    from: try await browser.get(address))
                let new = try ArrangementTests.planned(service.store)
                let moved = new.contacts.filter { contact in
                    old.contacts.contains { $0.id == contact.id && !$0.isWhereItWas(contact) }
                }
                let limited = Set(caseload.nominals.filter(\.hasLimitedAccess).map(\.id))
                for contact in moved where limited.contains(contact.nominal) {
                    #expect(!page.text.contains("/contacts/\(contact.id)\""))
                }
                for contact in moved where !limited.contains(contact.nominal) {
                    let was = try #require(old.contacts.first { $0.id == contact.id })
                    #expect(page.text.contains("<a href=\"/contacts/\(contact.id)\">"))
                    #expect(page.text.contains(was.start.inShort))
                    if was.start != contact.start { #expect(page.text.contains("moved to \(contact.start.inShort)")) }
                    let people = caseload.practitioners.filter { was.practitioners.contains($0.id) }
                    for person in people { #expect(page.text.contains(person.name)) }
                }
                if moved.contains(where: { !limited.contains($0.nominal) }) { return }
                _ = try await browser.send(
                    "\(address)/slots/\(slot.nominal)/unpin", [], from: try await browser.get(address))
            }
            Issue.record("no pin moved any contact: the test says nothing")
        }
    }

    // MARK: The order

    @Test
    func `an order by hand and a pin are kept together, and what they leave no room for is refused with both named`()
        async throws
    {
        try await Service.run { service in
            let address = "/meetings/\(ArrangementTests.meeting)"
            let browser = await service.browser(Person.supportWorker)
            func send(_ path: String, _ fields: [(String, String)]) async throws -> Browser.Page {
                try await browser.send("\(address)/\(path)", fields, from: try await browser.get(address))
            }
            func slots() throws -> [PlannedMeeting.Slot] {
                try #require(
                    try ArrangementTests.planned(service.store).meetings.first { $0.id == ArrangementTests.meeting }
                ).slots
            }
            let start = try slots()
            let (pinned, time) = (start[5].nominal, start[5].start.clock)
            #expect(try await send("slots/\(pinned)/pin", [("at", "\(time)")]).status == .ok)
            let moved = try await send("slots/\(start[2].nominal)/place", [("step", "up")])
            #expect(moved.text.contains("The order was set by hand."))
            #expect(!moved.text.contains("No order of these items has less"))
            let chain = try slots().map(\.nominal).filter { $0 != pinned }
            #expect(
                try service.store.read { try $0.arrangements() }.orders[ArrangementTests.meeting]?.contains(pinned)
                    == false)
            // What comes after the pin takes less time; the pin stays, and so does the order of the others.
            let after = try #require(try slots().last { $0.nominal != pinned })
            let shorter = try await send("slots/\(after.nominal)/minutes", [("minutes", "\(after.minutes - 1)")])
            #expect(shorter.status == .ok, "\(shorter.text)")
            #expect(try slots().first { $0.nominal == pinned }?.start.clock == time)
            // Minutes that have become free may bring another item in.
            #expect(try slots().map(\.nominal).filter { chain.contains($0) } == chain)

            let fixed = try await send("slots/\(pinned)/place", [("step", "up")])
            #expect(fixed.status == .unprocessableContent)
            #expect(fixed.text.contains("\(pinned) is pinned at \(time), and stays there."))
            let last = try #require(try slots().last { $0.nominal != pinned })
            let late = try await send("slots/\(last.nominal)/pin", [("at", "06:00")])
            #expect(late.status == .unprocessableContent)
            #expect(late.text.contains("The order was set by hand. You can let go of it"))
            #expect(late.text.contains("\(pinned) is pinned at \(time). Unpin it"))
            #expect(!late.text.contains("\(ArrangementTests.meeting):"))
        }
    }
}
