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
        /// What this has changed.
        package var difference: AgendaDifference
        /// What has changed since the agenda was issued; nil if it is not.
        package var sinceIssue: AgendaDifference?
        /// Other meetings whose agendas people have, and what this has changed of them.
        package var others: [(meeting: PlannedMeeting, difference: AgendaDifference)]
        /// Contacts that were moved to make room: as they were, and as they are, if they are still booked.
        package var contacts: [(before: Contact, after: Contact?)]
    }

    /// - Parameters:
    ///   - arrangement: What to settle; nil: nothing, only to plan again.
    ///   - alongside: What else is kept, or not, in the same transaction.
    /// - Throws: `DiaryRefusal` if there is no such meeting, nominal or practitioner in it, or if what is to be
    ///   settled cannot be kept; nothing is settled then.
    package func callAsFunction(
        _ arrangement: Arrangement?, for id: PlannedMeeting.ID, until stop: any StopCriterion, by actor: String,
        at now: Timestamp, clock: Moment? = nil, alongside: (any DiaryWriting) throws -> Void = { _ in }
    ) throws -> Outcome {
        let seed: UInt64 = 1
        let (revision, (old, before, caseload), diaries) = try store.read { diary in
            let planned = try diary.planned(id)
            try check(arrangement, planned.meeting, planned.caseload, try diary.arrangements())
            var diaries = try diary.diaries(
                for: planned.plan.weeks, planned.caseload, at: clock, reading: self.diaries)
            if let arrangement { diaries.arrangements.settle(arrangement, for: id) }
            return (try diary.revision(), planned, diaries)
        }
        let plan = try plan(before.weeks, Planner(caseload, diaries), seed, stop, isArranged: arrangement != nil)
        let new = try plan.meeting(id)
        try store.write { diary in
            guard try diary.revision() == revision else { throw DiaryRefusal.changedMeanwhile }
            if let arrangement {
                try diary.settle(arrangement, for: id)
                try diary.record(
                    HistoryEntry(at: now, actor: actor, act: .alteration, detail: "\(id): \(arrangement)"))
            }
            try alongside(diary)
            try diary.keep(plan, seed: seed, by: actor, at: now)
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
                let isSame =
                    after?.start == contact.start && after?.place == contact.place
                    && after.map { Set($0.practitioners) } == Set(contact.practitioners)
                return isSame ? nil : (contact, after)
            })
    }

    private func plan(
        _ weeks: Weeks, _ planner: Planner, _ seed: UInt64, _ stop: any StopCriterion, isArranged: Bool
    ) throws -> Plan {
        do {
            return try planner.plan(weeks, seed: seed, until: stop)
        } catch {
            // The only rules that the planner cannot always keep are those about what is arranged.
            if isArranged, error.violations.allSatisfy(\.isOfPins) { throw DiaryRefusal.cannotBeKept(error.violations) }
            throw error
        }
    }

    private func check(
        _ arrangement: Arrangement?, _ meeting: PlannedMeeting, _ caseload: Caseload, _ settled: Arrangements
    ) throws {
        func checkSlot(_ nominal: Nominal.ID) throws {
            guard caseload.nominals.contains(where: { $0.id == nominal }) else {
                throw DiaryRefusal.noSuchNominal(nominal)
            }
            guard meeting.slots.contains(where: { $0.nominal == nominal }) else {
                throw DiaryRefusal.noSuchSlot(nominal, meeting.id)
            }
        }
        switch arrangement {
        case .pin(let pin):
            try checkSlot(pin.nominal)
            if case .after(let other) = pin.place { try checkSlot(other) }
        case .agree(let presence):
            guard caseload.practitioners.contains(where: { $0.id == presence.practitioner }) else {
                throw DiaryRefusal.noSuchPractitioner(presence.practitioner)
            }
        case .unpin(let nominal):
            guard settled.pins[meeting.id]?.contains(where: { $0.nominal == nominal }) ?? false else {
                throw DiaryRefusal.notArranged("\(nominal) is not pinned at \(meeting.id)")
            }
        case .forget(let practitioner):
            guard settled.presences[meeting.id]?.contains(where: { $0.practitioner == practitioner }) ?? false else {
                throw DiaryRefusal.notArranged("\(practitioner) has neither a window nor declined at \(meeting.id)")
            }
        case nil: break
        }
    }
}

extension Violation {
    fileprivate var isOfPins: Bool { ["M1", "M6"].contains(rule) }
}

extension Arrangement: CustomStringConvertible {
    /// For the history: references only.
    package var description: String {
        switch self {
        case .pin(let pin):
            switch pin.place {
            case .at(let time): "\(pin.nominal) pinned at \(time)"
            case .position(let place): "\(pin.nominal) pinned in place \(place)"
            case .after(let other): "\(pin.nominal) pinned after \(other)"
            }
        case .unpin(let nominal): "\(nominal) no longer pinned"
        case .agree(let presence):
            presence.window.map { "\(presence.practitioner) comes from \($0.lowerBound) to \($0.upperBound) at most" }
                ?? "\(presence.practitioner) has declined"
        case .forget(let practitioner): "\(practitioner) comes as their diary allows"
        }
    }
}
