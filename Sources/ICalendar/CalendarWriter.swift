internal import CLibical

/// Builds the libical tree of a calendar we publish, with what the common clients need and nothing that misleads
/// them.
///
/// Only to be used inside `Libical.exclusively`.
struct CalendarWriter: ~Copyable {
    private var component: Component
    /// The event being written, for errors.
    private let uid: String?

    private init(_ kind: icalcomponent_kind, uid: String?) {
        component = Component(kind)
        self.uid = uid
    }

    static func component(_ calendar: OutgoingCalendar, _ clock: ZoneClock) throws(CalendarError) -> Component {
        var writer = CalendarWriter(ICAL_VCALENDAR_COMPONENT, uid: nil)
        let name = OutgoingText.label(calendar.name)
        let minutes = max(1, calendar.refresh.components.seconds / 60)
        let refresh = minutes % 60 == 0 ? "PT\(minutes / 60)H" : "PT\(minutes)M"

        try writer.add("VERSION", Property(ICAL_VERSION_PROPERTY, text: "2.0"))
        try writer.add("PRODID", Property(ICAL_PRODID_PROPERTY, text: OutgoingText.oneLine(calendar.productID)))
        try writer.add("CALSCALE", Property(line: "CALSCALE:GREGORIAN"))
        try writer.add("METHOD", Property(line: "METHOD:PUBLISH"))
        try writer.add("X-WR-CALNAME", Property(extension: "X-WR-CALNAME", written: name))
        try writer.add("NAME", Property(ICAL_NAME_PROPERTY, text: name))
        try writer.add("X-WR-TIMEZONE", Property(extension: "X-WR-TIMEZONE", written: calendar.zone))
        try writer.add("REFRESH-INTERVAL", Property(line: "REFRESH-INTERVAL;VALUE=DURATION:\(refresh)"))
        try writer.add("X-PUBLISHED-TTL", Property(extension: "X-PUBLISHED-TTL", written: refresh))
        if let colour = calendar.colour {
            try writer.add("COLOR", Property(ICAL_COLOR_PROPERTY, text: OutgoingText.oneLine(colour.name)))
            let hex = OutgoingText.label(colour.hex)
            try writer.add("X-APPLE-CALENDAR-COLOR", Property(extension: "X-APPLE-CALENDAR-COLOR", written: hex))
        }
        if let about = calendar.about {
            let text = OutgoingText.label(about)
            try writer.add("X-WR-CALDESC", Property(extension: "X-WR-CALDESC", written: text))
        }
        if let freeBusy = calendar.freeBusy { writer.component.add(try component(freeBusy, clock)) }
        // All times of a VFREEBUSY are in UTC.
        if calendar.freeBusy != nil && calendar.events.isEmpty { return writer.finished() }
        try writer.addZone()
        for event in calendar.events {
            writer.component.add(try component(event, zone: calendar.zone))
        }
        return writer.finished()
    }

    private static func component(_ freeBusy: OutgoingFreeBusy, _ clock: ZoneClock) throws(CalendarError) -> Component {
        var writer = CalendarWriter(ICAL_VFREEBUSY_COMPONENT, uid: freeBusy.uid)
        try writer.add("UID", Property(ICAL_UID_PROPERTY, text: OutgoingText.oneLine(freeBusy.uid)))
        try writer.add("DTSTAMP", Property(ICAL_DTSTAMP_PROPERTY, utc: freeBusy.stamp))
        try writer.add("ORGANIZER", Property(line: "ORGANIZER:\(OutgoingText.oneLine(freeBusy.organizer))"))
        try writer.add("DTSTART", Property(ICAL_DTSTART_PROPERTY, utc: clock.utc(of: freeBusy.span.lowerBound)))
        try writer.add("DTEND", Property(ICAL_DTEND_PROPERTY, utc: clock.utc(of: freeBusy.span.upperBound)))
        if let comment = freeBusy.comment {
            try writer.add("COMMENT", Property(ICAL_COMMENT_PROPERTY, text: OutgoingText.lines(comment)))
        }
        for period in freeBusy.periods {
            let (start, end) = (clock.utc(of: period.interval.lowerBound), clock.utc(of: period.interval.upperBound))
            let line = "FREEBUSY;FBTYPE=\(period.kind.rawValue):\(start.basicUTC)/\(end.basicUTC)"
            try writer.add("FREEBUSY", Property(line: line))
        }
        return writer.finished()
    }

    /// A message to one attendee, without a name or a refresh interval: it is no calendar to subscribe to.
    static func component(_ message: OutgoingMessage) throws(CalendarError) -> Component {
        var writer = CalendarWriter(ICAL_VCALENDAR_COMPONENT, uid: message.event.uid)
        try writer.add("VERSION", Property(ICAL_VERSION_PROPERTY, text: "2.0"))
        try writer.add("PRODID", Property(ICAL_PRODID_PROPERTY, text: OutgoingText.oneLine(message.productID)))
        try writer.add("CALSCALE", Property(line: "CALSCALE:GREGORIAN"))
        try writer.add("METHOD", Property(line: "METHOD:\(message.method.rawValue)"))
        try writer.addZone()
        writer.component.add(
            try component(message.event, zone: LondonZone.name, people: [message.organiserLine, message.attendeeLine]))
        return writer.finished()
    }

    /// No alarm unless asked, and no CLASS (Google shows "Busy").
    ///
    /// - Parameter people: The lines of ORGANIZER and ATTENDEE. None in a calendar to subscribe to: Outlook would offer
    ///   to reply.
    private static func component(
        _ event: OutgoingEvent, zone: String, people: [String] = []
    ) throws(CalendarError) -> Component {
        var writer = CalendarWriter(ICAL_VEVENT_COMPONENT, uid: event.uid)
        try writer.add("UID", Property(ICAL_UID_PROPERTY, text: OutgoingText.oneLine(event.uid)))
        try writer.add("DTSTAMP", Property(ICAL_DTSTAMP_PROPERTY, utc: event.stamp))
        if let created = event.created { try writer.add("CREATED", Property(ICAL_CREATED_PROPERTY, utc: created)) }
        if let modified = event.lastModified {
            try writer.add("LAST-MODIFIED", Property(ICAL_LASTMODIFIED_PROPERTY, utc: modified))
        }
        try writer.add("SEQUENCE", Property(line: "SEQUENCE:\(event.sequence)"))
        // Both in the same zone, and never DURATION: some clients know neither otherwise.
        try writer.add("DTSTART", Property(ICAL_DTSTART_PROPERTY, wall: event.start, zone: zone))
        try writer.add("DTEND", Property(ICAL_DTEND_PROPERTY, wall: event.end, zone: zone))
        for line in people { try writer.add("ORGANIZER or ATTENDEE", Property(line: line)) }
        try writer.add("SUMMARY", Property(ICAL_SUMMARY_PROPERTY, text: OutgoingText.lines(event.summary)))
        if let location = event.location {
            try writer.add("LOCATION", Property(ICAL_LOCATION_PROPERTY, text: OutgoingText.lines(location)))
        }
        if let description = event.description {
            try writer.add("DESCRIPTION", Property(ICAL_DESCRIPTION_PROPERTY, text: OutgoingText.lines(description)))
        }
        try writer.add("STATUS", Property(line: "STATUS:\(event.status.rawValue)"))
        let words = words(for: event)
        try writer.add("TRANSP", Property(line: "TRANSP:\(words.transparency)"))
        try writer.add(
            "X-MICROSOFT-CDO-BUSYSTATUS", Property(extension: "X-MICROSOFT-CDO-BUSYSTATUS", written: words.microsoft))
        if !event.categories.isEmpty {
            // One line for all, with commas between, which libical can only write as though it did not know the name.
            let list = event.categories.map(OutgoingText.label).joined(separator: ",")
            try writer.add("CATEGORIES", Property(extension: "CATEGORIES", written: list))
        }
        if let url = event.url { try writer.add("URL", Property(line: "URL:\(OutgoingText.oneLine(url))")) }
        if let minutes = event.alarmMinutes, event.status != .cancelled {
            writer.component.add(try alarm(minutes, of: event))
        }
        return writer.finished()
    }

    private static func alarm(_ minutes: Int, of event: OutgoingEvent) throws(CalendarError) -> Component {
        var writer = CalendarWriter(ICAL_VALARM_COMPONENT, uid: event.uid)
        try writer.add("ACTION", Property(line: "ACTION:DISPLAY"))
        try writer.add("TRIGGER", Property(line: "TRIGGER:-PT\(max(0, minutes))M"))
        try writer.add(
            "DESCRIPTION", Property(ICAL_DESCRIPTION_PROPERTY, text: OutgoingText.lines(event.summary)))
        return writer.finished()
    }

    /// What we know of the owner's time, in the words of the standard and of Microsoft.
    ///
    /// A cancelled event takes no time, whatever it says.
    private static func words(for event: OutgoingEvent) -> (transparency: String, microsoft: String) {
        if event.status == .cancelled { return ("TRANSPARENT", "FREE") }
        return switch event.availability {
        case .busy, .unknown: ("OPAQUE", "BUSY")
        case .tentative: ("OPAQUE", "TENTATIVE")
        case .free: ("TRANSPARENT", "FREE")
        case .elsewhere: ("OPAQUE", "WORKINGELSEWHERE")
        }
    }

    private mutating func add(_ name: String, _ property: consuming Property?) throws(CalendarError) {
        guard let property = consume property else { throw .notWritable(uid: uid, property: name) }
        component.add(property)
    }

    private mutating func addZone() throws(CalendarError) {
        guard let zone = Component(parsing: Array(LondonZone.text.utf8)) else {
            throw .notWritable(uid: nil, property: "VTIMEZONE")
        }
        component.add(zone)
    }

    private consuming func finished() -> Component { component }
}
