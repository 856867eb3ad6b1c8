package import Casework

/// Turns a caseload and diaries into agendas and bookings, and says why where it cannot.
///
/// Meetings come first, contacts are booked around them; what falls short is explained; and the plan is held
/// against every rule before anyone sees it.
package struct Planner {
    /// What is being worked on, for someone who watches.
    package enum Progress: Sendable {
        case meeting(PlannedMeeting)
        /// A new best score for the contacts of the week with that number, from 0.
        case contacts(week: Int, Score)
    }

    /// A plan that breaks rules: it was made wrongly, and is not let out.
    package struct BrokenPlan: Error, CustomStringConvertible {
        package let violations: [Violation]

        package var description: String {
            "the plan breaks \(violations.count) rules and was thrown away: "
                + violations.prefix(5).map(\.description).joined(separator: "; ")
        }
    }

    let register: Register

    package init(_ caseload: Caseload, _ diaries: Diaries) {
        register = Register(caseload, diaries)
    }

    /// Plans whole weeks.
    ///
    /// - Parameters:
    ///   - weeks: What to plan; the diaries have to cover it.
    ///   - seed: Decides every draw: the same input, seed and number of rounds give the same plan.
    ///   - stop: When the search for better bookings ends.
    ///   - progress: Told of each step.
    package func plan(
        _ weeks: Weeks, seed: UInt64, until stop: any StopCriterion, progress: (Progress) -> Void = { _ in }
    ) throws(BrokenPlan) -> Plan {
        let chance = SeededGenerator(seed: seed)
        let meetings = AgendaPlanner(register, chance: chance.branch(1)).plan(weeks) { progress(.meeting($0)) }
        let contacts = contacts(weeks, meetings, chance, until: stop) { progress(.contacts(week: $0, $1)) }
        return try checked(Planner.assessed(register, weeks, meetings: meetings, contacts: contacts))
    }

    /// Plans the weeks of a published plan again because something has changed, with as little change as can be.
    ///
    /// The caseload has the published contacts. Agendas that still stand are kept to the minute, and contacts that
    /// can stay where they are stay unless somebody would be short.
    package func replanned(
        _ published: Plan, seed: UInt64 = 1, until stop: any StopCriterion = Mending()
    ) throws(BrokenPlan) -> Plan {
        let chance = SeededGenerator(seed: seed)
        let meetings = AgendaPlanner(register, chance: chance.branch(1))
            .plan(published.weeks, keeping: published.meetings)
        let contacts = contacts(published.weeks, isMending: true, meetings, chance, until: stop)
        return try checked(Planner.assessed(register, published.weeks, meetings: meetings, contacts: contacts))
    }

    /// Plans the weeks of a plan again because something was settled about one meeting: that meeting is put in order
    /// afresh, the others stay if they still stand, and contacts as they do in `replanned`.
    package func rearranged(
        _ plan: Plan, _ meeting: PlannedMeeting.ID, seed: UInt64 = 1, until stop: any StopCriterion = Mending()
    ) throws(BrokenPlan) -> Plan {
        let chance = SeededGenerator(seed: seed)
        let meetings = AgendaPlanner(register, chance: chance.branch(1))
            .plan(plan.weeks, reusing: plan.meetings.filter { $0.id != meeting })
        let contacts = contacts(plan.weeks, isMending: true, meetings, chance, until: stop)
        return try checked(Planner.assessed(register, plan.weeks, meetings: meetings, contacts: contacts))
    }

    /// Books the contacts; where tentative time is soft, around all of it first, and in it only what is then missing.
    private func contacts(
        _ weeks: Weeks, isMending: Bool = false, _ meetings: [PlannedMeeting], _ chance: SeededGenerator,
        until stop: any StopCriterion, report: (Int, Score) -> Void = { _, _ in }
    ) -> [Contact] {
        var caseload = register.caseload
        guard register.policy.calendars.tentative == .soft else {
            return ContactPlanner(register, meetings: meetings, chance: chance.branch(2))
                .plan(weeks, isMending: isMending, until: stop, report: report)
        }
        caseload.policy.calendars.tentative = .busy
        var diaries = register.diaries
        // Where somebody was booked before they stay.
        for contact in caseload.contacts where contact.status.countsAsOffered {
            for practitioner in contact.practitioners {
                diaries.busyTimes[practitioner]?.removeAll {
                    $0.certainty == .tentative && $0.interval.overlaps(contact.interval)
                }
            }
        }
        let around = ContactPlanner(Register(caseload, diaries), meetings: meetings, chance: chance.branch(2))
            .plan(weeks, isMending: isMending, until: stop, report: report)
        if Recount(register).assess(weeks, meetings: meetings, contacts: around).shortfalls.isEmpty { return around }
        caseload.policy.calendars.tentative = .soft
        caseload.contacts.removeAll { weeks.days.contains($0.day) && $0.status.countsAsOffered }
        caseload.contacts += around
        return ContactPlanner(Register(caseload, register.diaries), meetings: meetings, chance: chance.branch(3))
            .plan(weeks, isMending: true, until: Mending())
    }

    private func checked(_ plan: Plan) throws(BrokenPlan) -> Plan {
        let violations = Audit(register).violations(of: plan)
        guard violations.isEmpty else { throw BrokenPlan(violations: violations) }
        return plan
    }

    /// A stored plan as its contacts stand now: the shortfalls counted again, and explained anew where they changed.
    ///
    /// How many contacts it moved when it was made stays as it was.
    package func reassessed(_ plan: Plan) -> Plan {
        let now = Planner.assessed(register, plan.weeks, meetings: plan.meetings, contacts: plan.contacts)
        let before = Dictionary(plan.shortfalls.map { ($0.bare, $0) }) { first, _ in first }
        var reassessed = now
        reassessed.shortfalls = now.shortfalls.map { before[$0.bare] ?? $0 }
        reassessed.score.moved = plan.score.moved
        return reassessed
    }

    /// Every rule that a stored plan breaks, as the diary stands now.
    package func violations(of plan: Plan) -> [Violation] {
        var plan = plan
        // What was moved was counted against the diary as it was before.
        plan.score.moved =
            Recount(register)
            .assess(plan.weeks, meetings: plan.meetings, contacts: plan.contacts).score.moved
        return Audit(register).violations(of: plan)
    }

    /// Every rule that the contacts and meetings of a plan break; whether its figures are counted right is left aside.
    package func violationsOfBookings(in plan: Plan) -> [Violation] {
        Audit(register).violations(of: plan, by: Audit.rules.filter { $0.code != ScoreIsCounted.code })
    }

    /// What confirmed contacts of a plan would break, had they been planned: people have to sort it out, since a
    /// confirmed contact is never moved.
    package func clashes(in plan: Plan) -> [Violation] {
        let confirmed = plan.contacts.filter { $0.status == .confirmed }.map(\.id.text)
        let evidence = evidenceWithoutConfirmations(plan)
        let rules: [any Rule.Type] = [
            Custody.self, NominalUnavailable.self, Rooms.self, KeptApart.self, WorkingHours.self,
            OnePlaceAtATime.self, ProbationSuspended.self,
        ]
        return rules.flatMap { $0.violations(in: evidence) }
            .filter { violation in confirmed.contains { violation.message.contains($0) } }
    }

    /// The contacts, confirmed ones among them, that somebody booked for them cannot come to in time, or not in time
    /// for what they have to be at next.
    package func contactsOutOfReach(in plan: Plan) -> Set<Contact.ID> {
        Set(
            OnePlaceAtATime.rushes(in: evidenceWithoutConfirmations(plan))
                .flatMap { [$0.step.before?.contact?.id, $0.step.next?.contact?.id] }.compactMap(\.self))
    }

    /// The plan as though none of its contacts had been confirmed.
    private func evidenceWithoutConfirmations(_ plan: Plan) -> Evidence {
        var planned = plan
        for index in planned.contacts.indices where planned.contacts[index].status == .confirmed {
            planned.contacts[index].status = .planned
        }
        return Evidence(planned, register)
    }

    /// The target of every nominal in every week, given what is booked in the weeks before it.
    package func targets(for plan: Plan) -> [WeeklyTarget] {
        Recount(register).assess(plan.weeks, meetings: plan.meetings, contacts: plan.contacts).targets
    }

    /// How far a plan goes by what people would rather have.
    package func preferencesKept(in plan: Plan) -> PreferencesKept { PreferencesKept(register, plan) }

    /// How far every week of a plan that falls short must do so, whoever plans it.
    ///
    /// What is due in a week depends on those before it, which are taken as they are; so are the meetings and whatever
    /// is confirmed.
    package func leastShortfalls(of plan: Plan) -> [LeastShortfall] {
        if plan.shortfalls.isEmpty { return [] }
        let frame = BookingProblem.Frame(register)
        let contacts = plan.contacts.filter(\.status.countsAsOffered)
        return plan.weeks.mondays.compactMap { week in
            let found = plan.shortfalls.filter { $0.week == week }.reduce(0) { sum, shortfall in
                sum + (register.nominals[shortfall.nominal].map { shortfall.points($0, register.policy) } ?? 0)
            }
            if found == 0 { return nil }
            let days = week..<(week + 7)
            var rules = TargetRules(register)
            rules.note(contacts.filter { $0.day < week })
            let problem = BookingProblem(
                frame, week: week, targets: register.caseload.nominals.map { rules.target(for: $0, week: week) },
                meetings: plan.meetings.filter { days.contains($0.interval.lowerBound.day) },
                standing: contacts.filter { days.contains($0.day) })
            return LeastShortfall(week: week, found: found, least: ShortfallBound(problem).least(known: found))
        }
    }

    /// A plan of these meetings and contacts, with its score counted and its shortfalls explained.
    static func assessed(
        _ register: Register, _ weeks: Weeks, meetings: [PlannedMeeting], contacts: [Contact]
    ) -> Plan {
        let (score, shortfalls, targets) = Recount(register).assess(weeks, meetings: meetings, contacts: contacts)
        // Looking for reasons means working out every way to see every nominal again: not for nothing.
        let reasons =
            shortfalls.isEmpty ? nil : ShortfallReasons(register, weeks: weeks, meetings: meetings, contacts: contacts)
        let byWeek = Dictionary(grouping: targets, by: \.week)
            .mapValues { Dictionary($0.map { ($0.nominal, $0) }) { first, _ in first } }
        let explained = shortfalls.map { shortfall in
            byWeek[shortfall.week]?[shortfall.nominal].flatMap { reasons?.explained(shortfall, target: $0) }
                ?? shortfall
        }
        return Plan(
            weeks: weeks, timezone: register.policy.timezone, meetings: meetings, contacts: contacts,
            shortfalls: explained, score: score)
    }
}

extension Shortfall {
    /// What it counts in the score.
    fileprivate func points(_ nominal: Nominal, _ policy: Policy) -> Int { policy.weight(of: nominal.rag) * extent }
}
