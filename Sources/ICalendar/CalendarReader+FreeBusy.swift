extension CalendarReader {
    /// Takes the periods of a VFREEBUSY, which are in UTC, as occurrences without a title.
    mutating func readFreeBusy(_ outline: OutlineComponent) throws(CalendarError) {
        let parsed = ParsedComponent(outline)
        let ownUID = parsed.first("UID")?.text
        if parsed.unreadable.contains("FREEBUSY") {
            problems.append(Problem(uid: ownUID, line: outline.line, reason: "Some of its FREEBUSY cannot be read."))
        }
        // The report's own end is how far it speaks, busy or not.
        for bound in [parsed.first("DTSTART"), parsed.first("DTEND")] {
            if let value = bound.flatMap({ DateValue($0) }) { horizon.include(target.wall(at: value.wall.seconds)) }
        }
        for property in parsed.all("FREEBUSY") {
            let parts = property.value.split(separator: "/", maxSplits: 1)
            guard parts.count == 2, let first = parts.first, let last = parts.last,
                let start = DateValue(String(first)),
                let length = DateValue(String(last)).map({ $0.wall.seconds - start.wall.seconds })
                    ?? NominalDuration.seconds(String(last)),
                length >= 0
            else {
                let reason = "Its FREEBUSY “\(property.value.prefix(60))” is no period; it was left out."
                problems.append(Problem(uid: ownUID, line: outline.line, reason: reason))
                continue
            }
            let instant = start.wall.seconds
            let (begin, end) = targetWalls(from: instant, to: instant + length)
            horizon.include(end)
            try keep(
                Occurrence(
                    uid: ownUID ?? "line-\(outline.line)",
                    summary: "",
                    start: begin,
                    end: end,
                    availability: CalendarReader.availability(ofPeriod: property.parameters["FBTYPE"]),
                    line: outline.line
                ))
        }
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
