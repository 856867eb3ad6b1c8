/// Where an instance stands in its series: a time on the wall of the zone asked for, and in UTC, or a day.
struct InstancePlace: Hashable, Sendable {
    /// A day's midnight in a series of whole days.
    var wall: WallTime
    /// Nil in a series of whole days.
    var utc: WallTime?
}
