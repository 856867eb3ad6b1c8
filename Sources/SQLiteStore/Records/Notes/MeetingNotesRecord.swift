internal import Casework
internal import GRDB

/// A row of `meeting_notes`: that a meeting is noted, from when until when.
struct MeetingNotesRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "meeting_notes"

    enum Columns {
        static let meeting = Column("meeting")
        static let heldOn = Column("held_on")
        static let startedAt = Column("started_at")
        static let endedAt = Column("ended_at")
    }

    var meeting: PlannedMeeting.ID
    var heldOn: Day
    var startedAt: Moment?
    var endedAt: Moment?
}

extension MeetingNotesRecord {
    init(row: Row) throws {
        meeting = try row.value(Columns.meeting)
        heldOn = try row.value(Columns.heldOn)
        startedAt = try row.valueIfAny(Columns.startedAt)
        endedAt = try row.valueIfAny(Columns.endedAt)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.meeting] = meeting
        container[Columns.heldOn] = heldOn
        container[Columns.startedAt] = startedAt
        container[Columns.endedAt] = endedAt
    }
}
