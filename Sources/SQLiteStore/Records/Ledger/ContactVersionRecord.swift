internal import Casework
internal import GRDB
internal import Operations

/// A row of `contact_version`: one state of a contact, and since when.
struct ContactVersionRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "contact_version"

    enum Columns {
        static let contact = Column("contact")
        static let sequence = Column("sequence")
        static let changedAt = Column("changed_at")
        static let fellAway = Column("fell_away")
        static let restated = Column("restated")
        static let nominal = Column("nominal")
        static let kind = Column("kind")
        static let start = Column("start")
        static let minutes = Column("minutes")
        static let location = Column("location")
        static let crew = Column("crew")
        static let status = Column("status")
    }

    var contact: Contact
    var stamp: StoredPlan.Stamp
    var hasFallenAway: Bool
    /// Whether the contact is as it was, and the caseload says something new around it.
    var isRestated: Bool

    var version: EventHistory.Version<Contact> {
        EventHistory.Version(
            hasFallenAway ? nil : contact, sequence: stamp.sequence, changedAt: stamp.changedAt.seconds,
            isRestated: isRestated)
    }
}

extension ContactVersionRecord {
    init(row: Row) throws {
        let crew: Crew = try row.value(Columns.crew)
        contact = Contact(
            id: try row.value(Columns.contact), nominal: try row.value(Columns.nominal),
            kind: try row.value(Columns.kind), start: try row.value(Columns.start),
            minutes: try row.value(Columns.minutes), place: try row.place(Columns.location),
            practitioners: crew.practitioners, status: try row.value(Columns.status))
        stamp = StoredPlan.Stamp(
            sequence: try row.value(Columns.sequence), changedAt: try row.value(Columns.changedAt))
        hasFallenAway = try row.value(Columns.fellAway)
        isRestated = try row.value(Columns.restated)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.contact] = contact.id
        container[Columns.sequence] = stamp.sequence
        container[Columns.changedAt] = stamp.changedAt
        container[Columns.fellAway] = hasFallenAway
        container[Columns.restated] = isRestated
        container[Columns.nominal] = contact.nominal
        container[Columns.kind] = contact.kind
        container[Columns.start] = contact.start
        container[Columns.minutes] = contact.minutes
        container[Columns.location] = contact.place.location
        container[Columns.crew] = Crew(contact.practitioners)
        container[Columns.status] = contact.status
    }
}
