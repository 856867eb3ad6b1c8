internal import Casework
internal import GRDB

/// A row of `slot_matter`: a line on why the slot is there.
struct SlotMatterRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "slot_matter"

    enum Columns {
        static let plan = Column("plan")
        static let meeting = Column("meeting")
        static let slot = Column("slot")
        static let position = Column("position")
        static let text = Column("text")
    }

    var plan: Int64
    var meeting: PlannedMeeting.ID
    var slot: Int
    var position: Int
    var text: String
}

extension SlotMatterRecord {
    init(row: Row) throws {
        plan = try row.value(Columns.plan)
        meeting = try row.value(Columns.meeting)
        slot = try row.value(Columns.slot)
        position = try row.value(Columns.position)
        text = try row.value(Columns.text)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.plan] = plan
        container[Columns.meeting] = meeting
        container[Columns.slot] = slot
        container[Columns.position] = position
        container[Columns.text] = text
    }
}
