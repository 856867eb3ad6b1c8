/// A wall-clock second in some zone, counted from 1970-01-01T00:00 as though that zone had no offset.
///
/// It says what a clock on the wall shows, not when that is: only with a zone does it name an instant.
package struct WallTime: Hashable, Comparable, Codable, Sendable {
    /// Seconds since 1970-01-01T00:00 on the same wall; negative before.
    package var seconds: Int

    package init(seconds: Int) {
        self.seconds = seconds
    }

    /// The proleptic Gregorian date and time of day.
    ///
    /// Fields beyond their usual range carry over, so that
    /// day 0 is the last day of the month before.
    package init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        let days = WallTime.daysSince1970(year: year, month: month, day: day)
        self.init(seconds: days * WallTime.secondsPerDay + hour * 3_600 + minute * 60 + second)
    }

    package static func < (earlier: WallTime, later: WallTime) -> Bool {
        earlier.seconds < later.seconds
    }
}

extension WallTime {
    static let secondsPerDay = 86_400

    /// Whole days since 1970-01-01.
    package var day: Int { seconds.floorDivided(by: WallTime.secondsPerDay) }

    /// Midnight at the beginning of the same day.
    package var startOfDay: WallTime { WallTime(seconds: day * WallTime.secondsPerDay) }

    package var year: Int { date.year }
    package var month: Int { date.month }
    package var dayOfMonth: Int { date.day }
    package var hour: Int { secondOfDay / 3_600 }
    package var minute: Int { secondOfDay / 60 % 60 }
    package var second: Int { secondOfDay % 60 }

    /// Seconds since midnight, 0 to 86,399.
    package var secondOfDay: Int { seconds - day * WallTime.secondsPerDay }

    /// The same wall, `seconds` later.
    package func advanced(by seconds: Int) -> WallTime {
        WallTime(seconds: self.seconds + seconds)
    }

    /// Year, month and day of the proleptic Gregorian calendar.
    ///
    /// Howard Hinnant's `civil_from_days`: a year that begins in March puts the leap day at its end.
    var date: (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = shifted.floorDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// Howard Hinnant's `days_from_civil`.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let carriedYears = (month - 1).floorDivided(by: 12)
        let month = month - carriedYears * 12
        let marchYear = year + carriedYears - (month <= 2 ? 1 : 0)
        let era = marchYear.floorDivided(by: 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension WallTime: CustomStringConvertible {
    /// ISO 8601 without a zone, to the second: `2026-11-30T09:00:00`.
    package var description: String {
        let date = date
        let fields = [date.month, date.day, hour, minute, second].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let year = String(date.year)
        let padding = String(repeating: "0", count: max(0, 4 - year.count))
        return "\(padding)\(year)-\(fields[0])-\(fields[1])T\(fields[2]):\(fields[3]):\(fields[4])"
    }
}

extension WallTime {
    /// A time in UTC as iCalendar writes it: `20261130T090000Z`.
    var basicUTC: String { description.filter { $0 != "-" && $0 != ":" } + "Z" }
}

extension Int {
    /// The quotient rounded towards minus infinity, so that times before 1970 keep their time of day.
    func floorDivided(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
