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

/// Who is discussed at which MAP: the weeks ahead are filled so that few reviews fall overdue.
struct ReviewRound {
    private let register: Register
    private let rule: Policy.MeetingRule
    private let exceptions: [Nominal.ID: [ReviewException]]
    /// The last time each nominal was discussed.
    private var discussed: [Nominal.ID: Day] = [:]
    /// When each was noted without discussion since.
    private var noted: [Nominal.ID: Day] = [:]

    /// A nominal is discussed at least this often if it can be helped (HMI Probation 2020: at least monthly).
    static let mostDays = 31

    init(_ register: Register, _ rule: Policy.MeetingRule) {
        self.register = register
        self.rule = rule
        exceptions = Dictionary(grouping: register.caseload.exceptions, by: \.nominal)
        for review in register.caseload.reviews where review.series == .map {
            discussed[review.nominal] = max(discussed[review.nominal] ?? review.heldOn, review.heldOn)
        }
        for meeting in register.diaries.earlier.meetings where meeting.series == .map {
            let day = meeting.interval.lowerBound.day
            for nominal in meeting.slots.map(\.nominal) where discussed[nominal].map({ $0 < day }) ?? true {
                discussed[nominal] = day
                noted[nominal] = nil
            }
            for nominal in meeting.noted where discussed[nominal].map({ $0 < day }) ?? true { noted[nominal] = day }
        }
    }

    /// What each of the meetings takes, in order; `later` is the first one after them, if its date is known.
    mutating func plan(_ meetings: [MeetingDate], later: Day?) -> [AgendaContents] {
        meetings.indices.map { index in
            let meeting = meetings[index]
            var contents = AgendaContents()
            var due = dueItems(at: meeting.day)
            contents.minutesNeeded = due.reduce(0) { $0 + $1.minutes }
            contents.minutesAvailable = rule.minutesForSlots(
                length: meeting.interval.minutes, wanted: contents.minutesNeeded)
            let next = index + 1 < meetings.count ? meetings[index + 1].day : later ?? meeting.day + 7
            if contents.minutesNeeded > contents.minutesAvailable {
                if rule.noteWhenFull { note(&due, &contents, on: meeting.day, next: next) }
                postpone(&due, &contents, next: next)
            } else {
                bringForward(&due, &contents, at: meeting, from: meetings.suffix(from: index + 1))
            }
            for item in due {
                discussed[item.nominal] = meeting.day
                noted[item.nominal] = nil
            }
            for nominal in contents.noted { noted[nominal] = meeting.day }
            contents.items = due
            return contents
        }
    }

    /// The items due at a meeting, in the order in which they are taken: by reason, then the most overdue.
    private func dueItems(at day: Day) -> [AgendaItem] {
        register.caseload.nominals.compactMap { item(for: $0, at: day) }
            .filter { $0.overdue >= 0 }
            .sorted { ($0.reason, -$0.overdue, $0.nominal) < ($1.reason, -$1.overdue, $1.nominal) }
    }

    /// The item a nominal would be at a meeting, whether due or not; nil before they are on the cohort.
    private func item(for nominal: Nominal, at day: Day) -> AgendaItem? {
        guard nominal.selectedOn <= day else { return nil }
        let last = discussed[nominal.id]
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
        var reason: SlotReason =
            switch rag {
            case .red: .red
            case .amber: .amber
            case .green: .green
            case .blue: .blue
            }
        var every = rule.reviewEveryWeeks[rag] ?? 1
        var matters: [String] = []
        if rag == .blue, let release = nominal.releaseOn, release - day <= 28 {
            reason = .release
            every = 1
            matters = ["release on \(release.inShort)"]
        }
        let due = dueDay(nominal, every: every)
        if last == nil { matters.append("not discussed at a MAP before") }
        // Due in the week of the day, so that a meeting moved by a bank holiday changes nobody's turn.
        return AgendaItem(
            nominal: nominal.id, reason: reason, matters: matters, minutes: rule.minutes(for: reason),
            overdue: due.monday <= day.monday ? max(0, day - due) : day - due)
    }

    private func dueDay(_ nominal: Nominal, every weeks: Int) -> Day {
        guard let last = discussed[nominal.id] else { return nominal.selectedOn }
        guard let noted = noted[nominal.id], noted > last else { return last + 7 * weeks }
        // Noted once: the turn is had, but not so long that a month passes without a discussion.
        return max(noted + 7, min(noted + 7 * weeks, last + 28))
    }

    /// Notes routine items without discussion until the rest fits, nobody twice running: those first who are
    /// discussed again within the month anyway, and the last in the order of taking.
    private func note(_ due: inout [AgendaItem], _ contents: inout AgendaContents, on day: Day, next: Day) {
        var over = due.reduce(0) { $0 + $1.minutes } - contents.minutesAvailable
        let candidates = due.filter { $0.reason.isRoutine && noted[$0.nominal] == nil && discussed[$0.nominal] != nil }
        let easy = candidates.filter { isWithinMonth($0, at: next) }
        let hard = candidates.filter { !isWithinMonth($0, at: next) }
        var chosen: [AgendaItem] = []
        for item in easy.reversed() + hard.reversed() where over > 0 {
            chosen.append(item)
            over -= item.minutes
        }
        // Whoever fits after all is discussed, the first in the order of taking first.
        for item in chosen.reversed() where over + item.minutes <= 0 {
            over += item.minutes
            chosen.removeAll { $0 == item }
        }
        let left = Set(chosen.map(\.nominal))
        contents.noted = due.map(\.nominal).filter(left.contains)
        due.removeAll { left.contains($0.nominal) }
    }

    private func isWithinMonth(_ item: AgendaItem, at next: Day) -> Bool {
        discussed[item.nominal].map { next - $0 <= ReviewRound.mostDays } ?? false
    }

    /// Defers what still does not fit, from the end of the order of taking, to the next meeting.
    private func postpone(_ due: inout [AgendaItem], _ contents: inout AgendaContents, next: Day) {
        var taken: [AgendaItem] = []
        var free = contents.minutesAvailable
        for item in due {
            if item.minutes <= free {
                taken.append(item)
                free -= item.minutes
            } else {
                contents.deferred.append(PlannedMeeting.Deferral(nominal: item.nominal, due: next))
            }
        }
        due = taken
    }

    /// Uses minutes to spare for routine reviews of a later meeting that would be too full, those first whose last
    /// discussion is longest ago.
    private func bringForward(
        _ due: inout [AgendaItem], _ contents: inout AgendaContents, at meeting: MeetingDate,
        from later: ArraySlice<MeetingDate>
    ) {
        var ahead = self
        for item in due {
            ahead.discussed[item.nominal] = meeting.day
            ahead.noted[item.nominal] = nil
        }
        var minutes = contents.minutesNeeded
        for other in later {
            var demand = ahead.dueItems(at: other.day)
            var over = demand.reduce(0) { $0 + $1.minutes }
            over -= rule.minutesForSlots(length: other.interval.minutes, wanted: over)
            let movable = demand.filter { item in
                item.reason.isRoutine && !due.contains { $0.nominal == item.nominal }
                    && (discussed[item.nominal].map { meeting.day - $0 >= 7 } ?? false)
            }.sorted { (discussed[$0.nominal] ?? meeting.day) < (discussed[$1.nominal] ?? meeting.day) }
            for item in movable where over > 0 {
                guard let nominal = register.nominals[item.nominal],
                    var early = self.item(for: nominal, at: meeting.day),
                    early.reason.isRoutine,
                    minutes + early.minutes
                        <= rule.minutesForSlots(length: meeting.interval.minutes, wanted: minutes + early.minutes)
                else { continue }
                early.overdue = 0
                early.matters.append("brought forward: the MAP on \(other.day.inShort) is full")
                due.append(early)
                minutes += early.minutes
                over -= item.minutes
                ahead.discussed[item.nominal] = meeting.day
            }
            demand = ahead.dueItems(at: other.day)
            for item in demand {
                ahead.discussed[item.nominal] = other.day
                ahead.noted[item.nominal] = nil
            }
        }
        contents.minutesNeeded = minutes
        contents.minutesAvailable = rule.minutesForSlots(length: meeting.interval.minutes, wanted: minutes)
    }
}
