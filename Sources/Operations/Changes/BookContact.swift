package import Casework
internal import Planning

/// Books a contact where a person wants it, on top of those that are planned or in place of one; the rules are asked
/// first.
package struct BookContact {
    private let store: any DiaryStore
    private let reading: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.reading = reading
    }

    package struct Wish: Sendable {
        package var nominal: Nominal.ID
        package var kind: ContactKind
        package var start: Moment
        package var place: Place
        package var practitioners: [Practitioner.ID]
        /// The planned contact that gives way to it: its reference goes on, so that calendars show a move.
        package var insteadOf: Contact.ID?
        /// Whether it is promised, so that no planning moves it; otherwise it is only planned, and may still move.
        package var isConfirmed: Bool

        package init(
            nominal: Nominal.ID, kind: ContactKind, start: Moment, place: Place, practitioners: [Practitioner.ID],
            insteadOf: Contact.ID? = nil, isConfirmed: Bool = true
        ) {
            self.nominal = nominal
            self.kind = kind
            self.start = start
            self.place = place
            self.practitioners = practitioners
            self.insteadOf = insteadOf
            self.isConfirmed = isConfirmed
        }
    }

    /// - Throws: `DiaryRefusal.against` with the rules it would break and the nearest times that would do; others
    ///   where there is no such nominal, kind or planned contact, or the time is not ahead and in the plan's weeks.
    package func callAsFunction(
        _ wish: Wish, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> (contact: Contact, plan: ChangedPlan?) {
        let asked = RefusedWish(
            verb: "book", contact: wish.insteadOf, nominal: wish.nominal, start: wish.start, place: wish.place,
            practitioners: wish.practitioners)
        return try store.recording(asked, by: actor, at: now) {
            try book(wish, by: actor, at: now, clock: clock)
        }
    }

    private func book(
        _ wish: Wish, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> (contact: Contact, plan: ChangedPlan?) {
        var result: Contact?
        let plan = try store.changing(reading, by: actor, at: now, clock: clock) { diary, caseload, plan, reading in
            guard let plan else { throw DiaryRefusal.noPlan }
            let before = try wish.insteadOf.map { try caseload.plannedContact($0, of: wish.nominal, after: clock) }
            var contact = try caseload.contact(wish, insteadOf: before)
            guard plan.weeks.days.contains(contact.day), plan.weeks.days.contains((before ?? contact).day) else {
                throw DiaryRefusal.outsidePlan(contact, plan.weeks)
            }
            guard clock <= contact.start else { throw DiaryRefusal.begun(contact) }
            let diaries = try diary.diaries(for: plan.weeks, caseload, at: clock, reading: reading)
            try ContactJudge(caseload, diaries, plan).judge(contact, insteadOf: before)
            contact.status = wish.isConfirmed ? .confirmed : .planned
            if before == nil {
                try diary.book(contact, at: now)
            } else {
                _ = try diary.change(contact, why: nil, at: now)
            }
            result = contact
            let instead = before.map { ", in place of \($0.start)" } ?? ""
            return "\(contact.id) of \(contact.nominal): booked by hand at \(contact.start)\(instead), "
                + contact.status.rawValue
        } holding: { changed in
            guard let contact = result, !wish.isConfirmed else { return }
            guard changed.after.contacts.contains(where: { $0.id == contact.id && $0.isWhereItWas(contact) }) else {
                throw DiaryRefusal.wouldNotStay(contact)
            }
        }
        guard let result else { throw DiaryRefusal.noPlan }
        return (result, plan)
    }
}

extension Caseload {
    /// The contact that somebody wishes for, as it would be planned.
    fileprivate func contact(_ wish: BookContact.Wish, insteadOf before: Contact?) throws -> Contact {
        _ = try nominal(wish.nominal)
        guard let kind = policy.contacts[wish.kind] else {
            throw DiaryRefusal.noSuchKind(wish.kind, policy.contacts.keys.sorted())
        }
        for practitioner in wish.practitioners where !practitioners.contains(where: { $0.id == practitioner }) {
            throw DiaryRefusal.noSuchPractitioner(practitioner)
        }
        var contact = Contact(
            id: OpenTime.unbooked, nominal: wish.nominal, kind: wish.kind, start: wish.start, minutes: kind.minutes,
            place: wish.place, practitioners: wish.practitioners.sorted(), status: .planned)
        var references = ContactReferences(contacts)
        contact.id = before?.id ?? references.next(for: contact)
        return contact
    }

    /// A contact of the nominal that is planned, and has not begun.
    fileprivate func plannedContact(_ id: Contact.ID, of nominal: Nominal.ID, after clock: Moment) throws -> Contact {
        let contact = try bookedContact(id, after: clock)
        guard contact.nominal == nominal else { throw DiaryRefusal.noSuchContact(id) }
        guard contact.status == .planned else { throw DiaryRefusal.isPromised(contact) }
        return contact
    }
}
