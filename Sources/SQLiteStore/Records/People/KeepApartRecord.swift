internal import Casework
internal import GRDB

/// A row of `keep_apart`.
struct KeepApartRecord: ListedRecord {
    static let databaseTableName = "keep_apart"

    enum Columns {
        static let first = Column("first")
        static let second = Column("second")
    }

    var pair: KeepApart
}

extension KeepApartRecord {
    init(row: Row) throws {
        pair = KeepApart(
            first: try row.value(Columns.first), second: try row.value(Columns.second))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.first] = pair.first
        container[Columns.second] = pair.second
    }
}
