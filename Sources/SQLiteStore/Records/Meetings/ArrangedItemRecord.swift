internal import Casework
internal import GRDB

/// A row of `arranged_item`: what a person has settled about one item of a meeting.
struct ArrangedItemRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "arranged_item"

    enum Columns {
        static let meeting = Column("meeting")
        static let nominal = Column("nominal")
        static let turn = Column("turn")
        static let why = Column("why")
        static let minutes = Column("minutes")
    }

    var meeting: PlannedMeeting.ID
    var item: ArrangedItem
}

extension ArrangedItemRecord {
    init(row: Row) throws {
        meeting = try row.value(Columns.meeting)
        item = ArrangedItem(
            nominal: try row.value(Columns.nominal), turn: try row.valueIfAny(Columns.turn),
            why: try row.valueIfAny(Columns.why), minutes: try row.valueIfAny(Columns.minutes))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.meeting] = meeting
        container[Columns.nominal] = item.nominal
        container[Columns.turn] = item.turn
        container[Columns.why] = item.why
        container[Columns.minutes] = item.minutes
    }
}
