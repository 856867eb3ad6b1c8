/// The whole weeks that a plan covers, Monday to Sunday.
package struct Weeks: Hashable, Sendable {
    /// The Monday on which the first week begins.
    package let from: Day
    package let count: Int

    /// Nil unless `from` is a Monday and there is at least one week.
    package init?(from: Day, count: Int) {
        guard from.weekday == .monday, count >= 1 else { return nil }
        self.from = from
        self.count = count
    }

    /// The Monday of each week, in order.
    package var mondays: [Day] { (0..<count).map { from + 7 * $0 } }

    /// The days covered, from the first Monday up to and not including the Monday after the last week.
    package var days: Range<Day> { from..<(from + 7 * count) }
}
