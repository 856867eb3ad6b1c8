import Casework
import Testing

@testable import Planning

/// A MAP at the office on Wednesday 2 December, 09:30 to 10:30; Kit and Lou are both due, five and three minutes.
@Suite struct `An agenda` {
    let office = Office().with {
        $0.diaries.meetings = [MeetingDate(series: .map, interval: .wed(9, 30)..<(.wed(10, 30)), place: "office")]
    }

    private func meeting(_ office: Office) throws -> PlannedMeeting {
        let planner = AgendaPlanner(office.register, chance: SeededGenerator(seed: 1))
        let meetings = planner.plan(.one) { _ in }
        // Whatever comes of it, no rule of meetings is broken.
        #expect(Audit(office.register).violations(of: office.plan(office.kept, meetings: meetings)) == [])
        return try #require(meetings.first)
    }

    private func slot(_ nominal: Nominal.ID, of meeting: PlannedMeeting) throws -> PlannedMeeting.Slot {
        try #require(meeting.slots.first { $0.nominal == nominal })
    }

    private func expected(_ practitioner: Practitioner.ID, at meeting: PlannedMeeting) -> Range<Moment>? {
        meeting.attendance.first { $0.practitioner == practitioner }?.interval
    }

    // MARK: - Attendance

    @Test func `everyone comes for their own slots, red first`() throws {
        let meeting = try meeting(office)
        #expect(meeting.id == "map-2026-12-02")
        #expect(meeting.slots.map(\.nominal) == ["n001", "n002"])
        #expect(meeting.slots.map(\.start) == [.wed(9, 40), .wed(9, 45)])
        #expect(meeting.slots.map(\.attendees) == [["po1", "pp1", "pw1"], ["po2", "pp2"]])
        #expect(expected("pp1", at: meeting) == .wed(9, 40)..<(.wed(9, 45)))
        #expect(expected("pp2", at: meeting) == .wed(9, 45)..<(.wed(9, 48)))
        #expect(meeting.waitingMinutes == 0)
        #expect(meeting.isOptimal)
    }

    @Test func `the support worker and the manager stay throughout`() throws {
        let meeting = try meeting(office)
        #expect(expected("sw1", at: meeting) == meeting.interval)
        #expect(expected("mg1", at: meeting) == meeting.interval)
    }

    @Test func `so does whom the series names, if they work then`() throws {
        func named(_ change: (inout Office) -> Void = { _ in }) throws -> Range<Moment>? {
            let office = office.with { $0.diaries.meetings[0].throughout = ["pp2"] }.with(change)
            return expected("pp2", at: try meeting(office))
        }
        #expect(try named() == .wed(9, 30)..<(.wed(10, 30)))
        #expect(try named { $0.rest("pp2") } == nil)
    }

    @Test func `whoever has no slot and does not stay is not asked to come`() throws {
        let meeting = try meeting(office.with { $0.caseload.nominals.removeLast() })
        #expect(expected("pp2", at: meeting) == nil)
        #expect(expected("po2", at: meeting) == nil)
    }

    @Test func `a meeting with no items is held all the same`() throws {
        let meeting = try meeting(office.with { $0.caseload.nominals = [] })
        #expect(meeting.slots == [])
        #expect(meeting.attendance.map(\.practitioner) == ["mg1", "sw1"])
        #expect(meeting.minutesNeeded == 0)
        #expect(meeting.minutesAvailable == 45)
        #expect(meeting.isOptimal)
    }

    // MARK: - Who cannot be there

    @Test func `whoever does not work then is absent`() throws {
        let meeting = try meeting(office.with { $0.rest("pp1") })
        let kit = try slot("n001", of: meeting)
        #expect(kit.attendees == ["po1", "pw1"])
        #expect(kit.absent == ["pp1"])
        #expect(expected("pp1", at: meeting) == nil)
        #expect(meeting.isOptimal)
    }

    @Test func `whoever is busy all the time is absent`() throws {
        let busy = office.with { $0.busy("pp1", .wed(9), .wed(11)) }
        #expect(try slot("n001", of: try meeting(busy)).absent == ["pp1"])
    }

    @Test func `whoever is busy at first is taken later`() throws {
        let busy = office.with { $0.busy("pp1", .wed(9), .wed(9, 43)) }
        let meeting = try meeting(busy)
        #expect(meeting.slots.map(\.nominal) == ["n002", "n001"])
        #expect(meeting.slots.flatMap(\.absent) == [])
        #expect(meeting.slots.map(\.start) == [.wed(9, 40), .wed(9, 43)])
    }

    @Test func `a minute of the slot is enough to be absent`() throws {
        let busy = office.with { $0.busy("pp1", .wed(9), .wed(9, 44)) }
        #expect(try slot("n001", of: try meeting(busy)).absent == ["pp1"])
    }

    @Test func `work that begins during the meeting counts from then, blocks that touch are one`() throws {
        let late = office.with {
            $0.rest("pp1")
            $0.work("pp1", from: 583, until: 585)
            $0.work("pp1", from: 585, until: 720, at: "office")
        }
        let meeting = try meeting(late)
        #expect(meeting.slots.map(\.nominal) == ["n002", "n001"])
        #expect(meeting.slots.flatMap(\.absent) == [])
    }

    @Test func `a planned contact does not keep anyone from a meeting, a confirmed one does`() throws {
        let visit = jointVisit("v-1", at: .wed(9, 30), .planned)
        #expect(try slot("n001", of: try meeting(office.having(visit))).absent == [])
        let confirmed = jointVisit("v-1", at: .wed(9, 30), .confirmed)
        #expect(try slot("n001", of: try meeting(office.having(confirmed))).absent == ["po1", "pp1"])
        let off = jointVisit("v-1", at: .wed(9, 30), .cancelledByService)
        #expect(try slot("n001", of: try meeting(office.having(off))).absent == [])
    }

    @Test func `the way back from a confirmed contact is not the meeting's`() throws {
        // Back at the office, a quarter of an hour away, at 09:43: in time for the second slot only.
        let near = contact("v-1", at: .wed(8, 43), "home1", by: ["po1"], minutes: 45, .confirmed)
        let meeting = try meeting(office.having(near))
        #expect(meeting.slots.map(\.nominal) == ["n002", "n001"])
        #expect(meeting.slots.flatMap(\.absent) == [])
        let later = contact("v-1", at: .wed(8, 45), "home1", by: ["po1"], minutes: 45, .confirmed)
        #expect(try slot("n001", of: try self.meeting(office.having(later))).absent == ["po1"])
    }

    @Test func `nobody comes on both sides of a confirmed contact, whoever stays throughout included`() throws {
        let visit = contact("v-1", at: .wed(9, 50), "home1", by: ["sw1"], minutes: 10, .confirmed)
        let stay = try #require(expected("sw1", at: try meeting(office.having(visit))))
        #expect(!stay.overlaps(visit.interval))
        let both = office.with { office in
            office.caseload.involvements.append(Involvement(nominal: "n002", practitioner: "pw1"))
            office.caseload.contacts.append(
                contact("v-1", "partner", at: .wed(9, 55), "home1", by: ["pw1"], minutes: 5, .confirmed))
        }
        // From 10:15 she is back; before she would have to leave at 09:40.
        let meeting = try meeting(both)
        #expect(meeting.slots.flatMap(\.absent).count == 2)
    }

    // MARK: - Who is needed

    @Test func `an agency that shares nothing is not needed, nor one whose agreement has lapsed`() throws {
        func attendees(_ change: (inout Agency) -> Void) throws -> PlannedMeeting.Slot {
            try slot("n001", of: try meeting(office.with { change(&$0.caseload.agencies[2]) }))
        }
        for slot in [try attendees { $0.sharing = .none }, try attendees { $0.agreementUntil = .tue }] {
            #expect(slot.attendees == ["po1", "pp1"])
            #expect(slot.absent == [])
        }
        #expect(try attendees { $0.agreementUntil = .wed }.attendees == ["po1", "pp1", "pw1"])
    }

    @Test func `one who is both leads is needed once`() throws {
        let both = office.with { $0.change("n001") { $0.policeLead = "po1" } }
        #expect(try slot("n001", of: try meeting(both)).attendees == ["po1", "pw1"])
    }

    // MARK: - Break and waiting

    @Test func `a long meeting has its break in the middle, where a slot ends`() throws {
        let long = office.with {
            $0.change("n002") { $0.rag = .red }
            $0.caseload.policy.meetings[.map]?.pause = Policy.Break(afterMinutes: 9, minutes: 10)
        }
        let meeting = try meeting(long)
        // Ten minutes are more than nine; half of them are done after the first slot.
        #expect(meeting.slots.map(\.start) == [.wed(9, 40), .wed(9, 55)])
        #expect(meeting.breaks == [.init(start: .wed(9, 45), minutes: 10)])
        let short = long.with {
            $0.caseload.policy.meetings[.map]?.pause = Policy.Break(afterMinutes: 10, minutes: 10)
        }
        #expect(try self.meeting(short).breaks == [])
    }

    @Test func `whoever is needed for two of three does not wait for the third`() throws {
        let three = office.with {
            var dee = $0.caseload.nominals[0]
            dee.id = "n003"
            dee.probationLead = "po2"
            $0.caseload.nominals.append(dee)
        }
        let meeting = try meeting(three)
        #expect(meeting.waitingMinutes == 0)
        #expect(meeting.waitingLowerBound == 0)
        // pp1 for n001 and n003, po2 for n003 and n002: n003 is in the middle.
        #expect(meeting.slots.dropFirst().first?.nominal == "n003")
    }

    @Test func `an online meeting is attended from the block's place`() throws {
        let online = office.with { $0.diaries.meetings[0].place = .online }
        #expect(try meeting(online).place == .online)
    }

    @Test func `a MACC has its business first`() throws {
        let macc = office.with {
            $0.diaries.meetings = [MeetingDate(series: .macc, interval: .thu(10)..<(.thu(11)), place: "office")]
            $0.caseload.proposals = [Proposal(nominal: "n001", kind: .changeRAG, raisedOn: .mon)]
            $0.target(0)
        }
        let meeting = try meeting(macc)
        #expect(meeting.id == "macc-2026-12-03")
        #expect(try slot("n001", of: meeting).start == .thu(10, 25))
    }

    @Test func `meetings of other weeks are not planned`() {
        let later = office.with {
            $0.diaries.meetings = [
                MeetingDate(series: .map, interval: .mon(9)..<(.mon(10)), place: "office"),
                MeetingDate(series: .map, interval: (.mon(9) + 7 * 1440)..<(.mon(10) + 7 * 1440), place: "office"),
            ]
        }
        let meetings = AgendaPlanner(later.register, chance: SeededGenerator(seed: 1)).plan(.one) { _ in }
        #expect(meetings.map(\.id) == ["map-2026-11-30"])
    }
}

extension Office {
    /// The contacts on record that a plan keeps as they are.
    fileprivate var kept: [Contact] {
        caseload.contacts.filter { $0.status.countsAsOffered && $0.status != .planned }
    }
}
