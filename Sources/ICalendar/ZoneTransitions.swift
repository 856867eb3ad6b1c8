internal import Synchronization

/// The changes of offset that a VTIMEZONE describes.
struct ZoneTransitions: Hashable, Sendable {
    private struct Transition: Hashable {
        var instant: Int
        var offset: Int
    }

    private var transitions: [Transition] = []
    /// The offset before the first change.
    private var earliest = 0

    /// What tells one description from another.
    private struct Description: Hashable {
        var observances: [[[UInt8]]]
        var horizon: WallTime
    }

    /// What was worked out before: a team's calendars all bring the same few zones, and Outlook's begin in 1601.
    private static let known = Mutex<[Description: ZoneTransitions]>([:])
    /// More than this no office has; a folder of forgeries is not to fill the memory.
    private static let mostKnown = 64

    /// The changes up to `horizon`; nil when the description cannot be followed.
    static func described(
        by zone: OutlineComponent, horizon: WallTime, budget: WalkBudget
    ) -> ZoneTransitions? {
        let description = Description(
            observances: zone.children.map { [Array($0.name.utf8)] + $0.lines.map(\.bytes) }, horizon: horizon)
        if let found = known.withLock({ $0[description] }) { return found }
        let found = ZoneTransitions(zone, horizon: horizon, budget: budget)
        known.withLock { if $0.count < mostKnown { $0[description] = found } }
        return found
    }

    /// Works the changes out up to `horizon`; nil when the description cannot be followed.
    private init?(_ zone: OutlineComponent, horizon: WallTime, budget: WalkBudget) {
        var first: (instant: Int, from: Int)?
        // A zone has two observances; one that has seen many changes of law, some hundreds.
        guard !zone.children.isEmpty, zone.children.count <= 1_000 else { return nil }
        for observance in zone.children {
            let parsed = ParsedComponent(observance)
            guard let start = parsed.first("DTSTART").flatMap({ DateValue($0) }),
                // Read here, because libical takes what is no offset for zero.
                let from = observance.lines(named: "TZOFFSETFROM").first.flatMap({ ZoneTransitions.offset($0.text) }),
                let to = observance.lines(named: "TZOFFSETTO").first.flatMap({ ZoneTransitions.offset($0.text) })
            else { return nil }
            var onsets = [start.wall]
            onsets += parsed.all("RDATE").compactMap { DateValue($0)?.wall }
            for line in observance.lines(named: "RRULE") {
                guard let rule = try? RecurrenceRule(line.text, start: start.wall, isAllDay: false) else { return nil }
                // UNTIL is in UTC here too (RFC 5545, 3.6.5), and onsets are on the wall before the change.
                let until = rule.until.map { $0.isUTC ? $0.wall.advanced(by: from) : $0.wall }
                let walk = RuleWalk(
                    rule, from: start.wall, until: until, keeping: start.wall..<max(start.wall, horizon),
                    limit: 10_000, budget: budget)
                guard walk.cutShort == nil else { return nil }
                onsets += walk.starts
            }
            transitions += onsets.map { Transition(instant: $0.seconds - from, offset: to) }
            let begins = start.wall.seconds - from
            if first.map({ begins < $0.instant }) ?? true { first = (begins, from) }
        }
        transitions.sort { ($0.instant, $0.offset) < ($1.instant, $1.offset) }
        earliest = first?.from ?? 0
    }

    func offset(at instant: Int) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].instant <= instant { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? earliest : transitions[low - 1].offset
    }

    /// Seconds, from `+0100`, `-000115` or the mistaken `+01:00`; nil when beyond a day.
    static func offset(_ written: String) -> Int? {
        let text = written.trimmed
        let digits = text.filter { $0.isASCII && $0.isNumber }
        guard let sign = text.first, sign == "+" || sign == "-", digits.count == 4 || digits.count == 6,
            let number = Int(digits)
        else { return nil }
        let hoursFirst = digits.count == 4 ? number * 100 : number
        let seconds = hoursFirst / 10_000 * 3_600 + hoursFirst / 100 % 100 * 60 + hoursFirst % 100
        guard seconds < WallTime.secondsPerDay else { return nil }
        return sign == "-" ? -seconds : seconds
    }
}
