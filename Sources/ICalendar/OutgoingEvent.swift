/// One event of a calendar we publish.
package struct OutgoingEvent: Hashable, Sendable {
    package enum Status: String, Hashable, Sendable {
        case confirmed = "CONFIRMED"
        case tentative = "TENTATIVE"
        case cancelled = "CANCELLED"
    }

    /// Unique in the world and never used again, as `<uuid>@<host>`: a client that meets a new one makes a copy.
    package var uid: String
    /// When this version was made, in UTC.
    ///
    /// Not "now": the same event must give the same bytes.
    package var stamp: WallTime
    /// In UTC.
    package var created: WallTime?
    /// In UTC.
    ///
    /// Google takes up a change only when this or `sequence` changes.
    package var lastModified: WallTime?
    /// One more at each change of time, place or status.
    package var sequence: Int
    /// On the wall of the calendar's zone.
    package var start: WallTime
    /// On the wall of the calendar's zone; exclusive.
    package var end: WallTime
    package var summary: String
    package var location: String?
    package var description: String?
    package var status: Status
    package var availability: Availability
    /// Labels, in which commas and semicolons become dashes.
    package var categories: [String]
    package var url: String?
    /// Minutes before the start at which the client is to remind its owner; nil: it is not.
    ///
    /// Google and Outlook pay no heed to alarms of a subscribed calendar, others do.
    package var alarmMinutes: Int?

    package init(
        uid: String,
        stamp: WallTime,
        created: WallTime? = nil,
        lastModified: WallTime? = nil,
        sequence: Int = 0,
        start: WallTime,
        end: WallTime,
        summary: String,
        location: String? = nil,
        description: String? = nil,
        status: Status = .confirmed,
        availability: Availability = .busy,
        categories: [String] = [],
        url: String? = nil,
        alarmMinutes: Int? = nil
    ) {
        self.uid = uid
        self.stamp = stamp
        self.created = created
        self.lastModified = lastModified
        self.sequence = sequence
        self.start = start
        self.end = end
        self.summary = summary
        self.location = location
        self.description = description
        self.status = status
        self.availability = availability
        self.categories = categories
        self.url = url
        self.alarmMinutes = alarmMinutes
    }

    func check() throws(CalendarError) {
        guard !uid.trimmed.isEmpty else { throw .eventWithoutIdentifier }
        guard end >= start else { throw .endsBeforeItStarts(uid: uid) }
    }
}
