internal import Casework
internal import ICalendar

/// What a calendar says, day by day, for a person.
struct EventsText {
    private let reading: CalendarReading
    private let name: String
    private let days: ClosedRange<Day>
    private let zone: String

    init(_ reading: CalendarReading, name: String, days: ClosedRange<Day>, zone: String) {
        self.reading = reading
        self.name = name
        self.days = days
        self.zone = zone
    }

    var lines: [String] {
        var lines = ["\(name), \(inWords(days.lowerBound)) to \(inWords(days.upperBound)), times in \(zone)"]
        if reading.occurrences.isEmpty { lines += ["", "Nothing on these days."] }
        let spans = reading.occurrences.map(span)
        let width = spans.map(\.count).max() ?? 0
        var day: Day?
        for (occurrence, span) in zip(reading.occurrences, spans) {
            let first = max(occurrence.start.asDay, days.lowerBound)
            if first != day { lines += ["", inWords(first)] }
            day = first
            let summary = occurrence.summary.isEmpty ? "(no title)" : EventsText.plain(occurrence.summary)
            lines.append("  \(span.padded(width))  \(occurrence.availability.rawValue.padded(9))  \(summary)")
        }
        lines += [""] + horizon
        if !reading.problems.isEmpty { lines += [""] + problems }
        return lines
    }

    /// `09:00 to 10:00`; days are named where they differ from the one it stands under.
    private func span(_ occurrence: Occurrence) -> String {
        let (start, end) = (occurrence.start, occurrence.end)
        let began = start.asDay < days.lowerBound
        if occurrence.isAllDay {
            let last = end.asDay - 1
            return "\(began ? "since \(inWords(start.asDay)), " : "")all day"
                + (last > max(start.asDay, days.lowerBound) ? " to \(inWords(last))" : "")
        }
        let from = began ? "\(inWords(start.asDay)) \(start.clock)" : start.clock
        if start == end { return from }
        // A time that ends at midnight ends on the day before, at 24:00.
        let isMidnight = end.secondOfDay == 0
        let lastDay = isMidnight ? end.asDay - 1 : end.asDay
        let until = isMidnight ? "24:00" : end.clock
        return lastDay == start.asDay && !began ? "\(from) to \(until)" : "\(from) to \(inWords(lastDay)) \(until)"
    }

    /// Where the calendar stops saying anything, if that is in sight.
    private var horizon: [String] {
        if reading.isEmpty { return ["It has no event at all: its owner's time is unknown, not free."] }
        guard let last = reading.lastKnown, last.asDay <= days.upperBound else {
            return ["It speaks of all these days."]
        }
        let end = "\(last.asDay.inShortWithYear) at \(last.clock)"
        guard last > WallTime(days.lowerBound) else {
            // Where nothing could be read of it, it has no last event.
            let why = last < WallTime(days.lowerBound) ? "its last event ended on \(end), and " : ""
            return ["It says nothing of these days: \(why)its owner's time is unknown, not free."]
        }
        return ["Its last event ends on \(end): from then on its owner's time is unknown, not free."]
    }

    /// One line for each reason, as a calendar with a fault has it in many events.
    private var problems: [String] {
        let reasons = Dictionary(grouping: reading.problems, by: \.reason)
        var lines = ["\(reading.problems.count) \(reading.problems.count == 1 ? "problem" : "problems"):"]
        var told: Set<String> = []
        for problem in reading.problems where told.insert(problem.reason).inserted {
            let more = (reasons[problem.reason]?.count ?? 1) - 1
            lines.append(
                "  \(problem.line.map { "line \($0): " } ?? "")\(EventsText.plain(problem.reason))"
                    + (more > 0 ? " (And \(more) \(more == 1 ? "time" : "times") more.)" : ""))
        }
        return lines
    }

    /// `Tue 1 Dec`, with the year where the days asked for are not all in one.
    private func inWords(_ day: Day) -> String {
        let years = Set([days.lowerBound, days.upperBound, day].map(\.components.year))
        return years.count == 1 ? day.inShort : day.inShortWithYear
    }

    /// A stranger's text on one line, without what could steer a terminal.
    private static func plain(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: " "
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}

extension WallTime {
    fileprivate var asDay: Day { Day(number: day) }

    /// `09:30`.
    fileprivate var clock: String { String(description.dropFirst(description.count - 8).prefix(5)) }
}
