import ICalendar

/// The four weeks most tests look at.
let december = WallTime(year: 2026, month: 11, day: 30)..<WallTime(year: 2026, month: 12, day: 28)

/// A window of whole days, the last one excluded.
func days(_ first: (Int, Int, Int), _ end: (Int, Int, Int)) -> Range<WallTime> {
    WallTime(year: first.0, month: first.1, day: first.2)..<WallTime(year: end.0, month: end.1, day: end.2)
}

/// Wraps components in a calendar and reads it in London.
func read(
    _ components: String,
    header: String = "",
    window: Range<WallTime> = december,
    zone: String = "Europe/London",
    limits: ReadingLimits = .default
) throws -> CalendarReading {
    let text = "BEGIN:VCALENDAR\nVERSION:2.0\n\(header)\n\(components)\nEND:VCALENDAR\n"
    return try readCalendar(Array(text.utf8), window: window, zone: zone, limits: limits)
}

/// Wraps properties in one event and reads it.
func readEvent(
    _ properties: String,
    header: String = "",
    window: Range<WallTime> = december
) throws -> CalendarReading {
    try read("BEGIN:VEVENT\nUID:one\n\(properties)\nEND:VEVENT", header: header, window: window)
}

extension CalendarReading {
    /// Each occurrence as `start/end`, without seconds when they are zero and with ` free` and the like when not busy.
    var times: [String] {
        occurrences.map { occurrence in
            let span = "\(occurrence.start.short)/\(occurrence.end.short)"
            return occurrence.availability == .busy ? span : "\(span) \(occurrence.availability.rawValue)"
        }
    }
}

extension WallTime {
    var short: String {
        description.hasSuffix(":00") ? String(description.dropLast(3)) : description
    }
}

/// How Exchange describes the United Kingdom.
let exchangeZone = """
    BEGIN:VTIMEZONE
    TZID:GMT Standard Time
    BEGIN:STANDARD
    DTSTART:16010101T020000
    TZOFFSETFROM:+0100
    TZOFFSETTO:+0000
    RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
    END:STANDARD
    BEGIN:DAYLIGHT
    DTSTART:16010101T010000
    TZOFFSETFROM:+0000
    TZOFFSETTO:+0100
    RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
    END:DAYLIGHT
    END:VTIMEZONE
    """
