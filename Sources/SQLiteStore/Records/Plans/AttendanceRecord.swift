internal import Casework
internal import GRDB

/// A row of `attendance`: from when until when a practitioner is expected.
struct AttendanceRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "attendance"

    enum Columns {
        static let plan = Column("plan")
        static let meeting = Column("meeting")
        static let position = Column("position")
        static let practitioner = Column("practitioner")
        static let start = Column("start")
        static let end = Column("end_at")
    }

    var plan: Int64
    var meeting: PlannedMeeting.ID
    var position: Int
    var practitioner: Practitioner.ID
    var interval: Range<Moment>
}

extension AttendanceRecord {
    init(row: Row) throws {
        plan = try row.value(Columns.plan)
        meeting = try row.value(Columns.meeting)
        position = try row.value(Columns.position)
        practitioner = try row.value(Columns.practitioner)
        interval = try row.interval(Columns.start, Columns.end)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.plan] = plan
        container[Columns.meeting] = meeting
        container[Columns.position] = position
        container[Columns.practitioner] = practitioner
        container[Columns.start] = interval.lowerBound
        container[Columns.end] = interval.upperBound
    }
}
