internal import Casework
internal import GRDB
internal import Operations

/// Every contact, booked or past, whoever booked it: the tables `contact` and `contact_practitioner`.
struct Ledger {
    let db: Database

    func all() throws -> [ContactRecord] {
        try withCrews(
            try ContactRecord.fetchAll(db),
            try ContactPractitionerRecord.order(
                ContactPractitionerRecord.Columns.contact, ContactPractitionerRecord.Columns.position
            ).fetchAll(db))
    }

    /// Those that start within the days.
    func contacts(in days: Range<Day>) throws -> [ContactRecord] {
        let start = ContactRecord.Columns.start
        let (from, until) = (days.lowerBound.start, days.upperBound.start)
        return try withCrews(
            try ContactRecord.filter(start >= from && start < until).fetchAll(db),
            try ContactPractitionerRecord.fetchAll(
                db,
                sql: """
                    SELECT contact_practitioner.* FROM contact_practitioner JOIN contact USING (contact)
                    WHERE start >= ? AND start < ? ORDER BY contact, position
                    """,
                arguments: [from, until]))
    }

    func contact(_ id: Contact.ID) throws -> ContactRecord? {
        guard let row = try ContactRecord.fetchOne(db, key: id) else { return nil }
        let columns = ContactPractitionerRecord.Columns.self
        let crew = try ContactPractitionerRecord.filter(columns.contact == id).order(columns.position).fetchAll(db)
        return try withCrews([row], crew).first
    }

    func insert(_ row: ContactRecord) throws {
        try row.insert(db)
        try insertCrew(of: row.contact)
        try EventLog(db: db).note(row)
    }

    func update(_ row: ContactRecord, from old: ContactRecord) throws {
        try row.update(db)
        if row.stamp.sequence != old.stamp.sequence { try EventLog(db: db).note(row) }
        guard row.contact.practitioners != old.contact.practitioners else { return }
        try ContactPractitionerRecord.filter(ContactPractitionerRecord.Columns.contact == row.contact.id).deleteAll(db)
        try insertCrew(of: row.contact)
    }

    /// Takes a contact out, with a last stamp that says when.
    func delete(_ row: ContactRecord) throws {
        try row.delete(db)
        try EventLog(db: db).note(row, fellAway: true)
    }

    /// The diary's own word on a contact; false where there is no such contact.
    func setStatus(_ status: Contact.Status, of id: Contact.ID, at now: Timestamp) throws -> Bool {
        guard let stored = try contact(id) else { return false }
        var contact = stored.contact
        contact.status = status
        let changed = stored.changed(to: contact, detailsFrom: stored.detailsFrom, statusFrom: .diary, at: now)
        if changed != stored { try update(changed, from: stored) }
        return true
    }

    /// What a person has decided about a contact; false where there is no such contact.
    func change(_ contact: Contact, why: String?, at now: Timestamp) throws -> Bool {
        guard let stored = try self.contact(contact.id) else { return false }
        // Neither the next plan nor an older export is to undo it.
        var changed = stored.changed(to: contact, detailsFrom: .plan, statusFrom: .diary, at: now)
        changed.why = why
        if changed != stored { try update(changed, from: stored) }
        return true
    }

    /// A contact that a person has booked.
    func book(_ contact: Contact, at now: Timestamp) throws {
        let dropped = try DroppedContactRecord.lastSequences(db)[contact.id]
        try insert(
            ContactRecord(
                contact: contact, detailsFrom: .plan, statusFrom: .diary,
                stamp: StoredPlan.Stamp(sequence: dropped.map { $0 + 1 } ?? 0, changedAt: now)))
    }

    private func insertCrew(of contact: Contact) throws {
        for (position, practitioner) in contact.practitioners.enumerated() {
            try ContactPractitionerRecord(contact: contact.id, position: position, practitioner: practitioner)
                .insert(db)
        }
    }

    /// Takes the crews in order of position.
    private func withCrews(
        _ contacts: [ContactRecord], _ crews: [ContactPractitionerRecord]
    ) throws -> [ContactRecord] {
        let crews = Dictionary(grouping: crews, by: \.contact)
        return contacts.map { row in
            var row = row
            row.contact.practitioners = crews[row.contact.id, default: []].map(\.practitioner)
            return row
        }
    }
}
