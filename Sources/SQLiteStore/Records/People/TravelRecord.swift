internal import Casework
internal import GRDB

/// A row of `travel`.
struct TravelRecord: ListedRecord {
    static let databaseTableName = "travel"

    enum Columns {
        static let from = Column("from_location")
        static let to = Column("to_location")
        static let minutes = Column("minutes")
    }

    var from: Location.ID
    var to: Location.ID
    var minutes: Int
}

extension TravelRecord {
    init(row: Row) throws {
        from = try row.value(Columns.from)
        to = try row.value(Columns.to)
        minutes = try row.value(Columns.minutes)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.from] = from
        container[Columns.to] = to
        container[Columns.minutes] = minutes
    }
}
