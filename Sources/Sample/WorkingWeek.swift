import Casework

/// The hours someone keeps: morning and afternoon from Monday to Friday, until told otherwise.
struct WorkingWeek {
    private struct Stretch {
        let weekday: Weekday
        var start: Int
        var end: Int
        var place: Location.ID?
    }

    private static let noon = 12 * 60 + 30
    private static let afterLunch = 13 * 60

    /// When mornings begin.
    var start = 9 * 60 {
        didSet {
            for index in stretches.indices where stretches[index].start == oldValue { stretches[index].start = start }
        }
    }
    private var stretches: [Stretch] = []

    init() {
        for weekday in Weekday.allCases.prefix(5) {
            stretches.append(Stretch(weekday: weekday, start: start, end: WorkingWeek.noon))
            stretches.append(Stretch(weekday: weekday, start: WorkingWeek.afterLunch, end: 17 * 60))
        }
    }

    mutating func remove(_ weekday: Weekday) { stretches.removeAll { $0.weekday == weekday } }

    mutating func removeAfternoon(_ weekday: Weekday) {
        stretches.removeAll { $0.weekday == weekday && $0.start >= WorkingWeek.afterLunch }
    }

    mutating func add(_ weekday: Weekday, _ start: Int, _ end: Int) {
        stretches.append(Stretch(weekday: weekday, start: start, end: end))
        stretches.sort { ($0.weekday.rawValue, $0.start) < ($1.weekday.rawValue, $1.start) }
    }

    mutating func setOneBlock(_ weekday: Weekday, _ start: Int, _ end: Int) {
        remove(weekday)
        add(weekday, start, end)
    }

    /// A half-day at the other agency's place, if that half-day is a half-day's block at all.
    mutating func setMorning(_ weekday: Weekday, at place: Location.ID) {
        for index in stretches.indices
        where stretches[index].weekday == weekday && stretches[index].end == WorkingWeek.noon {
            stretches[index].place = place
        }
    }

    mutating func setAfternoon(_ weekday: Weekday, at place: Location.ID) {
        for index in stretches.indices
        where stretches[index].weekday == weekday && stretches[index].start == WorkingWeek.afterLunch {
            stretches[index].place = place
        }
    }

    func blocks(of practitioner: Practitioner.ID, from: Day? = nil, until: Day? = nil) -> [WorkingBlock] {
        stretches.map { stretch in
            WorkingBlock(
                practitioner: practitioner, weekday: stretch.weekday, start: ClockTime(minutes: stretch.start),
                end: ClockTime(minutes: stretch.end), location: stretch.place, from: from, until: until)
        }
    }
}
