package import Casework
package import Planning

/// Settles something about a meeting and plans it again, or plans it again for what has changed since.
///
/// An agenda that has been issued stays as far as it can: as few people as possible are to come at another time than
/// they were told.
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
        try arrange(for: id, by: actor, at: now, clock: clock, alongside: alongside, choosing: { _ in arrangement })
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
            choosing: { meeting in
                var order = meeting.slots.map(\.nominal)
                guard let place = order.firstIndex(of: nominal) else { throw DiaryRefusal.noSuchSlot(nominal, id) }
                let other = step == .up ? place - 1 : place + 1
                guard order.indices.contains(other) else {
                    throw DiaryRefusal.notArranged("\(nominal) is the \(step == .up ? "first" : "last") at \(id)")
                }
                order.swapAt(place, other)
                return .order(order)
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
            planning: { planner, before in
                try planner.plan(before.weeks, seed: ArrangeMeeting.seed, until: stop)
            })
    }

    private static let seed: UInt64 = 1

    private func arrange(
        for id: PlannedMeeting.ID, by actor: String, at now: Timestamp, clock: Moment?,
        alongside: (any DiaryWriting) throws -> Void = { _ in },
        planning: ((Planner, Plan) throws -> Plan)? = nil,
        choosing: (PlannedMeeting) throws -> Arrangement? = { _ in nil }
    ) throws -> Outcome {
        let (revision, (old, before, caseload), arrangement, settled, diaries) = try store.read { diary in
            let planned = try diary.planned(id)
            let settled = try diary.arrangements()
            let arrangement = try choosing(planned.meeting)
            try arrangement?.check(at: planned.meeting, planned.caseload, settled, clock: clock)
            var diaries = try diary.diaries(
                for: planned.plan.weeks, planned.caseload, at: clock, reading: self.diaries)
            if let arrangement { diaries.arrangements.settle(arrangement, for: id) }
            return (try diary.revision(), planned, arrangement, settled, diaries)
        }
        let planner = Planner(caseload, diaries)
        let plan = try planning?(planner, before) ?? rearranged(planner, before, id)
        let new = try plan.meeting(id)
        let notKept = diaries.arrangements.notKept(at: new)
        let undone = Set(notKept).subtracting(settled.notKept(at: old))
        if arrangement != nil, !undone.isEmpty {
            throw DiaryRefusal.cannotBeKept(undone.sorted().map { Violation("M6", "\(id): \($0)") })
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

    private func rearranged(_ planner: Planner, _ before: Plan, _ id: PlannedMeeting.ID) throws -> Plan {
        do {
            return try planner.rearranged(before, id)
        } catch {
            // The only rules that the planner cannot always keep are those about what is arranged.
            if error.violations.allSatisfy(\.isOfPins) { throw DiaryRefusal.cannotBeKept(error.violations) }
            throw error
        }
    }
}

extension Violation {
    fileprivate var isOfPins: Bool { ["M1", "M6"].contains(rule) }
}
