internal import Casework
internal import GRDB

/// A row of `deferral`: an item that did not fit.
struct DeferralRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "deferral"

    enum Columns {
        static let plan = Column("plan")
        static let meeting = Column("meeting")
        static let position = Column("position")
        static let nominal = Column("nominal")
        static let due = Column("due")
    }

    var plan: Int64
    var meeting: PlannedMeeting.ID
    var position: Int
    var nominal: Nominal.ID
    var due: Day
}

extension DeferralRecord {
    init(row: Row) throws {
        plan = try row.value(Columns.plan)
        meeting = try row.value(Columns.meeting)
        position = try row.value(Columns.position)
        nominal = try row.value(Columns.nominal)
        due = try row.value(Columns.due)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.plan] = plan
        container[Columns.meeting] = meeting
        container[Columns.position] = position
        container[Columns.nominal] = nominal
        container[Columns.due] = due
    }
}
