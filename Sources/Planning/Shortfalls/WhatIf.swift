package import Casework

/// What extra hours would change in a plan; nothing of it is kept.
///
/// Meetings stay as they are, and the search starts from what is booked, so that as little as can be is moved.
package struct WhatIf {
    /// A plan with extra hours beside the same plan without.
    package struct Outcome: Sendable {
        package var before: Plan
        /// Planned again in the hours there are: what no overtime is needed for.
        package var again: Plan
        package var after: Plan

        /// Shortfalls that are gone with the extra hours, or smaller, and had not been without.
        package var cleared: [(before: Shortfall, after: Shortfall?)] {
            let left = Dictionary(after.shortfalls.map { (Key($0), $0) }) { first, _ in first }
            return again.shortfalls.compactMap { shortfall in
                let now = left[Key(shortfall)]
                return now?.bare == shortfall.bare ? nil : (shortfall, now)
            }
        }

        /// Contacts of the plan that would be elsewhere, or not be.
        package var moved: [(before: Contact, after: Contact?)] {
            let now = Dictionary(after.contacts.map { ($0.id, $0) }) { first, _ in first }
            return before.contacts.compactMap { contact in
                let after = now[contact.id]
                return after?.isWhereItWas(contact) == true ? nil : (contact, after)
            }
        }

        /// Contacts that would come on top.
        package var added: [Contact] {
            let known = Set(before.contacts.map(\.id))
            return after.contacts.filter { !known.contains($0.id) }
        }

        private struct Key: Hashable {
            let nominal: Nominal.ID
            let week: Day

            init(_ shortfall: Shortfall) {
                (nominal, week) = (shortfall.nominal, shortfall.week)
            }
        }
    }

    /// What an hour of one practitioner would buy.
    package struct Gain: Hashable, Sendable {
        package var extra: ExtraHours
        /// By how much the shortfall would be less.
        package var points: Int
        /// Whose shortfall would be less, or gone.
        package var nominals: [Nominal.ID]
        /// Contacts that would be moved for it.
        package var moved: Int
    }

    private let register: Register
    private let plan: Plan
    private let frame: BookingProblem.Frame
    private let seed: UInt64

    /// - Parameter plan: Its contacts need not be on record yet.
    package init(_ caseload: Caseload, _ diaries: Diaries, _ plan: Plan, seed: UInt64) {
        let register = Register(caseload.holding(plan), diaries)
        self.register = register
        self.plan = plan
        self.seed = seed
        frame = BookingProblem.Frame(register)
    }

    /// The plan with extra hours worked.
    package func with(_ extra: [ExtraHours], until stop: any StopCriterion) -> Outcome {
        let again = searched(register, until: stop)
        let longer = Register(register.caseload.working(extra), register.diaries)
        var after = searched(longer, until: stop)
        // Chance may have found in the old hours what it missed in the new.
        if again.score < after.score, isSound(again, longer) { after = again }
        return Outcome(before: plan, again: again.score.shortfall < plan.score.shortfall ? again : plan, after: after)
    }

    /// How far every week that falls short must do so in the hours there are, whoever plans it.
    package func leastShortfalls() -> [LeastShortfall] {
        Planner(register.caseload, register.diaries).leastShortfalls(of: plan)
    }

    private func searched(_ register: Register, until stop: any StopCriterion) -> Plan {
        var frame = frame
        frame.register = register
        let contacts = ContactPlanner(register, frame, meetings: plan.meetings, chance: SeededGenerator(seed: seed))
            .plan(plan.weeks, until: stop) { _, _ in }
        return Planner.assessed(register, plan.weeks, meetings: plan.meetings, contacts: contacts)
    }

    /// Whether all contacts can be had in the hours that people work.
    private func isSound(_ plan: Plan, _ register: Register) -> Bool {
        let evidence = Evidence(plan, register)
        return WorkingHours.violations(in: evidence).isEmpty && OnePlaceAtATime.violations(in: evidence).isEmpty
    }

    // MARK: - One more hour of each

    /// What one more hour of each practitioner on each day would buy, the most first; of equals, the fewest minutes.
    ///
    /// Each is tried by itself: it is put into the diary, and a short search books what it can, from what is booked.
    package func oneMoreHour() -> [Gain] {
        plan.weeks.mondays.flatMap { week in
            plan.shortfalls.contains { $0.week == week } ? oneMoreHour(in: week) : []
        }.sorted {
            ($1.points, $0.extra.minutes, $0.extra.interval.lowerBound, $0.extra.practitioner)
                < ($0.points, $1.extra.minutes, $1.extra.interval.lowerBound, $1.extra.practitioner)
        }
    }

    private func oneMoreHour(in week: Day) -> [Gain] {
        guard let weeks = Weeks(from: week, count: 1) else { return [] }
        // What is due in this week depends on those before.
        var diaries = register.diaries
        diaries.earlier.contacts += plan.contacts.filter { plan.weeks.days.contains($0.day) && $0.day < week }
        let size = plan.contacts.count { weeks.days.contains($0.day) }
        // What a longer search finds in the hours there are is not the hour's doing.
        let ordinary = Trial(self, weeks, register.caseload, diaries).run(rounds: 30 * size)
        let caseload = register.caseload.holding(ordinary)
        let base = Register(caseload, diaries)
        let before = whole(with: ordinary, base)
        let candidates = hours(of: useful(in: week), in: weeks)
        let rounds = min(
            max(WhatIf.allRounds / max(1, candidates.count), WhatIf.rounds.lowerBound), WhatIf.rounds.upperBound)
        return candidates.compactMap { extra in
            let trial = Trial(self, weeks, caseload.working([extra]), diaries)
            let longer = trial.run(rounds: rounds)
            guard longer.score.shortfall < ordinary.score.shortfall, !isSound(longer, base) else { return nil }
            // A joint visit more in one week can spare one in the next.
            let after = whole(with: longer, trial.register)
            let points = before.score.shortfall - after.score.shortfall
            guard points > 0 else { return nil }
            let left = Set(after.shortfalls)
            let now = Dictionary(longer.contacts.map { ($0.id, $0) }) { first, _ in first }
            return Gain(
                extra: extra, points: points,
                nominals: Set(before.shortfalls.filter { !left.contains($0) }.map(\.nominal)).sorted(),
                moved: ordinary.contacts.count { now[$0.id].map($0.isWhereItWas) != true })
        }
    }

    /// What all weeks are worth with one of them planned anew.
    private func whole(with week: Plan, _ register: Register) -> (score: Score, shortfalls: [Shortfall]) {
        let others = plan.contacts.filter { !week.weeks.days.contains($0.day) }
        let (score, shortfalls, _) = Recount(register).assess(
            plan.weeks, meetings: plan.meetings, contacts: others + week.contacts)
        return (score, shortfalls)
    }

    /// Rounds of the search for each hour: enough for what is booked to make room, and little enough for hundreds.
    private static let rounds = 80...800
    /// Rounds for all the hours of a week together: a table is not waited for longer than a few seconds.
    private static let allRounds = 60_000

    /// Practitioners who could see somebody who is short that week.
    private func useful(in week: Day) -> [Practitioner.ID] {
        let short = plan.shortfalls.filter { $0.week == week }.compactMap { frame.nominalNumbers[$0.nominal] }
        let numbers = Set(short.flatMap { frame.options[$0].flatMap(\.crew) })
        return numbers.sorted().map { register.caseload.practitioners[$0].id }
    }

    /// The hours to try: before the first block of a day, after the last, through a break between two at one place;
    /// on a day off, one in the morning and one in the afternoon.
    ///
    /// None that has begun, and none of a post that nobody seems to hold.
    private func hours(of practitioners: [Practitioner.ID], in weeks: Weeks) -> [ExtraHours] {
        practitioners.filter { practitioner in
            plan.weeks.days.contains { !register.blocks(of: practitioner, on: $0).isEmpty }
        }.flatMap { practitioner in
            weeks.days.filter(register.isWorkingDay).flatMap { day -> [ExtraHours] in
                let blocks = register.blocks(of: practitioner, on: day)
                var times: [Range<Moment>] = []
                if let first = blocks.first?.interval.lowerBound, let last = blocks.last?.interval.upperBound {
                    times = [last..<(last + 60), (first - 60)..<first].filter {
                        day.start <= $0.lowerBound && $0.upperBound <= (day + 1).start
                    }
                    for (block, next) in zip(blocks, blocks.dropFirst())
                    where block.location == next.location && block.interval.upperBound < next.interval.lowerBound
                        && next.interval.lowerBound - block.interval.upperBound <= 60
                    {
                        times.append(block.interval.upperBound..<next.interval.lowerBound)
                    }
                } else {
                    times = [10, 14].map { day.at($0 * 60)..<day.at($0 * 60 + 60) }
                }
                return times.filter { time in register.diaries.now.map { $0 <= time.lowerBound } ?? true }
                    .map { ExtraHours(practitioner: practitioner, interval: $0) }
            }
        }
    }

    /// One week, planned again from what is booked in it.
    private struct Trial {
        let register: Register
        private let whatIf: WhatIf
        private let weeks: Weeks

        init(_ whatIf: WhatIf, _ weeks: Weeks, _ caseload: Caseload, _ diaries: Diaries) {
            self.whatIf = whatIf
            self.weeks = weeks
            register = Register(caseload, diaries)
        }

        func run(rounds: Int) -> Plan {
            var frame = whatIf.frame
            frame.register = register
            let meetings = whatIf.plan.meetings.filter { weeks.days.contains($0.interval.lowerBound.day) }
            let contacts = ContactPlanner(
                register, frame, meetings: meetings, chance: SeededGenerator(seed: whatIf.seed)
            ).plan(weeks, until: Iterations(perWeek: rounds)) { _, _ in }
            let (score, shortfalls, _) = Recount(register).assess(weeks, meetings: meetings, contacts: contacts)
            return Plan(
                weeks: weeks, timezone: whatIf.plan.timezone, meetings: meetings, contacts: contacts,
                shortfalls: shortfalls, score: score)
        }
    }
}

extension Caseload {
    /// The same caseload with a plan's contacts on record, in place of what was planned for those weeks.
    fileprivate func holding(_ plan: Plan) -> Caseload {
        let known = Set(plan.contacts.map(\.id))
        var caseload = self
        caseload.contacts.removeAll {
            known.contains($0.id) || $0.status == .planned && plan.weeks.days.contains($0.day)
        }
        caseload.contacts += plan.contacts
        return caseload
    }
}
