internal import Casework
internal import GRDB
internal import Operations

/// A row of `dropped_contact`: a planned contact that a plan took out of the ledger, as it stood then.
///
/// It goes on to say which sequence numbers calendars have seen, should the contact come back, and that an export
/// which still has it as planned is out of date.
struct DroppedContactRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "dropped_contact"

    enum Columns {
        static let dropped = Column("dropped")
        static let contact = Column("contact")
        static let nominal = Column("nominal")
        static let kind = Column("kind")
        static let start = Column("start")
        static let minutes = Column("minutes")
        static let location = Column("location")
        static let crew = Column("crew")
        static let detailsFrom = Column("details_from")
        static let sequence = Column("sequence")
        static let droppedBy = Column("dropped_by")
        static let droppedAt = Column("dropped_at")
    }

    var contact: Contact
    var detailsFrom: ContactRecord.Source
    var sequence: Int
    var droppedBy: Int64
    var droppedAt: Timestamp
}

extension DroppedContactRecord {
    init(row: Row) throws {
        let crew: Crew = try row.value(Columns.crew)
        contact = Contact(
            id: try row.value(Columns.contact), nominal: try row.value(Columns.nominal),
            kind: try row.value(Columns.kind), start: try row.value(Columns.start),
            minutes: try row.value(Columns.minutes), place: try row.place(Columns.location),
            practitioners: crew.practitioners, status: .planned)
        detailsFrom = try row.value(Columns.detailsFrom)
        sequence = try row.value(Columns.sequence)
        droppedBy = try row.value(Columns.droppedBy)
        droppedAt = try row.value(Columns.droppedAt)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.contact] = contact.id
        container[Columns.nominal] = contact.nominal
        container[Columns.kind] = contact.kind
        container[Columns.start] = contact.start
        container[Columns.minutes] = contact.minutes
        container[Columns.location] = contact.place.location
        container[Columns.crew] = Crew(contact.practitioners)
        container[Columns.detailsFrom] = detailsFrom
        container[Columns.sequence] = sequence
        container[Columns.droppedBy] = droppedBy
        container[Columns.droppedAt] = droppedAt
    }

    /// The last sequence number of every contact that was ever dropped.
    static func lastSequences(_ db: Database) throws -> [Contact.ID: Int] {
        var last: [Contact.ID: Int] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT contact, max(sequence) AS sequence FROM dropped_contact GROUP BY contact")
        while let row = try rows.next() {
            last[try row.value(Columns.contact)] = try row.value(Columns.sequence)
        }
        return last
    }
}
