internal import Casework
internal import GRDB

/// A row of `shortfall_cause`: a sort of cause.
struct ShortfallCauseRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "shortfall_cause"

    enum Columns {
        static let plan = Column("plan")
        static let shortfall = Column("shortfall")
        static let position = Column("position")
        static let cause = Column("cause")
    }

    var plan: Int64
    var shortfall: Int
    var position: Int
    var cause: Shortfall.Cause
}

extension ShortfallCauseRecord {
    init(row: Row) throws {
        plan = try row.value(Columns.plan)
        shortfall = try row.value(Columns.shortfall)
        position = try row.value(Columns.position)
        cause = try row.value(Columns.cause)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.plan] = plan
        container[Columns.shortfall] = shortfall
        container[Columns.position] = position
        container[Columns.cause] = cause
    }
}
