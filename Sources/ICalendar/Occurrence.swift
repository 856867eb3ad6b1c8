/// One time an event takes place.
package struct Occurrence: Hashable, Sendable {
    /// The event's identifier, which all instances of a series share; nil when it has none.
    package var uid: String?
    package var summary: String
    /// Inclusive.
    package var start: WallTime
    /// Exclusive, also for whole days: a one-day event ends at the next midnight.
    package var end: WallTime
    package var isAllDay: Bool
    package var availability: Availability
    /// Where in its series this instance stood before anyone moved it; nil for an event that does not repeat.
    package var recurrenceID: WallTime?
    /// `start`, `end` and `recurrenceID` on a wall in UTC, which tells the two hours of an autumn night apart that
    /// look the same on the wall.
    ///
    /// Nil for whole days, which are dates and not instants.
    package var startUTC: WallTime?
    package var endUTC: WallTime?
    package var recurrenceUTC: WallTime?
    package var location: String?
    package var attendees: [Attendee]
    /// The line of the event's `BEGIN` in the file as it was read, counted from 1.
    package var line: Int?

    package init(
        uid: String?,
        summary: String,
        start: WallTime,
        end: WallTime,
        isAllDay: Bool = false,
        availability: Availability = .busy,
        recurrenceID: WallTime? = nil,
        startUTC: WallTime? = nil,
        endUTC: WallTime? = nil,
        recurrenceUTC: WallTime? = nil,
        location: String? = nil,
        attendees: [Attendee] = [],
        line: Int? = nil
    ) {
        self.uid = uid
        self.summary = summary
        self.start = start
        self.end = end
        self.isAllDay = isAllDay
        self.availability = availability
        self.recurrenceID = recurrenceID
        self.startUTC = startUTC
        self.endUTC = endUTC
        self.recurrenceUTC = recurrenceUTC
        self.location = location
        self.attendees = attendees
        self.line = line
    }
}
