/// A repeat rule that libical can be trusted with.
///
/// libical 3.0 crashes on `FREQ=YEARLY;BYWEEKNO=-53` and never returns from
/// `FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30`; it has no limits before 4.0. So a rule passes only when every
/// part of it is of a kind that has been tried, and it is written out anew, without repetitions.
struct RecurrenceRule: Hashable, Sendable {
    /// For libical: without COUNT and UNTIL, which we watch ourselves, because libical compares UNTIL without zones.
    var text: String
    var frequency: Frequency
    /// Days, weeks, months or years from one round of the rule to the next.
    var interval: Int
    /// Instances including the first; they count before exceptions are taken out (RFC 5545, 3.3.10).
    var count: Int?
    var until: DateValue?
    /// Seconds from an instance's start to where libical has to begin, perhaps some days before it.
    ///
    /// In a weekly rule that is the first of its weekdays in the event's first week: begun on another day, libical
    /// counts the weeks of a fortnightly Sunday from the wrong one.
    var lead = 0
    /// Whether it has instances at several times of a day.
    var movesInTheDay: Bool
    /// Whether every round has the one instance that the start's own day of the week, and time of day, say.
    var isPlain: Bool

    /// Reads a rule of an event that starts at `start`, on its own wall.
    init(_ written: String, start: WallTime, isAllDay: Bool) throws(RuleRefusal) {
        var parts = try RecurrenceRule.parts(of: written)
        // A refusal tells how long the rule runs and whether it moves in the day, if that much can be read.
        var refusal = RuleRefusal(reason: "")
        refusal.hidesTimeOfDay = RecurrenceRule.movesInTheDay(parts)
        refusal.until = parts["UNTIL"].flatMap { DateValue($0) } ?? RecurrenceRule.end(of: parts, from: start)
        func refuse(_ reason: String) -> RuleRefusal {
            RuleRefusal(reason: reason, hidesTimeOfDay: refusal.hidesTimeOfDay, until: refusal.until)
        }

        // RFC 7529's way of saying what RFC 5545 means anyway; Apple's calendars write it.
        if parts["RSCALE"] == "GREGORIAN" { parts["RSCALE"] = nil }
        if parts["SKIP"] == "OMIT" { parts["SKIP"] = nil }
        let unknown = parts.keys.filter { !RecurrenceRule.known.contains($0) && !$0.hasPrefix("X-") }
        if let name = unknown.min() { throw refuse("uses \(name), which is not followed here") }
        guard let frequency = parts["FREQ"].flatMap(Frequency.init) else {
            throw refuse("does not repeat daily, weekly, monthly or yearly")
        }
        let interval = Int(parts["INTERVAL"] ?? "1")
        guard let interval, (1...999).contains(interval) else { throw refuse("has an INTERVAL outside 1 to 999") }
        self.frequency = frequency
        self.interval = interval
        var text = "FREQ=\(frequency.rawValue);INTERVAL=\(interval)"

        count = nil
        if let written = parts["COUNT"] {
            guard let number = Int(written), number >= 1 else { throw refuse("has a COUNT below 1") }
            count = number
        }
        until = nil
        if let written = parts["UNTIL"] {
            guard let date = DateValue(written) else { throw refuse("has an UNTIL that is no date") }
            until = date
        }

        let months = try RecurrenceRule.numbers(parts["BYMONTH"], 1...12, signed: false)
        let monthDays = try RecurrenceRule.numbers(parts["BYMONTHDAY"], 1...31, signed: true)
        let positions = try RecurrenceRule.numbers(parts["BYSETPOS"], 1...366, signed: true)
        var hours = try RecurrenceRule.numbers(parts["BYHOUR"], 0...23, signed: false)
        var minutes = try RecurrenceRule.numbers(parts["BYMINUTE"], 0...59, signed: false)
        let seconds = try RecurrenceRule.numbers(parts["BYSECOND"], 0...59, signed: false)
        // Some programs spell out the start's own time of day, which changes nothing.
        if isAllDay || hours == [start.hour] { hours = [] }
        if isAllDay || minutes == [start.minute] { minutes = [] }
        guard isAllDay || seconds.isEmpty || seconds == [start.second] else { throw refuse("uses BYSECOND") }
        guard hours.count * max(1, minutes.count) <= 24, minutes.count <= 4 else {
            throw refuse("repeats more than 24 times a day")
        }
        let days = try Weekday.list(parts["BYDAY"])

        if !monthDays.isEmpty, frequency == .weekly { throw refuse("names days of the month in a weekly rule") }
        // libical takes the start's month only, as ical.js does; RFC 5545, 3.3.10 means every month.
        if !monthDays.isEmpty, frequency == .yearly, months.isEmpty {
            throw refuse("names days of the month without their months, which programs read in two ways")
        }
        if monthDays.contains(where: { $0 < 0 }), frequency == .daily {
            throw refuse("counts days from the end of the month in a daily rule, which libical misses")
        }
        if !monthDays.isEmpty, !months.isEmpty {
            let exists = months.contains { month in monthDays.contains { abs($0) <= RecurrenceRule.longest(month) } }
            guard exists else { throw refuse("names a day its months do not have") }
        }
        if days.contains(where: { $0.ordinal != nil }) {
            guard frequency == .monthly || frequency == .yearly else {
                throw refuse("numbers its weekdays, as only monthly and yearly rules can")
            }
            let most = frequency == .monthly || !months.isEmpty ? 5 : 53
            guard days.allSatisfy({ abs($0.ordinal ?? 1) <= most }) else {
                throw refuse("numbers a weekday beyond \(most)")
            }
        }
        if !positions.isEmpty {
            // libical passes BYSETPOS over in a weekly rule.
            guard frequency == .monthly || frequency == .yearly else {
                throw refuse("uses BYSETPOS, which is followed in monthly and yearly rules only")
            }
            guard !(days.isEmpty && monthDays.isEmpty && months.isEmpty) else {
                throw refuse("uses BYSETPOS without anything to choose from")
            }
            // libical chooses from such a list before it is in order.
            guard monthDays.allSatisfy({ $0 > 0 }) || monthDays.allSatisfy({ $0 < 0 }) else {
                throw refuse("uses BYSETPOS with days from both ends of the month")
            }
        }

        // libical counts positions among the days alone.
        guard positions.isEmpty || hours.isEmpty && minutes.isEmpty else {
            throw refuse("uses BYSETPOS with times of day")
        }

        movesInTheDay = !(hours.isEmpty && minutes.isEmpty)
        let isOwnDay =
            days.isEmpty
            || frequency == .weekly && days.count == 1 && days.allSatisfy { start.weekday(countedFrom: $0) == 0 }
        isPlain =
            (frequency == .daily || frequency == .weekly) && isOwnDay && months.isEmpty && monthDays.isEmpty
            && !movesInTheDay

        func append(_ name: String, _ values: [String]) {
            if !values.isEmpty { text += ";\(name)=" + values.joined(separator: ",") }
        }
        append("BYMONTH", months.map(String.init))
        append("BYMONTHDAY", monthDays.map(String.init))
        append("BYDAY", days.map(\.text))
        append("BYHOUR", hours.map(String.init))
        append("BYMINUTE", minutes.map(String.init))
        append("BYSETPOS", positions.map(String.init))
        guard let weekStart = Weekday(parts["WKST"] ?? "MO"), weekStart.ordinal == nil else {
            throw refuse("has a WKST that is no weekday")
        }
        append("WKST", [weekStart.text])
        self.text = text
        if frequency == .weekly, let first = days.map({ $0.days(after: weekStart) }).min() {
            let days = first - start.weekday(countedFrom: weekStart)
            let time = (hours.first ?? start.hour) * 3_600 + (minutes.first ?? start.minute) * 60 + start.second
            lead = days * WallTime.secondsPerDay + time - start.secondOfDay
        }
    }

    enum Frequency: String {
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
        case yearly = "YEARLY"

        /// How many days a round of it has, more or less.
        var days: Int {
            switch self {
            case .daily: 1
            case .weekly: 7
            case .monthly: 30
            case .yearly: 365
            }
        }
    }

    private static let known: Set<String> = [
        "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYHOUR", "BYMINUTE", "BYSECOND",
        "BYSETPOS", "WKST",
    ]

    private static func parts(of written: String) throws(RuleRefusal) -> [String: String] {
        // The longest sensible rule names every day of a month; libical's own tables end not far above.
        guard written.utf8.count <= 1_000 else { throw RuleRefusal(reason: "is longer than 1,000 characters") }
        var parts: [String: String] = [:]
        for part in written.uppercased().split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, let name = pair.first, let value = pair.last, !value.isEmpty else {
                throw RuleRefusal(reason: "is not written as NAME=value", hidesTimeOfDay: true)
            }
            let previous = parts.updateValue(value.trimmed, forKey: name.trimmed)
            guard previous == nil || previous == value.trimmed else {
                throw RuleRefusal(reason: "says \(name) twice", hidesTimeOfDay: true)
            }
        }
        return parts
    }

    /// The last instance of a rule that is not followed, where it says nothing but how often and how many times.
    private static func end(of parts: [String: String], from start: WallTime) -> DateValue? {
        let units = [
            "SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3_600, "DAILY": 86_400, "WEEKLY": 7 * 86_400,
            "MONTHLY": 31 * 86_400, "YEARLY": 366 * 86_400,
        ]
        guard !parts.keys.contains(where: { $0.hasPrefix("BY") }), let unit = parts["FREQ"].flatMap({ units[$0] }),
            let count = parts["COUNT"].flatMap({ Int($0) }), (1...10_000).contains(count),
            let interval = Int(parts["INTERVAL"] ?? "1"), (1...999).contains(interval)
        else { return nil }
        let last = start.advanced(by: (count - 1) * interval * unit)
        return DateValue(last.description.filter { $0 != "-" && $0 != ":" })
    }

    private static func movesInTheDay(_ parts: [String: String]) -> Bool {
        let frequency = parts["FREQ"].flatMap(Frequency.init)
        return frequency == nil || parts["BYHOUR"] != nil || parts["BYMINUTE"] != nil || parts["BYSECOND"] != nil
    }

    /// Sorted and without repetitions.
    private static func numbers(
        _ written: String?,
        _ range: ClosedRange<Int>,
        signed: Bool
    ) throws(RuleRefusal) -> [Int] {
        guard let written else { return [] }
        var numbers: Set<Int> = []
        let items = written.split(separator: ",", omittingEmptySubsequences: false)
        guard items.count <= 100 else { throw RuleRefusal(reason: "lists more than 100 numbers") }
        for item in items {
            guard let number = Int(item.trimmed), range.contains(signed ? number.magnitudeOrZero : number) else {
                throw RuleRefusal(reason: "holds “\(item.prefix(20))” where a number belongs")
            }
            numbers.insert(number)
        }
        return numbers.sorted()
    }

    private static func longest(_ month: Int) -> Int {
        switch month {
        case 2: 29
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Int {
    /// The size without the sign; 0 for the one number whose size does not fit.
    fileprivate var magnitudeOrZero: Int { Int(exactly: magnitude) ?? 0 }
}
