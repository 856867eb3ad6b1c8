/// Searches for a good order of slots: simulated annealing, and moves that help until none does.
struct SlotOrderSearch {
    private let problem: SlotOrderProblem
    private var counter: SlotOrderCounter
    private var chance: SeededGenerator
    /// How many orders may still be costed.
    private var left: Int

    /// - Parameter effort: How many items may be costed in all: a bound on the work that no clock decides.
    init(_ problem: SlotOrderProblem, chance: SeededGenerator, effort: Int = SlotOrderSolver.usualEffort) {
        self.problem = problem
        self.chance = chance
        counter = SlotOrderCounter(problem)
        left = effort / max(1, problem.items.count)
    }

    /// - Parameters:
    ///   - beginnings: Orders to begin from, beside the order of the items.
    ///   - isBrief: Whether it is enough to look about a little, since the order will be proven.
    mutating func run(
        from beginnings: [[Int]] = [], isBrief: Bool = false
    ) -> (order: [Int], cost: SlotOrderProblem.Cost) {
        var best = Array(problem.items.indices)
        var bestCost = descend(&best)
        for var order in beginnings {
            let cost = descend(&order)
            if cost < bestCost { (best, bestCost) = (order, cost) }
        }
        guard best.count > 2 else { return (best, bestCost) }
        let whole = left
        // A run that forgets where it began, and shorter ones from the best of all.
        for (heat, share) in [(30.0, 0.5), (12.0, 0.25), (12.0, 0.2)] {
            let rounds = isBrief ? 100 * best.count : Int(Double(whole) * share)
            var (order, cost) = anneal(from: best, heat: heat, rounds: rounds)
            if cost < bestCost { (best, bestCost) = (order, cost) }
            cost = descend(&order)
            if cost < bestCost { (best, bestCost) = (order, cost) }
        }
        return (best, bestCost)
    }

    /// Takes random moves, those for the worse less and less often.
    ///
    /// - Parameter heat: How many minutes of waiting it makes light of at first.
    private mutating func anneal(
        from start: [Int], heat: Double, rounds: Int
    ) -> (order: [Int], cost: SlotOrderProblem.Cost) {
        var order = start
        var cost = counter.cost(order)
        var (best, bestCost) = (order, cost)
        let coldest = 0.3
        for round in 0..<max(0, rounds) {
            let left = 1 - Double(round) / Double(rounds)
            let heat = coldest + (heat - coldest) * left * left * left
            let (from, to) = (chance.below(order.count), chance.below(order.count))
            if from == to { continue }
            let kind = chance.below(4)
            let length = min(1 + chance.below(3), order.count - max(from, to))
            move(&order, from, to, kind, length)
            let candidate = counter.cost(order)
            self.left -= 1
            let worse = energy(candidate) - energy(cost)
            // How much worse is let pass: the heat on average, three times as much at most.
            let luck = chance.unit()
            if worse <= 3 * heat * luck * luck {
                cost = candidate
                if cost < bestCost { (best, bestCost) = (order, cost) }
            } else {
                // Back again.
                switch kind {
                case 0, 1: move(&order, from, to, kind, length)
                default: move(&order, to, from, kind, length)
                }
            }
        }
        return (best, bestCost)
    }

    /// Levels as one number; those above waiting weigh so much that heat hardly reaches them.
    private func energy(_ cost: SlotOrderProblem.Cost) -> Double {
        Double(cost.broken) * 5_000 + Double(cost.absent) * 500 + Double(cost.moved) * 150 + Double(cost.waiting)
            + Double(cost.urgency) * 1e-5
    }

    /// Exchanges two items, turns the stretch between them round, or takes some items elsewhere.
    private func move(_ order: inout [Int], _ from: Int, _ to: Int, _ kind: Int, _ length: Int) {
        switch kind {
        case 0: order.swapAt(from, to)
        case 1: order[min(from, to)...max(from, to)].reverse()
        default:
            // The items at `from` go to `to`, and those in between make room.
            if from < to {
                rotate(&order, from, from + length, to + length)
            } else {
                rotate(&order, to, from, from + length)
            }
        }
    }

    /// Puts what is from `middle` to `end` before what is from `start` to `middle`.
    private func rotate(_ order: inout [Int], _ start: Int, _ middle: Int, _ end: Int) {
        order[start..<middle].reverse()
        order[middle..<end].reverse()
        order[start..<end].reverse()
    }

    /// Relocates single items, exchanges two and turns stretches round while that makes the order better.
    private mutating func descend(_ order: inout [Int]) -> SlotOrderProblem.Cost {
        var best = counter.cost(order)
        var improved = true
        while improved, left > 0 {
            improved = false
            for from in order.indices {
                if order.relocate(from: from, &best, counting: { counted($0) }) { improved = true }
            }
            for from in order.indices {
                for to in order.indices where to > from + 1 {
                    order.swapAt(from, to)
                    var cost = counted(order)
                    if cost < best {
                        (best, improved) = (cost, true)
                        continue
                    }
                    order.swapAt(from, to)
                    order[from...to].reverse()
                    cost = counted(order)
                    if cost < best {
                        (best, improved) = (cost, true)
                    } else {
                        order[from...to].reverse()
                    }
                }
            }
        }
        return best
    }

    private mutating func counted(_ order: [Int]) -> SlotOrderProblem.Cost {
        left -= 1
        return counter.cost(order)
    }
}
