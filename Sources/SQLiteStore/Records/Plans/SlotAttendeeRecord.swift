internal import Casework
internal import GRDB

/// A row of `slot_attendee`: someone a slot needs, there or not.
struct SlotAttendeeRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "slot_attendee"

    enum Columns {
        static let plan = Column("plan")
        static let meeting = Column("meeting")
        static let slot = Column("slot")
        static let practitioner = Column("practitioner")
        static let position = Column("position")
        static let isAbsent = Column("absent")
    }

    var plan: Int64
    var meeting: PlannedMeeting.ID
    var slot: Int
    var practitioner: Practitioner.ID
    var position: Int
    var isAbsent: Bool
}

extension SlotAttendeeRecord {
    init(row: Row) throws {
        plan = try row.value(Columns.plan)
        meeting = try row.value(Columns.meeting)
        slot = try row.value(Columns.slot)
        practitioner = try row.value(Columns.practitioner)
        position = try row.value(Columns.position)
        isAbsent = try row.value(Columns.isAbsent)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.plan] = plan
        container[Columns.meeting] = meeting
        container[Columns.slot] = slot
        container[Columns.practitioner] = practitioner
        container[Columns.position] = position
        container[Columns.isAbsent] = isAbsent
    }
}
