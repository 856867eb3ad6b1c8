/// What a published calendar is found to hold when it arrives.
package struct CalendarAppraisal: Hashable, Sendable {
    package enum Reach: Hashable, Sendable {
        /// A series in it has no end.
        case endless
        /// Beyond this it says nothing.
        case until(Moment)
        /// It has no event at all.
        case nowhere
    }

    /// Events and reports of free and busy time, whenever they are.
    package var events: Int
    package var reach: Reach
    /// What could not be taken as written and is planned around, a sentence each.
    package var problems: [String]

    package init(events: Int, reach: Reach, problems: [String] = []) {
        self.events = events
        self.reach = reach
        self.problems = problems
    }
}
