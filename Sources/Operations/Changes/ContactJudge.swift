internal import Casework
internal import Planning

/// Holds a contact that a person wants against the rules.
struct ContactJudge {
    private let caseload: Caseload
    private let diaries: Diaries
    private let plan: Plan

    init(_ caseload: Caseload, _ diaries: Diaries, _ plan: Plan) {
        self.caseload = caseload
        self.diaries = diaries
        self.plan = plan
    }

    /// Holds the plan with the contact in it against every rule; what is amiss with it anyway counts for nothing.
    ///
    /// - Parameter before: What gives way to it; nil: it comes on top.
    /// - Throws: `DiaryRefusal.against` with the rules it would break and the nearest times that would do.
    func judge(_ contact: Contact, insteadOf before: Contact?) throws {
        let found = planning(contact, insteadOf: before).violations
        if found.isEmpty { return }
        let asItWas = planning(before, insteadOf: before)
        let new = found.filter { !asItWas.violations.contains($0) }
        guard !new.isEmpty else { return }
        let nominal = caseload.nominals.first { $0.id == contact.nominal }
        let nearest = nominal.map {
            asItWas.planner.openTimes(
                for: $0, kind: contact.kind, near: contact.start, in: asItWas.plan, leavingOut: before?.id, limit: 12)
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

    /// The plan with the one contact in place of the other, as if it had only been planned, and what is amiss with it.
    private func planning(
        _ contact: Contact?, insteadOf before: Contact?
    ) -> (planner: Planner, plan: Plan, violations: [Violation]) {
        func with(_ contacts: [Contact]) -> [Contact] {
            var contacts = contacts.filter { $0.id != contact?.id && $0.id != before?.id }
            if var contact {
                contact.status = .planned
                contacts.append(contact)
            }
            return contacts.sorted(by: Contact.inOrder)
        }
        var (caseload, plan) = (caseload, plan)
        caseload.contacts = with(caseload.contacts)
        plan.contacts = with(plan.contacts)
        let planner = Planner(caseload, diaries)
        return (planner, plan, planner.violationsOfBookings(in: plan))
    }
}
