internal import Casework
internal import GRDB

/// A row of `practitioner`.
struct PractitionerRecord: ReferencedRecord {
    static let databaseTableName = "practitioner"

    enum Columns {
        static let practitioner = Column("practitioner")
        static let name = Column("name")
        static let agency = Column("agency")
        static let role = Column("role")
        static let base = Column("base")
        static let email = Column("email")
        static let current = Column("current")
    }

    var practitioner: Practitioner
    var isCurrent: Bool

    var reference: String { practitioner.id.text }

    /// Those of the last import.
    static func current(_ db: Database) throws -> Set<Practitioner.ID> {
        Set(try filter(Columns.current == true).fetchAll(db).map(\.practitioner.id))
    }
}

extension PractitionerRecord {
    init(row: Row) throws {
        practitioner = Practitioner(
            id: try row.value(Columns.practitioner), name: try row.value(Columns.name),
            agency: try row.value(Columns.agency), role: try row.value(Columns.role),
            base: try row.value(Columns.base), email: try row.valueIfAny(Columns.email))
        isCurrent = try row.value(Columns.current)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.practitioner] = practitioner.id
        container[Columns.name] = practitioner.name
        container[Columns.agency] = practitioner.agency
        container[Columns.role] = practitioner.role
        container[Columns.base] = practitioner.base
        container[Columns.email] = practitioner.email
        container[Columns.current] = isCurrent
    }
}
