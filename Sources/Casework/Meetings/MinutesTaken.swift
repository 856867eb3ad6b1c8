/// How long items were planned to take and took, of one reason and rating.
package struct MinutesTaken: Hashable, Sendable {
    package var reason: SlotReason
    package var rag: Nominal.RAG
    /// Items discussed in a slot of their own whose time was taken.
    package var count: Int
    package var meanPlanned: Double
    package var meanTaken: Double
    package var medianTaken: Double

    /// By reason, then by rating; what had no slot, or whose time nobody took, is not counted.
    package static func figures(of items: [ItemNote]) -> [MinutesTaken] {
        let timed = items.filter { $0.outcome == .discussed && $0.minutesPlanned > 0 && $0.minutesTaken != nil }
        return SlotReason.allCases.flatMap { reason in
            Nominal.RAG.allCases.compactMap { rag in
                let mine = timed.filter { $0.reason == reason && $0.rag == rag }
                let taken = mine.compactMap(\.minutesTaken).sorted()
                guard !taken.isEmpty else { return nil }
                let count = Double(taken.count)
                let middle = taken[(taken.count - 1) / 2] + taken[taken.count / 2]
                return MinutesTaken(
                    reason: reason, rag: rag, count: taken.count,
                    meanPlanned: Double(mine.map(\.minutesPlanned).reduce(0, +)) / count,
                    meanTaken: Double(taken.reduce(0, +)) / count, medianTaken: Double(middle) / 2)
            }
        }
    }
}
