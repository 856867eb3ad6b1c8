/// Local search for a good order: relocations and reversals until none helps, from many beginnings.
struct OrderDescent {
    private let problem: OrderingProblem
    private var chance: SeededGenerator

    init(_ problem: OrderingProblem, chance: SeededGenerator) {
        self.problem = problem
        self.chance = chance
    }

    /// Fewer breaches first, then the cost.
    struct Value: Comparable {
        var breaches: Int
        var cost: Int

        static func < (left: Value, right: Value) -> Bool {
            left.breaches != right.breaches ? left.breaches < right.breaches : left.cost < right.cost
        }
    }

    private func value(_ order: [Int]) -> Value {
        Value(breaches: problem.breaches(of: order), cost: problem.cost(of: order))
    }

    /// - Parameters:
    ///   - kicks: How many new beginnings in a row may find nothing better.
    ///   - isTimeUp: Asked before each beginning, and in it before each item is moved; true: what is found by then
    ///     is enough.
    mutating func run(kicks: Int, isTimeUp: () -> Bool) -> (order: [Int], value: Value) {
        var best = Array(problem.items.indices)
        var bestValue = value(best)
        descend(&best, &bestValue, isTimeUp)
        guard best.count > 2 else { return (best, bestValue) }
        var (current, currentValue) = (best, bestValue)
        var fruitless = 0
        while fruitless < kicks, !isTimeUp() {
            var order = current
            if fruitless % 50 == 49 {
                chance.shuffle(&order)
            } else {
                for _ in 0..<(2 + chance.below(3)) { kick(&order) }
            }
            var found = value(order)
            descend(&order, &found, isTimeUp)
            if found <= currentValue || chance.below(40) == 0 { (current, currentValue) = (order, found) }
            fruitless += 1
            if found < bestValue {
                (best, bestValue) = (order, found)
                fruitless = 0
            }
            if fruitless % 100 == 99 { (current, currentValue) = (best, bestValue) }
        }
        return (best, bestValue)
    }

    /// Moves a stretch of items somewhere else, perhaps turned round.
    private mutating func kick(_ order: inout [Int]) {
        let length = 1 + chance.below(min(6, order.count - 1))
        let from = chance.below(order.count - length + 1)
        var stretch = Array(order[from..<(from + length)])
        if chance.below(2) == 0 { stretch.reverse() }
        order.removeSubrange(from..<(from + length))
        order.insert(contentsOf: stretch, at: chance.below(order.count + 1))
    }

    /// First improvement over relocations, then over reversals.
    private mutating func descend(_ order: inout [Int], _ best: inout Value, _ isTimeUp: () -> Bool) {
        var improved = true
        while improved {
            improved = false
            for from in order.indices {
                if isTimeUp() { return }
                if order.relocate(from: from, &best, counting: value) { improved = true }
            }
            for from in order.indices {
                if isTimeUp() { return }
                for to in order.indices where to > from + 1 {
                    order[from...to].reverse()
                    let candidate = value(order)
                    if candidate < best {
                        (best, improved) = (candidate, true)
                    } else {
                        order[from...to].reverse()
                    }
                }
            }
        }
    }
}

extension [Int] {
    /// Takes one item of an order to where the order costs least, if that is less than what it costs so far.
    mutating func relocate<Cost: Comparable>(
        from: Int, _ best: inout Cost, counting cost: ([Int]) -> Cost
    ) -> Bool {
        let item = remove(at: from)
        var (place, found) = (from, best)
        for to in 0...count where to != from {
            insert(item, at: to)
            let candidate = cost(self)
            if candidate < found { (place, found) = (to, candidate) }
            remove(at: to)
        }
        insert(item, at: place)
        guard found < best else { return false }
        best = found
        return true
    }
}
