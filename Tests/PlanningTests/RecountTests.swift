import Casework
import Planning
import Testing

/// Kit is red, weight 4; Lou amber, weight 2.
@Suite struct `The score` {
    let office = Office().with { $0.target(0) }

    private func score(_ contacts: Contact..., weeks: Weeks = .one, in office: Office? = nil) -> Score {
        let office = office ?? self.office
        return Recount(office.register).assess(weeks, meetings: [], contacts: contacts).score
    }

    @Test func `a shortfall weighs by RAG, and missing contacts by their square`() {
        let three = office.with { $0.target(3, joint: true, home: true) }
        #expect(score(in: three).shortfall == 4 * (9 + 1 + 1) + 2 * (9 + 1 + 1))
        #expect(score(jointVisit("v-1", at: .mon(10)), in: three).shortfall == 4 * 4 + 2 * 11)
        #expect(score(weeks: .two, in: three).shortfall == 2 * (4 + 2) * 11)
    }

    @Test func `whoever comes out of custody weighs as red`() {
        let released = office.with {
            $0.only("n002", contacts: 1)
            $0.change("n002") {
                $0.rag = .blue
                $0.releaseOn = .mon - 20
            }
        }
        #expect(score(in: released).shortfall == 4)
    }

    @Test func `a contact counts as offered whatever its outcome`() {
        let one = office.with { $0.only("n001", contacts: 1) }
        #expect(score(contact("v-1", at: .mon(10), .unacceptableAbsence), in: one).shortfall == 0)
        #expect(score(contact("v-1", at: .mon(10), .acceptableAbsence), in: one).shortfall == 0)
    }

    @Test func `what was planned and changed, changed place or crew, or was dropped, has moved`() {
        let planned = office.having(contact("v-1", at: .mon(10)), contact("v-2", with: "n002", at: .tue(10)))
        let kit = contact("v-1", at: .mon(10))
        let lou = contact("v-2", with: "n002", at: .tue(10))
        #expect(score(kit, lou, in: planned).moved == 0)
        #expect(score(kit, in: planned).moved == 1)
        #expect(score(in: planned).moved == 2)
        #expect(score(kit, contact("v-2", with: "n002", at: .tue(11)), in: planned).moved == 1)
        #expect(score(kit, contact("v-2", with: "n002", at: .tue(10), by: ["po2"]), in: planned).moved == 1)
        #expect(score(kit, contact("v-2", with: "n002", at: .tue(10), "centre"), in: planned).moved == 1)
    }

    @Test func `the order in which a crew is named is no move, another week's contact is not asked for`() {
        let planned = office.having(
            jointVisit("v-1", at: .mon(10), by: ["pp1", "po1"], .planned), contact("v-9", at: .mon(10) + 7 * 1440))
        #expect(score(jointVisit("v-1", at: .mon(10), by: ["po1", "pp1"]), in: planned).moved == 0)
    }

    @Test func `cover is whoever is neither lead nor involved, at planned contacts`() {
        #expect(score(jointVisit("v-1", at: .mon(10))).cover == 0)
        #expect(score(jointVisit("v-1", at: .mon(10), by: ["po1", "pp2"])).cover == 1)
        #expect(score(jointVisit("v-1", at: .mon(10), by: ["po1", "pp2"], .confirmed)).cover == 0)
        #expect(score(contact("v-1", "partner", at: .mon(10), "centre", by: ["pw1"])).cover == 0)
    }

    @Test func `travel is out and back, and between the two`() {
        #expect(score(contact("v-1", "police_visit", at: .mon(10), "home1", by: ["pp1"])).travelMinutes == 30)
        #expect(score(jointVisit("v-1", at: .mon(10))).travelMinutes == 60)
        let two = score(
            contact("v-1", "police_visit", at: .mon(10), "home1", by: ["pp1"]),
            contact("v-2", with: "n002", "police_visit", at: .mon(12), "home2", by: ["pp1"]))
        #expect(two.travelMinutes == 15 + 20 + 15)
    }

    @Test func `travel goes through the block's place where a call is between`() {
        let three = score(
            contact("v-1", "police_visit", at: .mon(10), "home1", by: ["pp1"]),
            contact("v-2", "phone", at: .mon(11), "online", by: ["pp1"]),
            contact("v-3", with: "n002", "police_visit", at: .mon(12), "home2", by: ["pp1"]))
        #expect(three.travelMinutes == 15 + 15 + 15 + 15)
    }

    @Test func `travel counts the way to a meeting`() {
        let meeting = map(
            .mon(9)..<(.mon(11)), attendance: [.init(practitioner: "pp1", interval: .mon(9, 30)..<(.mon(10)))])
        let score = Recount(office.register).assess(.one, meetings: [meeting], contacts: []).score
        #expect(score.travelMinutes == 20)
    }

    @Test func `spread is pairs of consecutive days of one week`() {
        #expect(score(contact("v-1", at: .mon(10)), contact("v-2", at: .wed(10))).spread == 0)
        #expect(score(contact("v-1", at: .mon(10)), contact("v-2", at: .tue(10))).spread == 1)
        #expect(
            score(contact("v-1", at: .mon(10)), contact("v-2", at: .tue(10)), contact("v-3", at: .wed(10))).spread
                == 2)
        #expect(score(contact("v-1", at: .mon(10)), contact("v-2", with: "n002", at: .tue(10))).spread == 0)
        // Sunday and the Monday after are of two weeks.
        #expect(
            score(contact("v-1", at: .mon(10) + 6 * 1440), contact("v-2", at: .mon(10) + 7 * 1440), weeks: .two)
                .spread == 0)
    }

    @Test func `a joint visit booked in the first week is not due again in the second`() {
        let fortnight = office.with {
            $0.only("n002", contacts: 0)
            $0.caseload.policy.targets[.flex] = [
                .amber: Target(contacts: 0, jointEveryWeeks: 2, homeEveryWeeks: 0)
            ]
        }
        #expect(score(weeks: .two, in: fortnight).shortfall == 4)
        #expect(
            score(jointVisit("v-1", with: "n002", at: .fri(10), "home2"), weeks: .two, in: fortnight).shortfall == 0)
        let second = jointVisit("v-1", with: "n002", at: .fri(10) + 7 * 1440, "home2")
        #expect(score(second, weeks: .two, in: fortnight).shortfall == 2)
    }
}
