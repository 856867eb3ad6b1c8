extension CalendarReader {
    /// The occurrence of `event` that starts when the wall of `owner` shows `start`.
    ///
    /// Lengths are nominal: a shift from 22:00 to 06:00 ends at 06:00 on either side of a clock change. RFC 5545,
    /// 3.8.5.3 would count seconds instead, but nobody's rota does, nor do Outlook and Google.
    func occurrence(
        of event: Event,
        zone owner: Event,
        at start: WallTime,
        length: Event.Length? = nil,
        instead id: InstancePlace? = nil
    ) -> Occurrence {
        var occurrence = Occurrence(
            uid: event.uid,
            summary: event.summary,
            start: start.startOfDay,
            end: start.startOfDay,
            isAllDay: event.isAllDay,
            availability: event.effectiveAvailability,
            recurrenceID: id?.wall,
            recurrenceUTC: id?.utc,
            location: event.location,
            attendees: event.attendees,
            line: event.line
        )
        let length = length ?? event.length
        switch length {
        case .seconds where !owner.isZoneKnown && !event.isAllDay && event.availability != .free,
            .untilEndOfDay where !owner.isZoneKnown && event.availability != .free:
            // Wherever it is: no zone is more than 12 hours behind UTC, or 14 ahead of it.
            put(&occurrence, from: start.seconds - 14 * 3_600, to: start.seconds + length.reach + 12 * 3_600)
        case .seconds(let seconds) where event.isAllDay:
            occurrence.end = start.startOfDay.advanced(by: seconds)
        case .seconds(let seconds):
            let instant = owner.zone.instant(of: start)
            var end = owner.zone.instant(of: start.advanced(by: seconds))
            // Both ends can meet where an hour is skipped; the event still takes its time.
            if end <= instant { end = instant + seconds }
            put(&occurrence, from: instant, to: end)
        case .untilEndOfDay:
            let instant = owner.zone.instant(of: start)
            let midnight = target.wall(at: instant).startOfDay.advanced(by: WallTime.secondsPerDay)
            put(&occurrence, from: instant, to: max(instant, target.instant(of: midnight)))
        }
        return occurrence
    }

    /// Gives an occurrence its time, on the wall of the zone asked for and in UTC.
    ///
    /// Across the hour that comes twice a wall may show the end before the start; the stretch is then as long on
    /// the wall as it is in truth.
    func put(_ occurrence: inout Occurrence, from start: Int, to end: Int) {
        let (first, last) = (target.wall(at: start), target.wall(at: end))
        occurrence.start = first
        occurrence.end = last < first ? first.advanced(by: end - start) : last
        occurrence.startUTC = WallTime(seconds: start)
        occurrence.endUTC = WallTime(seconds: end)
    }

    /// Where an instance of `event` stands, or stood before it was moved, that starts at `start` on its wall.
    func place(of start: WallTime, in event: Event) -> InstancePlace {
        if event.isAllDay { return InstancePlace(wall: start.startOfDay) }
        let instant = event.zone.instant(of: start)
        return InstancePlace(wall: target.wall(at: instant), utc: WallTime(seconds: instant))
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
        var occurrence = occurrence(of: event, zone: event, at: start)
        occurrence.availability = .unknown
        if wholeDay {
            let midnight = start.startOfDay.advanced(by: WallTime.secondsPerDay)
            put(
                &occurrence, from: target.instant(of: start.startOfDay),
                to: target.instant(of: max(occurrence.end, midnight)))
        }
        return occurrence
    }
}
