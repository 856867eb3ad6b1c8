internal import Casework
internal import GRDB

/// A row of `working_pattern`.
struct WorkingPatternRecord: ListedRecord {
    static let databaseTableName = "working_pattern"

    enum Columns {
        static let practitioner = Column("practitioner")
        static let weekday = Column("weekday")
        static let start = Column("start_time")
        static let end = Column("end_time")
        static let location = Column("location")
        static let from = Column("from_day")
        static let until = Column("until_day")
    }

    var block: WorkingBlock
}

extension WorkingPatternRecord {
    init(row: Row) throws {
        block = WorkingBlock(
            practitioner: try row.value(Columns.practitioner), weekday: try row.value(Columns.weekday),
            start: try row.value(Columns.start), end: try row.value(Columns.end),
            location: try row.valueIfAny(Columns.location), from: try row.valueIfAny(Columns.from),
            until: try row.valueIfAny(Columns.until))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.practitioner] = block.practitioner
        container[Columns.weekday] = block.weekday
        container[Columns.start] = block.start
        container[Columns.end] = block.end
        container[Columns.location] = block.location
        container[Columns.from] = block.from
        container[Columns.until] = block.until
    }
}
