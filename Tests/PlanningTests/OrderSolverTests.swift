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
    ///
    /// An order is given up as soon as it breaks something, or what people have waited so far is no less than in the
    /// best one.
    private func bruteForce(_ problem: OrderingProblem) -> Int? {
        let count = problem.items.count
        var best: Int?
        func wait(_ item: Int, come: UInt64, left: [Int]) -> Int {
            let needed = left.reduce(UInt64(0)) { $1 == item ? $0 : $0 | problem.items[$1].needs }
            let waiting = come & needed & ~problem.items[item].needs
            return problem.attendees.indices.reduce(0) { sum, attendee in
                waiting >> UInt64(attendee) & 1 == 1 ? sum + problem.attendees[attendee].weight : sum
            } * problem.items[item].minutes
        }
        func go(_ left: [Int], _ clock: Int, _ come: UInt64, _ waited: Int) {
            if let best, waited >= best { return }
            if left.isEmpty {
                best = waited
                return
            }
            for item in left {
                let what = problem.items[item]
                if let position = what.position, position != count - left.count { continue }
                if what.after.contains(where: left.contains) { continue }
                let isOpen = problem.attendees.indices.allSatisfy { attendee in
                    guard what.needs >> UInt64(attendee) & 1 == 1, let window = problem.attendees[attendee].window
                    else { return true }
                    return window.lowerBound <= clock && clock + what.minutes <= window.upperBound
                }
                guard isOpen else { continue }
                go(
                    left.filter { $0 != item }, clock + what.minutes, come | what.needs,
                    waited + wait(item, come: come, left: left))
            }
        }
        go(Array(problem.items.indices), 0, 0, 0)
        return best.map { $0 + problem.neededCost }
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
    func `ten thousand problems of up to nine items are solved as trying every order would`(
        isConstrained: Bool, seed: UInt64
    ) {
        var chance = SeededGenerator(seed: seed)
        for round in 0..<2_500 {
            let problem = problem(&chance, mostItems: 9, isConstrained: isConstrained)
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
    @Test func `the exact programme finds the order by itself, from no good one at all`() throws {
        var chance = SeededGenerator(seed: 9)
        for round in 0..<1_500 {
            let problem = problem(&chance, mostItems: 8, isConstrained: false)
            guard let best = bruteForce(problem) else { continue }
            var (order, waiting): ([Int], Int) = ([], 0)
            let reduction = OrderReduction(problem)
            for part in reduction.parts {
                let found = try #require(part.problem.proof(below: 1_000_000, OrderingLimits()))
                #expect(found.isProven)
                waiting += found.bound
                order += try #require(found.order, "round \(round)").flatMap { part.blocks[$0] }
            }
            order += reduction.rest
            #expect(order.sorted() == Array(problem.items.indices))
            #expect(spans(problem, order) == problem.neededCost + waiting, "round \(round)")
            #expect(problem.neededCost + waiting == best, "round \(round)")
        }
    }

    @Test func `a bound is never above the best, however early the search is stopped`() throws {
        var chance = SeededGenerator(seed: 11)
        for _ in 0..<2_000 {
            let problem = problem(&chance, mostItems: 8, isConstrained: false)
            guard let best = bruteForce(problem) else { continue }
            for expansions in [0, 1, 3, 10] {
                let bound = try OrderReduction(problem).parts.reduce(0) { sum, part in
                    let limits = OrderingLimits(expansions: expansions)
                    return sum + (try #require(part.problem.proof(below: 1_000_000, limits))).bound
                }
                #expect(problem.neededCost + bound <= best)
                let answer = OrderSolver(problem).solve(OrderingLimits(expansions: expansions))
                #expect(answer.lowerBound <= best && answer.cost >= best)
            }
            #expect(problem.neededCost + GroupBound.find(problem) <= best)
        }
    }

    @Test func `memory stays within what was allowed, and the bound holds where it runs out`() {
        var chance = SeededGenerator(seed: 21)
        let items = (0..<60).map { _ in
            let needs = (0..<14).reduce(into: UInt64(0)) { needs, attendee in
                if chance.below(4) == 0 { needs |= 1 << UInt64(attendee) }
            }
            return OrderingProblem.Item(minutes: 1 + chance.below(9), needs: needs)
        }
        let problem = OrderingProblem(items: items, attendees: (0..<14).map { _ in OrderingProblem.Attendee() })
        let answer = OrderSolver(problem).solve(OrderingLimits(bytes: 8 << 20))
        #expect(!answer.isProven && answer.lowerBound < answer.cost)
        #expect(answer.lowerBound > problem.neededCost)
    }

    @Test func `thirty items in a chain, or each in its place, have the one order there is`() {
        var chance = SeededGenerator(seed: 4)
        var order = Array(0..<30)
        chance.shuffle(&order)
        var items = (0..<30).map { _ in
            OrderingProblem.Item(minutes: 1 + chance.below(9), needs: UInt64(1 + chance.below(3)))
        }
        let people = [OrderingProblem.Attendee(), OrderingProblem.Attendee(weight: 3)]
        for (before, item) in zip(order, order.dropFirst()) { items[item].after = [before] }
        let chain = OrderSolver(OrderingProblem(items: items, attendees: people)).solve(OrderingLimits())
        #expect(chain.order == order && chain.isOptimal)
        for (position, item) in order.enumerated() {
            items[item].after = []
            items[item].position = position
        }
        let placed = OrderSolver(OrderingProblem(items: items, attendees: people)).solve(OrderingLimits())
        #expect(placed.order == order && placed.isOptimal)
        // A ring, and one place for two.
        items[0].position = items[1].position
        #expect(OrderSolver(OrderingProblem(items: items, attendees: people)).solve(OrderingLimits()).isProven)
        for item in items.indices { items[item].position = nil }
        (items[3].after, items[8].after) = ([8], [3])
        let ring = OrderSolver(OrderingProblem(items: items, attendees: people)).solve(OrderingLimits())
        #expect(ring.order == nil && ring.isProven)
    }

    @Test func `few sets of items are searched as all of them are`() throws {
        var chance = SeededGenerator(seed: 31)
        for round in 0..<1_000 {
            let problem = problem(&chance, mostItems: 8, isConstrained: true)
            let best = bruteForce(problem)
            let programme = try #require(ReachableProgramme(problem))
            let found = try #require(programme.run(below: nil, OrderingLimits()))
            #expect(found.order.map { spans(problem, $0) } == best, "round \(round)")
            #expect(found.order.map { problem.breaches(of: $0) } ?? 0 == 0)
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
