/// Turns an outline into occurrences.
///
/// Lives for one call of `readCalendar`.
struct CalendarReader {
    let outline: CalendarOutline
    let window: Range<WallTime>
    let target: Zone
    /// Of times without a zone, where the calendar names none for them.
    let floating: Zone
    let limits: ReadingLimits
    let budget: WalkBudget
    var zones: ZoneDirectory
    var problems: [Problem]
    var occurrences: [Occurrence] = []
    var horizon = KnownHorizon()

    init(_ outline: CalendarOutline, window: Range<WallTime>, target: Zone, floating: Zone, limits: ReadingLimits) {
        self.outline = outline
        self.window = window
        self.target = target
        self.floating = floating
        self.limits = limits
        budget = WalkBudget(limits)
        let nextYear = window.upperBound.advanced(by: 400 * WallTime.secondsPerDay)
        zones = ZoneDirectory(outline.calendars, horizon: nextYear, budget: budget)
        problems = outline.problems
    }

    mutating func reading() throws(CalendarError) -> CalendarReading {
        var count = 0
        var events: [Event] = []
        for (number, calendar) in outline.calendars.enumerated() {
            let context = context(of: calendar, number: number)
            for entry in calendar.entries {
                count += 1
                if entry.name == "VFREEBUSY" {
                    try readFreeBusy(entry, in: context)
                } else if let event = event(entry, in: context) {
                    events.append(event)
                }
            }
        }
        for series in CalendarReader.grouped(events) {
            try expand(series)
        }
        return CalendarReading(
            occurrences: CalendarReader.sortedWithoutRepetitions(occurrences),
            problems: orderedProblems(),
            // A calendar of which no event can be read, or the end is missing, says nothing of the window.
            lastKnown: outline.breaksOff || horizon.isEmpty && count > 0 ? window.lowerBound : horizon.end,
            events: count
        )
    }

    private mutating func context(of calendar: OutlineCalendar, number: Int) -> CalendarContext {
        let properties = ParsedComponent(calendar.properties)
        let zoneName = properties.first("X-WR-TIMEZONE")?.text
        let zone = zoneName.map { zones.zone(named: $0, in: number) } ?? floating
        return CalendarContext(
            number: number, zoneName: zoneName, zone: zone, floatingZone: zone ?? floating,
            isMicrosoft: properties.first("PRODID")?.text.lowercased().contains("microsoft") == true)
    }

    mutating func report(_ reason: String, _ event: Event) {
        problems.append(Problem(uid: event.uid, line: event.line, reason: reason))
    }

    /// Keeps an occurrence that touches the window.
    mutating func keep(_ occurrence: Occurrence) throws(CalendarError) {
        let isInstant = occurrence.start == occurrence.end
        guard occurrence.start < window.upperBound,
            occurrence.end > window.lowerBound || (isInstant && occurrence.start >= window.lowerBound)
        else { return }
        guard occurrences.count < limits.occurrences else { throw .tooManyOccurrences(limit: limits.occurrences) }
        occurrences.append(occurrence)
    }

    /// In the order of the file, and no more than anybody would read.
    private func orderedProblems() -> [Problem] {
        let ordered = problems.enumerated().sorted {
            ($0.element.line ?? .max, $0.offset) < ($1.element.line ?? .max, $1.offset)
        }
        let left = ordered.count - limits.problems
        let kept = ordered.prefix(limits.problems).map(\.element)
        return left > 0 ? kept + [Problem(reason: "There are \(left) more problems.")] : kept
    }

    /// Events by identifier, in the order in which the file first names each.
    private static func grouped(_ events: [Event]) -> [[Event]] {
        var groups: [[Event]] = []
        var places: [String: Int] = [:]
        for event in events {
            if let uid = event.uid, let place = places[uid] {
                groups[place].append(event)
                continue
            }
            if let uid = event.uid { places[uid] = groups.count }
            groups.append([event])
        }
        return groups
    }

    /// A calendar concatenated with itself, or a repeat rule given twice, must not count twice.
    private static func sortedWithoutRepetitions(_ occurrences: [Occurrence]) -> [Occurrence] {
        var seen: Set<Instance> = []
        // What the occurrences of an event share is looked at once an event: it may be a megabyte.
        var kinds: [Occurrence: Int] = [:]
        var kindOfLine: [Int?: Int] = [:]
        let unique = occurrences.filter { occurrence in
            // Without an identifier, two that look the same may be two.
            let kind =
                kindOfLine[occurrence.line] ?? (occurrence.uid == nil ? nil : kinds[occurrence.kind])
                ?? kindOfLine.count
            if kindOfLine.updateValue(kind, forKey: occurrence.line) == nil { kinds[occurrence.kind] = kind }
            return seen.insert(Instance(kind: kind, occurrence)).inserted
        }
        return unique.sorted {
            ($0.start, $0.startUTC ?? $0.start, $0.end, $0.uid ?? "", $0.line ?? 0)
                < ($1.start, $1.startUTC ?? $1.start, $1.end, $1.uid ?? "", $1.line ?? 0)
        }
    }
}

/// What tells an occurrence from the others of its kind.
private struct Instance: Hashable {
    var kind: Int
    var start: WallTime
    var end: WallTime
    var availability: Availability
    var recurrenceID: WallTime?
    var startUTC: WallTime?
    var endUTC: WallTime?
    var recurrenceUTC: WallTime?

    init(kind: Int, _ occurrence: Occurrence) {
        self.kind = kind
        start = occurrence.start
        end = occurrence.end
        availability = occurrence.availability
        recurrenceID = occurrence.recurrenceID
        startUTC = occurrence.startUTC
        endUTC = occurrence.endUTC
        recurrenceUTC = occurrence.recurrenceUTC
    }
}

extension Occurrence {
    /// What all occurrences of its event have in common, wherever in the file it stands.
    fileprivate var kind: Occurrence {
        Occurrence(
            uid: uid, summary: summary, start: WallTime(seconds: 0), end: WallTime(seconds: 0), isAllDay: isAllDay,
            location: location, attendees: attendees)
    }
}
