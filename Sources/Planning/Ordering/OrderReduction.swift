/// An ordering problem made smaller without losing its best orders, for problems that only needs limit.
///
/// Items with equal needs stand together in some best order, so they are one; attendees who then come for one item
/// alone never wait, and those who come for just the same items are one, which may make more items equal. What shares
/// no attendee, directly or through others, is ordered apart, one part after the other.
struct OrderReduction {
    /// A part of the problem: what it is, and the items of the whole that each of its items stands for, in order.
    struct Part {
        var problem: OrderingProblem
        var blocks: [[Int]]
    }

    private(set) var parts: [Part] = []
    /// Items that nobody is needed for, who waits for anything: they go last, when everybody has left.
    private(set) var rest: [Int] = []

    init(_ problem: OrderingProblem) {
        var blocks = problem.items.indices.map { (needs: problem.items[$0].needs, items: [$0]) }
        var weights = problem.attendees.map(\.weight)
        var isReduced = false
        while !isReduced {
            blocks = OrderReduction.merged(blocks)
            isReduced = true
            var known: [[Int]: Int] = [:]
            for attendee in weights.indices {
                let bit: UInt64 = 1 << UInt64(attendee)
                let mine = blocks.indices.filter { blocks[$0].needs & bit != 0 }
                guard !mine.isEmpty else { continue }
                let twin = known[mine]
                if mine.count > 1, twin == nil {
                    known[mine] = attendee
                    continue
                }
                if let twin { weights[twin] += weights[attendee] }
                for index in mine { blocks[index].needs &= ~bit }
                isReduced = false
            }
        }
        rest = blocks.filter { $0.needs == 0 }.flatMap(\.items)
        blocks.removeAll { $0.needs == 0 }
        while let first = blocks.first {
            var reach = first.needs
            var members: [(needs: UInt64, items: [Int])] = []
            while let next = blocks.firstIndex(where: { $0.needs & reach != 0 }) {
                reach |= blocks[next].needs
                members.append(blocks.remove(at: next))
            }
            parts.append(OrderReduction.part(problem, members, reach, weights))
        }
    }

    private static func merged(_ blocks: [(needs: UInt64, items: [Int])]) -> [(needs: UInt64, items: [Int])] {
        var merged: [(needs: UInt64, items: [Int])] = []
        for block in blocks {
            if let known = merged.firstIndex(where: { $0.needs == block.needs }) {
                merged[known].items += block.items
            } else {
                merged.append(block)
            }
        }
        return merged
    }

    private static func part(
        _ problem: OrderingProblem, _ blocks: [(needs: UInt64, items: [Int])], _ reach: UInt64, _ weights: [Int]
    ) -> Part {
        let people = Array(reach.numbers)
        return Part(
            problem: OrderingProblem(
                items: blocks.map { block in
                    OrderingProblem.Item(
                        minutes: block.items.reduce(0) { $0 + problem.items[$1].minutes },
                        needs: UInt64(numbers: people.indices.filter { block.needs >> UInt64(people[$0]) & 1 == 1 }))
                },
                attendees: people.map { OrderingProblem.Attendee(weight: weights[$0]) }),
            blocks: blocks.map(\.items))
    }
}
