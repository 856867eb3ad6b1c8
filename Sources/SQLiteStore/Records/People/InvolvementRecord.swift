internal import Casework
internal import GRDB

/// A row of `involvement`.
struct InvolvementRecord: ListedRecord {
    static let databaseTableName = "involvement"

    enum Columns {
        static let nominal = Column("nominal")
        static let practitioner = Column("practitioner")
    }

    var involvement: Involvement
}

extension InvolvementRecord {
    init(row: Row) throws {
        involvement = Involvement(
            nominal: try row.value(Columns.nominal), practitioner: try row.value(Columns.practitioner))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.nominal] = involvement.nominal
        container[Columns.practitioner] = involvement.practitioner
    }
}
