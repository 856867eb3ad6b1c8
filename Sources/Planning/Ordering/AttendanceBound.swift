/// What the items still to open will make people wait at least, given who is there at the two ends.
///
/// Two bounds on people at one end only. By end: they leave in some order, and the last of any set of them to leave
/// waits for every item that needs another of the set and not them (Garcia de la Banda, Stuckey and Chu 2011). In
/// between: whoever is there at any moment to come separates the left end from the right, since no item can need
/// somebody who has left and somebody who has not come yet; so each item keeps waiting at least a lightest separator
/// of the two ends in the graph of who still share an item, those it needs taken out.
struct AttendanceBound {
    private let weights: [Int]
    /// Flow from the way out of one attendee to the way into another.
    private var flow: [Int]
    /// Flow through each attendee.
    private var through: [Int]
    private var cameFrom: [Int]
    private var queue: [Int] = []
    /// Who shares an open item with each attendee.
    private var neighbours: [UInt64]
    private var areEndsLinked = false
    private var left: UInt64 = 0
    private var right: UInt64 = 0

    /// A set of more than this many is looked at in part, which is a bound all the same.
    private static let most = 11

    init(_ weights: [Int]) {
        self.weights = weights
        flow = [Int](repeating: 0, count: weights.count * weights.count)
        through = [Int](repeating: 0, count: weights.count)
        cameFrom = [Int](repeating: -2, count: weights.count * 2)
        neighbours = [UInt64](repeating: 0, count: weights.count)
    }

    /// The least weighted waiting minutes of those at one end only, over the items still to open.
    ///
    /// - Parameters:
    ///   - left: Those at the left end and not at the right.
    ///   - right: Those at the right end and not at the left.
    ///   - open: The items still to open, those at both ends left out of their needs.
    mutating func waiting(left: UInt64, right: UInt64, open: [(needs: UInt64, minutes: Int)]) -> Int {
        (self.left, self.right) = (left, right)
        for attendee in neighbours.indices { neighbours[attendee] = 0 }
        for item in open {
            for attendee in item.needs.numbers { neighbours[attendee] |= item.needs }
        }
        areEndsLinked = true
        areEndsLinked = separator(without: 0) > 0
        let byEnd = leaving(left, open) + leaving(right, open)
        guard areEndsLinked else { return byEnd }
        return max(byEnd, open.reduce(0) { $0 + $1.minutes * separator(without: $1.needs) })
    }

    // MARK: - By end

    /// f(S) = the least over i in S of f(S less i) + weight of i × (minutes that need any of S, less those that
    /// need i).
    private func leaving(_ site: UInt64, _ open: [(needs: UInt64, minutes: Int)]) -> Int {
        let members = Array(site.numbers.prefix(AttendanceBound.most))
        guard members.count > 1 else { return 0 }
        let full = (1 << members.count) - 1
        // Minutes of the items that need exactly this set of members; then, summed, a subset of it.
        var inside = [Int](repeating: 0, count: full + 1)
        for item in open {
            var set = 0
            for (bit, member) in members.enumerated() where item.needs >> UInt64(member) & 1 == 1 { set |= 1 << bit }
            inside[set] += item.minutes
        }
        for bit in members.indices {
            for set in 0...full where set >> bit & 1 == 1 { inside[set] += inside[set & ~(1 << bit)] }
        }
        let total = inside[full]
        var least = [Int](repeating: 0, count: full + 1)
        for set in 1...full {
            let any = total - inside[full & ~set]
            var found = Int.max
            var left = set
            while left != 0 {
                let bit = left.trailingZeroBitCount
                left &= left - 1
                let own = total - inside[full & ~(1 << bit)]
                found = min(found, least[set & ~(1 << bit)] + weights[members[bit]] * (any - own))
            }
            least[set] = found
        }
        return least[full]
    }

    // MARK: - In between

    /// The weight of a lightest set of attendees, beyond those needed, that keeps the two ends apart: as much as can
    /// flow from one to the other, each attendee letting their weight through.
    ///
    /// For the ends and open items last given to `waiting`.
    mutating func separator(without needs: UInt64) -> Int {
        guard areEndsLinked else { return 0 }
        let (left, right) = (left & ~needs, right & ~needs)
        if left == 0 || right == 0 { return 0 }
        let count = weights.count
        for index in flow.indices { flow[index] = 0 }
        for index in through.indices { through[index] = 0 }
        var total = 0
        while let end = reach(right, from: left, avoiding: needs) {
            // How much more fits on the way found, then that much is sent.
            var room = Int.max
            var place = end
            while cameFrom[place] >= 0 {
                let before = cameFrom[place]
                let (a, b) = (before / 2, place / 2)
                if a == b {
                    room = min(room, place & 1 == 1 ? weights[a] - through[a] : through[a])
                } else if place & 1 == 1 {
                    room = min(room, flow[b * count + a])
                }
                place = before
            }
            place = end
            while cameFrom[place] >= 0 {
                let before = cameFrom[place]
                let (a, b) = (before / 2, place / 2)
                if a == b {
                    through[a] += place & 1 == 1 ? room : -room
                } else if place & 1 == 1 {
                    flow[b * count + a] -= room
                } else {
                    flow[a * count + b] += room
                }
                place = before
            }
            total += room
        }
        return total
    }

    /// A way on which more can flow, breadth first, remembered in `cameFrom`: 2 × attendee is the way into them, and
    /// 1 more the way out; nil if there is none.
    private mutating func reach(_ right: UInt64, from left: UInt64, avoiding needs: UInt64) -> Int? {
        let count = weights.count
        for index in cameFrom.indices { cameFrom[index] = -2 }
        queue.removeAll(keepingCapacity: true)
        for attendee in left.numbers {
            cameFrom[2 * attendee] = -1
            queue.append(2 * attendee)
        }
        var next = 0
        while next < queue.count {
            let place = queue[next]
            let attendee = place / 2
            next += 1
            func visit(_ other: Int) {
                guard cameFrom[other] == -2 else { return }
                cameFrom[other] = place
                queue.append(other)
            }
            if place & 1 == 1 {
                if right >> UInt64(attendee) & 1 == 1 { return place }
                let others = neighbours[attendee] & ~needs & ~(1 << UInt64(attendee))
                for other in others.numbers { visit(2 * other) }
                if through[attendee] > 0 { visit(2 * attendee) }
            } else {
                if through[attendee] < weights[attendee] { visit(2 * attendee + 1) }
                if through[attendee] > 0 {
                    for other in 0..<count where flow[other * count + attendee] > 0 { visit(2 * other + 1) }
                }
            }
        }
        return nil
    }
}
