package import Casework

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
        let asked = RefusedWish(
            verb: "move", contact: id, start: wish.start, place: wish.place, practitioners: wish.practitioners)
        return try store.recording(asked, by: actor, at: now) {
            try move(id, wish, by: actor, at: now, clock: clock)
        }
    }

    private func move(
        _ id: Contact.ID, _ wish: Wish, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> (contact: Contact, plan: ChangedPlan?) {
        var result: Contact?
        let plan = try store.changing(reading, by: actor, at: now, clock: clock) { diary, caseload, plan, reading in
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
            try ContactJudge(caseload, diaries, plan).judge(contact, insteadOf: before)
            contact.status = .confirmed
            _ = try diary.change(contact, why: nil, at: now)
            result = contact
            return "\(id) of \(contact.nominal): moved by hand from \(before.start) to \(contact.start), confirmed"
        }
        guard let result else { throw DiaryRefusal.noSuchContact(id) }
        return (result, plan)
    }
}
