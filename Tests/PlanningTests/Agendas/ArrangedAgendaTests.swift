import Casework
import Testing

@testable import Planning

/// MAPs on Wednesdays from 2 December, 09:00 to 10:00; Kit is red, due every week, and Lou amber, due every other.
@Suite struct `An agenda arranged by hand` {
    let office = Office().with {
        $0.diaries.meetings = (0..<4).map { week in
            let day = Day.wed + 7 * week
            return MeetingDate(series: .map, interval: day.at(9, 0)..<day.at(10, 0), place: "office")
        }
    }
    let first = PlannedMeeting.ID("map-2026-12-02")

    private func meetings(_ office: Office, _ arrangements: Arrangement...) throws -> [PlannedMeeting] {
        try meetings(office, arrangements)
    }

    private func meetings(_ office: Office, _ arrangements: [Arrangement]) throws -> [PlannedMeeting] {
        let office = office.with { office in
            for arrangement in arrangements { office.diaries.arrangements.settle(arrangement, for: first) }
        }
        let meetings = AgendaPlanner(office.register, chance: SeededGenerator(seed: 1)).plan(.four)
        // Whatever comes of it, no rule is broken.
        #expect(
            Audit(office.register).violations(of: office.plan([], meetings: meetings, weeks: .four)) == [])
        return meetings
    }

    /// Lou was discussed a week ago, and is not due.
    private var notDue: Office {
        office.with { $0.caseload.reviews.append(Review(nominal: "n002", series: .map, heldOn: .wed - 7)) }
    }

    /// Kit is green as well, so that both are routine, and were discussed long ago.
    private var routine: Office {
        office.with { office in
            office.change("n001") { $0.rag = .green }
            office.caseload.reviews += ["n001", "n002"].map { Review(nominal: $0, series: .map, heldOn: .wed - 35) }
        }
    }

    @Test func `one who is not due is added, with the policy's minutes and the reason`() throws {
        #expect(try meetings(notDue)[0].slots.map(\.nominal) == ["n001"])
        let added = try meetings(notDue, .turn("n002", .added, why: "moved house"))[0]
        let slot = try #require(added.slots.first { $0.nominal == "n002" })
        #expect(slot.reason == .amber && slot.minutes == 3)
        #expect(slot.matters == ["added by hand: moved house"])
        #expect(added.minutesNeeded == 8)
        let long = try meetings(notDue, .turn("n002", .added, why: "moved house"), .minutes("n002", 20))[0]
        #expect(long.minutesNeeded == 25 && long.minutesAvailable == 45)
        #expect(long.capacity.used == 25)
    }

    @Test func `what is added goes before what is routine, and where there is no room it is said`() throws {
        let short = notDue.with { office in
            office.change("n001") { $0.rag = .amber }
            office.caseload.reviews.append(Review(nominal: "n001", series: .map, heldOn: .wed - 14))
            // Four minutes beside the fifteen of opening and closing: room for one.
            office.diaries.meetings[0].interval = .wed(9)..<(.wed(9, 19))
        }
        let added = try meetings(short, .turn("n002", .added, why: "moved house"))[0]
        #expect(added.slots.map(\.nominal) == ["n002"] && added.noted == ["n001"])
        let arrangements = [Arrangement.turn("n002", .added, why: "moved house"), .minutes("n002", 5)]
        let full = try meetings(short, arrangements)[0]
        #expect(full.slots.map(\.nominal) == ["n001"])
        var settled = Arrangements()
        for arrangement in arrangements { settled.settle(arrangement, for: first) }
        #expect(settled.notKept(at: full) == ["n002 was added by hand, and there is no room for a slot"])
        #expect(settled.notKept(at: added) == ["n002 was given 5 min by hand, and has 3"])
    }

    @Test func `what is removed is off, and is due at the next meeting`() throws {
        let removed = try meetings(office, .turn("n001", .removed, why: "in hospital"))
        #expect(removed[0].slots.map(\.nominal) == ["n002"])
        #expect(removed[0].deferred == [.init(nominal: "n001", due: .wed + 7)])
        #expect(removed[0].minutesNeeded == 3)
        #expect(removed[1].slots.map(\.nominal) == ["n001"])
        // Nobody is owed a slot who was not due.
        let neverDue = try meetings(notDue, .turn("n002", .removed, why: "a slip"))
        #expect(neverDue[0].deferred.isEmpty)
    }

    @Test func `what is deferred is on the next agenda, due then or not`() throws {
        #expect(try meetings(office)[1].slots.map(\.nominal) == ["n001"])
        let put = try meetings(office, .turn("n002", .deferred, why: "worker away"))
        #expect(put[0].deferred == [.init(nominal: "n002", due: .wed + 7)])
        #expect(Set(put[1].slots.map(\.nominal)) == ["n001", "n002"])
        // Due in the second week anyway; put off in the first, then discussed, they are due two weeks later.
        let early = try meetings(notDue, .turn("n002", .deferred, why: "worker away"))
        #expect(early.map { $0.slots.contains { $0.nominal == "n002" } } == [false, true, false, true])
    }

    @Test func `a routine item is noted, and one that is not is discussed all the same`() throws {
        let noted = try meetings(routine, .turn("n002", .noted, why: nil))
        #expect(noted[0].noted == ["n002"] && noted[0].slots.map(\.nominal) == ["n001"])
        let red = try meetings(office, .turn("n001", .noted, why: nil))[0]
        #expect(red.slots.contains { $0.nominal == "n001" } && red.noted.isEmpty)
    }

    @Test func `slots stand in the order they were put in, until it is let go of`() throws {
        #expect(try meetings(office)[0].slots.map(\.nominal) == ["n001", "n002"])
        let turned = try meetings(office, .order(["n002", "n001"]))[0]
        #expect(turned.slots.map(\.nominal) == ["n002", "n001"])
        #expect(turned.slots.map(\.start) == [.wed(9, 10), .wed(9, 13)])
        #expect(try meetings(office, .order(["n002", "n001"]), .reorder)[0].slots.first?.nominal == "n001")
        // A pin is the last word on a place.
        let pinned = SlotPin(nominal: "n001", place: .position(1))
        #expect(try meetings(office, .order(["n002", "n001"]), .pin(pinned))[0].slots.first?.nominal == "n001")
    }

    @Test func `an order by hand holds for many items, whatever would be better`() throws {
        let many = office.with { office in
            for number in 3...24 {
                office.caseload.nominals.append(
                    Nominal(
                        id: Nominal.ID("n\(100 + number)"), givenName: "Kit", familyName: "Marlow", cohort: .fixed,
                        rag: .amber, policeLead: number % 2 == 0 ? "pp1" : "pp2",
                        probationLead: number % 3 == 0 ? "po1" : "po2", selectedOn: Day.mon - 329))
            }
            office.diaries.meetings[0].interval = .wed(9)..<(.wed(12))
        }
        var order = many.caseload.nominals.map(\.id)
        var chance = SeededGenerator(seed: 7)
        chance.shuffle(&order)
        #expect(try meetings(many, .order(order))[0].slots.map(\.nominal) == order)
    }

    @Test func `what is arranged holds for an agenda that people have`() throws {
        let planned = try meetings(office)[0]
        let issued = office.with { $0.diaries.arrangements.issued = [first: planned] }
        #expect(try meetings(issued, .turn("n001", .removed, why: "ill"))[0].slots.map(\.nominal) == ["n002"])
        #expect(try meetings(issued, .order(["n002", "n001"]))[0].slots.map(\.nominal) == ["n002", "n001"])
        let long = try meetings(issued, .minutes("n001", 15))[0]
        #expect(long.slots.first { $0.nominal == "n001" }?.minutes == 15)
        let without = notDue.with { $0.diaries.arrangements.issued = [first: planned.without("n002")] }
        let added = try meetings(without, .turn("n002", .added, why: "moved house"))[0]
        #expect(added.slots.map(\.nominal) == ["n001", "n002"])
    }
}

extension PlannedMeeting {
    /// The meeting without somebody's slot, and nobody expected for it.
    fileprivate func without(_ nominal: Nominal.ID) -> PlannedMeeting {
        var meeting = self
        meeting.slots.removeAll { $0.nominal == nominal }
        let people = Set(meeting.slots.flatMap(\.attendees) + ["sw1", "mg1"])
        meeting.attendance.removeAll { !people.contains($0.practitioner) }
        return meeting
    }
}
