import Casework
import Testing

@Suite struct `A score` {
    @Test func `goes by its levels in turn: a better one outweighs any below`() {
        let worst = 1_000_000
        let ladder = [
            Score(moved: worst, cover: worst, travelMinutes: worst, spread: worst),
            Score(shortfall: 1, cover: worst, travelMinutes: worst, spread: worst),
            Score(shortfall: 1, moved: 1, travelMinutes: worst, spread: worst),
            Score(shortfall: 1, moved: 1, cover: 1, spread: worst),
            Score(shortfall: 1, moved: 1, cover: 1, travelMinutes: 1),
            Score(shortfall: 1, moved: 1, cover: 1, travelMinutes: 1, spread: 1),
        ]
        for (better, worse) in zip(ladder, ladder.dropFirst()) {
            #expect(better < worse)
            #expect(!(worse < better))
        }
        #expect(ladder.reversed().sorted() == ladder)
    }

    @Test func `is not better than itself, and adds up level by level`() {
        let score = Score(shortfall: 1, moved: 2, cover: 3, travelMinutes: 4, spread: 5)
        #expect(!(score < score))
        #expect(score + score == Score(shortfall: 2, moved: 4, cover: 6, travelMinutes: 8, spread: 10))
        #expect(score + .zero == score)
    }
}

@Suite struct `A reason for a slot` {
    @Test func `is taken in this order`() {
        let order: [SlotReason] = [
            .exception, .red, .release, .amber, .green, .blue, .select, .deselect, .changeRAG, .changeCohort,
            .changeContacts, .deselectionToConsider, .noEngagement, .contactsToReview,
        ]
        #expect(order.reversed().sorted() == order)
        #expect(SlotReason.allCases == order)
    }

    @Test func `is routine if amber, green or in custody`() {
        #expect(SlotReason.allCases.filter(\.isRoutine) == [.amber, .green, .blue])
    }

    @Test func `of a proposal is that proposal's`() {
        #expect(
            Proposal.Kind.allCases.map { SlotReason($0).rawValue } == Proposal.Kind.allCases.map(\.rawValue))
    }
}

@Suite struct `A policy` {
    @Test func `weighs whoever is in custody, or just out of it, as red`() {
        let policy = Policy.standard
        #expect(policy.weight(of: .blue) == policy.weight(of: .red))
        #expect([Nominal.RAG.red, .amber, .green].map(policy.weight) == [4, 2, 1])
    }

    @Test func `asks for nothing where it names no target`() {
        var policy = Policy.standard
        policy.targets = [:]
        #expect(policy.target(.fixed, .red) == Target(contacts: 0, jointEveryWeeks: 0, homeEveryWeeks: 0))
    }

    @Test func `has people stay throughout by role or by reference`() throws {
        var rule = try #require(Policy.standard.meetings[.map])
        let worker = Practitioner(
            id: Practitioner.ID("pw1"), name: "Ewa Lind", agency: Agency.ID("a"), role: .partnerWorker,
            base: Location.ID("centre"))
        #expect(!rule.staysThroughout(worker))
        rule.wholeMeeting = ["pw1"]
        #expect(rule.staysThroughout(worker))
        rule.wholeMeeting = ["partner_worker"]
        #expect(rule.staysThroughout(worker))
    }

    @Test(arguments: ["online", "home", "probation_office", "partner_office", "police_station", "community", "prison"])
    func `writes a kind of place as it reads it`(code: String) throws {
        #expect(try #require(Policy.PlaceKind(code)).code == code)
        #expect(Policy.PlaceKind("pub") == nil)
    }
}
