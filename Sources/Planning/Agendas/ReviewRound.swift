internal import Casework

/// An item of an agenda, before it has a time.
struct AgendaItem: Hashable {
    var nominal: Nominal.ID
    var reason: SlotReason
    /// What there is to say about the reason, without names.
    var matters: [String]
    var minutes: Int
    /// Days since it fell due.
    var overdue: Int
}

/// What one meeting takes, and what it cannot.
struct AgendaContents {
    var items: [AgendaItem] = []
    var noted: [Nominal.ID] = []
    var deferred: [PlannedMeeting.Deferral] = []
    var minutesNeeded = 0
    var minutesAvailable = 0
}

extension Policy.MeetingRule {
    /// Minutes there are for slots in a meeting of that length, if so many are wanted: a long one has a break.
    func minutesForSlots(length: Int, wanted: Int) -> Int {
        let sitting = max(0, length - openingMinutes - businessMinutes - closingMinutes)
        guard let pause, wanted > pause.afterMinutes else { return sitting }
        // Just up to the break's limit there may be room for more without one than with one.
        return max(min(sitting, pause.afterMinutes), sitting - pause.minutes)
    }

    func minutes(for reason: SlotReason) -> Int {
        if let minutes = slotMinutes[reason] { return minutes }
        // What the rules raise takes as long as the proposal it would lead to.
        let proposal: SlotReason? =
            switch reason {
            case .deselectionToConsider, .noEngagement: .deselect
            case .contactsToReview: .changeContacts
            default: nil
            }
        return proposal.flatMap { slotMinutes[$0] } ?? 5
    }
}

/// Who is discussed at which MAP: what is due each nominal, and the ways there are to give it to them.
///
/// `ReviewSchedule` chooses among the ways.
struct ReviewRound {
    private let register: Register
    private let rule: Policy.MeetingRule
    private let exceptions: [Nominal.ID: [ReviewException]]
    private var standings: [Nominal.ID: Standing] = [:]

    /// How a nominal stands with the MAP.
    private struct Standing {
        /// The last time they were discussed.
        var discussed: Day?
        /// When they were noted without discussion since.
        var noted: Day?

        mutating func discuss(on day: Day) { self = Standing(discussed: day) }
    }

    /// A nominal is discussed at least this often if it can be helped (HMI Probation 2020: at least monthly).
    static let mostDays = 31

    init(_ register: Register, _ rule: Policy.MeetingRule) {
        self.register = register
        self.rule = rule
        exceptions = Dictionary(grouping: register.caseload.exceptions, by: \.nominal)
        for review in register.caseload.reviews where review.series == .map {
            let last = standings[review.nominal]?.discussed ?? review.heldOn
            standings[review.nominal, default: Standing()].discuss(on: max(last, review.heldOn))
        }
        for meeting in register.diaries.earlier.meetings where meeting.series == .map {
            let day = meeting.interval.lowerBound.day
            func isNews(_ nominal: Nominal.ID) -> Bool { standings[nominal]?.discussed.map { $0 < day } ?? true }
            for nominal in meeting.slots.map(\.nominal) where isNews(nominal) {
                standings[nominal, default: Standing()].discuss(on: day)
            }
            for nominal in meeting.noted where isNews(nominal) { standings[nominal, default: Standing()].noted = day }
        }
    }

    /// What each of the meetings takes, in order; `later` is the first one after them, if its date is known.
    ///
    /// The later one is planned with them as if it were as long as the last, so that they push nothing over the edge.
    mutating func plan(_ meetings: [MeetingDate], later: Day?) -> [AgendaContents] {
        guard let last = meetings.last else { return [] }
        let days = meetings.map(\.day) + [later ?? last.day + 7]
        let lengths = (meetings + [last]).map(\.interval.minutes)
        var contents: [AgendaContents] = []
        while contents.count < meetings.count {
            // What lies more than a month ahead hardly matters now: a long plan settles one meeting after another.
            let window = contents.count..<min(contents.count + Course.mostMeetings, days.count)
            let settled = window.upperBound == days.count ? window.dropLast() : window.prefix(1)
            let (ways, room) = problem(Array(days[window]), lengths: Array(lengths[window]))
            let courses = ReviewSchedule(ways, room: room).courses
            for meeting in settled {
                let turns = courses.map { $0.turns[meeting - window.lowerBound] }
                contents.append(
                    settle(turns, on: days[meeting], next: days[meeting + 1], length: lengths[meeting]))
            }
        }
        return contents
    }

    /// Every way for each nominal to go through meetings on those days, and the minutes that each meeting has.
    func problem(_ days: [Day], lengths: [Int]) -> (ways: [[Course]], room: Course.Minutes) {
        var room = Course.Minutes.zero
        for (meeting, length) in lengths.enumerated() {
            room[meeting] = Int32(rule.minutesForSlots(length: length, wanted: .max))
        }
        return (register.caseload.nominals.enumerated().map { courses(of: $1, number: $0, days) }, room)
    }

    // MARK: - What is due

    /// The item a nominal would be at a meeting, whether due or not; nil before and after they are on the cohort.
    private func item(for nominal: Nominal, _ standing: Standing, at day: Day) -> AgendaItem? {
        guard nominal.selectedOn <= day, !nominal.isDeselected(on: day) else { return nil }
        let last = standing.discussed
        let rag = nominal.rag(on: day)
        // An exception on the day of the last review was part of it.
        let recent = (exceptions[nominal.id] ?? [])
            .filter { exception in exception.on <= day && last.map { $0 < exception.on } ?? true }
            .sorted { $0.on < $1.on }
        if let first = recent.first {
            return AgendaItem(
                nominal: nominal.id, reason: .exception,
                matters: recent.map { "\($0.kind.inWords), \($0.on.inShort)" },
                minutes: rule.minutes(for: .exception), overdue: day - first.on)
        }
        var reason = SlotReason(rag)
        var every = rule.reviewEveryWeeks[rag] ?? 1
        var matters: [String] = []
        if rag == .blue, let release = nominal.releaseOn, release - day <= 28 {
            reason = .release
            every = 1
            matters = ["release on \(release.inShort)"]
        }
        let due = dueDay(nominal, standing, every: every)
        if last == nil { matters.append("not discussed at a MAP before") }
        // Due in the week of the day, so that a meeting moved by a bank holiday changes nobody's turn.
        return AgendaItem(
            nominal: nominal.id, reason: reason, matters: matters, minutes: rule.minutes(for: reason),
            overdue: due.monday <= day.monday ? max(0, day - due) : day - due)
    }

    private func dueDay(_ nominal: Nominal, _ standing: Standing, every weeks: Int) -> Day {
        guard let last = standing.discussed else { return nominal.selectedOn }
        guard let noted = standing.noted, noted > last else { return last + 7 * weeks }
        // Noted once: the turn is had, but not so long that a month passes without a discussion.
        return max(noted + 7, min(noted + 7 * weeks, last + 28))
    }

    // MARK: - The ways to give it

    /// What may become of a nominal at one meeting, and how they stand afterwards.
    private struct Step {
        var turn: Turn
        var minutes = 0
        var burden = Burden()
        var after: Standing
    }

    /// Every way for a nominal, who has that number in the caseload, to go through the meetings ahead.
    private func courses(of nominal: Nominal, number: Int, _ days: [Day]) -> [Course] {
        var courses: [Course] = []
        func extend(_ course: Course, _ standing: Standing) {
            let meeting = course.turns.count
            guard meeting < days.count else {
                courses.append(course)
                return
            }
            for step in steps(of: nominal, number: number, standing, days[meeting...]) {
                var course = course
                course.turns.append(step.turn)
                course.minutes[meeting] = Int32(step.minutes)
                course.burden = course.burden + step.burden
                extend(course, step.after)
            }
        }
        extend(Course(), standings[nominal.id] ?? Standing())
        return courses
    }

    private func isPinned(_ nominal: Nominal.ID, on day: Day) -> Bool {
        register.diaries.arrangements.pins[PlannedMeeting.id(.map, on: day)]?.contains { $0.nominal == nominal }
            ?? false
    }

    /// What may become of a nominal at the first of these days.
    private func steps(of nominal: Nominal, number: Int, _ standing: Standing, _ days: ArraySlice<Day>) -> [Step] {
        let day = days[days.startIndex]
        let next = days.dropFirst().first ?? day + 7
        let lastSeen = standing.discussed ?? nominal.selectedOn
        var discussed = Step(turn: .discussed, after: Standing(discussed: day))
        var without = Step(turn: .notDue, after: standing)
        if next - lastSeen > ReviewRound.mostDays {
            without.burden.meetingsTooLate = 1
            without.burden.monthsPassed = day - lastSeen > ReviewRound.mostDays ? 0 : 1
        }
        // A pinned slot is wanted before any other, if they are due or can be.
        if isPinned(nominal.id, on: day) { without.burden.deferred[0] += 100 }
        guard let item = item(for: nominal, standing, at: day) else { return [without] }
        discussed.minutes = item.minutes

        let count = register.caseload.nominals.count
        guard item.overdue >= 0 else {
            guard let from = turnAhead(of: nominal, item, standing, days) else { return [without] }
            discussed.turn = .broughtForward(from: from)
            discussed.burden.broughtForward = 1
            // Those first whose last discussion is longest ago.
            discussed.burden.outOfTurn = max(0, 1000 - (day - lastSeen)) * count + number
            return [without, discussed]
        }
        // Those last in the order of taking go without: by the reason, the least overdue, the last of the caseload.
        without.burden.outOfTurn = ((9 - item.reason.rank) * 1000 + min(item.overdue, 999)) * count + count - number
        let isNew = standing.discussed == nil
        if rule.noteWhenFull, item.reason.isRoutine, !isNew, standing.noted == nil {
            without.turn = .noted
            without.after.noted = day
            without.burden.noted = 1
        } else {
            without.turn = .deferred
            without.burden.deferred[min(item.reason.rank, SlotReason.amber.rank)] += 1
        }
        return [discussed, without]
    }

    /// The day from which a routine review that is not yet due can be brought forward, which is when it would be due.
    private func turnAhead(
        of nominal: Nominal, _ item: AgendaItem, _ standing: Standing, _ days: ArraySlice<Day>
    ) -> Day? {
        guard item.reason.isRoutine, let last = standing.discussed, days[days.startIndex] - last >= 7 else {
            return nil
        }
        for day in days.dropFirst() {
            guard let later = self.item(for: nominal, standing, at: day), later.overdue >= 0 else { continue }
            return later.reason.isRoutine ? day : nil
        }
        return nil
    }

    // MARK: - One meeting

    /// What the meeting of that day takes once everybody's turn is chosen.
    private mutating func settle(_ turns: [Turn], on day: Day, next: Day, length: Int) -> AgendaContents {
        var due: [AgendaItem] = []
        var early: [AgendaItem] = []
        var turn: [Nominal.ID: Turn] = [:]
        for (nominal, taken) in zip(register.caseload.nominals, turns) where taken != .notDue {
            let standing = standings[nominal.id] ?? Standing()
            guard var item = item(for: nominal, standing, at: day) else { continue }
            turn[nominal.id] = taken
            if case .broughtForward(let from) = taken {
                item.overdue = 0
                item.matters.append("brought forward: the MAP on \(from.inShort) is full")
                early.append(item)
            } else {
                due.append(item)
            }
        }
        due.sort { ($0.reason, -$0.overdue, $0.nominal) < ($1.reason, -$1.overdue, $1.nominal) }
        var contents = AgendaContents()
        for item in due + early {
            contents.minutesNeeded += item.minutes
            switch turn[item.nominal] {
            case .noted:
                contents.noted.append(item.nominal)
                standings[item.nominal]?.noted = day
            case .deferred: contents.deferred.append(PlannedMeeting.Deferral(nominal: item.nominal, due: next))
            default:
                contents.items.append(item)
                standings[item.nominal] = Standing(discussed: day)
            }
        }
        contents.minutesAvailable = rule.minutesForSlots(length: length, wanted: contents.minutesNeeded)
        return contents
    }
}

extension SlotReason {
    /// Its place in the order in which the reasons for a MAP are taken.
    fileprivate var rank: Int { SlotReason.allCases.firstIndex(of: self) ?? 0 }
}
