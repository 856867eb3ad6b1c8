/// The best order of items whose windows, fixed positions and precedences leave few sets of them that can come first.
///
/// The programme of `SubsetProgramme`, over those sets alone that some beginning of an order leads to; it gives up
/// where they are too many.
struct ReachableProgramme {
    private let problem: OrderingProblem
    private let after: [UInt64]

    /// Nil where there are more than 64 items.
    init?(_ problem: OrderingProblem) {
        guard problem.items.count <= 64 else { return nil }
        self.problem = problem
        after = problem.items.map { UInt64(numbers: $0.after) }
    }

    /// A beginning of an order: what it has taken, what it has cost, and the item before.
    private struct Beginning {
        var taken: UInt64
        var clock: Int
        /// Who has come.
        var come: UInt64
        var waiting: Int
        var before: Int32
        var item: UInt8
    }

    private static let bytesOfBeginning = 120

    /// - Parameter known: The cost of an order that is known, beyond what is needed; nil: none is.
    /// - Returns: Nil if there was no time or memory for all of it.
    func run(below known: Int?, _ limits: OrderingLimits) -> (order: [Int]?, states: Int)? {
        let count = problem.items.count
        let all = count == 64 ? UInt64.max : 1 << UInt64(count) - 1
        guard !isImpossible(all) else { return (nil, 0) }
        var pinned: [Int: Int] = [:]
        for (number, item) in problem.items.enumerated() {
            if let position = item.position { pinned[position] = number }
        }
        var layers = [[Beginning(taken: 0, clock: 0, come: 0, waiting: 0, before: -1, item: 0)]]
        var states = 0
        for position in 0..<count {
            var next: [Beginning] = []
            var numbers: [UInt64: Int] = [:]
            for (index, beginning) in layers[position].enumerated() {
                states += 1
                if states & 0xFFF == 0, limits.isTimeUp() { return nil }
                var candidates = all & ~beginning.taken
                let left = candidates
                if let fixed = pinned[position] { candidates &= 1 << UInt64(fixed) }
                for number in candidates.numbers {
                    let item = problem.items[number]
                    if let fixed = item.position, fixed != position { continue }
                    if after[number] & left != 0 { continue }
                    guard problem.isOpen(item, at: beginning.clock) else { continue }
                    let rest = left & ~(1 << UInt64(number))
                    let waits = beginning.come & needs(rest) & ~item.needs
                    let waiting = beginning.waiting + problem.weight(of: waits) * item.minutes
                    if let known, waiting >= known { continue }
                    let made = Beginning(
                        taken: beginning.taken | 1 << UInt64(number), clock: beginning.clock + item.minutes,
                        come: beginning.come | item.needs, waiting: waiting,
                        before: Int32(truncatingIfNeeded: index), item: UInt8(truncatingIfNeeded: number))
                    if let old = numbers[made.taken] {
                        if made.waiting < next[old].waiting { next[old] = made }
                    } else {
                        numbers[made.taken] = next.count
                        next.append(made)
                    }
                }
                if (states + next.count) * ReachableProgramme.bytesOfBeginning > limits.bytes { return nil }
            }
            layers.append(next)
        }
        guard layers[count].first != nil else { return (nil, states) }
        var order: [Int] = []
        var place = 0
        for layer in stride(from: count, to: 0, by: -1) {
            let beginning = layers[layer][place]
            order.append(Int(beginning.item))
            place = Int(beginning.before)
        }
        return (order.reversed(), states)
    }

    /// Whether two items have one position, or items come after one another in a ring.
    private func isImpossible(_ all: UInt64) -> Bool {
        let positions = problem.items.compactMap(\.position)
        if Set(positions).count < positions.count { return true }
        var left = all
        while left != 0 {
            let free = UInt64(numbers: left.numbers.filter { after[$0] & left == 0 })
            if free == 0 { return true }
            left &= ~free
        }
        return false
    }

    private func needs(_ items: UInt64) -> UInt64 {
        items.numbers.reduce(0) { $0 | problem.items[$1].needs }
    }
}
