/// Groups of people counted so that nobody can be made out: no group of fewer than five is shown, nor can one be worked
/// out from the others and the total.
///
/// Groups under five are put together with one another, and with the next larger ones until there are two of them and
/// five people or more, and no more people than in the smallest group that is shown by itself. Without the last, a
/// group put together with a larger one could be told: the larger is no larger than those shown. Which of those put
/// together were small is not said.
struct SmallCounts {
    /// The fewest that may be shown.
    static let least = 5

    struct Group: Hashable {
        var label: String
        /// Which of the groups given are in it, by their place.
        var members: [Int]
        var count: Int
    }

    /// Largest first, those put together last; empty where nothing can be shown.
    let groups: [Group]

    init(_ counts: [(label: String, count: Int)], rest: String = "All other groups") {
        let total = counts.reduce(0) { $0 + $1.count }
        guard total >= SmallCounts.least else {
            groups = []
            return
        }
        let inOrder = counts.indices.filter { counts[$0].count > 0 }
            .sorted { (counts[$0].count, counts[$1].label) < (counts[$1].count, counts[$0].label) }
        var merged = inOrder.filter { counts[$0].count < SmallCounts.least }
        var left = inOrder.dropFirst(merged.count)
        func isSafe() -> Bool {
            let sum = merged.reduce(0) { $0 + counts[$1].count }
            let smallestShown = left.first.map { counts[$0].count } ?? 0
            return merged.count >= 2 && sum >= SmallCounts.least && sum <= smallestShown
        }
        while !merged.isEmpty, !isSafe(), let next = left.popFirst() { merged.append(next) }
        guard merged.isEmpty || !left.isEmpty else {
            groups = []
            return
        }
        let shown = left.reversed().map { Group(label: counts[$0].label, members: [$0], count: counts[$0].count) }
        let others = Group(label: rest, members: merged, count: merged.reduce(0) { $0 + counts[$1].count })
        groups = shown + (merged.isEmpty ? [] : [others])
    }
}
