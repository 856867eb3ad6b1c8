internal import Casework
internal import GRDB
internal import Operations

/// A row of `meeting_version`: since when a meeting has been as a plan says.
struct MeetingVersionRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "meeting_version"

    enum Columns {
        static let meeting = Column("meeting")
        static let sequence = Column("sequence")
        static let changedAt = Column("changed_at")
        static let fellAway = Column("fell_away")
        static let restated = Column("restated")
        static let plan = Column("plan")
    }

    var meeting: PlannedMeeting.ID
    var stamp: StoredPlan.Stamp
    var hasFallenAway = false
    /// Whether the meeting is as it was, and the caseload says something new around it.
    var isRestated = false
    /// The plan that first had it so, or was the last to have it.
    var plan: Int64
}

extension MeetingVersionRecord {
    init(row: Row) throws {
        meeting = try row.value(Columns.meeting)
        stamp = StoredPlan.Stamp(
            sequence: try row.value(Columns.sequence), changedAt: try row.value(Columns.changedAt))
        hasFallenAway = try row.value(Columns.fellAway)
        isRestated = try row.value(Columns.restated)
        plan = try row.value(Columns.plan)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.meeting] = meeting
        container[Columns.sequence] = stamp.sequence
        container[Columns.changedAt] = stamp.changedAt
        container[Columns.fellAway] = hasFallenAway
        container[Columns.restated] = isRestated
        container[Columns.plan] = plan
    }
}
