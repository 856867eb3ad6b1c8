extension CalendarReader {
    /// The occurrence of `event` that starts when the wall of `owner` shows `start`.
    ///
    /// Lengths are nominal: a shift from 22:00 to 06:00 ends at 06:00 on either side of a clock change. RFC 5545,
    /// 3.8.5.3 would count seconds instead, but nobody's rota does, nor do Outlook and Google.
    func occurrence(
        of event: Event,
        zone owner: Event,
        at start: WallTime,
        length: Event.Length?,
        recurrenceID: WallTime?
    ) -> Occurrence {
        let span: (start: WallTime, end: WallTime)
        switch length ?? event.length {
        case .seconds(let seconds) where event.isAllDay:
            span = (start.startOfDay, start.startOfDay.advanced(by: seconds))
        case .seconds(let seconds):
            let instant = owner.zone.instant(of: start)
            var end = owner.zone.instant(of: start.advanced(by: seconds))
            // Both ends can meet where an hour is skipped; the event still takes its time.
            if end <= instant { end = instant + seconds }
            span = targetWalls(from: instant, to: end)
        case .untilEndOfDay:
            let begin = target.wall(at: owner.zone.instant(of: start))
            span = (begin, begin.startOfDay.advanced(by: WallTime.secondsPerDay))
        }
        return Occurrence(
            uid: event.uid,
            summary: event.summary,
            start: span.start,
            end: span.end,
            isAllDay: event.isAllDay,
            availability: event.effectiveAvailability,
            recurrenceID: recurrenceID,
            location: event.location,
            attendees: event.attendees,
            line: event.line
        )
    }

    /// A stretch of time on the wall of the zone asked for.
    ///
    /// Across the hour that comes twice a wall may show the end before the start; the stretch is then as long on
    /// the wall as it is in truth.
    func targetWalls(from start: Int, to end: Int) -> (start: WallTime, end: WallTime) {
        let (first, last) = (target.wall(at: start), target.wall(at: end))
        return last < first ? (first, first.advanced(by: end - start)) : (first, last)
    }

    /// Where the wall of the zone asked for stands when `event` has an instance at `start`.
    func occurrenceStart(of start: WallTime, in event: Event) -> WallTime {
        event.isAllDay ? start.startOfDay : target.wall(at: event.zone.instant(of: start))
    }

    /// One start a day, at the event's own time of day, as far as the window goes.
    func unknownStarts(_ unknown: SeriesExpansion.Unknown, of event: Event) -> [WallTime] {
        // From two days before: whatever is longer is covered by the days that follow.
        let first = max(unknown.from.day, window.lowerBound.day - 2)
        var last = window.upperBound.day + 1
        if let until = unknown.until { last = min(last, until.day) }
        guard first <= last else { return [] }
        let time = unknown.hidesTimeOfDay ? 0 : event.start.wall.secondOfDay
        return (first...last).map { WallTime(seconds: $0 * WallTime.secondsPerDay + time) }
    }

    /// What stands for an instance that may or may not be on that day.
    func unknownOccurrence(of event: Event, at start: WallTime, wholeDay: Bool) -> Occurrence {
        var occurrence = occurrence(of: event, zone: event, at: start, length: nil, recurrenceID: nil)
        occurrence.availability = .unknown
        if wholeDay {
            occurrence.start = start.startOfDay
            occurrence.end = max(occurrence.end, start.startOfDay.advanced(by: WallTime.secondsPerDay))
        }
        return occurrence
    }
}
