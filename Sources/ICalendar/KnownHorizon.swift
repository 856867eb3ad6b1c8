/// How far ahead a calendar speaks.
struct KnownHorizon: Sendable {
    private var latest: WallTime?
    private var isEndless = false

    /// Whether nothing was included: no event could be read.
    var isEmpty: Bool { latest == nil && !isEndless }

    /// Nil when a series has no end, or when nothing was included.
    var end: WallTime? { isEndless ? nil : latest }

    mutating func include(_ time: WallTime) {
        latest = latest.map { max($0, time) } ?? time
    }

    mutating func includeEndlessSeries() { isEndless = true }
}
