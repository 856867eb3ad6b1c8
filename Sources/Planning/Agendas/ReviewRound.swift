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
    /// What a person has settled about items, by the day of the meeting.
    private let arranged: [Day: [Nominal.ID: ArrangedItem]]
    /// Whose slot is pinned.
    private let pinned: [Day: Set<Nominal.ID>]

    /// How a nominal stands with the MAP.
    private struct Standing {
        /// The last time they were discussed.
        var discussed: Day?
        /// When they were noted without discussion since.
        var noted: Day?
        /// The day to which they were put off since, and on which they are due, whatever else.
        var putOffTo: Day?

        mutating func discuss(on day: Day) { self = Standing(discussed: day) }

        mutating func note(on day: Day) { self = Standing(discussed: discussed, noted: day) }
    }

    /// A nominal is discussed at least this often if it can be helped (HMI Probation 2020: at least monthly).
    static let mostDays = 31

    init(_ register: Register, _ rule: Policy.MeetingRule) {
        self.register = register
        self.rule = rule
        exceptions = Dictionary(grouping: register.caseload.exceptions, by: \.nominal)
        let arrangements = register.diaries.arrangements
        func byDay<Settled>(_ settled: [PlannedMeeting.ID: Settled]) -> [Day: Settled] {
            Dictionary(
                settled.compactMap { id, settled in
                    PlannedMeeting.seriesAndDay(of: id).flatMap { $0.series == .map ? ($0.day, settled) : nil }
                }
            ) { first, _ in first }
        }
        arranged = byDay(arrangements.items).mapValues { items in
            Dictionary(items.map { ($0.nominal, $0) }) { first, _ in first }
        }
        pinned = byDay(arrangements.pins).mapValues { Set($0.map(\.nominal)) }
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
            for nominal in meeting.noted where isNews(nominal) {
                standings[nominal, default: Standing()].note(on: day)
            }
            for item in meeting.deferred where isNews(item.nominal) {
                standings[item.nominal, default: Standing()].putOffTo = item.due
            }
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
        var seats: [Day: Set<Nominal.ID>] = [:]
        for (meeting, (day, length)) in zip(days, lengths).enumerated() {
            let (nominals, minutesLeft) = self.seats(on: day, in: rule.minutesForSlots(length: length, wanted: .max))
            seats[day] = nominals
            room[meeting] = Int32(minutesLeft)
        }
        return (register.caseload.nominals.enumerated().map { courses(of: $1, number: $0, days, seats) }, room)
    }

    /// Who has a slot before anybody else, since a person has put them there, and the minutes that leaves.
    private func seats(on day: Day, in minutes: Int) -> (nominals: Set<Nominal.ID>, minutesLeft: Int) {
        var (seats, left) = (Set<Nominal.ID>(), minutes)
        let added = (arranged[day] ?? [:]).values.filter { $0.turn == .added }.map(\.nominal).sorted()
        for nominal in added.compactMap({ register.nominals[$0] }) {
            // As much as it can be: an exception may have been discussed by then.
            let standings = [standings[nominal.id] ?? Standing(), Standing(discussed: day - 1)]
            guard let minutes = standings.compactMap({ item(for: nominal, $0, at: day)?.minutes }).max(),
                minutes <= left
            else { continue }
            seats.insert(nominal.id)
            left -= minutes
        }
        return (seats, left)
    }

    /// What an agenda says of an item that a person has added.
    static func matter(ofAdding item: ArrangedItem?) -> String {
        "added by hand" + (item?.why.map { ": \($0)" } ?? "")
    }

    // MARK: - What is due

    /// The item a nominal would be at a meeting, whether due or not; nil before and after they are on the cohort.
    private func item(for nominal: Nominal, _ standing: Standing, at day: Day) -> AgendaItem? {
        var item = itemByPolicy(for: nominal, standing, at: day)
        if let minutes = arranged[day]?[nominal.id]?.minutes { item?.minutes = minutes }
        return item
    }

    private func itemByPolicy(for nominal: Nominal, _ standing: Standing, at day: Day) -> AgendaItem? {
        guard nominal.isOnCohort(on: day) else { return nil }
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
        let turn = turn(nominal, standing, every: weeks)
        return standing.putOffTo.map { min($0, turn) } ?? turn
    }

    private func turn(_ nominal: Nominal, _ standing: Standing, every weeks: Int) -> Day {
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
    private func courses(
        of nominal: Nominal, number: Int, _ days: [Day], _ seats: [Day: Set<Nominal.ID>]
    ) -> [Course] {
        var courses: [Course] = []
        func extend(_ course: Course, _ standing: Standing) {
            let meeting = course.turns.count
            guard meeting < days.count else {
                courses.append(course)
                return
            }
            let hasSeat = seats[days[meeting]]?.contains(nominal.id) ?? false
            for step in steps(of: nominal, number: number, standing, days[meeting...], hasSeat: hasSeat) {
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

    /// Whether a person has settled where a slot is, or how long.
    private func isWanted(_ nominal: Nominal.ID, on day: Day) -> Bool {
        pinned[day]?.contains(nominal) ?? false || arranged[day]?[nominal].map { !$0.isOff } ?? false
    }

    /// What becomes of an item at a meeting, as a person has settled it; nil where nobody has, or it cannot be.
    private func settledStep(
        _ item: AgendaItem, _ standing: Standing, on day: Day, next: Day, hasSeat: Bool
    ) -> Step? {
        switch arranged[day]?[item.nominal]?.turn {
        case .added:
            // The minutes have been taken out of the room.
            return hasSeat ? Step(turn: .discussed, after: Standing(discussed: day)) : nil
        case .removed:
            return Step(turn: item.overdue >= 0 ? .deferred : .notDue, after: standing)
        case .deferred:
            var after = standing
            after.putOffTo = next
            return Step(turn: .deferred, after: after)
        case .noted:
            guard item.reason.isRoutine, standing.discussed != nil, standing.noted == nil else { return nil }
            var after = standing
            after.note(on: day)
            return Step(turn: .noted, after: after)
        case nil: return nil
        }
    }

    /// What may become of a nominal at the first of these days.
    ///
    /// - Parameter hasSeat: Whether they have a slot before anybody else.
    private func steps(
        of nominal: Nominal, number: Int, _ standing: Standing, _ days: ArraySlice<Day>, hasSeat: Bool
    ) -> [Step] {
        let day = days[days.startIndex]
        let next = days.dropFirst().first ?? day + 7
        let lastSeen = standing.discussed ?? nominal.selectedOn
        var discussed = Step(turn: .discussed, after: Standing(discussed: day))
        var without = Step(turn: .notDue, after: standing)
        if next - lastSeen > ReviewRound.mostDays {
            without.burden.meetingsTooLate = 1
            without.burden.monthsPassed = day - lastSeen > ReviewRound.mostDays ? 0 : 1
        }
        // What is arranged is wanted before any other, if they are due or can be.
        if isWanted(nominal.id, on: day) { without.burden.deferred[0] += 100 }
        guard let item = item(for: nominal, standing, at: day) else { return [without] }
        if let settled = settledStep(item, standing, on: day, next: next, hasSeat: hasSeat) { return [settled] }
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
            without.after.note(on: day)
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
            let settled = arranged[day]?[nominal.id]
            if taken == .discussed, settled?.turn == .added {
                item.matters.append(ReviewRound.matter(ofAdding: settled))
            }
            if item.overdue < 0, settled?.turn != nil {
                item.overdue = 0
                early.append(item)
            } else if case .broughtForward(let from) = taken {
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
            if !(arranged[day]?[item.nominal]?.isOff ?? false) { contents.minutesNeeded += item.minutes }
            switch turn[item.nominal] {
            case .noted:
                contents.noted.append(item.nominal)
                standings[item.nominal]?.note(on: day)
            case .deferred:
                contents.deferred.append(PlannedMeeting.Deferral(nominal: item.nominal, due: next))
                standings[item.nominal, default: Standing()].putOffTo = next
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
