internal import Casework
internal import GRDB

/// A row of `action`.
struct ActionRecord: FetchableRecord, PersistableRecord, Equatable {
    static let databaseTableName = "action"

    enum Columns {
        static let action = Column("action")
        static let nominal = Column("nominal")
        static let meeting = Column("meeting")
        static let raisedOn = Column("raised_on")
        static let owner = Column("owner")
        static let dueOn = Column("due_on")
        static let text = Column("text")
        static let status = Column("status")
        static let detailsFrom = Column("details_from")
        static let closedOn = Column("closed_on")
        static let closedBy = Column("closed_by")
        static let remark = Column("remark")
    }

    /// Who raised it.
    enum Source: String, DatabaseValueConvertible {
        case `import`, diary
    }

    var action: Action
    var detailsFrom: Source
}

extension ActionRecord {
    init(row: Row) throws {
        action = Action(
            id: try row.value(Columns.action), nominal: try row.valueIfAny(Columns.nominal),
            meeting: try row.value(Columns.meeting), raisedOn: try row.value(Columns.raisedOn),
            owner: try row.value(Columns.owner), dueOn: try row.valueIfAny(Columns.dueOn),
            text: try row.value(Columns.text), status: try row.value(Columns.status))
        if let day: Day = try row.valueIfAny(Columns.closedOn) {
            action.closing = Action.Closing(
                on: day, by: try row.value(Columns.closedBy), remark: try row.valueIfAny(Columns.remark))
        }
        detailsFrom = try row.value(Columns.detailsFrom)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.action] = action.id
        container[Columns.nominal] = action.nominal
        container[Columns.meeting] = action.meeting
        container[Columns.raisedOn] = action.raisedOn
        container[Columns.owner] = action.owner
        container[Columns.dueOn] = action.dueOn
        container[Columns.text] = action.text
        container[Columns.status] = action.status
        container[Columns.detailsFrom] = detailsFrom
        container[Columns.closedOn] = action.closing?.on
        container[Columns.closedBy] = action.closing?.by
        container[Columns.remark] = action.closing?.remark
    }
}
