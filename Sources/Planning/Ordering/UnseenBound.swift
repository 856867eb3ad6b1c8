/// What attendees will wait at least of whom nobody has been seen yet.
///
/// None of their items is placed, so it depends on who they are and on nothing else: the least waiting of a few of
/// them, in the order that would suit them alone, is found once and remembered. Of more, the best split into a few
/// and the rest counts (Russian dolls, after Verfaillie, Lemaître and Schiex 1996).
final class UnseenBound {
    private let problem: OrderingProblem
    /// An order that is known: what it costs a few attendees is where the search for their own best begins.
    private let order: [Int]
    private var known: [UInt64: Int] = [:]

    /// So many are put in their own best order together.
    private static let few = 5
    private static let mostExpansions = 4_000

    init(_ problem: OrderingProblem, order: [Int]) {
        self.problem = problem
        self.order = order
    }

    /// The least waiting of these attendees that is known for certain, in weighted minutes.
    func find(_ attendees: UInt64) -> Int {
        // Two never wait for each other: what they share stands between what is one's and what is the other's.
        if attendees.nonzeroBitCount < 3 { return 0 }
        if let found = known[attendees] { return found }
        let found = attendees.nonzeroBitCount <= UnseenBound.few ? alone(attendees) : split(attendees)
        known[attendees] = found
        return found
    }

    private func alone(_ attendees: UInt64) -> Int {
        var scoped = problem
        for item in scoped.items.indices { scoped.items[item].needs &= attendees }
        let waiting = scoped.cost(of: order) - scoped.neededCost
        if waiting == 0 { return 0 }
        let programme = TwoEndedProgramme(
            scoped, below: waiting, OrderingLimits(expansions: UnseenBound.mostExpansions), scope: attendees)
        return programme.run().bound
    }

    /// The best of the splits into a few with one given attendee, and the rest.
    private func split(_ attendees: UInt64) -> Int {
        let first = attendees & (~attendees + 1)
        // Without the first at all, or with it among some few.
        var best = find(attendees & ~first)
        let others = attendees & ~first
        choose(UnseenBound.few - 1, from: others, with: first) { few in
            best = max(best, find(few) + find(attendees & ~few))
        }
        return best
    }

    private func choose(_ count: Int, from others: UInt64, with chosen: UInt64, _ use: (UInt64) -> Void) {
        if count == 0 { return use(chosen) }
        var left = others
        while left.nonzeroBitCount >= count {
            let next = left & (~left + 1)
            left &= ~next
            choose(count - 1, from: left, with: chosen | next, use)
        }
    }
}
