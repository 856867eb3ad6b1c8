internal import Casework
internal import GRDB

/// A row of `noted`: an item noted without discussion.
struct NotedRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "noted"

    enum Columns {
        static let plan = Column("plan")
        static let meeting = Column("meeting")
        static let position = Column("position")
        static let nominal = Column("nominal")
    }

    var plan: Int64
    var meeting: PlannedMeeting.ID
    var position: Int
    var nominal: Nominal.ID
}

extension NotedRecord {
    init(row: Row) throws {
        plan = try row.value(Columns.plan)
        meeting = try row.value(Columns.meeting)
        position = try row.value(Columns.position)
        nominal = try row.value(Columns.nominal)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.plan] = plan
        container[Columns.meeting] = meeting
        container[Columns.position] = position
        container[Columns.nominal] = nominal
    }
}
