extension CalendarReader {
    /// Takes the periods of a VFREEBUSY as occurrences without a title.
    ///
    /// They are in UTC (RFC 5545, 3.8.2.6); those that are not count in the calendar's zone.
    mutating func readFreeBusy(_ outline: OutlineComponent, in calendar: CalendarContext) throws(CalendarError) {
        let parsed = ParsedComponent(outline)
        let ownUID = parsed.first("UID")?.text
        if parsed.unreadable.contains("FREEBUSY") {
            problems.append(Problem(uid: ownUID, line: outline.line, reason: "Some of its FREEBUSY cannot be read."))
        }
        // The report's own end is how far it speaks, busy or not.
        for bound in [parsed.first("DTSTART"), parsed.first("DTEND")] {
            guard let value = bound.flatMap({ DateValue($0) }) else { continue }
            horizon.include(target.wall(at: CalendarReader.instant(of: value, in: calendar)))
        }
        for property in parsed.all("FREEBUSY") {
            let parts = property.value.split(separator: "/", maxSplits: 1)
            guard parts.count == 2, let first = parts.first, let last = parts.last,
                let start = DateValue(String(first)).map({ CalendarReader.instant(of: $0, in: calendar) }),
                let end = DateValue(String(last)).map({ CalendarReader.instant(of: $0, in: calendar) })
                    ?? NominalDuration.seconds(String(last)).map({ start + $0 }),
                end >= start
            else {
                let reason = "Its FREEBUSY “\(property.value.prefix(60))” is no period; it was left out."
                problems.append(Problem(uid: ownUID, line: outline.line, reason: reason))
                continue
            }
            var period = Occurrence(
                uid: ownUID, summary: "", start: target.wall(at: start), end: target.wall(at: end),
                availability: CalendarReader.availability(ofPeriod: property.parameters["FBTYPE"]),
                line: outline.line)
            put(&period, from: start, to: end)
            horizon.include(period.end)
            try keep(period)
        }
    }

    private static func instant(of value: DateValue, in calendar: CalendarContext) -> Int {
        value.isUTC ? value.wall.seconds : calendar.floatingZone.instant(of: value.wall)
    }

    /// RFC 5545, 3.2.9: what is not known is to be taken as busy.
    private static func availability(ofPeriod type: String?) -> Availability {
        switch type?.uppercased() {
        case "FREE": .free
        case "BUSY-TENTATIVE": .tentative
        default: .busy
        }
    }
}
