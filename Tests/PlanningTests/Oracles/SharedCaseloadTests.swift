import Casework
import Foundation
import Testing

@testable import Planning

/// Caseloads that lie beside the package, but not in every checkout.
private enum Shared {
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let caseloads = package.deletingLastPathComponent().appendingPathComponent("shared/data/caseloads")
    static var exists: Bool { FileManager.default.fileExists(atPath: caseloads.path) }

    static func register(_ name: String) throws -> Register {
        try Register(
            folder: caseloads.appendingPathComponent(name), today: .mon - 4, days: (.mon - 91)..<(.mon + 91))
    }
}

@Suite struct `A caseload beside the package` {
    @Test(
        .enabled(if: Shared.exists, "../shared is not there"),
        arguments: ["team12", "town52", "town52-meetings", "rural60", "hub360"])
    func `has its running score as counted, and a plan that breaks no rule`(name: String) throws {
        let register = try Shared.register(name)
        var chance = SeededGenerator(seed: 1)
        let meetings = AgendaPlanner(register, chance: chance.branch(1)).plan(.one) { _ in }
        var ledger = Ledger(register, week: .mon, meetings: meetings)
        let fixed = try ledger.counted().travelMinutes - ledger.bookings.score.travelMinutes
        for _ in 0..<10 {
            for _ in 0..<60 { ledger.step(&chance) }
            var score = ledger.bookings.score
            score.travelMinutes += fixed
            #expect(try ledger.counted() == score)
        }
        #expect(ledger.bookings.visits.contains { $0 != nil })

        let plan = try Planner(register.caseload, register.diaries)
            .plan(.one, seed: 1, until: Iterations(perWeek: 100))
        #expect(plan.contacts.count > register.caseload.nominals.count)
    }

    @Test(.enabled(if: Shared.exists, "../shared is not there"), arguments: ["team12", "town52"])
    func `is planned as well with preferences as without, and goes by more of them`(name: String) throws {
        var (with, without) = (Tried(), Tried())
        let register = try Shared.register(name)
        var indifferent = register.caseload
        indifferent.policy.preferences = []
        for seed in 1...4 as ClosedRange<UInt64> {
            try with.plan(register.caseload, register, seed)
            try without.plan(indifferent, register, seed)
        }
        #expect(with.score.shortfall == without.score.shortfall && with.score.cover == without.score.cover)
        #expect(abs(with.score.travelMinutes - without.score.travelMinutes) * 20 < without.score.travelMinutes)
        #expect(with.kept.jointVisitsCoLocated >= without.kept.jointVisitsCoLocated)
        #expect(with.kept.regularTimesKept > without.kept.regularTimesKept)
    }

    /// What several seeds come to together.
    private struct Tried {
        var score = Score.zero
        var kept = PreferencesKept()

        mutating func plan(_ caseload: Caseload, _ register: Register, _ seed: UInt64) throws {
            let plan = try Planner(caseload, register.diaries).plan(.two, seed: seed, until: Iterations(perWeek: 1_500))
            score = score + plan.score
            let kept = PreferencesKept(register, plan)
            self.kept.jointVisits += kept.jointVisits
            self.kept.jointVisitsCoLocated += kept.jointVisitsCoLocated
            self.kept.regularTimes += kept.regularTimes
            self.kept.regularTimesKept += kept.regularTimesKept
        }
    }
}
