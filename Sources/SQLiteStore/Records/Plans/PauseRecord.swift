internal import Casework
internal import GRDB

/// A row of `pause`: a break in a meeting.
struct PauseRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "pause"

    enum Columns {
        static let plan = Column("plan")
        static let meeting = Column("meeting")
        static let start = Column("start")
        static let minutes = Column("minutes")
    }

    var plan: Int64
    var meeting: PlannedMeeting.ID
    var start: Moment
    var minutes: Int
}

extension PauseRecord {
    init(row: Row) throws {
        plan = try row.value(Columns.plan)
        meeting = try row.value(Columns.meeting)
        start = try row.value(Columns.start)
        minutes = try row.value(Columns.minutes)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.plan] = plan
        container[Columns.meeting] = meeting
        container[Columns.start] = start
        container[Columns.minutes] = minutes
    }
}
