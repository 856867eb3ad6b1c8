internal import Casework
internal import GRDB

/// A row of `agency`.
struct AgencyRecord: ReferencedRecord {
    static let databaseTableName = "agency"

    enum Columns {
        static let agency = Column("agency")
        static let name = Column("name")
        static let kind = Column("kind")
        static let sharing = Column("sharing")
        static let agreementUntil = Column("agreement_until")
        static let email = Column("email")
        static let current = Column("current")
    }

    var agency: Agency
    var isCurrent: Bool

    var reference: String { agency.id.text }
}

extension AgencyRecord {
    init(row: Row) throws {
        agency = Agency(
            id: try row.value(Columns.agency), name: try row.value(Columns.name), kind: try row.value(Columns.kind),
            sharing: try row.value(Columns.sharing), agreementUntil: try row.valueIfAny(Columns.agreementUntil),
            email: try row.valueIfAny(Columns.email))
        isCurrent = try row.value(Columns.current)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.agency] = agency.id
        container[Columns.name] = agency.name
        container[Columns.kind] = agency.kind
        container[Columns.sharing] = agency.sharing
        container[Columns.agreementUntil] = agency.agreementUntil
        container[Columns.email] = agency.email
        container[Columns.current] = isCurrent
    }
}
