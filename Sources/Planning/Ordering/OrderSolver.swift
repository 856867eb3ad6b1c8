/// Puts items in the best order there is, and says how far from the best it may be.
///
/// A good order is found by local search; then it is proven the best, or beaten, by the exact programme that suits
/// what limits the order. What is too large for either gets a bound from groups of attendees.
package struct OrderSolver {
    private let problem: OrderingProblem
    private let seed: UInt64

    package init(_ problem: OrderingProblem, seed: UInt64 = 1) {
        self.problem = problem
        self.seed = seed
    }

    /// - Parameter limits: When to stop, and how many states to keep.
    package func solve(_ limits: OrderingLimits) -> OrderingAnswer {
        let needed = problem.neededCost
        // Attendees who are needed once, or just where another is, cost nothing extra to keep in mind: they are
        // folded together, so that fewer are told apart.
        let folded = problem.isConstrained ? problem : problem.folded
        var descent = OrderDescent(folded, chance: SeededGenerator(seed: seed))
        let (order, value) = descent.run(kicks: problem.items.count <= 12 ? 40 : 400, isTimeUp: limits.isTimeUp)
        let isFeasible = value.breaches == 0
        let cost = problem.cost(of: order)

        if problem.isConstrained {
            if let exact = SubsetProgramme(problem).run(limits) { return exact }
            let bound = needed + GroupBound.find(problem)
            return OrderingAnswer(
                order: isFeasible ? order : nil, cost: isFeasible ? cost : 0,
                lowerBound: isFeasible ? min(cost, bound) : bound, isProven: isFeasible && bound >= cost, states: 0)
        }
        guard problem.items.count <= TwoEndedProgramme.mostItems else {
            let bound = min(cost, needed + GroupBound.find(problem))
            return OrderingAnswer(order: order, cost: cost, lowerBound: bound, isProven: bound == cost, states: 0)
        }
        let programme = TwoEndedProgramme(
            folded, below: cost - needed, limits, unseen: UnseenBound(folded, order: order))
        let found = programme.run()
        return OrderingAnswer(
            order: found.order ?? order, cost: needed + found.waiting, lowerBound: needed + found.bound,
            isProven: found.isProven, states: programme.expanded)
    }
}

extension OrderingProblem {
    /// The same problem with attendees of equal needs made one, and those needed for no or one item left out.
    var folded: OrderingProblem {
        var weights: [(items: [Int], weight: Int)] = []
        for attendee in attendees.indices {
            let mine = items.indices.filter { items[$0].needs >> UInt64(attendee) & 1 == 1 }
            guard mine.count > 1 else { continue }
            if let index = weights.firstIndex(where: { $0.items == mine }) {
                weights[index].weight += attendees[attendee].weight
            } else {
                weights.append((mine, attendees[attendee].weight))
            }
        }
        var folded = OrderingProblem(
            items: items.map { Item(minutes: $0.minutes, needs: 0, position: $0.position, after: $0.after) },
            attendees: weights.map { Attendee(weight: $0.weight) })
        for (attendee, entry) in weights.enumerated() {
            for item in entry.items { folded.items[item].needs |= 1 << UInt64(attendee) }
        }
        return folded
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
