/// Puts items in the best order there is, and says how far from the best it may be.
///
/// A good order is found by local search; then it is proven the best, or beaten, by the exact programme that suits
/// what limits the order. Where that has to stop, its bound and one from groups of attendees remain.
package struct OrderSolver {
    private let problem: OrderingProblem
    private let seed: UInt64

    package init(_ problem: OrderingProblem, seed: UInt64 = 1) {
        self.problem = problem
        self.seed = seed
    }

    /// - Parameter limits: When to stop, and how much memory to use.
    package func solve(_ limits: OrderingLimits) -> OrderingAnswer {
        problem.isConstrained ? solveLimited(limits) : solveFree(limits)
    }

    private func solveLimited(_ limits: OrderingLimits) -> OrderingAnswer {
        if let exact = SubsetProgramme(problem).run(limits) { return exact }
        // Too many items for sets of them. What limits the order is left out for a bound, and now and then the best
        // order without it breaks nothing.
        let (order, value) = descent(problem, limits)
        let known = value.breaches == 0 ? value.cost : nil
        if let found = ReachableProgramme(problem)?.run(below: known.map { $0 - problem.neededCost }, limits) {
            let best = found.order ?? (known == nil ? nil : order)
            let cost = best.map(problem.cost) ?? 0
            return OrderingAnswer(order: best, cost: cost, lowerBound: cost, isProven: true, states: found.states)
        }
        let free = solveFree(limits)
        if let order = free.order, problem.breaches(of: order) == 0, value.breaches > 0 || free.cost <= value.cost {
            return free
        }
        guard value.breaches == 0 else {
            return OrderingAnswer(
                order: nil, cost: 0, lowerBound: free.lowerBound, isProven: false, states: free.states)
        }
        return OrderingAnswer(
            order: order, cost: value.cost, lowerBound: min(value.cost, free.lowerBound),
            isProven: free.lowerBound >= value.cost, states: free.states)
    }

    private func solveFree(_ limits: OrderingLimits) -> OrderingAnswer {
        let reduction = OrderReduction(problem)
        var answer = OrderingAnswer(
            order: [], cost: problem.neededCost, lowerBound: problem.neededCost, isProven: true, states: 0)
        for part in reduction.parts {
            let found = solve(part.problem, limits.less(answer.states))
            answer.order?.append(contentsOf: (found.order ?? []).flatMap { part.blocks[$0] })
            answer.cost += found.cost - part.problem.neededCost
            answer.lowerBound += found.lowerBound - part.problem.neededCost
            answer.isProven = answer.isProven && found.isProven
            answer.states += found.states
        }
        answer.order?.append(contentsOf: reduction.rest)
        return answer
    }

    /// One part of the problem.
    private func solve(_ part: OrderingProblem, _ limits: OrderingLimits) -> OrderingAnswer {
        let needed = part.neededCost
        var (order, value) = descent(part, limits)
        let found = part.proofOrBound(below: value.cost - needed, limits)
        if let better = found.order { (order, value.cost) = (better, part.cost(of: better)) }
        return OrderingAnswer(
            order: order, cost: value.cost, lowerBound: needed + found.bound,
            isProven: needed + found.bound == value.cost, states: found.states)
    }

    private func descent(
        _ problem: OrderingProblem, _ limits: OrderingLimits
    ) -> (order: [Int], value: OrderDescent.Value) {
        var descent = OrderDescent(problem, chance: SeededGenerator(seed: seed))
        return descent.run(kicks: min(400, 6 * problem.items.count), isTimeUp: limits.isTimeUp)
    }
}

extension OrderingProblem {
    /// Runs the exact programme over who is there, for a part of an `OrderReduction`; nil where sums could be too large
    /// for it.
    ///
    /// - Parameter waiting: The weighted waiting minutes of an order that is known.
    /// - Returns: A bound on the waiting of any order, and a better order if there is one.
    func proof(
        below waiting: Int, _ limits: OrderingLimits
    ) -> (order: [Int]?, bound: Int, isProven: Bool, states: Int)? {
        let weight = attendees.reduce(0) { $0 + $1.weight }
        guard totalMinutes.multipliedReportingOverflow(by: weight).partialValue < Int(Int32.max) else { return nil }
        var programme = AttendanceProgramme(self, below: waiting, limits)
        let found = programme.run()
        let order = found.companies.map { companies in
            // Each item where the fewest are there who need not be.
            let places = items.indices.map { item in
                let suitable = companies.indices.filter { items[item].needs & ~companies[$0] == 0 }
                let best = suitable.min { self.weight(of: companies[$0]) < self.weight(of: companies[$1]) }
                return (company: best ?? Int.max, item)
            }
            return places.sorted { $0 < $1 }.map(\.1)
        }
        return (order, found.bound, found.isProven, programme.expanded)
    }

    /// Runs the exact programme, and where that does not end looks for a bound from groups of attendees, too.
    func proofOrBound(
        below waiting: Int, _ limits: OrderingLimits
    ) -> (order: [Int]?, bound: Int, states: Int) {
        var found = proof(below: waiting, limits) ?? (order: nil, bound: 0, isProven: false, states: 0)
        if !found.isProven { found.bound = max(found.bound, GroupBound.find(self, isTimeUp: limits.isTimeUp)) }
        return (found.order, found.bound, found.states)
    }
}

/// A bound on the waiting of any order, for problems too large to be proven.
///
/// Waiting adds up over attendees, so the least waiting of each of some groups of them, each found exactly, adds up
/// to a bound. People who are needed together for many items make each other wait, and go into one group.
enum GroupBound {
    private static let mostPeople = 12
    private static let mostExpansions = 10_000

    static func find(_ problem: OrderingProblem, isTimeUp: () -> Bool = { false }) -> Int {
        // Minutes for which two are needed and only one of them: what one can make the other wait for.
        let people = problem.attendees.indices
        let shared = people.map { one in
            people.map { other in
                problem.items.reduce(0) { sum, item in
                    item.needs >> UInt64(one) & item.needs >> UInt64(other) & 1 == 1 ? sum + item.minutes : sum
                }
            }
        }
        var left = Array(people)
        var bound = 0
        while !left.isEmpty {
            // The one needed longest, and whoever shares most with the group.
            var group: [Int] = []
            while group.count < mostPeople,
                let next = left.max(by: { one, other in
                    func pull(_ person: Int) -> Int {
                        group.isEmpty ? shared[person][person] : group.reduce(0) { $0 + shared[person][$1] }
                    }
                    return (pull(one), other) < (pull(other), one)
                })
            {
                group.append(next)
                left.removeAll { $0 == next }
            }
            if isTimeUp() { break }
            bound += least(problem, group)
        }
        return bound
    }

    /// The least waiting of the group alone, or a bound on it.
    private static func least(_ problem: OrderingProblem, _ group: [Int]) -> Int {
        let mask = UInt64(numbers: group)
        let alone = OrderingProblem(
            items: problem.items.map { OrderingProblem.Item(minutes: $0.minutes, needs: $0.needs & mask) },
            attendees: problem.attendees.map { OrderingProblem.Attendee(weight: $0.weight) })
        return OrderReduction(alone).parts.reduce(0) { sum, part in
            var descent = OrderDescent(part.problem, chance: SeededGenerator(seed: 1))
            let known = descent.run(kicks: 5) { false }.value.cost - part.problem.neededCost
            let proof = part.problem.proof(below: known, OrderingLimits(expansions: mostExpansions))
            return sum + (proof?.bound ?? 0)
        }
    }
}
