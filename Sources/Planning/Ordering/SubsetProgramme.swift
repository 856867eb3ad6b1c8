/// The best order of few items whatever limits it, by a programme over sets of items.
///
/// Without gaps the clock is the length of what is already placed, so whether an item can come next depends on the
/// set before it alone: windows, fixed positions and precedences are all exact. Memory: six bytes for each of the
/// 2^items sets.
struct SubsetProgramme {
    static let mostItems = 24

    private let problem: OrderingProblem

    init(_ problem: OrderingProblem) {
        self.problem = problem
    }

    func run(_ limits: OrderingLimits) -> OrderingAnswer? {
        let count = problem.items.count
        guard count <= SubsetProgramme.mostItems, 6 << count <= limits.bytes else { return nil }
        guard count > 0 else { return OrderingAnswer(order: [], cost: 0, lowerBound: 0, isProven: true, states: 0) }
        let full = (1 << count) - 1
        let after = problem.items.map { item in item.after.reduce(0) { $0 | 1 << $1 } }
        var least = [Int32](repeating: Int32.max, count: full + 1)
        var last = [UInt8](repeating: 0, count: full + 1)
        // What is needed by any item of a set: the low and high half of the items looked up apart.
        let half = count / 2
        let low = unions(Array(problem.items.prefix(half)))
        let high = unions(Array(problem.items.dropFirst(half)))
        let lowMinutes = sums(Array(problem.items.prefix(half)))
        let highMinutes = sums(Array(problem.items.dropFirst(half)))
        func needs(_ set: Int) -> UInt64 { low[set & ((1 << half) - 1)] | high[set >> half] }
        func minutes(_ set: Int) -> Int { lowMinutes[set & ((1 << half) - 1)] + highMinutes[set >> half] }
        least[0] = 0
        var states = 0
        for set in 0..<full {
            let soFar = least[set]
            guard soFar < Int32.max else { continue }
            if set & 0xFFFF == 0, limits.isTimeUp() { return nil }
            states += 1
            let clock = minutes(set)
            let position = set.nonzeroBitCount
            let left = full & ~set
            let before = needs(set)
            var candidates = left
            while candidates != 0 {
                let next = candidates.trailingZeroBitCount
                candidates &= candidates - 1
                let item = problem.items[next]
                if let fixed = item.position, fixed != position { continue }
                if after[next] & left != 0 { continue }
                if !problem.isOpen(item, at: clock) { continue }
                let rest = left & ~(1 << next)
                let waiting = before & needs(rest) & ~item.needs
                let cost = soFar + Int32(truncatingIfNeeded: problem.weight(of: waiting) * item.minutes)
                let target = set | 1 << next
                if cost < least[target] {
                    least[target] = cost
                    last[target] = UInt8(next)
                }
            }
        }
        guard least[full] < Int32.max else {
            return OrderingAnswer(order: nil, cost: 0, lowerBound: 0, isProven: true, states: states)
        }
        var order: [Int] = []
        var set = full
        while set != 0 {
            let item = Int(last[set])
            order.append(item)
            set &= ~(1 << item)
        }
        order.reverse()
        let cost = problem.cost(of: order)
        return OrderingAnswer(order: order, cost: cost, lowerBound: cost, isProven: true, states: states)
    }

    private func unions(_ items: [OrderingProblem.Item]) -> [UInt64] {
        var unions = [UInt64](repeating: 0, count: 1 << items.count)
        for set in 1..<unions.count {
            unions[set] = unions[set & (set - 1)] | items[set.trailingZeroBitCount].needs
        }
        return unions
    }

    private func sums(_ items: [OrderingProblem.Item]) -> [Int] {
        var sums = [Int](repeating: 0, count: 1 << items.count)
        for set in 1..<sums.count {
            sums[set] = sums[set & (set - 1)] + items[set.trailingZeroBitCount].minutes
        }
        return sums
    }
}
