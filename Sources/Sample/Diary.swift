import Casework

/// One entry of a practitioner's own calendar: once, all day, or a series with its exceptions.
struct DiaryEntry {
    /// What the calendar says of the person while it lasts.
    enum Showing {
        case busy, tentative, out, free, elsewhere

        var takesTime: Bool { self == .busy || self == .tentative || self == .out }
    }

    struct Move {
        let from: Day
        let to: Day
        let start: Int
    }

    enum Dates {
        case once(Day)
        /// Every so many weeks from a day to a day, but for those skipped or moved.
        case weekly(from: Day, until: Day, every: Int, skipped: [Day], moved: [Move])
        case allDay(Day)
    }

    let title: String
    var dates: Dates
    /// Minutes after midnight; an all-day entry has none.
    var start = 0
    var minutes = 0
    var showing = Showing.busy
    var isCancelled = false

    private var span: Range<Int> { start..<start + minutes }

    /// The parts of a day it falls on, whether or not they take time.
    func spans(on day: Day) -> [Range<Int>] {
        switch dates {
        case .allDay(let only): return only == day ? [0..<Moment.minutesPerDay] : []
        case .once(let only): return only == day ? [span] : []
        case .weekly(let from, let until, let every, let skipped, let moved):
            var spans = moved.filter { $0.to == day }.map { $0.start..<$0.start + minutes }
            let isInSeries =
                (from...until).contains(day) && (day - from).isMultiple(of: 7 * every) && !skipped.contains(day)
            if isInSeries && !moved.contains(where: { $0.from == day }) { spans.append(span) }
            return spans
        }
    }
}

/// A practitioner's own calendar, as one of the usual programs publishes it.
struct Diary {
    enum Program {
        case outlook, google
    }

    let owner: Practitioner.ID
    let program: Program
    private(set) var entries: [DiaryEntry] = []

    /// What is taken on a day.
    func busy(on day: Day) -> [Range<Int>] {
        entries.filter { $0.showing.takesTime && !$0.isCancelled }.flatMap { $0.spans(on: day) }
    }

    private func isFree(_ span: Range<Int>, on day: Day) -> Bool {
        !entries.contains { $0.spans(on: day).contains { $0.overlaps(span) } }
    }

    /// Adds an entry on a day if nothing else is there yet.
    private mutating func addOnce(
        _ title: String, _ day: Day, _ start: Int, _ minutes: Int, _ showing: DiaryEntry.Showing = .busy,
        isCancelled: Bool = false
    ) {
        guard isFree(start..<start + minutes, on: day) else { return }
        entries.append(
            DiaryEntry(
                title: title, dates: .once(day), start: start, minutes: minutes, showing: showing,
                isCancelled: isCancelled))
    }

    init(
        of colleague: Colleague, program: Program, from: Day, endsEarly: Bool, isAway: Bool, index: Int,
        _ chance: inout Chance
    ) {
        owner = colleague.id
        self.program = program
        let first = from - 56
        let until = endsEarly ? from - 7 : from + 7 * 26
        addSeries(colleague, first: first, until: until, from: from, &chance)
        addLeave(from: from, isAway: isAway, endsEarly: endsEarly, index: index)
        addOneOffs(colleague, from: from, weeks: endsEarly ? -4 ... -1 : -2...13, &chance)
        guard !endsEarly else { return }
        addOddities(colleague, from: from, index: index)
    }

    // MARK: Series

    private mutating func addSeries(
        _ colleague: Colleague, first: Day, until: Day, from: Day, _ chance: inout Chance
    ) {
        let team: (title: String, weekday: Weekday, start: Int) =
            switch colleague.practitioner.role {
            case .offenderManager: ("Team briefing", .monday, 9 * 60)
            case .manager: ("Senior leadership call", .monday, 9 * 60)
            case .partnerWorker: ("Service huddle", .tuesday, 9 * 60 + 30)
            default: ("Team meeting", .tuesday, 9 * 60)
            }
        addWeekly(
            colleague, team.title, team.weekday, team.start, 60, first: first, until: until,
            skipped: chance.within(0...1) == 0 ? 4 : 3)
        let slots = chance.shuffled(Diary.slots).prefix(2)
        for (position, slot) in slots.enumerated() {
            addWeekly(
                colleague, slot.title, slot.weekday, slot.start, slot.minutes, first: first, until: until,
                skipped: position == 0 ? 5 : nil, movedInWeek: position == 0 ? 1 : nil, from: from)
        }
        addWeekly(
            colleague, "Supervision", .friday, 11 * 60 + 15, 60, first: first + chance.below(2) * 7, until: until,
            every: 2)
    }

    private static let slots: [(title: String, weekday: Weekday, start: Int, minutes: Int)] = [
        ("Custody desk", .monday, 10 * 60 + 30, 60), ("Duty phone", .tuesday, 14 * 60, 90),
        ("Drop-in session", .thursday, 9 * 60 + 30, 90), ("Protected desk time", .friday, 9 * 60 + 30, 60),
        ("Recording and paperwork", .friday, 15 * 60, 90), ("Learning set", .monday, 15 * 60, 90),
    ]

    private mutating func addWeekly(
        _ colleague: Colleague, _ title: String, _ weekday: Weekday, _ start: Int, _ minutes: Int, first: Day,
        until: Day, every: Int = 1, skipped: Int? = nil, movedInWeek: Int? = nil, from: Day? = nil
    ) {
        let start0 = first.monday + weekday.rawValue
        let works = colleague.blocks(on: start0 + 7).contains {
            $0.minutes.lowerBound <= start && start + minutes <= $0.minutes.upperBound
        }
        guard works, isFree(start..<start + minutes, on: start0) else { return }
        var moves: [DiaryEntry.Move] = []
        if let movedInWeek, let from {
            // One week it is later on the same day.
            let day = from + movedInWeek * 7 + weekday.rawValue
            let later = start < 12 * 60 ? start + 90 : start - 60
            if day <= until, isFree(later..<later + minutes, on: day) {
                moves.append(DiaryEntry.Move(from: day, to: day, start: later))
            }
        }
        var days = skipped.map { [start0 + 7 * ($0 + 6)] } ?? []
        days += stride(from: start0, through: until, by: 7 * every).filter { BankHolidays.contains($0) }
        days = days.filter { $0 <= until && !moves.map(\.from).contains($0) }
        entries.append(
            DiaryEntry(
                title: title,
                dates: .weekly(
                    from: start0, until: until, every: every, skipped: Array(Set(days)).sorted(), moved: moves),
                start: start, minutes: minutes))
    }

    // MARK: Leave, one-offs, oddities

    private mutating func addLeave(from: Day, isAway: Bool, endsEarly: Bool, index: Int) {
        var days: [Day] = []
        if isAway { days += (0..<5).map { from + 7 + $0 } }
        // Nobody is away in the first weeks but the rural officer; the rest take a day or two later on.
        if !endsEarly { days += [from + 21 + index % 5, from + 42 + index * 3 % 5] }
        for day in days {
            entries.append(DiaryEntry(title: "Annual leave", dates: .allDay(day), showing: .out))
        }
    }

    private static let oneOffs = Pool(
        "Training: safe lone working", "Court, room 2", "Prison video link", "Recruitment panel", "Dentist",
        "Case audit", "Handover; new starter", "Regional forum, online", "First aid refresher", "Strategy meeting")

    private mutating func addOneOffs(
        _ colleague: Colleague, from: Day, weeks: ClosedRange<Int>, _ chance: inout Chance
    ) {
        for week in weeks {
            for _ in 0..<chance.within(1...2) {
                // Wednesdays and Thursday afternoons are kept for the meetings.
                guard let offset = chance.pick([0, 1, 3, 4]) else { continue }
                let day = from + week * 7 + offset
                let blocks = colleague.blocks(on: day).filter { offset != 3 || $0.minutes.upperBound <= 13 * 60 }
                let minutes = chance.within(2...4) * 30
                let late = chance.below(10)
                guard let block = chance.pick(blocks), block.minutes.count > minutes else { continue }
                let room = block.minutes.count - minutes
                let start = block.minutes.lowerBound + room * late / 10 / 15 * 15
                addOnce(
                    chance.pick(Diary.oneOffs), day, start, minutes, chance.happens(12) ? .tentative : .busy)
            }
        }
    }

    /// What a reader of calendars must not trip over: entries that take no time, called-off ones, and for a few people
    /// something in the way of a meeting.
    private mutating func addOddities(_ colleague: Colleague, from: Day, index: Int) {
        switch index % 4 {
        case 0: addOnce("Working from the other office", from + 8, 13 * 60, 240, .elsewhere)
        case 1: addOnce("Hold: pay queries", from + 4, 13 * 60, 120, .free)
        case 2: addOnce("Partnership event", from + 1, 16 * 60, 60, .busy, isCancelled: true)
        default: entries.append(DiaryEntry(title: "Pay day", dates: .allDay(from + 17), showing: .free))
        }
        if index % 9 == 5 { addOnce("Court, room 1", from + 2, 10 * 60, 60) }
    }
}

/// Everyone's calendars.
struct StaffDiaries {
    private(set) var all: [Diary] = []
    private var byOwner: [Practitioner.ID: Diary] = [:]

    init(staff: Staff, nominals: Int, from: Day, _ chance: inout Chance) {
        let early = nominals >= 12 ? staff.probation.at(1)?.id : nil
        let isAway = staff.ruralOfficer
        for (index, colleague) in staff.all.enumerated() {
            // A post that nobody holds keeps no calendar, and one colleague in fourteen publishes none.
            guard colleague.id != staff.vacancy?.id, index % 14 != 13 || colleague.id == isAway else { continue }
            let diary = Diary(
                of: colleague, program: index.isMultiple(of: 2) ? .outlook : .google, from: from,
                endsEarly: colleague.id == early, isAway: colleague.id == isAway, index: index, &chance)
            all.append(diary)
            byOwner[colleague.id] = diary
        }
    }

    func busy(_ owner: Practitioner.ID, on day: Day) -> [Range<Int>] { byOwner[owner]?.busy(on: day) ?? [] }
}
