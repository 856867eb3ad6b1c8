/// What the items left will cost those on site at the two ends at least, in weighted waiting minutes.
///
/// The larger of two bounds. By end: those on site there leave in some order, and the last of any set of them to
/// leave waits for every item that needs another of the set and not them. Across: an attendee at the left and one at
/// the right who share an item leave no moment at which neither is there, so each item keeps waiting at least a
/// lightest set that meets every such pair it needs neither of (a vertex cover).
struct EndBound {
    private let weights: [Int]
    /// A set of more than this many is looked at in part, which is a bound all the same.
    private static let most = 12

    init(_ weights: [Int]) {
        self.weights = weights
    }

    mutating func find(left: UInt64, right: UInt64, _ classes: [(needs: UInt64, minutes: Int)]) -> Int {
        if left == 0 && right == 0 { return 0 }
        let byEnd = leaving(left, classes) + leaving(right, classes)
        if left == 0 || right == 0 { return byEnd }
        return max(byEnd, across(left, right, classes))
    }

    private func members(_ site: UInt64) -> [Int] {
        var members: [Int] = []
        var left = site
        while left != 0, members.count < EndBound.most {
            members.append(left.trailingZeroBitCount)
            left &= left - 1
        }
        return members
    }

    /// f(S) = the least over i in S of f(S less i) + weight of i × (minutes that need any of S, less those that
    /// need i).
    private func leaving(_ site: UInt64, _ classes: [(needs: UInt64, minutes: Int)]) -> Int {
        let members = members(site)
        guard members.count > 1 else { return 0 }
        let full = (1 << members.count) - 1
        // Minutes of the items that need exactly this set of members; then, summed, a subset of it.
        var inside = [Int](repeating: 0, count: full + 1)
        for item in classes {
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

    private func across(_ left: UInt64, _ right: UInt64, _ classes: [(needs: UInt64, minutes: Int)]) -> Int {
        // The covers are tried over the smaller end.
        let (few, many) = left.nonzeroBitCount <= right.nonzeroBitCount ? (left, right) : (right, left)
        let members = members(few)
        var partners = [UInt64](repeating: 0, count: members.count)
        for item in classes {
            let others = item.needs & many
            if others == 0 { continue }
            for (bit, member) in members.enumerated() where item.needs >> UInt64(member) & 1 == 1 {
                partners[bit] |= others
            }
        }
        var bound = 0
        for item in classes {
            var absent: [Int] = []
            for (bit, member) in members.enumerated()
            where item.needs >> UInt64(member) & 1 == 0 && partners[bit] & ~item.needs != 0 {
                absent.append(bit)
            }
            if absent.isEmpty { continue }
            var cheapest = Int.max
            for cover in 0..<(1 << absent.count) {
                var weight = 0
                var needed: UInt64 = 0
                for (place, bit) in absent.enumerated() {
                    if cover >> place & 1 == 1 {
                        weight += weights[members[bit]]
                    } else {
                        needed |= partners[bit]
                    }
                }
                var rest = needed & ~item.needs
                while rest != 0, weight < cheapest {
                    weight += weights[rest.trailingZeroBitCount]
                    rest &= rest - 1
                }
                cheapest = min(cheapest, weight)
            }
            bound += cheapest * item.minutes
        }
        return bound
    }
}
