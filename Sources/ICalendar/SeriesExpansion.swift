/// Where the instances of one event start, on its own wall, as far as they can touch the window.
struct SeriesExpansion: Sendable {
    /// A time in which instances may be anywhere, because a rule is not followed.
    struct Unknown: Hashable, Sendable {
        var from: WallTime
        /// Inclusive; nil for no end.
        var until: WallTime?
        var hidesTimeOfDay: Bool
    }

    /// Each start, and the length it brings if that differs from the event's.
    var starts: [WallTime: Int?] = [:]
    var unknown: [Unknown] = []
    /// Whether the event repeats at all.
    var isSeries = false
}
