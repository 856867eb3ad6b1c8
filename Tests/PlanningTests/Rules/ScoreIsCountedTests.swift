import Casework
import Testing

@testable import Planning

@Suite struct `S1: the score and the shortfalls are those counted` {
    /// Kit is to have two contacts, one of them joint; weight 4.
    let office = Office().with { $0.only("n001", contacts: 2, joint: true) }

    private func violations(_ change: (inout Plan) -> Void) throws -> [Violation] {
        var plan = office.plan([contact("v-1", at: .mon(10))])
        try #require(plan.shortfalls.count == 1)
        change(&plan)
        return Audit(office.register).violations(of: plan)
    }

    @Test func `as counted`() throws {
        #expect(try violations { _ in } == [])
        let plan = office.plan([contact("v-1", at: .mon(10))])
        #expect(plan.score == Score(shortfall: 4 * (1 + 1)))
        #expect(plan.shortfalls.map(\.missingContacts) == [1])
        #expect(plan.shortfalls.map(\.isJointMissing) == [true])
    }

    @Test func `each level is counted`() throws {
        #expect(try violations { $0.score.shortfall += 1 }.rules == ["S1"])
        #expect(try violations { $0.score.moved += 1 }.rules == ["S1"])
        #expect(try violations { $0.score.cover += 1 }.rules == ["S1"])
        #expect(try violations { $0.score.travelMinutes += 1 }.rules == ["S1"])
        #expect(try violations { $0.score.spread += 1 }.rules == ["S1"])
    }

    @Test func `a shortfall left out, or told otherwise`() throws {
        #expect(try violations { $0.shortfalls = [] }.rules == ["S1"])
        #expect(try violations { $0.shortfalls[0].missingContacts = 2 }.rules == ["S1"])
        #expect(try violations { $0.shortfalls[0].isJointMissing = false }.rules == ["S1"])
    }

    @Test func `a shortfall that does not say why`() throws {
        #expect(
            try violations { $0.shortfalls[0].reasons = [] }
                == [Violation("S1", "no reason is given for n001 in the week of 2026-11-30")])
    }
}
