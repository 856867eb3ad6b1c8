/// Turns an outline into occurrences.
///
/// Lives for one call of `readCalendar`.
struct CalendarReader {
    let outline: CalendarOutline
    let window: Range<WallTime>
    let target: Zone
    let limits: ReadingLimits
    let budget: WalkBudget
    var zones: ZoneDirectory
    var problems: [Problem]
    var occurrences: [Occurrence] = []
    var horizon = KnownHorizon()

    init(_ outline: CalendarOutline, window: Range<WallTime>, target: Zone, limits: ReadingLimits) {
        self.outline = outline
        self.window = window
        self.target = target
        self.limits = limits
        budget = WalkBudget(limits)
        let nextYear = window.upperBound.advanced(by: 400 * WallTime.secondsPerDay)
        zones = ZoneDirectory(outline.calendars, horizon: nextYear, budget: budget)
        problems = outline.problems
    }

    mutating func reading() throws(CalendarError) -> CalendarReading {
        var count = 0
        var events: [Event] = []
        for calendar in outline.calendars {
            let properties = ParsedComponent(calendar.properties)
            let zoneName = properties.first("X-WR-TIMEZONE")?.text
            let floatingZone = zoneName.flatMap { zones.zone(named: $0) } ?? target
            let isMicrosoft = properties.first("PRODID")?.text.lowercased().contains("microsoft") == true
            for entry in calendar.entries {
                count += 1
                if entry.name == "VFREEBUSY" {
                    try readFreeBusy(entry)
                } else if let event = event(entry, floatingZone: floatingZone, isMicrosoft: isMicrosoft) {
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
            lastKnown: horizon.end,
            events: count
        )
    }

    mutating func report(_ reason: String, _ event: Event) {
        problems.append(Problem(uid: event.hasOwnUID ? event.uid : nil, line: event.line, reason: reason))
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
            if event.hasOwnUID, let place = places[event.uid] {
                groups[place].append(event)
                continue
            }
            if event.hasOwnUID { places[event.uid] = groups.count }
            groups.append([event])
        }
        return groups
    }

    /// A calendar concatenated with itself, or a repeat rule given twice, must not count twice.
    private static func sortedWithoutRepetitions(_ occurrences: [Occurrence]) -> [Occurrence] {
        var seen: Set<Occurrence> = []
        let unique = occurrences.filter { occurrence in
            var key = occurrence
            key.line = nil
            return seen.insert(key).inserted
        }
        return unique.sorted {
            ($0.start, $0.end, $0.uid, $0.line ?? 0) < ($1.start, $1.end, $1.uid, $1.line ?? 0)
        }
    }
}
