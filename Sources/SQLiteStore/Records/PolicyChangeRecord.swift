internal import Casework
internal import GRDB
internal import Operations

/// A row of `policy_change`.
struct PolicyChangeRecord: FetchableRecord, MutablePersistableRecord {
    static let databaseTableName = "policy_change"

    enum Columns {
        static let number = Column("change")
        static let setting = Column("setting")
        static let was = Column("was")
        static let value = Column("value")
        static let madeOn = Column("made_on")
        static let madeBy = Column("made_by")
        static let madeAt = Column("made_at")
        static let reason = Column("reason")
        static let overtakenAt = Column("overtaken_at")
    }

    private var number: Int64?
    var change: PolicyChange
    private var madeAt: Timestamp
    private var overtakenAt: Timestamp?

    init(change: PolicyChange, madeAt: Timestamp, overtakenAt: Timestamp?) {
        self.change = change
        self.madeAt = madeAt
        self.overtakenAt = overtakenAt
    }

    mutating func didInsert(_ inserted: InsertionSuccess) { number = inserted.rowID }

    static func inForce(_ db: Database) throws -> [PolicyChangeRecord] {
        try filter(Columns.overtakenAt == nil).order(Columns.number).fetchAll(db)
    }

    /// Marks changes that something later goes before, and says which settings they were of.
    @discardableResult
    static func overtake(
        _ db: Database, at now: Timestamp, _ isOvertaken: (PolicyChange) -> Bool
    ) throws -> [PolicySetting] {
        try inForce(db).filter { isOvertaken($0.change) }.map { row in
            var row = row
            row.overtakenAt = now
            try row.update(db)
            return row.change.setting
        }
    }
}

extension PolicyChangeRecord {
    init(row: Row) throws {
        guard let setting = PolicySetting(code: try row.value(Columns.setting)) else {
            throw StoreError.damaged(column: Columns.setting.name)
        }
        number = try row.value(Columns.number)
        madeAt = try row.value(Columns.madeAt)
        overtakenAt = try row.valueIfAny(Columns.overtakenAt)
        change = PolicyChange(
            setting: setting, was: try row.value(Columns.was), value: try row.value(Columns.value),
            madeOn: try row.value(Columns.madeOn), madeBy: try row.value(Columns.madeBy),
            reason: try row.value(Columns.reason), isOvertaken: overtakenAt != nil)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.number] = number
        container[Columns.setting] = change.setting.code
        container[Columns.was] = change.was
        container[Columns.value] = change.value
        container[Columns.madeOn] = change.madeOn
        container[Columns.madeBy] = change.madeBy
        container[Columns.madeAt] = madeAt
        container[Columns.reason] = change.reason
        container[Columns.overtakenAt] = overtakenAt
    }
}
