internal import Casework
internal import GRDB

/// A row of `shortfall`.
struct ShortfallRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "shortfall"

    enum Columns {
        static let plan = Column("plan")
        static let position = Column("position")
        static let nominal = Column("nominal")
        static let week = Column("week")
        static let target = Column("target")
        static let booked = Column("booked")
        static let missingContacts = Column("missing_contacts")
        static let isJointMissing = Column("missing_joint")
        static let isHomeMissing = Column("missing_home")
    }

    var plan: Int64
    var position: Int
    var nominal: Nominal.ID
    var week: Day
    var target: Int
    var booked: Int
    var missingContacts: Int
    var isJointMissing: Bool
    var isHomeMissing: Bool
}

extension ShortfallRecord {
    init(row: Row) throws {
        plan = try row.value(Columns.plan)
        position = try row.value(Columns.position)
        nominal = try row.value(Columns.nominal)
        week = try row.value(Columns.week)
        target = try row.value(Columns.target)
        booked = try row.value(Columns.booked)
        missingContacts = try row.value(Columns.missingContacts)
        isJointMissing = try row.value(Columns.isJointMissing)
        isHomeMissing = try row.value(Columns.isHomeMissing)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.plan] = plan
        container[Columns.position] = position
        container[Columns.nominal] = nominal
        container[Columns.week] = week
        container[Columns.target] = target
        container[Columns.booked] = booked
        container[Columns.missingContacts] = missingContacts
        container[Columns.isJointMissing] = isJointMissing
        container[Columns.isHomeMissing] = isHomeMissing
    }
}
