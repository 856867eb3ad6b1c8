/// A calendar day of the office, counted from 1970-01-01.
package struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01, negative before it.
    package var number: Int

    package init(number: Int) {
        self.number = number
    }

    /// The day with that date in the Gregorian calendar, or nil where the calendar has none (30 February).
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        // Days from civil: years counted from March, so that the leap day is the last of its year.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// Reads `2026-11-30`, exactly in that form.
    package init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = decimal(bytes[0..<4]), let month = decimal(bytes[5..<7]), let day = decimal(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Year, month (1–12) and day of the month (1–31).
    package var components: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    package var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        Weekday.allCases[((number + 3) % 7 + 7) % 7]
    }

    /// The Monday of this day's week: weeks run from Monday to Sunday.
    package var monday: Day { self - weekday.rawValue }

    /// The same day of the month so many months later; of a shorter month, its last.
    package func after(months: Int) -> Day {
        let (year, month, day) = components
        let later = year * 12 + month - 1 + months
        let (inYear, inMonth) = (later / 12, later % 12 + 1)
        let length = Day.length(ofMonth: inMonth, year: inYear)
        return Day(year: inYear, month: inMonth, day: min(day, length)) ?? self
    }

    /// The last day that somebody can mean who writes a date of something ahead: a later one has the wrong year.
    package var latestAhead: Day { movedBy(months: 24) }

    /// Midnight at the start of the day.
    package var start: Moment { Moment(minutes: number * Moment.minutesPerDay) }

    /// The moment so many minutes after midnight.
    package func at(_ minuteOfDay: Int) -> Moment { Moment(minutes: number * Moment.minutesPerDay + minuteOfDay) }

    package func at(_ time: ClockTime) -> Moment { at(time.minutes) }

    package static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
    package static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }
    package static func - (left: Day, right: Day) -> Int { left.number - right.number }
    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day: Strideable {
    package func distance(to other: Day) -> Int { other.number - number }
    package func advanced(by days: Int) -> Day { self + days }
}

extension Day: CustomStringConvertible {
    /// `2026-11-30`.
    package var description: String {
        let (year, month, day) = components
        return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    /// `Wednesday 2 December 2026`, as a person would write it.
    package var inWords: String {
        let (year, month, day) = components
        return "\(weekday.name) \(day) \(Day.months[month - 1]) \(year)"
    }

    /// `Wed 2 Dec`.
    package var inShort: String {
        let (_, month, day) = components
        return "\(weekday.name.prefix(3)) \(day) \(Day.months[month - 1].prefix(3))"
    }

    /// `2 December 2026`.
    package var date: String { inWords.split(separator: " ").dropFirst().joined(separator: " ") }

    /// `Wed 2 Dec`; with the year where it is neither this one nor within the next three months.
    package func inShort(readOn today: Day) -> String {
        let isPlain = components.year == today.components.year || (today...today.movedBy(months: 3)).contains(self)
        return isPlain ? inShort : inShortWithYear
    }

    /// `Wed 2 Dec 2026`.
    package var inShortWithYear: String { "\(inShort) \(components.year)" }
}

/// Reads decimal digits and nothing else: no sign, no space.
func decimal(_ bytes: some Collection<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
    var value = 0
    for byte in bytes {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
}

/// Writes a number with leading zeros.
func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
