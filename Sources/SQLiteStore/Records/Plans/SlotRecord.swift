internal import Casework
internal import GRDB

/// A row of `slot`: a nominal's timeslot at a meeting.
struct SlotRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "slot"

    enum Columns {
        static let plan = Column("plan")
        static let meeting = Column("meeting")
        static let position = Column("position")
        static let nominal = Column("nominal")
        static let reason = Column("reason")
        static let start = Column("start")
        static let minutes = Column("minutes")
        static let why = Column("why")
    }

    var plan: Int64
    var meeting: PlannedMeeting.ID
    var position: Int
    var nominal: Nominal.ID
    var reason: SlotReason
    var start: Moment
    var minutes: Int
    var why: String
}

extension SlotRecord {
    init(row: Row) throws {
        plan = try row.value(Columns.plan)
        meeting = try row.value(Columns.meeting)
        position = try row.value(Columns.position)
        nominal = try row.value(Columns.nominal)
        reason = try row.value(Columns.reason)
        start = try row.value(Columns.start)
        minutes = try row.value(Columns.minutes)
        why = try row.value(Columns.why)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.plan] = plan
        container[Columns.meeting] = meeting
        container[Columns.position] = position
        container[Columns.nominal] = nominal
        container[Columns.reason] = reason
        container[Columns.start] = start
        container[Columns.minutes] = minutes
        container[Columns.why] = why
    }
}
