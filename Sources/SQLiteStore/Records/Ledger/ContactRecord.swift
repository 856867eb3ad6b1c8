internal import Casework
internal import GRDB
internal import Operations

/// A row of `contact`: an appointment as it stands now, its crew apart.
struct ContactRecord: FetchableRecord, PersistableRecord, Equatable {
    static let databaseTableName = "contact"

    enum Columns {
        static let contact = Column("contact")
        static let nominal = Column("nominal")
        static let kind = Column("kind")
        static let start = Column("start")
        static let minutes = Column("minutes")
        static let location = Column("location")
        static let status = Column("status")
        static let detailsFrom = Column("details_from")
        static let statusFrom = Column("status_from")
        static let sequence = Column("sequence")
        static let changedAt = Column("changed_at")
        static let why = Column("why")
    }

    /// Whose word it is that the ledger holds.
    enum Source: String, DatabaseValueConvertible {
        case `import`, plan, diary
    }

    /// Without its crew when read from a row.
    var contact: Contact
    /// Whose start, place and crew these are.
    var detailsFrom: Source
    var statusFrom: Source
    var stamp: StoredPlan.Stamp
    /// A person's reason for moving it or calling it off.
    var why: String?
}

extension ContactRecord {
    init(row: Row) throws {
        contact = Contact(
            id: try row.value(Columns.contact), nominal: try row.value(Columns.nominal),
            kind: try row.value(Columns.kind), start: try row.value(Columns.start),
            minutes: try row.value(Columns.minutes), place: try row.place(Columns.location), practitioners: [],
            status: try row.value(Columns.status))
        detailsFrom = try row.value(Columns.detailsFrom)
        statusFrom = try row.value(Columns.statusFrom)
        stamp = StoredPlan.Stamp(
            sequence: try row.value(Columns.sequence), changedAt: try row.value(Columns.changedAt))
        why = try row.valueIfAny(Columns.why)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.contact] = contact.id
        container[Columns.nominal] = contact.nominal
        container[Columns.kind] = contact.kind
        container[Columns.start] = contact.start
        container[Columns.minutes] = contact.minutes
        container[Columns.location] = contact.place.location
        container[Columns.status] = contact.status
        container[Columns.detailsFrom] = detailsFrom
        container[Columns.statusFrom] = statusFrom
        container[Columns.sequence] = stamp.sequence
        container[Columns.changedAt] = stamp.changedAt
        container[Columns.why] = why
    }
}
