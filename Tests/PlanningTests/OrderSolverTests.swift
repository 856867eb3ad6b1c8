import Foundation
import Testing

@testable import Planning

/// The ordering engine against every order there is.
struct OrderSolverTests {
    /// A small problem at random: sparse or crowded, with equal or varied weights, and perhaps limits on the order.
    private func problem(_ chance: inout SeededGenerator, mostItems: Int, isConstrained: Bool) -> OrderingProblem {
        let count = 1 + chance.below(mostItems)
        let attendees = 1 + chance.below(7)
        let crowding = 1 + chance.below(4)
        var items = (0..<count).map { _ in
            let needs = (0..<attendees).reduce(into: UInt64(0)) { needs, attendee in
                if chance.below(5) < crowding { needs |= 1 << UInt64(attendee) }
            }
            return OrderingProblem.Item(minutes: 1 + chance.below(10), needs: needs)
        }
        let total = items.reduce(0) { $0 + $1.minutes }
        let weighted = chance.below(2) == 0
        let people = (0..<attendees).map { _ in
            var window: Range<Int>?
            if isConstrained, chance.below(4) == 0 {
                let from = chance.below(total)
                window = from..<(from + 1 + chance.below(total))
            }
            return OrderingProblem.Attendee(weight: weighted ? 1 + chance.below(20) : 1, window: window)
        }
        if isConstrained {
            if chance.below(3) == 0 { items[chance.below(count)].position = chance.below(count) }
            if count > 1, chance.below(2) == 0 { items[chance.below(count)].after = [chance.below(count)] }
        }
        return OrderingProblem(items: items, attendees: people)
    }

    /// The least cost of all orders that break nothing, by trying them all; nil if there is none.
    private func bruteForce(_ problem: OrderingProblem) -> Int? {
        var best: Int?
        var order = Array(problem.items.indices)
        func permute(_ from: Int) {
            guard from < order.count else {
                if problem.breaches(of: order) == 0 { best = min(best ?? .max, spans(problem, order)) }
                return
            }
            for index in from..<order.count {
                order.swapAt(from, index)
                permute(from + 1)
                order.swapAt(from, index)
            }
        }
        permute(0)
        return best
    }

    /// The cost as it is defined, attendee by attendee.
    private func spans(_ problem: OrderingProblem, _ order: [Int]) -> Int {
        var starts: [Int] = []
        var clock = 0
        for item in order {
            starts.append(clock)
            clock += problem.items[item].minutes
        }
        return problem.attendees.indices.reduce(0) { sum, attendee in
            let mine = order.indices.filter { problem.items[order[$0]].needs >> UInt64(attendee) & 1 == 1 }
            guard let first = mine.first, let last = mine.last else { return sum }
            return sum + problem.attendees[attendee].weight
                * (starts[last] + problem.items[order[last]].minutes - starts[first])
        }
    }

    @Test(arguments: [(false, 1), (false, 2), (true, 3), (true, 4)])
    func `thousands of small problems are solved as trying every order would`(isConstrained: Bool, seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        for round in 0..<2_500 {
            let problem = problem(&chance, mostItems: round % 40 == 0 ? 8 : 6, isConstrained: isConstrained)
            let best = bruteForce(problem)
            let answer = OrderSolver(problem, seed: UInt64(round)).solve(OrderingLimits())
            #expect(answer.isProven)
            #expect((answer.order == nil) == (best == nil), "round \(round)")
            guard let order = answer.order, let best else { continue }
            #expect(order.sorted() == Array(problem.items.indices))
            #expect(problem.breaches(of: order) == 0)
            #expect(answer.cost == best && spans(problem, order) == best && answer.lowerBound == best, "round \(round)")
        }
    }

    /// The local search is kept from finding the order, so that the programme has to.
    @Test func `the exact programme finds the order by itself, from no good one at all`() {
        var chance = SeededGenerator(seed: 9)
        for round in 0..<1_500 {
            let problem = problem(&chance, mostItems: 7, isConstrained: false)
            let programme = TwoEndedProgramme(problem, below: 1_000_000, OrderingLimits())
            let found = programme.run()
            #expect(found.isProven)
            guard let order = found.order else {
                Issue.record("no order in round \(round)")
                continue
            }
            #expect(order.sorted() == Array(problem.items.indices))
            #expect(spans(problem, order) == problem.neededCost + found.waiting, "round \(round)")
            #expect(problem.neededCost + found.waiting == bruteForce(problem), "round \(round)")
        }
    }

    @Test func `a bound is never above the best, however early the search is stopped`() {
        var chance = SeededGenerator(seed: 11)
        for _ in 0..<600 {
            let problem = problem(&chance, mostItems: 7, isConstrained: false)
            guard let best = bruteForce(problem) else { continue }
            for expansions in [0, 1, 3, 10] {
                let stopped = TwoEndedProgramme(
                    problem, below: 1_000_000, OrderingLimits(expansions: expansions),
                    unseen: UnseenBound(problem, order: Array(problem.items.indices))
                ).run()
                #expect(problem.neededCost + stopped.bound <= best)
            }
            #expect(problem.neededCost + GroupBound.find(problem) <= best)
            let everyone = problem.attendees.indices.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
            let unseen = UnseenBound(problem, order: Array(problem.items.indices)).find(everyone)
            #expect(problem.neededCost + unseen <= best)
        }
    }

    @Test func `the same problem takes the same number of states every time`() {
        var chance = SeededGenerator(seed: 5)
        let problem = problem(&chance, mostItems: 16, isConstrained: false)
        let first = OrderSolver(problem).solve(OrderingLimits())
        #expect(OrderSolver(problem).solve(OrderingLimits()).states == first.states)
    }

    @Test func `an empty problem has an empty order, and one item goes first`() {
        #expect(OrderSolver(OrderingProblem(items: [], attendees: [])).solve(OrderingLimits()).order == [])
        let one = OrderingProblem(
            items: [OrderingProblem.Item(minutes: 5, needs: 1)], attendees: [OrderingProblem.Attendee(weight: 20)])
        let answer = OrderSolver(one).solve(OrderingLimits())
        #expect(answer.order == [0] && answer.cost == 100 && answer.isOptimal)
    }

    @Test func `five hundred items get an order and a bound`() {
        var chance = SeededGenerator(seed: 3)
        let items = (0..<500).map { _ in
            OrderingProblem.Item(minutes: 1 + chance.below(9), needs: UInt64(1 + chance.below(255)))
        }
        let problem = OrderingProblem(items: items, attendees: (0..<8).map { _ in OrderingProblem.Attendee() })
        var asked = 0
        let answer = OrderSolver(problem).solve(
            OrderingLimits {
                asked += 1
                return true
            })
        #expect(answer.order?.sorted() == Array(0..<500))
        #expect(answer.lowerBound <= answer.cost)
    }
}
