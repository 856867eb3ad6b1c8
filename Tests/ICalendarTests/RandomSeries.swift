import ICalendar

/// Makes up series as office calendars hold them, and odder ones that the gate lets through.
struct RandomSeries {
    private var random: SplitMix

    init(seed: UInt64) { random = SplitMix(state: seed) }

    /// Where a series' times are: in a zone that has a name of IANA's or a description, in UTC, or on days.
    private enum Place {
        case zone(String)
        case utc
        case floating
        case days
    }

    /// The zones that the series use and IANA does not know.
    static let zones =
        exchangeZone + "\n"
            + """
            BEGIN:VTIMEZONE
            TZID:Customized Time Zone
            BEGIN:STANDARD
            DTSTART:16010101T020000
            TZOFFSETFROM:-0400
            TZOFFSETTO:-0500
            RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T020000
            TZOFFSETFROM:-0500
            TZOFFSETTO:-0400
            RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            """

    /// A series with what is added to it, taken out and moved, some of it near the window.
    mutating func events(uid: String, near window: Range<WallTime>) -> String {
        let place = pick([
            Place.zone("Europe/London"), .zone("Europe/London"), .zone("America/New_York"),
            .zone("GMT Standard Time"), .zone("Customized Time Zone"), .utc, .floating, .days,
        ])
        let isDays = if case .days = place { true } else { false }
        let time = isDays ? 0 : pick([0, 1, 1, 1, 2, 9, 13, 22, 23]) * 3_600 + pick([0, 30]) * 60
        let first = WallTime(year: 2025, month: 9, day: 1 + number(0...500)).advanced(by: time)
        let length = isDays ? 86_400 * number(1...3) : pick([0, 900, 3_600, 3_600, 28_800, 93_600])
        let (rule, step) = rule(isDays: isDays, isFloating: { if case .floating = place { true } else { false } }())

        var lines = ["BEGIN:VEVENT", "UID:\(uid)", written("DTSTART", first, place)]
        lines.append(
            chance(70)
                ? written("DTEND", first.advanced(by: length), place)
                : "DURATION:P\(isDays ? "\(length / 86_400)D" : "T\(length)S")")
        lines.append("RRULE:\(rule)")
        // What an exception takes out is not moved as well: the two libraries read that in two ways.
        var named: Set<Int> = []
        for _ in 0..<number(0...3) where chance(60) {
            let instance = instance(from: first, step: step, near: window)
            guard named.insert(instance.day).inserted else { continue }
            lines.append(
                chance(25) && !isDays
                    ? written("EXDATE", instance.advanced(by: -time), .days) : written("EXDATE", instance, place))
        }
        for _ in 0..<number(0...2) where chance(50) {
            let addition = day(near: window).advanced(by: isDays ? 0 : pick([1, 9, 15]) * 3_600 + 1_800)
            lines.append(written("RDATE", addition, place))
        }
        lines.append("END:VEVENT")
        for _ in 0..<number(0...2) where chance(60) {
            let instance = instance(from: first, step: step, near: window)
            guard named.insert(instance.day).inserted else { continue }
            let moved = instance.advanced(by: isDays ? 86_400 * number(-9...9) : 1_800 * number(-600...600))
            lines += [
                "BEGIN:VEVENT", "UID:\(uid)", written("RECURRENCE-ID", instance, place),
                written("DTSTART", moved, place), written("DTEND", moved.advanced(by: isDays ? 86_400 : 2_700), place),
                "SEQUENCE:\(number(0...2))", "END:VEVENT",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A rule, and how many days apart its instances are where that is always the same.
    private mutating func rule(isDays: Bool, isFloating: Bool) -> (text: String, step: Int?) {
        let frequency = pick(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "YEARLY"])
        let interval = chance(50) ? 1 : number(2...5)
        var parts = ["FREQ=\(frequency)", "INTERVAL=\(interval)"]
        let isLong = frequency == "MONTHLY" || frequency == "YEARLY"
        let months = chance(frequency == "YEARLY" ? 60 : 15) ? some(Array(1...12), 4) : []
        if !months.isEmpty { parts.append("BYMONTH=" + list(months)) }
        let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        var chooses = false
        if isLong, chance(40), frequency == "MONTHLY" || !months.isEmpty {
            // Not every month has more than 28 days, and a rule that names none that its months have is refused.
            let late = months.isEmpty ? [29, 30, 31] : []
            parts.append("BYMONTHDAY=" + list(some(chance(50) ? [1, 2, 15, 28] + late : [-1, -2, -3, -28], 3)))
            chooses = true
        }
        if chance(60) {
            let isNumbered = isLong && chance(50)
            let written = some(days, 5).map { isNumbered ? "\(pick([1, 2, 3, 4, 5, -1, -2]))\($0)" : $0 }
            parts.append("BYDAY=" + written.joined(separator: ","))
            chooses = true
        }
        if isLong, chooses, chance(30) { parts.append("BYSETPOS=" + list(some([1, 2, 3, -1, -2], 2))) }
        if chance(50) { parts.append("WKST=\(pick(days))") }
        let isPlain = parts.count == 2
        if chance(25) { parts.append("COUNT=\(number(1...200))") }
        if parts.last?.hasPrefix("COUNT") == false, chance(25) {
            let day = WallTime(year: 2027, month: 1, day: number(1...200)).description.filter(\.isNumber).prefix(8)
            parts.append("UNTIL=\(day)\(isDays ? "" : isFloating ? "T120000" : "T120000Z")")
        }
        let step = frequency == "DAILY" ? interval : frequency == "WEEKLY" ? 7 * interval : nil
        return (parts.joined(separator: ";"), isPlain ? step : nil)
    }

    /// An instance near the window, where the rule is plain enough to say; otherwise the first, or a time on some day.
    private mutating func instance(from first: WallTime, step: Int?, near window: Range<WallTime>) -> WallTime {
        let day = day(near: window)
        guard let step else { return chance(50) ? first : day.advanced(by: first.secondOfDay) }
        let steps = max(0, day.day - first.day) / step
        return first.advanced(by: steps * step * 86_400)
    }

    private mutating func day(near window: Range<WallTime>) -> WallTime {
        WallTime(seconds: (window.lowerBound.day + number(-5...20)) * 86_400)
    }

    private func written(_ name: String, _ time: WallTime, _ place: Place) -> String {
        let text = time.description.filter { $0 != "-" && $0 != ":" }
        return switch place {
        case .zone(let zone): "\(name);TZID=\(zone):\(text)"
        case .utc: "\(name):\(text)Z"
        case .floating: "\(name):\(text)"
        case .days: "\(name);VALUE=DATE:\(text.prefix(8))"
        }
    }

    private mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    private mutating func pick<Element>(_ values: [Element]) -> Element { values[number(0...(values.count - 1))] }
    private func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ",") }

    private mutating func some<Element>(_ values: [Element], _ most: Int) -> [Element] {
        Array(values.shuffled(using: &random).prefix(number(1...most)))
    }
}
