internal import Casework
internal import GRDB

/// A row of `unavailability`.
struct UnavailabilityRecord: ListedRecord {
    static let databaseTableName = "unavailability"

    enum Columns {
        static let nominal = Column("nominal")
        static let day = Column("day")
        static let start = Column("start_time")
        static let end = Column("end_time")
        static let reason = Column("reason")
    }

    var unavailability: Unavailability
}

extension UnavailabilityRecord {
    init(row: Row) throws {
        unavailability = Unavailability(
            nominal: try row.value(Columns.nominal), day: try row.value(Columns.day),
            start: try row.value(Columns.start), end: try row.value(Columns.end),
            reason: try row.valueIfAny(Columns.reason))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.nominal] = unavailability.nominal
        container[Columns.day] = unavailability.day
        container[Columns.start] = unavailability.start
        container[Columns.end] = unavailability.end
        container[Columns.reason] = unavailability.reason
    }
}
