package import Casework

/// Records where a contact stands: confirmed with the nominal, or what became of it.
package struct RecordStatus {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// Confirms what is planned, or sets an outcome; an outcome can be corrected, and never becomes a plan again.
    ///
    /// - Parameter clock: The time on the office's clock: what has not begun has no outcome yet, unless the service
    ///   itself put it off or called it off.
    /// - Returns: The contact as it stands now.
    @discardableResult
    package func callAsFunction(
        _ status: Contact.Status, of id: Contact.ID, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> Contact {
        try store.write { diary in
            guard var contact = try diary.caseload()?.contacts.first(where: { $0.id == id }) else {
                throw DiaryRefusal.noSuchContact(id)
            }
            if contact.status == status { return contact }
            // What the service itself put off or called off is nobody's failure to come.
            guard contact.status.countsAsOffered || !status.countsAsOffered || status == .attended else {
                throw DiaryRefusal.cannotBecome(id, from: contact.status, to: status)
            }
            guard !status.isOutcome || !status.countsAsOffered || contact.start <= clock else {
                throw DiaryRefusal.notYet(contact)
            }
            guard status != .planned, status.isOutcome || contact.status == .planned else {
                throw DiaryRefusal.cannotBecome(id, from: contact.status, to: status)
            }
            guard try diary.setStatus(status, of: id, at: now) else { throw DiaryRefusal.noSuchContact(id) }
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .alteration,
                    detail: "\(id) of \(contact.nominal), \(contact.start): \(status.rawValue), was "
                        + contact.status.rawValue))
            contact.status = status
            return contact
        }
    }
}
