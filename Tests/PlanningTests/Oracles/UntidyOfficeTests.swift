import Casework
import Planning
import Testing

@Suite struct `An untidy office` {
    @Test func `is planned without breaking a rule, whatever people have put into its diaries`() throws {
        var (contacts, shortfalls) = (0, 0)
        for seed in 0..<150 as Range<UInt64> {
            do {
                let plan = try RandomOffice.untidy(seed: seed).planner.plan(
                    .two, seed: seed, until: Iterations(perWeek: 40))
                contacts += plan.contacts.count
                shortfalls += plan.shortfalls.count
                #expect(plan.shortfalls.allSatisfy { !$0.causes.isEmpty && !$0.reasons.isEmpty })
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
        #expect(contacts > 1000)
        #expect(shortfalls > 100)
    }
}
