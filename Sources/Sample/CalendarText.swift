import Casework

/// The lines of an iCalendar file: escaped, folded, ended as RFC 5545 asks.
struct CalendarText {
    private var lines: [String] = []

    mutating func add(_ line: String) { lines.append(contentsOf: CalendarText.folded(line)) }

    mutating func add(_ more: [String]) {
        for line in more { add(line) }
    }

    func file(_ path: String) -> SampleFile {
        SampleFile(path: path, content: lines.joined(separator: "\r\n") + "\r\n")
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if character == "," || character == ";" || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result
    }

    /// Lines of at most 75 octets; the texts written here are ASCII, so a character is an octet.
    private static func folded(_ line: String) -> [String] {
        guard line.utf8.count > 75 else { return [line] }
        var pieces: [String] = []
        var rest = Substring(line)
        while !rest.isEmpty {
            let width = pieces.isEmpty ? 75 : 74
            pieces.append((pieces.isEmpty ? "" : " ") + rest.prefix(width))
            rest = rest.dropFirst(width)
        }
        return pieces
    }

    // MARK: Dates and times

    static func date(_ day: Day) -> String {
        let (year, month, date) = day.components
        return padded(year, to: 4) + padded(month, to: 2) + padded(date, to: 2)
    }

    /// On the wall clock: `20261130T093000`.
    static func local(_ day: Day, _ minute: Int) -> String {
        "\(date(day))T\(padded(minute / 60, to: 2))\(padded(minute % 60, to: 2))00"
    }

    /// In UTC, for a time on London's clock.
    static func utc(_ day: Day, _ minute: Int) -> String {
        let moment = day.at(minute) - (isSummer(day) ? 60 : 0)
        return local(moment.day, moment.minuteOfDay) + "Z"
    }

    /// From the last Sunday of March up to the last Sunday of October; nobody here works at one in the morning.
    static func isSummer(_ day: Day) -> Bool {
        func lastSunday(_ month: Int) -> Day {
            let end = Day(year: day.components.year, month: month, day: 31) ?? day
            return end - (end.weekday.rawValue + 1) % 7
        }
        return lastSunday(3) <= day && day < lastSunday(10)
    }

    // MARK: Zones

    static let exchangeZone = [
        "BEGIN:VTIMEZONE", "TZID:GMT Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T020000",
        "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
        "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:16010101T010000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100",
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE",
    ]

    static let londonZone = [
        "BEGIN:VTIMEZONE", "TZID:Europe/London", "X-LIC-LOCATION:Europe/London", "BEGIN:DAYLIGHT",
        "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "TZNAME:BST", "DTSTART:19700329T010000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT", "BEGIN:STANDARD", "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000", "TZNAME:GMT", "DTSTART:19701025T020000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD", "END:VTIMEZONE",
    ]

    static func rule(_ entry: DiaryEntry) -> String? {
        guard case .weekly(let from, let until, let every, _, _) = entry.dates else { return nil }
        let day = from.weekday.code.prefix(2).uppercased()
        return "RRULE:FREQ=WEEKLY;UNTIL=\(utc(until, 1439));INTERVAL=\(every);BYDAY=\(day)"
    }
}
