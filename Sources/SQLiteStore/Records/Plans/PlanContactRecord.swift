internal import Casework
internal import GRDB

/// A row of `plan_contact`: what a plan said of a contact at the time.
struct PlanContactRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "plan_contact"

    enum Columns {
        static let plan = Column("plan")
        static let contact = Column("contact")
        static let nominal = Column("nominal")
        static let kind = Column("kind")
        static let start = Column("start")
        static let minutes = Column("minutes")
        static let location = Column("location")
        static let crew = Column("crew")
        static let status = Column("status")
    }

    var plan: Int64
    var contact: Contact
}

extension PlanContactRecord {
    init(row: Row) throws {
        let crew: Crew = try row.value(Columns.crew)
        plan = try row.value(Columns.plan)
        contact = Contact(
            id: try row.value(Columns.contact), nominal: try row.value(Columns.nominal),
            kind: try row.value(Columns.kind), start: try row.value(Columns.start),
            minutes: try row.value(Columns.minutes), place: try row.place(Columns.location),
            practitioners: crew.practitioners, status: try row.value(Columns.status))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.plan] = plan
        container[Columns.contact] = contact.id
        container[Columns.nominal] = contact.nominal
        container[Columns.kind] = contact.kind
        container[Columns.start] = contact.start
        container[Columns.minutes] = contact.minutes
        container[Columns.location] = contact.place.location
        container[Columns.crew] = Crew(contact.practitioners)
        container[Columns.status] = contact.status
    }
}
