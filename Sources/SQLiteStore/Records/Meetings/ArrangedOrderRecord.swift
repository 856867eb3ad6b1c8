internal import Casework
internal import GRDB

/// A row of `arranged_order`: a slot's place in the order that a person has put the slots of a meeting in.
struct ArrangedOrderRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "arranged_order"

    enum Columns {
        static let meeting = Column("meeting")
        static let position = Column("position")
        static let nominal = Column("nominal")
    }

    var meeting: PlannedMeeting.ID
    var position: Int
    var nominal: Nominal.ID
}

extension ArrangedOrderRecord {
    init(row: Row) throws {
        meeting = try row.value(Columns.meeting)
        position = try row.value(Columns.position)
        nominal = try row.value(Columns.nominal)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.meeting] = meeting
        container[Columns.position] = position
        container[Columns.nominal] = nominal
    }
}
