/// Three months of tapering contact: two thirds of what was due for four weeks, one third for four, then one contact a
/// week for five.
///
/// Contacts are rounded up, and never more than before. Joint visits and contacts at home are due half as often, then a
/// quarter as often, and in the last weeks not at all. "Usually three months of tapering contact" is what the national
/// guidance asks of a deselection plan; how steep it is, it leaves to practice.
package struct Taper: Hashable, Sendable {
    /// Its first day, a Monday.
    package var from: Day
    /// What was due before.
    package var before: Target

    package static let weeks = 13

    /// - Parameter day: Where it is no Monday, the taper begins on the next.
    package init(from day: Day, before: Target) {
        from = day == day.monday ? day : day.monday + 7
        self.before = before
    }

    /// The day after its last.
    package var end: Day { from + 7 * Taper.weeks }

    package var steps: [(from: Day, until: Day, target: Target)] {
        let shape = [(4, (before.contacts * 2 + 2) / 3, 2), (4, (before.contacts + 2) / 3, 4), (5, 1, 0)]
        var day = from
        return shape.map { weeks, contacts, lessOften in
            defer { day = day + 7 * weeks }
            return (
                day, day + 7 * weeks - 1,
                Target(
                    contacts: min(contacts, before.contacts), jointEveryWeeks: before.jointEveryWeeks * lessOften,
                    homeEveryWeeks: before.homeEveryWeeks * lessOften)
            )
        }
    }
}
