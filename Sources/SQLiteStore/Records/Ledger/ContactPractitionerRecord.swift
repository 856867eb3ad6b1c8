internal import Casework
internal import GRDB

/// A row of `contact_practitioner`: one of a contact's crew.
struct ContactPractitionerRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "contact_practitioner"

    enum Columns {
        static let contact = Column("contact")
        static let position = Column("position")
        static let practitioner = Column("practitioner")
    }

    var contact: Contact.ID
    var position: Int
    var practitioner: Practitioner.ID
}

extension ContactPractitionerRecord {
    init(row: Row) throws {
        contact = try row.value(Columns.contact)
        position = try row.value(Columns.position)
        practitioner = try row.value(Columns.practitioner)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.contact] = contact
        container[Columns.position] = position
        container[Columns.practitioner] = practitioner
    }
}
