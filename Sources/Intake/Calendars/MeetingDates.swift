import Casework

/// When the meetings of a series are held.
enum MeetingDates {
    /// The dates within the days, those that bank holidays moved among them.
    static func read(
        _ series: Series, _ content: CalendarContent, _ text: CalendarText, days: Range<Day>, holidays: Set<Day>,
        _ label: String, _ findings: Findings
    ) -> [MeetingDate] {
        let cancelled = Set(text.events.filter(\.isCancelled).map(\.line))
        var dates: [(date: MeetingDate, line: Int?)] = []
        for event in content.events where !isCancelled(event, cancelled) && !event.isAllDay && !event.interval.isEmpty {
            let day = event.interval.lowerBound.day
            let place = event.location.map { Place(trimmed($0)) } ?? .online
            var date = MeetingDate(
                series: series, interval: event.interval, place: place == Place("") ? .online : place,
                throughout: Set(event.practitioners.map { Practitioner.ID($0) }))
            if holidays.contains(day) {
                guard let moved = workingDay(after: day, holidays) else {
                    if days.contains(day) {
                        findings.warn(
                            label, line: event.line, says: "has a meeting on \(day), a bank holiday",
                            "and no working day is left that week, so it is not held")
                    }
                    continue
                }
                let shift = (moved - day) * Moment.minutesPerDay
                date.interval = (event.interval.lowerBound + shift)..<(event.interval.upperBound + shift)
                date.movedFrom = day
            }
            if days.contains(date.day) { dates.append((date, event.line)) }
        }
        return firstOfEachDay(dates, label, findings)
    }

    /// A meeting is known by its series and its day, so a second on one day cannot be told from the first.
    private static func firstOfEachDay(
        _ dates: [(date: MeetingDate, line: Int?)], _ label: String, _ findings: Findings
    ) -> [MeetingDate] {
        var kept: [MeetingDate] = []
        for (date, line) in dates.sorted(by: { $0.date.interval.lowerBound < $1.date.interval.lowerBound }) {
            guard let first = kept.last, first.day == date.day else {
                kept.append(date)
                continue
            }
            let times = "at \(first.interval.lowerBound.clock) and \(date.interval.lowerBound.clock)"
            let moved = (date.movedFrom ?? first.movedFrom).map { ", one moved from \($0), a bank holiday" } ?? ""
            findings.warn(
                label, line: line, says: "has two meetings on \(date.day), \(times)\(moved)",
                "only the first is planned: a series meets once a day")
        }
        return kept
    }

    /// The next working day of the same week, Monday to Friday.
    private static func workingDay(after day: Day, _ holidays: Set<Day>) -> Day? {
        let saturday = day.monday + 5
        guard day < saturday else { return nil }
        return ((day + 1)..<saturday).first { !holidays.contains($0) }
    }

    /// A series may be marked as free time and still be held, so only what is called off counts; Outlook calls a
    /// meeting off by its title.
    private static func isCancelled(_ event: CalendarContent.Event, _ cancelled: Set<Int>) -> Bool {
        let title = event.summary.lowercased()
        return event.line.map { cancelled.contains($0) } ?? false || title.hasPrefix("cancelled:")
            || title.hasPrefix("canceled:")
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last == " " { text.removeLast() }
        return String(text.drop { $0 == " " })
    }
}
