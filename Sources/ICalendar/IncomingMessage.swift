/// A message from another calendar program about events (RFC 5546): what it asks or answers.
package struct IncomingMessage: Hashable, Sendable {
    package struct Event: Hashable, Sendable {
        package var uid: String
        package var sequence: Int
        /// When this word on it was written; nil where it does not say.
        package var stamp: WallTime?
        package var attendees: [Attendee]
        /// On the wall of the zone asked for; nil where it does not say, or its zone is not known.
        package var start: WallTime?
        package var end: WallTime?
        /// What the sender says about it.
        package var comment: String?
        /// Whether it is about one instance of a series.
        package var isInstance: Bool
    }

    /// Who gets a message with more than one event wants to know that there are more, not what is in them.
    private static let mostEvents = 10

    /// In upper case: `REPLY`, `COUNTER`, `REQUEST`; empty where it does not say.
    package var method: String
    package var events: [Event]

    /// Reads a message, times as wall time in `zone`.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - zone: An IANA name such as `Europe/London`.
    /// - Throws: When there is no calendar to speak of, or more of it than `limits` allow.
    package init(_ bytes: [UInt8], zone: String, limits: ReadingLimits = .default) throws(CalendarError) {
        guard let target = Zone(iana: zone) else { throw .unknownZone(zone) }
        let outline = try CalendarOutline(bytes, limits: limits, ofEvents: ["COMMENT"])
        let soon = WallTime(year: 2100, month: 1, day: 1)
        var zones = ZoneDirectory(outline.calendars, horizon: soon, budget: WalkBudget(limits))
        method = ""
        events = []
        for (number, calendar) in outline.calendars.enumerated() {
            if method.isEmpty {
                method = ParsedComponent(calendar.properties).first("METHOD")?.value.trimmed.uppercased() ?? ""
            }
            for entry in calendar.entries where entry.name == "VEVENT" && events.count < IncomingMessage.mostEvents {
                let parsed = ParsedComponent(entry)
                func wall(_ name: String) -> WallTime? {
                    guard let date = parsed.first(name).flatMap({ DateValue($0) }), !date.isDate else { return nil }
                    let zone: Zone? =
                        if date.isUTC { .utc } else if let name = date.zoneName {
                            zones.zone(named: name, in: number)
                        } else {
                            target
                        }
                    return zone.map { target.wall(at: $0.instant(of: date.wall)) }
                }
                events.append(
                    Event(
                        uid: parsed.first("UID")?.text.trimmed ?? "",
                        sequence: parsed.first("SEQUENCE").flatMap { Int($0.value.trimmed) } ?? 0,
                        stamp: parsed.first("DTSTAMP").flatMap { DateValue($0) }.flatMap { $0.isUTC ? $0.wall : nil },
                        attendees: parsed.all("ATTENDEE").map {
                            Attendee(address: $0.value, parameters: $0.parameters)
                        },
                        start: wall("DTSTART"), end: wall("DTEND"), comment: parsed.first("COMMENT")?.text,
                        isInstance: !entry.lines(named: "RECURRENCE-ID").isEmpty))
            }
        }
    }
}
