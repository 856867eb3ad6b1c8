package import Casework
internal import Planning

/// Puts a contact where a person wants it: the rules are asked first, and from then on it is confirmed, so that no
/// planning moves it again.
package struct MoveContact {
    private let store: any DiaryStore
    private let reading: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.reading = reading
    }

    /// What is to be different; nil: as it is.
    package struct Wish {
        package var start: Moment?
        package var place: Place?
        package var practitioners: [Practitioner.ID]?

        package init(start: Moment?, place: Place?, practitioners: [Practitioner.ID]?) {
            self.start = start
            self.place = place
            self.practitioners = practitioners
        }
    }

    /// - Throws: `DiaryRefusal.against` with the rules it would break and the nearest times that would do.
    package func callAsFunction(
        _ id: Contact.ID, _ wish: Wish, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> (contact: Contact, plan: ChangedPlan?) {
        var result: Contact?
        let plan = try store.changing(reading, by: actor, at: now, clock: clock) { diary, caseload, plan in
            guard let plan else { throw DiaryRefusal.noPlan }
            let before = try caseload.bookedContact(id, after: clock)
            var contact = before
            contact.start = wish.start ?? contact.start
            contact.place = wish.place ?? contact.place
            contact.practitioners = wish.practitioners?.sorted() ?? contact.practitioners
            guard plan.weeks.days.contains(before.day), plan.weeks.days.contains(contact.day) else {
                throw DiaryRefusal.outsidePlan(contact, plan.weeks)
            }
            guard clock <= contact.start else { throw DiaryRefusal.begun(contact) }
            let diaries = try diary.diaries(for: plan.weeks, caseload, at: clock, reading: reading)
            try judge(contact, insteadOf: before, caseload, diaries, plan)
            contact.status = .confirmed
            _ = try diary.change(contact, why: nil, at: now)
            result = contact
            return "\(id) of \(contact.nominal): moved by hand from \(before.start) to \(contact.start), confirmed"
        }
        guard let result else { throw DiaryRefusal.noSuchContact(id) }
        return (result, plan)
    }

    /// Holds the plan with the contact moved against every rule; what is amiss with it anyway counts for nothing.
    private func judge(
        _ contact: Contact, insteadOf before: Contact, _ caseload: Caseload, _ diaries: Diaries, _ plan: Plan
    ) throws {
        func planning(_ contact: Contact) -> (planner: Planner, plan: Plan, violations: [Violation]) {
            var (caseload, plan) = (caseload, plan)
            var planned = contact
            planned.status = .planned
            caseload.contacts = caseload.contacts.map { $0.id == contact.id ? planned : $0 }
            plan.contacts = plan.contacts.map { $0.id == contact.id ? planned : $0 }.sorted(by: Contact.inOrder)
            let planner = Planner(caseload, diaries)
            return (planner, plan, planner.violations(of: planner.reassessed(plan)))
        }
        let found = planning(contact).violations
        if found.isEmpty { return }
        let asItWas = planning(before)
        let new = found.filter { !asItWas.violations.contains($0) }
        guard !new.isEmpty else { return }
        let nominal = caseload.nominals.first { $0.id == contact.nominal }
        let nearest = nominal.map {
            asItWas.planner.openTimes(
                for: $0, kind: contact.kind, near: contact.start, in: asItWas.plan, leavingOut: contact.id, limit: 12)
        }
        // The same people at the same place first, then without anybody standing in.
        let inOrder = (nearest ?? []).enumerated().sorted { left, right in
            func strangeness(_ time: OpenTime) -> Int {
                (Set(time.contact.practitioners) == Set(contact.practitioners) ? 0 : 2)
                    + (time.contact.place == contact.place ? 0 : 1) + time.cover.count
            }
            return (strangeness(left.element), left.offset) < (strangeness(right.element), right.offset)
        }
        throw DiaryRefusal.against(contact, new, nearest: inOrder.prefix(5).map(\.element.contact))
    }
}
