package import Casework
package import Planning

/// Settles something about a meeting and plans it again, or plans it again for what has changed since.
///
/// An agenda that has been issued stays as far as it can: as few people as possible are to come at another time than
/// they were told. Contacts of the next 24 hours stay whatever becomes of an agenda: people count on them.
package struct ArrangeMeeting {
    private let store: any DiaryStore
    private let diaries: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.diaries = diaries
    }

    package struct Outcome {
        package var caseload: Caseload
        package var meeting: PlannedMeeting
        /// The agenda as it was planned before.
        package var before: PlannedMeeting
        /// What this has changed: whose times, which slots, and how long each is expected.
        package var difference: AgendaDifference
        /// What has changed since the agenda was issued; nil if it is not.
        package var sinceIssue: AgendaDifference?
        /// Other meetings whose agendas people have, and what this has changed of them.
        package var others: [(meeting: PlannedMeeting, difference: AgendaDifference)]
        /// Contacts that were moved to make room: as they were, and as they are, if they are still booked.
        package var contacts: [(before: Contact, after: Contact?)]
        /// What was settled by hand before, and cannot be kept any more: a sentence each.
        package var notKept: [String]

        /// How long the people of partner agencies are expected at the meeting in all.
        package var partnerMinutes: (before: Int, after: Int) {
            let kinds = Dictionary(caseload.agencies.map { ($0.id, $0.kind) }) { first, _ in first }
            let partners = Set(caseload.practitioners.filter { kinds[$0.agency] == .partner }.map(\.id))
            return difference.stays.filter { partners.contains($0.practitioner) }
                .reduce((0, 0)) { ($0.0 + $1.minutesBefore, $0.1 + $1.minutesAfter) }
        }
    }

    /// One place up or down.
    package enum Step: String, CaseIterable, Sendable {
        case up, down
    }

    /// Settles something.
    ///
    /// - Parameter alongside: What else is kept, or not, in the same transaction.
    /// - Throws: `DiaryRefusal` if there is no such meeting, nominal or practitioner in it, or if what is to be
    ///   settled cannot be kept, or something settled before could not be with it; nothing is settled then.
    package func callAsFunction(
        _ arrangement: Arrangement, for id: PlannedMeeting.ID, by actor: String, at now: Timestamp,
        clock: Moment? = nil, alongside: (any DiaryWriting) throws -> Void = { _ in }
    ) throws -> Outcome {
        try arrange(for: id, by: actor, at: now, clock: clock, alongside: alongside, choosing: { _, _ in arrangement })
    }

    /// Puts a slot before the one above it, or after the one below it; all others stay in the order they are in.
    ///
    /// - Throws: `DiaryRefusal` as for an arrangement, and where there is no slot above it, or below.
    package func callAsFunction(
        moving nominal: Nominal.ID, _ step: Step, at id: PlannedMeeting.ID, by actor: String, at now: Timestamp,
        clock: Moment? = nil
    ) throws -> Outcome {
        try arrange(
            for: id, by: actor, at: now, clock: clock,
            choosing: { meeting, settled in
                var order = meeting.slots.map(\.nominal)
                guard let place = order.firstIndex(of: nominal) else { throw DiaryRefusal.noSuchSlot(nominal, id) }
                let other = step == .up ? place - 1 : place + 1
                guard order.indices.contains(other) else {
                    throw DiaryRefusal.notArranged("\(nominal) is the \(step == .up ? "first" : "last") at \(id)")
                }
                let fixed = (settled.pins[id] ?? []).filter(\.hasPlace)
                if let pin = fixed.first(where: { $0.nominal == nominal || $0.nominal == order[other] }) {
                    throw DiaryRefusal.isPinned(pin, moving: nominal)
                }
                order.swapAt(place, other)
                // What is pinned to a place keeps it; the order is that of the others.
                return .order(order.filter { nominal in !fixed.contains { $0.nominal == nominal } })
            })
    }

    /// Settles nothing, but plans again for what has changed since, which concerns every meeting.
    ///
    /// - Throws: `DiaryRefusal` if there is no such meeting.
    package func callAsFunction(
        planningAgain id: PlannedMeeting.ID, until stop: any StopCriterion, by actor: String, at now: Timestamp,
        clock: Moment? = nil
    ) throws -> Outcome {
        try arrange(
            for: id, by: actor, at: now, clock: clock,
            planning: { (planner, before, _) throws(Planner.BrokenPlan) in
                try planner.plan(before.weeks, seed: ArrangeMeeting.seed, until: stop)
            })
    }

    private static let seed: UInt64 = 1
    /// In minutes: a contact that begins sooner is not moved for the sake of an agenda.
    private static let notice = Moment.minutesPerDay

    private func arrange(
        for id: PlannedMeeting.ID, by actor: String, at now: Timestamp, clock: Moment?,
        alongside: (any DiaryWriting) throws -> Void = { _ in },
        planning: (Planner, Plan, PlannedMeeting.ID) throws(Planner.BrokenPlan) -> Plan = ArrangeMeeting.rearranged,
        choosing: (PlannedMeeting, Arrangements) throws -> Arrangement? = { _, _ in nil }
    ) throws -> Outcome {
        let (revision, (old, before, caseload), arrangement, settled, diaries) = try store.read { diary in
            let planned = try diary.planned(id)
            let settled = try diary.arrangements()
            let arrangement = try choosing(planned.meeting, settled)
            try arrangement?.check(at: planned.meeting, planned.caseload, settled, clock: clock)
            var diaries = try diary.diaries(
                for: planned.plan.weeks, planned.caseload, at: clock, reading: self.diaries)
            if let arrangement { diaries.arrangements.settle(arrangement, for: id) }
            diaries.contactsStayUntil = clock.map { $0 + ArrangeMeeting.notice }
            return (try diary.revision(), planned, arrangement, settled, diaries)
        }
        let planner = Planner(caseload, diaries)
        let plan: Plan
        do {
            plan = try planning(planner, before, id)
        } catch {
            if let refusal = ArrangeMeeting.refusal(error, before, id, arrangement, diaries) { throw refusal }
            throw error
        }
        let new = try plan.meeting(id)
        let notKept = diaries.arrangements.notKept(at: new)
        let undone = Set(notKept).subtracting(settled.notKept(at: old))
        if arrangement != nil, !undone.isEmpty {
            throw DiaryRefusal.cannotBeKept(
                undone.sorted(), diaries.arrangements.inTheWay(of: arrangement, at: id))
        }
        try store.write { diary in
            guard try diary.revision() == revision else { throw DiaryRefusal.changedMeanwhile }
            if let arrangement {
                try diary.settle(arrangement, for: id)
                try diary.record(
                    HistoryEntry(at: now, actor: actor, act: .alteration, detail: "\(id): \(arrangement)"))
            }
            try alongside(diary)
            try diary.keep(plan, seed: ArrangeMeeting.seed, by: actor, at: now)
        }
        let issued = diaries.arrangements.issued
        let others = plan.meetings.filter { $0.id != id && issued[$0.id] != nil }.compactMap { after in
            before.meetings.first { $0.id == after.id }.map { (after, AgendaDifference(from: $0, to: after)) }
        }
        let now = Dictionary(plan.contacts.map { ($0.id, $0) }) { first, _ in first }
        return Outcome(
            caseload: caseload, meeting: new, before: old, difference: AgendaDifference(from: old, to: new),
            sinceIssue: issued[id].map { AgendaDifference(from: $0, to: new) },
            others: others.filter { !$0.1.isEmpty },
            contacts: before.contacts.filter { $0.status == .planned }.compactMap { contact in
                let after = now[contact.id]
                return after?.isWhereItWas(contact) ?? false ? nil : (contact, after)
            }, notKept: notKept)
    }

    private static func rearranged(
        _ planner: Planner, _ before: Plan, _ id: PlannedMeeting.ID
    ) throws(Planner.BrokenPlan) -> Plan { try planner.rearranged(before, id) }

    /// Why nothing was settled, where that is not the planner's own fault: the only rules that it cannot always keep
    /// are those about what is arranged, and about contacts that stay.
    private static func refusal(
        _ broken: Planner.BrokenPlan, _ before: Plan, _ id: PlannedMeeting.ID, _ arrangement: Arrangement?,
        _ diaries: Diaries
    ) -> DiaryRefusal? {
        let near = before.contacts.filter { contact in
            contact.status == .planned && !diaries.canMove(contact) && diaries.now.map { $0 <= contact.start } ?? true
        }
        let isNear = { (violation: Violation) in near.contains { violation.names($0) } }
        guard broken.violations.allSatisfy({ $0.isOfPins || isNear($0) }) else { return nil }
        let inTheWay = near.filter { contact in broken.violations.contains { !$0.isOfPins && $0.names(contact) } }
        if !inTheWay.isEmpty { return .contactsStay(inTheWay, id) }
        return .cannotBeKept(
            broken.violations.map { $0.message.replacing("\(id): ", with: "") },
            diaries.arrangements.inTheWay(of: arrangement, at: id))
    }
}

extension Violation {
    fileprivate var isOfPins: Bool { ["M1", "M6"].contains(rule) }

    /// Whether it is about a contact: messages give references, as words of their own.
    fileprivate func names(_ contact: Contact) -> Bool {
        message.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.contains { $0 == contact.id.text }
    }
}

extension Arrangements {
    /// What was settled about the order at a meeting, the arrangement itself excepted: it may leave no room for it.
    fileprivate func inTheWay(of arrangement: Arrangement?, at meeting: PlannedMeeting.ID) -> SettledOrder {
        var settled = SettledOrder(pins: pins[meeting] ?? [], isByHand: !(orders[meeting] ?? []).isEmpty)
        switch arrangement {
        case .pin(let pin): settled.pins.removeAll { $0.nominal == pin.nominal }
        case .order: settled.isByHand = false
        default: break
        }
        return settled
    }
}
