import Casework

/// The days on which nobody works.
enum BankHolidays {
    static func read(_ content: CalendarContent, _ text: CalendarText, _ label: String, _ findings: Findings)
        -> Set<Day>
    {
        let cancelled = Set(text.events.filter(\.isCancelled).map(\.line))
        var holidays: Set<Day> = []
        for event in content.events where !(event.line.map { cancelled.contains($0) } ?? false) {
            guard event.isAllDay else {
                findings.warn(
                    label, line: event.line, says: "is not an event of whole days", "and so is no bank holiday")
                continue
            }
            holidays.formUnion(event.interval.lowerBound.day..<event.interval.upperBound.day)
        }
        return holidays
    }
}
