/// A component of a calendar file, with the lines worth reading and where it began.
struct OutlineComponent: Sendable {
    /// `VEVENT`, `VFREEBUSY`, `VTIMEZONE`, `STANDARD`, `DAYLIGHT` or `VCALENDAR`.
    var name: String
    /// The line of its `BEGIN`.
    var line: Int
    var lines: [ContentLine] = []
    /// The observances of a VTIMEZONE.
    var children: [OutlineComponent] = []

    func lines(named name: String) -> [ContentLine] {
        lines.filter { $0.name == name }
    }

    /// The properties each component is read for.
    ///
    /// The rest of a stranger's text (descriptions, attachments,
    /// alarms) never reaches libical.
    static let wanted: [String: Set<String>] = [
        "VCALENDAR": ["PRODID", "X-WR-TIMEZONE", "METHOD"],
        "VEVENT": [
            "UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
            "STATUS", "TRANSP", "SEQUENCE", "LOCATION", "ATTENDEE", "DTSTAMP", "X-MICROSOFT-CDO-BUSYSTATUS",
        ],
        "VFREEBUSY": ["UID", "DTSTART", "DTEND", "FREEBUSY"],
        "VTIMEZONE": ["TZID"],
        "STANDARD": ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"],
        "DAYLIGHT": ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"],
    ]
}
