/// A proven lower bound on the waiting minutes of any order of a meeting's slots.
///
/// Waiting is a sum over attendees, so the least waiting of one group of attendees and the least of another add up
/// to a bound for both. For a group whose needs tell at most `mostClasses` sorts of item apart, the least is found
/// exactly: items with equal needs stand together in some best order (Garcia de la Banda, Stuckey and Chu 2011), so
/// a programme over sets of sorts will do. Those who cannot be there all the time are left out: how long they wait
/// depends on what they miss.
struct WaitingBound {
    private static let mostClasses = 13

    /// The bound, in minutes, and whether it takes in everyone at once: then some order reaches it.
    static func find(for problem: SlotOrderProblem) -> Int {
        let whole = 0..<(problem.opening + problem.totalMinutes + problem.pause)
        let counted = problem.attendees.indices.filter { attendee in
            !problem.attendees[attendee].staysThroughout
                && problem.isAvailable(attendee, from: whole.lowerBound + problem.opening, to: whole.upperBound)
        }
        var left = counted
        var bound = 0
        while !left.isEmpty {
            var group: [Int] = []
            // The group grows by whoever adds the fewest sorts of item.
            while true {
                let candidates = left.map { (attendee: $0, classes: classes(problem, group + [$0]).count) }
                guard let next = candidates.min(by: { ($0.classes, $0.attendee) < ($1.classes, $1.attendee) }),
                    next.classes <= mostClasses || group.isEmpty
                else { break }
                group.append(next.attendee)
                left.removeAll { $0 == next.attendee }
                if left.isEmpty { break }
            }
            bound += exact(classes(problem, group))
        }
        return bound
    }

    /// A sort of item: which of the group it needs, and how long such items take together.
    private struct Class {
        var needs: UInt64
        var minutes: Int
    }

    /// The sorts of item the group tells apart; items that need none of them wait at an end and cost nothing.
    private static func classes(_ problem: SlotOrderProblem, _ group: [Int]) -> [Class] {
        var minutes: [UInt64: Int] = [:]
        for item in problem.items {
            var needs: UInt64 = 0
            for (bit, attendee) in group.prefix(64).enumerated() where item.needs.contains(attendee) {
                needs |= 1 << UInt64(bit)
            }
            if needs != 0 { minutes[needs, default: 0] += item.minutes }
        }
        return minutes.sorted { $0.key < $1.key }.map { Class(needs: $0.key, minutes: $0.value) }
    }

    /// The least waiting of any order of these sorts: after a set of them, those on site are the ones needed both in
    /// it and after it, and each sort that follows costs its minutes for everyone on site whom it does not need.
    private static func exact(_ classes: [Class]) -> Int {
        guard classes.count > 1, classes.count <= mostClasses else { return 0 }
        let full = (1 << classes.count) - 1
        var needs = [UInt64](repeating: 0, count: full + 1)
        for set in 1...full {
            let lowest = set.trailingZeroBitCount
            needs[set] = needs[set & (set - 1)] | classes[lowest].needs
        }
        var least = [Int](repeating: Int.max, count: full + 1)
        least[0] = 0
        for set in 0..<full {
            for next in classes.indices where set & (1 << next) == 0 {
                let after = set | (1 << next)
                let waiting = needs[set] & needs[full & ~after] & ~classes[next].needs
                let cost = least[set] + waiting.nonzeroBitCount * classes[next].minutes
                least[after] = min(least[after], cost)
            }
        }
        return least[full]
    }
}
