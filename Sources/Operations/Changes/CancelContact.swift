package import Casework

/// Calls a contact off for the service, with the reason, and books another in its place if there is time for one.
///
/// Not at the same time again: the nominal is taken not to be free then.
package struct CancelContact {
    private let store: any DiaryStore
    private let reading: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.reading = reading
    }

    package func callAsFunction(
        _ id: Contact.ID, why: String, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> (contact: Contact, plan: ChangedPlan?) {
        var cancelled: Contact?
        let plan = try store.changing(reading, by: actor, at: now, clock: clock) { diary, caseload, _, _ in
            var contact = try caseload.bookedContact(id, after: clock)
            let was = contact.status
            contact.status = .cancelledByService
            _ = try diary.change(contact, why: why, at: now)
            _ = try diary.note(.unavailable(contact.nominal, contact.interval), at: now)
            cancelled = contact
            // The reason stays with the contact: it can say more than the history may.
            return "\(id) of \(contact.nominal), \(contact.start): called off, was \(was.rawValue)"
        }
        guard let cancelled else { throw DiaryRefusal.noSuchContact(id) }
        return (cancelled, plan)
    }
}

/// Notes that a practitioner cannot be at a contact they were invited to, and finds another time or somebody else.
package struct DeclineContact {
    private let store: any DiaryStore
    private let reading: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.reading = reading
    }

    /// - Parameter alongside: What else is kept, or not, in the same transaction.
    package func callAsFunction(
        _ id: Contact.ID, of practitioner: Practitioner.ID, by actor: String, at now: Timestamp, clock: Moment,
        alongside: (any DiaryWriting) throws -> Void = { _ in }
    ) throws -> (contact: Contact, plan: ChangedPlan?) {
        var declined: Contact?
        let plan = try store.changing(reading, by: actor, at: now, clock: clock) { diary, caseload, _, _ in
            let contact = try caseload.bookedContact(id, after: clock)
            guard contact.practitioners.contains(practitioner) else {
                throw DiaryRefusal.notInvited(practitioner, contact)
            }
            let notice = try diary.note(.absence(practitioner, contact.interval), at: now)
            try alongside(diary)
            declined = contact
            return "\(practitioner) declined \(id); notice \(notice.number): \(notice.notice)"
        }
        guard let declined else { throw DiaryRefusal.noSuchContact(id) }
        return (declined, plan)
    }
}

extension Caseload {
    /// A contact that is planned or confirmed, and has not begun.
    func bookedContact(_ id: Contact.ID, after clock: Moment) throws -> Contact {
        guard let contact = contacts.first(where: { $0.id == id }) else { throw DiaryRefusal.noSuchContact(id) }
        guard !contact.status.isOutcome else { throw DiaryRefusal.over(contact) }
        guard clock <= contact.start else { throw DiaryRefusal.begun(contact) }
        return contact
    }
}
