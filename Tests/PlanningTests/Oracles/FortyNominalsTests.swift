import Casework
import Foundation
import Sample
import Testing

@testable import Planning

/// MAPs of forty nominals of invented teams, with their own attendees, break and windows.
@Suite struct `A MAP of forty nominals` {
    /// How many teams to try.
    static let asked = ProcessInfo.processInfo.environment["IOM_DIARY_SEEDS"].flatMap(Int.init)
    static let seeds = asked ?? 3
    /// How much longer the other search goes on: a minute on a slow machine where it is asked for.
    static let times = asked == nil ? 6 : 60

    private func problem(seed: UInt64) throws -> SlotOrderProblem {
        let monday = try #require(Day(iso: "2026-11-30"))
        let weeks = try #require(Weeks(from: monday, count: 1))
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("forty-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for file in SampleTeam(nominals: 60, seed: seed, from: monday).files() {
            let url = folder.appendingPathComponent(file.path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.content.utf8).write(to: url)
        }
        let register = try Register(folder: folder, today: monday, days: (monday - 7)..<(monday + 70))
        let date = try #require(register.diaries.meetings.first { $0.series == .map && weeks.days.contains($0.day) })
        let rule = try #require(register.policy.meetings[.map])
        // The first forty nominals, whether due or not.
        var contents = AgendaContents()
        contents.items = register.caseload.nominals.prefix(40).map { nominal in
            let reason: SlotReason =
                switch nominal.rag(on: date.day) {
                case .red: .red
                case .amber: .amber
                case .green: .green
                case .blue: .blue
                }
            return AgendaItem(
                nominal: nominal.id, reason: reason, matters: [], minutes: rule.minutes(for: reason), overdue: 0)
        }
        var long = date
        long.interval = date.interval.lowerBound..<(date.interval.lowerBound + 240)
        return MeetingSetting(register, long, contents, rule).problem
    }

    /// The cost: minutes that people come for.
    private func attendance(_ problem: SlotOrderProblem, _ cost: SlotOrderProblem.Cost) -> Int {
        let needed = problem.items.reduce(0) { sum, item in
            sum + item.minutes * item.needs.count { !problem.attendees[$0].staysThroughout }
        }
        return needed + cost.waiting
    }

    @Test func `has an order that much more work hardly betters, with its bound beside it`() throws {
        for seed in 1...UInt64(Self.seeds) {
            let problem = try problem(seed: seed)
            #expect(problem.items.count == 40)
            let clock = ContinuousClock()
            let start = clock.now
            let answer = SlotOrderSolver(problem, chance: SeededGenerator(seed: seed)).solve()
            let middle = clock.now
            var long = SlotOrderSearch(
                problem, chance: SeededGenerator(seed: seed + 1_000), effort: Self.times * SlotOrderSolver.usualEffort)
            let (_, best) = long.run(from: [answer.order])
            #expect(answer.cost.absent == best.absent, "seed \(seed)")
            let (mine, theirs) = (attendance(problem, answer.cost), attendance(problem, best))
            #expect(Double(mine) <= 1.005 * Double(theirs), "seed \(seed): \(mine) against \(theirs)")
            #expect(answer.waitingBound <= best.waiting)
            if Self.asked != nil {
                print(
                    "seed \(seed): \(problem.attendees.count) people, \(mine) min, \(theirs) after \(clock.now - middle);",
                    "waiting \(answer.cost.waiting), at least \(answer.waitingBound), in \(middle - start)")
            }
        }
    }
}
