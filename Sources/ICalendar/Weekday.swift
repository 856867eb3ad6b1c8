/// One entry of BYDAY: `MO`, or `-1SU` for the last Sunday.
struct Weekday: Hashable, Sendable {
    /// Which of the weekdays in the month or year, from the end when negative; nil for every one.
    var ordinal: Int?
    var day: String

    init?(_ written: some StringProtocol) {
        let text = written.trimmed
        day = String(text.suffix(2))
        guard ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].contains(day) else { return nil }
        let number = text.dropLast(2)
        guard !number.isEmpty else { return }
        guard number.utf8.count <= 3, let ordinal = Int(number), ordinal != 0 else { return nil }
        self.ordinal = ordinal
    }

    /// How many days this weekday is after another in a week that begins with that one, 0 to 6.
    func days(after other: Weekday) -> Int { (number - other.number + 7) % 7 }

    /// From 0 for Monday.
    fileprivate var number: Int { ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].firstIndex(of: day) ?? 0 }

    var text: String { (ordinal.map(String.init) ?? "") + day }

    /// Sorted and without repetitions.
    static func list(_ written: String?) throws(RuleRefusal) -> [Weekday] {
        guard let written else { return [] }
        var days: Set<Weekday> = []
        for item in written.split(separator: ",", omittingEmptySubsequences: false) {
            guard let day = Weekday(item) else {
                throw RuleRefusal(reason: "holds “\(item.prefix(20))” where a weekday belongs")
            }
            days.insert(day)
        }
        // libical 3.0 holds 386 entries; there are 749 different ones.
        guard days.count <= 100 else { throw RuleRefusal(reason: "names more than 100 weekdays") }
        return days.sorted { ($0.ordinal ?? 0, $0.day) < ($1.ordinal ?? 0, $1.day) }
    }
}

extension WallTime {
    /// How many days it is into a week that begins with that weekday, 0 to 6.
    func weekday(countedFrom first: Weekday) -> Int {
        // 1970-01-01 was a Thursday.
        let number = day + 3
        return (number - number.floorDivided(by: 7) * 7 - first.number + 7) % 7
    }
}
