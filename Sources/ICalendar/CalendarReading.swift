/// What a calendar says about a window of time.
package struct CalendarReading: Hashable, Sendable {
    /// Everything that touches the window, by start, then end, then identifier.
    package var occurrences: [Occurrence]
    /// What could not be taken as written, in the order of the file.
    package var problems: [Problem]
    /// Beyond this the calendar says nothing: the latest end of any event, series or free/busy report in it.
    ///
    /// A published calendar often stops some weeks ahead, and "no event" after that does not mean "free".
    /// Nil when a series goes on for ever, or when there is no event at all; the window's beginning when there are
    /// some, and none can be read.
    package var lastKnown: WallTime?
    /// Events and free/busy reports in the file, whether or not they touch the window.
    package var events: Int

    /// Whether the file holds no event at all.
    ///
    /// A calendar with events elsewhere in time is not empty.
    package var isEmpty: Bool { events == 0 }

    package init(
        occurrences: [Occurrence] = [],
        problems: [Problem] = [],
        lastKnown: WallTime? = nil,
        events: Int = 0
    ) {
        self.occurrences = occurrences
        self.problems = problems
        self.lastKnown = lastKnown
        self.events = events
    }
}
