import Casework

/// When a practitioner's calendar has them taken.
enum BusyTimes {
    /// Cut to the days asked for; in order.
    ///
    /// What the diary has put there itself is left out: who accepts an invitation has it in their own calendar, and a
    /// contact would stand in its own way.
    ///
    /// - Parameter host: What follows the `@` in the UIDs of events that are the diary's own.
    static func read(_ content: CalendarContent, days: Range<Day>, host: String) -> [BusyTime] {
        let span = days.lowerBound.start..<days.upperBound.start
        return content.events.compactMap { event in
            let interval = event.interval.clamped(to: span)
            guard let certainty = event.certainty, !interval.isEmpty else { return nil }
            if event.uid?.hasSuffix("@\(host)") == true { return nil }
            return BusyTime(interval, certainty)
        }
    }

    /// From when on a calendar that stops short of the days says nothing: no event is not no engagement.
    static func knownUntil(_ content: CalendarContent, days: Range<Day>) -> Moment? {
        if content.isEmpty { return days.lowerBound.start }
        return content.lastKnown.flatMap { $0 < days.upperBound.start ? $0 : nil }
    }

    /// Notes where a calendar stops short of the days.
    static func warnIfShort(_ content: CalendarContent, days: Range<Day>, _ label: String, _ findings: Findings) {
        if content.isEmpty {
            findings.warn(label, says: "has no event at all", "so that its owner's time is unknown, not free")
        } else if let last = knownUntil(content, days: days) {
            // The last minute of the last event; an event that ends at midnight ends on the day before.
            let day = (last - 1).day
            findings.warn(label, says: "ends on \(day)", "and beyond that its owner's time is unknown, not free")
        }
    }
}
