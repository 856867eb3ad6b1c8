internal import Casework

/// What each MACC decides: the proposals that wait, and what the rules raise for people to decide.
struct CaseConference {
    private let register: Register
    private let rule: Policy.MeetingRule
    /// The day the plan begins: contacts up to then are history.
    private let from: Day
    private let targets: TargetRules
    private let contacts: [Nominal.ID: [Contact]]
    private let proposals: [Nominal.ID: [Proposal]]
    private let variations: [Nominal.ID: [Variation]]

    init(_ register: Register, _ rule: Policy.MeetingRule, from: Day) {
        self.register = register
        self.rule = rule
        self.from = from
        targets = TargetRules(register)
        contacts = Dictionary(grouping: register.caseload.contacts, by: \.nominal)
        proposals = Dictionary(grouping: register.caseload.proposals, by: \.nominal)
        variations = Dictionary(grouping: register.caseload.variations, by: \.nominal)
    }

    /// What each of the meetings takes, in order; `later` is the first one after them, if its date is known.
    func plan(_ meetings: [MeetingDate], later: Day?) -> [AgendaContents] {
        // What an earlier MACC has on its agenda is decided there.
        var settled: [Nominal.ID: Day] = [:]
        for meeting in register.diaries.earlier.meetings where meeting.series == .macc {
            for slot in meeting.slots { settled[slot.nominal] = meeting.interval.lowerBound.day }
        }
        return meetings.indices.map { index in
            let meeting = meetings[index]
            let next = index + 1 < meetings.count ? meetings[index + 1].day : later ?? meeting.day + 28
            let arranged = Dictionary(
                (register.diaries.arrangements.items[PlannedMeeting.id(.macc, on: meeting.day)] ?? [])
                    .map { ($0.nominal, $0) }
            ) { first, _ in first }
            let all = register.caseload.nominals
                .compactMap {
                    item(
                        for: $0, at: meeting.day, next: next, settled: settled[$0.id], arranged: arranged[$0.id])
                }
                .sorted { ($0.reason, -$0.overdue, $0.nominal) < ($1.reason, -$1.overdue, $1.nominal) }
            let off = all.filter { arranged[$0.nominal]?.isOff ?? false }
            // What a person has put there goes before what else is due.
            let due =
                all.filter { arranged[$0.nominal].map { !$0.isOff } ?? false }
                + all.filter { arranged[$0.nominal] == nil }
            var contents = AgendaContents()
            contents.deferred = off.map { PlannedMeeting.Deferral(nominal: $0.nominal, due: next) }
            contents.minutesNeeded = due.reduce(0) { $0 + $1.minutes }
            contents.minutesAvailable = rule.minutesForSlots(
                length: meeting.interval.minutes, wanted: contents.minutesNeeded)
            var free = contents.minutesAvailable
            for item in due {
                if item.minutes <= free {
                    contents.items.append(item)
                    free -= item.minutes
                    settled[item.nominal] = meeting.day
                } else {
                    contents.deferred.append(PlannedMeeting.Deferral(nominal: item.nominal, due: next))
                }
            }
            return contents
        }
    }

    /// What there is to decide, and what a person has put on the agenda beside it.
    private func item(
        for nominal: Nominal, at day: Day, next: Day, settled: Day?, arranged: ArrangedItem?
    ) -> AgendaItem? {
        var item = item(for: nominal, at: day, next: next, settled: settled)
        if arranged?.turn == .added {
            if item == nil, nominal.isOnCohort(on: day) {
                let reason = SlotReason(nominal.rag(on: day))
                item = AgendaItem(
                    nominal: nominal.id, reason: reason, matters: [], minutes: rule.minutes(for: reason), overdue: 0)
            }
            item?.matters.append(ReviewRound.matter(ofAdding: arranged))
        }
        if let minutes = arranged?.minutes { item?.minutes = minutes }
        return item
    }

    /// One slot for a nominal, whatever there is to decide; nil if there is nothing, or nothing new since a MACC had
    /// them on its agenda.
    private func item(for nominal: Nominal, at day: Day, next: Day, settled: Day?) -> AgendaItem? {
        var found: [(reason: SlotReason, matter: String, since: Day)] = []
        for proposal in proposals[nominal.id] ?? []
        where proposal.raisedOn <= day && settled.map({ $0 < proposal.raisedOn }) ?? true
            && (proposal.kind == .select || !nominal.isDeselected(on: day))
        {
            // Who did not agree is for those of both services, and in no item that everybody reads.
            let matter =
                proposal.notAgreedOn.map { "open since \($0.inShort)" } ?? "proposed \(proposal.raisedOn.inShort)"
            found.append((SlotReason(proposal.kind), matter, proposal.raisedOn))
        }
        // Whoever has a deselection plan has been decided about.
        if nominal.selectedOn <= day, nominal.deselectedOn == nil, settled == nil {
            found += raised(for: nominal, at: day, next: next)
        }
        found.sort { $0.reason < $1.reason }
        guard let first = found.first else { return nil }
        return AgendaItem(
            nominal: nominal.id, reason: first.reason,
            matters: found.map { "\($0.reason.inWords.lowercased()): \($0.matter)" },
            minutes: found.map { rule.minutes(for: $0.reason) }.max() ?? 0,
            overdue: day - (found.map(\.since).min() ?? day))
    }

    /// What the rules raise.
    ///
    /// They ask a question; people answer it.
    private func raised(
        for nominal: Nominal, at day: Day, next: Day
    ) -> [(reason: SlotReason, matter: String, since: Day)] {
        var found: [(reason: SlotReason, matter: String, since: Day)] = []
        if nominal.rag == .green {
            let since = nominal.lastOffenceOn ?? nominal.selectedOn
            if yearLater(since) <= day {
                let fact = nominal.lastOffenceOn == nil ? "no offence on record" : "last offence on \(since)"
                found.append((.deselectionToConsider, "green, \(fact)", day))
            }
        }
        let mine = contacts[nominal.id] ?? []
        let eightWeeksAgo = day - 56
        if nominal.rag == .red, nominal.selectedOn <= eightWeeksAgo,
            !mine.contains(where: { $0.status.countsAsKept && $0.day >= eightWeeksAgo && $0.day <= day })
        {
            found.append((.noEngagement, "red, no contact attended since \(eightWeeksAgo.inShort)", day))
        }
        if isShortForThreeWeeks(nominal, mine) {
            found.append((.contactsToReview, "offered less than the target three weeks running", day))
        }
        for variation in variations[nominal.id] ?? []
        where variation.from <= day && variation.until >= day && variation.until < next {
            found.append((.contactsToReview, "variation ends \(variation.until.inShort)", day))
        }
        return found
    }

    private func yearLater(_ day: Day) -> Day {
        let (year, month, dayOfMonth) = day.components
        return Day(year: year + 1, month: month, day: dayOfMonth) ?? day + 365
    }

    /// Whether less than the target was offered in each of the three weeks before the plan begins.
    private func isShortForThreeWeeks(_ nominal: Nominal, _ contacts: [Contact]) -> Bool {
        guard nominal.rag != .blue else { return false }
        return (1...3).allSatisfy { back in
            let week = from - 7 * back
            guard nominal.selectedOn <= week else { return false }
            let offered = contacts.filter {
                $0.status.countsAsOffered && $0.status.isOutcome && $0.day.monday == week
            }
            let target = targets.target(for: nominal, week: week)
            let missing = target.missing(offered, home: nominal.home, policy: register.policy)
            return missing.contacts > 0 || missing.joint || missing.home
        }
    }
}
