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
        let (order, value) = descent(problem, limits)
        let bound = problem.neededCost + GroupBound.find(problem)
        guard value.breaches == 0 else {
            return OrderingAnswer(order: nil, cost: 0, lowerBound: bound, isProven: false, states: 0)
        }
        return OrderingAnswer(
            order: order, cost: value.cost, lowerBound: min(value.cost, bound), isProven: bound >= value.cost,
            states: 0)
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
        var (bound, states) = (0, 0)
        if let found = part.proof(below: value.cost - needed, limits) {
            if let better = found.order { (order, value.cost) = (better, part.cost(of: better)) }
            (bound, states) = (found.bound, found.states)
        }
        if needed + bound < value.cost { bound = max(bound, min(value.cost - needed, GroupBound.find(part))) }
        return OrderingAnswer(
            order: order, cost: value.cost, lowerBound: needed + bound, isProven: needed + bound == value.cost,
            states: states)
    }

    private func descent(
        _ problem: OrderingProblem, _ limits: OrderingLimits
    ) -> (order: [Int], value: OrderDescent.Value) {
        var descent = OrderDescent(problem, chance: SeededGenerator(seed: seed))
        return descent.run(kicks: problem.items.count <= 12 ? 40 : 400, isTimeUp: limits.isTimeUp)
    }
}

extension OrderingProblem {
    /// Runs the exact programme over who is there; nil where sums could be too large for it.
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
            // Each item where the fewest are there who need not be; equal ones together.
            let places = items.indices.map { item in
                let suitable = companies.indices.filter { items[item].needs & ~companies[$0] == 0 }
                let best = suitable.min { self.weight(of: companies[$0]) < self.weight(of: companies[$1]) }
                return (company: items[item].needs == 0 ? Int.max : best ?? Int.max, needs: items[item].needs, item)
            }
            return places.sorted { $0 < $1 }.map(\.2)
        }
        return (order, found.bound, found.isProven, programme.expanded)
    }
}

/// A bound on the waiting of any order, for problems too large to be proven.
///
/// Waiting adds up over attendees, so the least waiting of each of some groups of them, each found exactly, adds up
/// to a bound.
enum GroupBound {
    private static let mostClasses = 13

    static func find(_ problem: OrderingProblem) -> Int {
        var left = Array(problem.attendees.indices)
        var bound = 0
        while !left.isEmpty {
            var group: [Int] = []
            // The group grows by whoever adds the fewest sorts of item.
            while !left.isEmpty {
                let candidates = left.map { (attendee: $0, classes: classes(problem, group + [$0]).count) }
                guard let next = candidates.min(by: { ($0.classes, $0.attendee) < ($1.classes, $1.attendee) }),
                    next.classes <= mostClasses || group.isEmpty
                else { break }
                group.append(next.attendee)
                left.removeAll { $0 == next.attendee }
            }
            bound += exact(problem, group)
        }
        return bound
    }

    private static func classes(_ problem: OrderingProblem, _ group: [Int]) -> [UInt64: Int] {
        let mask = group.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
        var minutes: [UInt64: Int] = [:]
        for item in problem.items where item.needs & mask != 0 {
            minutes[item.needs & mask, default: 0] += item.minutes
        }
        return minutes
    }

    /// The least waiting of the group alone: items it cannot tell apart stand together, the others at an end.
    private static func exact(_ problem: OrderingProblem, _ group: [Int]) -> Int {
        let sorted = classes(problem, group).sorted { $0.key < $1.key }
        guard sorted.count > 1, sorted.count <= mostClasses else { return 0 }
        let alone = OrderingProblem(
            items: sorted.map { OrderingProblem.Item(minutes: $0.value, needs: $0.key) },
            attendees: problem.attendees.map { OrderingProblem.Attendee(weight: $0.weight) })
        return SubsetProgramme(alone).run(OrderingLimits()).map { $0.cost - alone.neededCost } ?? 0
    }
}
