/// A minute on the office's wall clock, counted from 1970-01-01T00:00 as though the clock never changed.
///
/// Planning needs no time zone: people meet at a time on the wall. Zones stay at the edge, where calendars are
/// read and written. All differences are minutes.
package struct Moment: Hashable, Comparable, Sendable {
    package static let minutesPerDay = 1440

    package var minutes: Int

    package init(minutes: Int) {
        self.minutes = minutes
    }

    /// Reads `2026-11-30T09:30`, exactly in that form.
    package init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Day(iso: parts[0]), let time = ClockTime(parts[1]),
            time.minutes < Moment.minutesPerDay
        else { return nil }
        self = day.at(time)
    }

    package var day: Day {
        let perDay = Moment.minutesPerDay
        return Day(number: minutes >= 0 ? minutes / perDay : (minutes - perDay + 1) / perDay)
    }

    package var minuteOfDay: Int { minutes - day.number * Moment.minutesPerDay }

    package var clock: ClockTime { ClockTime(minutes: minuteOfDay) }

    package static func + (moment: Moment, minutes: Int) -> Moment { Moment(minutes: moment.minutes + minutes) }
    package static func - (moment: Moment, minutes: Int) -> Moment { Moment(minutes: moment.minutes - minutes) }
    package static func - (left: Moment, right: Moment) -> Int { left.minutes - right.minutes }
    package static func < (left: Moment, right: Moment) -> Bool { left.minutes < right.minutes }
}

extension Moment: CustomStringConvertible {
    /// `2026-11-30T09:30`.
    package var description: String { "\(day)T\(clock)" }

    /// `Mon 30 Nov 09:30`.
    package var inShort: String { "\(day.inShort) \(clock)" }
    package var inShortWithYear: String { "\(day.inShortWithYear) \(clock)" }
}

extension Range<Moment> {
    /// How long it lasts, in minutes.
    package var minutes: Int { upperBound - lowerBound }
}
