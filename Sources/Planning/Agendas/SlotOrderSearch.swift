/// Searches for a good order of slots: from a few beginnings, moves that help are made until none does.
struct SlotOrderSearch {
    private let problem: SlotOrderProblem
    private var counter: SlotOrderCounter
    private var chance: SeededGenerator
    /// How many orders may still be costed.
    private var left: Int

    /// - Parameter effort: How many items may be costed in all: a bound on the work that no clock decides.
    init(_ problem: SlotOrderProblem, chance: SeededGenerator, effort: Int = 40_000_000) {
        self.problem = problem
        self.chance = chance
        counter = SlotOrderCounter(problem)
        left = effort / max(1, problem.items.count)
    }

    /// - Parameters:
    ///   - beginnings: Orders to begin from, beside the order of the items.
    ///   - kicks: How often the best order is disturbed and improved again at most.
    mutating func run(
        from beginnings: [[Int]] = [], kicks: Int = 400
    ) -> (order: [Int], cost: SlotOrderProblem.Cost) {
        var best = Array(problem.items.indices)
        var bestCost = descend(&best)
        for var order in beginnings {
            let cost = descend(&order)
            if cost < bestCost { (best, bestCost) = (order, cost) }
        }
        guard best.count > 2 else { return (best, bestCost) }
        var (current, currentCost) = (best, bestCost)
        var fruitless = 0
        while fruitless < kicks, left > 0 {
            var order = current
            if fruitless % 50 == 49 {
                chance.shuffle(&order)
            } else {
                for _ in 0..<(1 + chance.below(3)) { kick(&order) }
            }
            let cost = descend(&order)
            fruitless += 1
            if cost <= currentCost || chance.below(40) == 0 { (current, currentCost) = (order, cost) }
            if cost < bestCost {
                (best, bestCost) = (order, cost)
                fruitless = 0
            }
            if fruitless % 100 == 99 { (current, currentCost) = (best, bestCost) }
        }
        return (best, bestCost)
    }

    /// Moves a stretch of items somewhere else, perhaps turned round, or exchanges two.
    private mutating func kick(_ order: inout [Int]) {
        if chance.below(3) == 0 { return order.swapAt(chance.below(order.count), chance.below(order.count)) }
        let length = 1 + chance.below(min(6, order.count - 1))
        let from = chance.below(order.count - length + 1)
        var stretch = Array(order[from..<(from + length)])
        if chance.below(2) == 0 { stretch.reverse() }
        order.removeSubrange(from..<(from + length))
        order.insert(contentsOf: stretch, at: chance.below(order.count + 1))
    }

    /// Relocates single items, exchanges two and turns stretches round while that makes the order better.
    private mutating func descend(_ order: inout [Int]) -> SlotOrderProblem.Cost {
        var best = counter.cost(order)
        var improved = true
        while improved, left > 0 {
            improved = false
            for from in order.indices {
                let item = order.remove(at: from)
                var (place, found) = (from, best)
                for to in 0...order.count where to != from {
                    order.insert(item, at: to)
                    let cost = counted(order)
                    if cost < found { (place, found) = (to, cost) }
                    order.remove(at: to)
                }
                order.insert(item, at: place)
                if found < best { (best, improved) = (found, true) }
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
