/// What the items left will cost at least, for every set of items taken: each level apart, found backwards.
///
/// Without fixed times the clock is the length of what is taken, so the fewest absences and the least urgency are
/// exact; the waiting is that of those who can always be there. Memory: twelve bytes for each of the 2^items sets.
struct SlotOutlook {
    private var absent: [Int32]
    private var waiting: [Int32]
    private var urgency: [Int32]

    /// Beyond so many items the sets are too many.
    static let mostItems = 18

    /// - Parameters:
    ///   - needs: Whom each item needs.
    ///   - certain: Those who may wait and can always be there.
    init?(_ problem: SlotOrderProblem, needs: [UInt64], certain: UInt64) {
        let count = problem.items.count
        guard count <= SlotOutlook.mostItems else { return nil }
        let all = (1 << count) - 1
        let half = (problem.totalMinutes + 1) / 2
        let isTimed = problem.items.contains { $0.earliest != nil }
        absent = [Int32](repeating: 0, count: all + 1)
        waiting = absent
        urgency = absent
        // Minutes and needs of every set, from the set without its lowest item.
        var minutes = [Int32](repeating: 0, count: all + 1)
        var unions = [UInt64](repeating: 0, count: all + 1)
        for set in stride(from: 1, through: all, by: 1) {
            let (item, rest) = (set.trailingZeroBitCount, set & (set - 1))
            minutes[set] = minutes[rest] + Int32(truncatingIfNeeded: problem.items[item].minutes)
            unions[set] = unions[rest] | needs[item] & certain
        }
        let uncertain = problem.items.map { $0.needs.filter { !problem.isAlwaysAvailable($0) } }
        for set in stride(from: all - 1, through: 0, by: -1) {
            let done = Int(minutes[set])
            let start = problem.opening + done + (done > 0 && done >= half ? problem.pause : 0)
            let left = all & ~set
            var (fewest, least, earliest) = (Int32.max, Int32.max, Int32.max)
            var candidates = left
            while candidates != 0 {
                let number = candidates.trailingZeroBitCount
                candidates &= candidates - 1
                let item = problem.items[number]
                let next = set | 1 << number
                let missing =
                    isTimed
                    ? 0
                    : uncertain[number].count { !problem.isAvailable($0, from: start, to: start + item.minutes) }
                fewest = min(fewest, absent[next] + Int32(truncatingIfNeeded: missing))
                let people = unions[set] & unions[left & ~(1 << number)] & ~needs[number]
                least = min(
                    least, waiting[next] + Int32(truncatingIfNeeded: people.nonzeroBitCount * item.minutes))
                earliest = min(
                    earliest, urgency[next] + Int32(truncatingIfNeeded: item.urgency * item.minutes * start))
            }
            (absent[set], waiting[set], urgency[set]) = (fewest, least, earliest)
        }
    }

    /// The least an order can cost in the end that has cost so much for the items taken.
    func least(_ taken: UInt64, _ cost: SlotOrderProblem.Cost) -> SlotOrderProblem.Cost {
        var cost = cost
        let set = Int(truncatingIfNeeded: taken)
        cost.absent += Int(absent[set])
        cost.waiting += Int(waiting[set])
        cost.urgency += Int(urgency[set])
        return cost
    }
}
