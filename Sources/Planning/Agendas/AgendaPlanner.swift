internal import Casework

/// Plans the meetings: what each takes, in which order, and who comes from when until when.
struct AgendaPlanner {
    private let register: Register
    private let chance: SeededGenerator

    init(_ register: Register, chance: SeededGenerator) {
        self.register = register
        self.chance = chance
    }

    /// Every meeting of the weeks, in order of time.
    func plan(_ weeks: Weeks, report: (PlannedMeeting) -> Void) -> [PlannedMeeting] {
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
                        date, planner.issued(date).map { contents.kept(to: $0, register) } ?? contents, rule)
                }
                meetings.forEach(report)
                planned += meetings
                held.removeFirst(count)
                guard !held.isEmpty else { break }
                var diaries = planner.register.diaries
                diaries.earlier.meetings += meetings
                planner = AgendaPlanner(Register(register.caseload, diaries), chance: chance)
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

    private func arrange(
        _ date: MeetingDate, _ contents: AgendaContents, _ rule: Policy.MeetingRule
    ) -> PlannedMeeting {
        let people = register.caseload.practitioners
        let start = date.interval.lowerBound
        let needs = contents.items.map { item in
            register.nominals[item.nominal].map { register.needed(for: $0, on: date.day) } ?? []
        }
        let id = PlannedMeeting.id(date.series, on: date.day)
        let arrangements = register.diaries.arrangements
        let issued = arrangements.issued[id]
        let presence = Presence(register, date, agreed: arrangements.presences[id] ?? [])
        func staysThroughout(_ practitioner: Practitioner) -> Bool {
            rule.staysThroughout(practitioner) || date.throughout.contains(practitioner.id)
        }
        let attendees = people.filter { person in needs.contains { $0.contains(person.id) } }
        let numbers = Dictionary(attendees.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let places = Dictionary(contents.items.enumerated().map { ($1.nominal, $0) }) { first, _ in first }
        let total = contents.items.reduce(0) { $0 + $1.minutes }
        var problem = SlotOrderProblem(
            items: zip(contents.items, needs).map { item, needs in
                SlotOrderProblem.Item(
                    minutes: item.minutes, needs: needs.compactMap { numbers[$0] }.sorted(),
                    urgency: urgency(of: item.nominal, on: date.day))
            },
            attendees: attendees.map { person in
                SlotOrderProblem.Attendee(
                    available: presence.times(of: person.id).map {
                        ($0.lowerBound - start)..<($0.upperBound - start)
                    },
                    // The score counts as staying only whom the policy names.
                    staysThroughout: rule.staysThroughout(person),
                    told: staysThroughout(person)
                        ? nil
                        : issued?.expected(person.id).map {
                            ($0.lowerBound - start)..<($0.upperBound - start)
                        })
            },
            opening: rule.openingMinutes + rule.businessMinutes,
            pause: rule.pause.map { total > $0.afterMinutes ? $0.minutes : 0 } ?? 0,
            close: date.interval.minutes - rule.closingMinutes)
        for pin in arrangements.pins[id] ?? [] {
            guard let number = places[pin.nominal] else { continue }
            switch pin.place {
            case .at(let time): problem.items[number].at = time.minutes - start.minuteOfDay
            case .position(let position): problem.items[number].position = position - 1
            case .after(let other): problem.items[number].after += places[other].map { [$0] } ?? []
            }
        }
        // As issued, with what has been added since at the end.
        let order = issued.map { issued in
            let known = issued.slots.compactMap { places[$0.nominal] }
            return known + contents.items.indices.filter { !known.contains($0) }
        }
        let answer = SlotOrderSolver(problem, chance: chance.branch(UInt64(bitPattern: Int64(date.day.number))))
            .solve(issued: order)
        let (starts, breakAfter) = problem.times(answer.order)
        let whys = SlotWhys(
            problem, answer.order, attendees: attendees.map(name), start: start, items: contents.items,
            limited: Set(register.caseload.nominals.filter(\.hasLimitedAccess).map(\.id)))

        var slots: [PlannedMeeting.Slot] = []
        for (position, number) in answer.order.enumerated() {
            let item = contents.items[number]
            let from = starts[position]
            let who = needs[number].sorted()
            let isThere = { (id: Practitioner.ID) in
                numbers[id].map { problem.isAvailable($0, from: from, to: from + item.minutes) } ?? false
            }
            slots.append(
                PlannedMeeting.Slot(
                    nominal: item.nominal, reason: item.reason, matters: item.matters, start: start + from,
                    minutes: item.minutes, attendees: who.filter(isThere), absent: who.filter { !isThere($0) },
                    why: whys.why(at: position)))
        }
        var breaks: [PlannedMeeting.Pause] = []
        if let breakAfter {
            breaks.append(.init(start: slots[breakAfter].start - problem.pause, minutes: problem.pause))
        }

        let attendance = people.compactMap { person -> PlannedMeeting.Attendance? in
            let mine = slots.filter { $0.attendees.contains(person.id) }
            if staysThroughout(person), let stay = presence.longest(of: person.id),
                stay == date.interval || mine.isEmpty
            {
                return .init(practitioner: person.id, interval: stay)
            }
            guard let first = mine.first, let last = mine.last else { return nil }
            return .init(practitioner: person.id, interval: first.start..<last.end)
        }.sorted { ($0.interval.lowerBound, $0.practitioner) < ($1.interval.lowerBound, $1.practitioner) }

        return PlannedMeeting(
            id: id, series: date.series, interval: date.interval, place: date.place, slots: slots, breaks: breaks,
            attendance: attendance, noted: contents.noted, deferred: contents.deferred,
            minutesNeeded: contents.minutesNeeded, minutesAvailable: contents.minutesAvailable,
            waitingMinutes: answer.cost.waiting, waitingLowerBound: answer.waitingBound, proven: answer.proven)
    }

    /// How a sentence speaks of somebody: their reference and whom they work for.
    private func name(_ person: Practitioner) -> String {
        let agency = register.agencies[person.agency]?.name
        return agency.map { "\(person.id) (\($0))" } ?? "\(person.id)"
    }

    private func urgency(of nominal: Nominal.ID, on day: Day) -> Int {
        switch register.nominals[nominal]?.rag(on: day) {
        case .red: 3
        case .amber: 2
        case .green: 1
        case .blue, nil: 0
        }
    }
}

/// Who can be at a meeting when.
private struct Presence {
    private let register: Register
    private let date: MeetingDate
    private let standing: [Practitioner.ID: [Contact]]
    private let agreed: [AgreedPresence]

    init(_ register: Register, _ date: MeetingDate, agreed: [AgreedPresence]) {
        self.agreed = agreed
        self.register = register
        self.date = date
        var standing: [Practitioner.ID: [Contact]] = [:]
        for contact in register.caseload.contacts
        where contact.day == date.day && contact.status != .planned && contact.status.countsAsOffered {
            for practitioner in contact.practitioners { standing[practitioner, default: []].append(contact) }
        }
        self.standing = standing
    }

    /// The parts of the meeting at which a practitioner works, is not busy, and has no confirmed contact to be at, as
    /// far as they have agreed to come.
    func times(of practitioner: Practitioner.ID) -> [Range<Moment>] {
        var free = joined(register.blocks(of: practitioner, on: date.day).map(\.interval))
            .map { $0.clamped(to: date.interval) }
        for time in register.diaries.busyTimes[practitioner] ?? [] {
            free = free.flatMap { cut(time.interval, from: $0) }
        }
        for agreed in agreed where agreed.practitioner == practitioner {
            guard let window = agreed.window else { return [] }
            let times = (date.day.start + window.lowerBound.minutes)..<(date.day.start + window.upperBound.minutes)
            free = free.map { $0.clamped(to: times) }
        }
        return free.map { $0.clamped(to: reach(practitioner)) }.filter { !$0.isEmpty }
    }

    /// The longest part of the meeting that they can be at without a gap; nil if there is none.
    func longest(of practitioner: Practitioner.ID) -> Range<Moment>? {
        times(of: practitioner).max { $0.minutes < $1.minutes }
    }

    /// The part of the meeting before or after the confirmed contacts, whichever is longer: one cannot be at a
    /// meeting on both sides of a visit without being away in between.
    private func reach(_ practitioner: Practitioner.ID) -> Range<Moment> {
        var reach = date.interval
        for contact in standing[practitioner] ?? [] {
            let away = travel(practitioner, contact)
            let before = reach.clamped(to: reach.lowerBound..<max(reach.lowerBound, contact.start - away))
            let after = reach.clamped(to: min(reach.upperBound, contact.end + away)..<reach.upperBound)
            if contact.start - away >= reach.upperBound || contact.end + away <= reach.lowerBound { continue }
            reach = before.minutes >= after.minutes ? before : after
        }
        return reach
    }

    private func travel(_ practitioner: Practitioner.ID, _ contact: Contact) -> Int {
        let block = register.blocks(of: practitioner, on: date.day)
            .first { $0.interval.overlaps(contact.interval) }?.location
        guard let meeting = date.place.location ?? block, let visit = contact.place.location ?? block else { return 0 }
        return max(
            register.travelMinutes(from: meeting, to: visit), register.travelMinutes(from: visit, to: meeting))
    }

    /// Blocks that touch are one stretch of work.
    private func joined(_ blocks: [Range<Moment>]) -> [Range<Moment>] {
        var joined: [Range<Moment>] = []
        for block in blocks {
            if let last = joined.last, last.upperBound >= block.lowerBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, block.upperBound)
            } else {
                joined.append(block)
            }
        }
        return joined
    }

    private func cut(_ busy: Range<Moment>, from free: Range<Moment>) -> [Range<Moment>] {
        guard busy.overlaps(free), !busy.isEmpty else { return [free] }
        return [
            free.lowerBound..<max(free.lowerBound, busy.lowerBound),
            min(free.upperBound, busy.upperBound)..<free.upperBound,
        ].filter { !$0.isEmpty }
    }
}
