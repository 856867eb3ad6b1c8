internal import Casework

/// Plans the meetings: what each takes, in which order, and who comes from when until when.
struct AgendaPlanner {
    private let register: Register
    private let chance: SeededGenerator
    /// How many items the search for the order of one meeting may cost.
    private let effort: Int
    /// Agendas that people can see and have not been issued: minutes that become free in them are nobody's.
    private let unissued: Set<PlannedMeeting.ID>

    /// What it may cost where an order is known that mostly stays: the answer is wanted at once.
    private static let briefEffort = SlotOrderSolver.usualEffort / 20

    init(
        _ register: Register, chance: SeededGenerator, effort: Int = SlotOrderSolver.usualEffort,
        unissued: Set<PlannedMeeting.ID> = []
    ) {
        self.register = register
        self.chance = chance
        self.effort = effort
        self.unissued = unissued
    }

    /// Every meeting of the weeks, in order of time.
    ///
    /// - Parameters:
    ///   - published: Agendas that people have seen: one that still stands is kept as it is, and the others change as if
    ///     they had been issued.
    ///   - planned: Agendas that are kept as they are, too, if they still stand, and otherwise planned afresh.
    func plan(
        _ weeks: Weeks, keeping published: [PlannedMeeting] = [], reusing planned: [PlannedMeeting] = [],
        report: (PlannedMeeting) -> Void = { _ in }
    ) -> [PlannedMeeting] {
        let known = Dictionary((register.diaries.begun + published).map { ($0.id, $0) }) { first, _ in first }
        var diaries = register.diaries
        diaries.arrangements.issued.merge(known) { issued, _ in issued }
        let planner = AgendaPlanner(
            Register(register.caseload, diaries), chance: chance,
            effort: published.isEmpty ? effort : AgendaPlanner.briefEffort,
            unissued: Set(known.keys).subtracting(register.diaries.arrangements.issued.keys))
        let before = Dictionary(planned.map { ($0.id, $0) }) { first, _ in first }
        return planner.plan(weeks, known.merging(before) { known, _ in known }, report: report)
    }

    private func plan(
        _ weeks: Weeks, _ published: [PlannedMeeting.ID: PlannedMeeting], report: (PlannedMeeting) -> Void
    ) -> [PlannedMeeting] {
        var planned: [PlannedMeeting] = []
        for series in Series.allCases {
            guard let rule = register.policy.meetings[series] else { continue }
            let dates = register.diaries.meetings.filter { $0.series == series }
            let later = dates.first { $0.day >= weeks.days.upperBound }?.day
            var held = dates.filter { weeks.days.contains($0.day) }
            var planner = self
            while !held.isEmpty {
                // What is issued stays, and the meetings after it are planned as if it had been held.
                let issued = held.firstIndex { planner.issued($0) != nil }
                let contents = planner.contents(of: held, series, rule, later: later, from: weeks.from)
                let count = issued.map { $0 + 1 } ?? held.count
                let meetings = zip(held, contents).prefix(count).map { date, contents in
                    planner.arrange(
                        date, planner.issued(date).map { contents.kept(to: $0, register) } ?? contents, rule,
                        published[PlannedMeeting.id(date.series, on: date.day)])
                }
                meetings.forEach(report)
                planned += meetings
                held.removeFirst(count)
                guard !held.isEmpty else { break }
                var diaries = planner.register.diaries
                diaries.earlier.meetings += meetings.map(diaries.held)
                planner = AgendaPlanner(
                    Register(register.caseload, diaries), chance: chance, effort: effort, unissued: unissued)
            }
        }
        return planned.sorted { ($0.interval.lowerBound, $0.series) < ($1.interval.lowerBound, $1.series) }
    }

    private func issued(_ date: MeetingDate) -> PlannedMeeting? {
        register.diaries.arrangements.issued[PlannedMeeting.id(date.series, on: date.day)]
    }

    private func contents(
        of held: [MeetingDate], _ series: Series, _ rule: Policy.MeetingRule, later: Day?, from: Day
    ) -> [AgendaContents] {
        switch series {
        case .map:
            var round = ReviewRound(register, rule)
            return round.plan(held, later: later)
        case .macc: return CaseConference(register, rule, from: from).plan(held, later: later)
        }
    }

    /// Puts the slots in order, those of an issued agenda with as little change as can be.
    private func order(
        _ setting: MeetingSetting, _ chance: SeededGenerator
    ) -> (problem: SlotOrderProblem, answer: SlotOrderSolver.Answer) {
        let known = [setting.issuedOrder, setting.arrangedOrder].compactMap(\.self)
        let free = SlotOrderSolver(setting.problem, chance: chance, effort: effort).solve(from: known)
        guard let issued = setting.issuedOrder else { return (setting.problem, free) }
        var (problem, answer) = (setting.problem, free)
        let held = unissued.contains(setting.id) ? setting.problem : setting.held ?? setting.problem
        if !unissued.contains(setting.id) {
            let holding = SlotOrderSolver(held, chance: chance, effort: effort).solve(from: known)
            if holding.cost <= free.cost { (problem, answer) = (held, holding) }
        }
        // What people know stays as it is where no other order has fewer people absent or moved.
        let asIssued = held.cost(issued)
        if (asIssued.broken, asIssued.absent, asIssued.moved)
            == (answer.cost.broken, answer.cost.absent, answer.cost.moved)
        {
            problem = held
            answer.order = issued
            answer.cost = asIssued
            answer.proven.subtract([.waiting, .rag])
        }
        answer.waitingBound = min(free.waitingBound, answer.cost.waiting)
        return (problem, answer)
    }

    private func arrange(
        _ date: MeetingDate, _ contents: AgendaContents, _ rule: Policy.MeetingRule, _ published: PlannedMeeting?
    ) -> PlannedMeeting {
        if let published, register.diaries.hasBegun(published) { return published }
        let setting = MeetingSetting(register, date, contents, rule)
        if let published, stands(published, date, contents, setting) { return published }
        let start = date.interval.lowerBound
        let (problem, answer) = order(setting, chance.branch(UInt64(bitPattern: Int64(date.day.number))))
        let (starts, breakAfter) = problem.times(answer.order)
        let whys = SlotWhys(
            unissued.contains(setting.id) ? problem.withoutTold : problem, answer.order,
            attendees: setting.attendees.map(name), start: start, items: contents.items,
            limited: Set(register.caseload.nominals.filter(\.hasLimitedAccess).map(\.id)))

        var slots: [PlannedMeeting.Slot] = []
        for (position, number) in answer.order.enumerated() {
            var slot = setting.slot(contents.items[number], number, at: starts[position], from: start)
            slot.why = whys.why(at: position)
            slots.append(slot)
        }
        var breaks: [PlannedMeeting.Pause] = []
        if let breakAfter {
            breaks.append(.init(start: slots[breakAfter].start - problem.pause, minutes: problem.pause))
        }

        return PlannedMeeting(
            id: setting.id, series: date.series, interval: date.interval, place: date.place, slots: slots,
            breaks: breaks, attendance: attendance(slots, date, setting), noted: contents.noted,
            deferred: contents.deferred,
            minutesNeeded: contents.minutesNeeded, minutesAvailable: contents.minutesAvailable,
            waitingMinutes: answer.cost.waiting, waitingLowerBound: answer.waitingBound, proven: answer.proven)
    }

    /// Who is expected from when until when: for their slots, or throughout.
    private func attendance(
        _ slots: [PlannedMeeting.Slot], _ date: MeetingDate, _ setting: MeetingSetting
    ) -> [PlannedMeeting.Attendance] {
        register.caseload.practitioners.compactMap { person -> PlannedMeeting.Attendance? in
            let mine = slots.filter { $0.attendees.contains(person.id) }
            if setting.staysThroughout(person), let stay = setting.presence.longest(of: person.id),
                stay == date.interval || mine.isEmpty
            {
                return .init(practitioner: person.id, interval: stay)
            }
            guard let first = mine.first, let last = mine.last else { return nil }
            return .init(practitioner: person.id, interval: first.start..<last.end)
        }.sorted { ($0.interval.lowerBound, $0.practitioner) < ($1.interval.lowerBound, $1.practitioner) }
    }

    /// Whether a published agenda is still right: it takes what is to be taken, pins are kept, and everyone it counts
    /// on can be there, and nobody else.
    private func stands(
        _ published: PlannedMeeting, _ date: MeetingDate, _ contents: AgendaContents, _ setting: MeetingSetting
    ) -> Bool {
        guard published.interval == date.interval, published.place == date.place,
            published.slots.count == contents.items.count, Set(published.noted) == Set(contents.noted),
            Set(published.deferred) == Set(contents.deferred),
            published.attendance == attendance(published.slots, date, setting)
        else { return false }
        let places = Dictionary(contents.items.enumerated().map { ($1.nominal, $0) }) { first, _ in first }
        let order = published.slots.compactMap { places[$0.nominal] }
        guard order.count == published.slots.count, setting.problem.cost(order).broken == 0 else { return false }
        let start = date.interval.lowerBound
        return zip(published.slots, order).allSatisfy { slot, number in
            var today = setting.slot(contents.items[number], number, at: slot.start - start, from: start)
            today.why = slot.why
            return today == slot
        }
    }

    /// How a sentence speaks of somebody: their reference and whom they work for.
    private func name(_ person: Practitioner) -> String {
        let agency = register.agencies[person.agency]?.name
        return agency.map { "\(person.id) (\($0))" } ?? "\(person.id)"
    }
}
