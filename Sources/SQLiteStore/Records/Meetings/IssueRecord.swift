internal import Casework
internal import GRDB
internal import Operations

/// A row of `issue`: a meeting's agenda was given out, as a plan had it.
struct IssueRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "issue"

    enum Columns {
        static let meeting = Column("meeting")
        static let plan = Column("plan")
        static let issuedAt = Column("issued_at")
    }

    var meeting: PlannedMeeting.ID
    var plan: Int64
    var issuedAt: Timestamp
}

extension IssueRecord {
    init(row: Row) throws {
        meeting = try row.value(Columns.meeting)
        plan = try row.value(Columns.plan)
        issuedAt = try row.value(Columns.issuedAt)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.meeting] = meeting
        container[Columns.plan] = plan
        container[Columns.issuedAt] = issuedAt
    }
}
