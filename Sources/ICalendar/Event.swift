/// One VEVENT, understood but not yet repeated.
struct Event: Sendable {
    /// How long an event lasts, on its own wall.
    enum Length: Hashable, Sendable {
        case seconds(Int)
        /// It has an end that could not be read: nothing is known until the day is over.
        case untilEndOfDay

        /// How far the event can reach beyond its start.
        var reach: Int {
            switch self {
            case .seconds(let seconds): seconds
            case .untilEndOfDay: WallTime.secondsPerDay
            }
        }
    }

    /// An extra instance from RDATE, which may bring its own length.
    struct Addition: Hashable, Sendable {
        var start: DateValue
        var length: Int?
    }

    /// Nil when it has none, so that no other event belongs to it.
    var uid: String?
    /// Which VCALENDAR of the file it is from, whose zones are meant by the names it uses.
    var calendar: Int
    var line: Int
    var summary: String
    var location: String?
    var attendees: [Attendee]
    var availability: Availability
    var sequence: Int
    /// DTSTAMP as written, which sorts as text.
    var stamp: String

    var start: DateValue
    var zone: Zone
    /// False when the event names a zone nobody knows; `zone` is then only for display.
    var isZoneKnown: Bool
    /// Where its times without a zone belong.
    var floatingZone: Zone
    var length: Length

    var rules: [String]
    var exceptions: [DateValue]
    var additions: [Addition]
    var recurrenceID: DateValue?
    /// Whether it stands for one instance of a series, even if RECURRENCE-ID could not be read.
    var isOverride: Bool
    /// Whether it changes the instances after it too.
    var changesLaterInstances: Bool

    var isAllDay: Bool { start.isDate }

    /// Nothing is certain about an event whose zone or length is not; that a free event is free, is.
    var effectiveAvailability: Availability {
        if availability == .free { return .free }
        return isZoneKnown && length != .untilEndOfDay ? availability : .unknown
    }

    /// Where an instance of this event stands, so that other entries can name it: an instant, or a day's midnight.
    func position(of wall: WallTime) -> Int {
        isAllDay ? wall.startOfDay.seconds : zone.instant(of: wall)
    }
}
