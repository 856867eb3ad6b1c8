internal import Casework
internal import GRDB

/// A row of `variation`.
struct VariationRecord: ListedRecord {
    static let databaseTableName = "variation"

    enum Columns {
        static let nominal = Column("nominal")
        static let from = Column("from_day")
        static let until = Column("until_day")
        static let contacts = Column("contacts")
        static let jointEveryWeeks = Column("joint_every_weeks")
        static let homeEveryWeeks = Column("home_every_weeks")
        static let agreedOn = Column("agreed_on")
        static let agreedBy = Column("agreed_by")
        static let reason = Column("reason")
    }

    var variation: Variation
}

extension VariationRecord {
    init(row: Row) throws {
        variation = Variation(
            nominal: try row.value(Columns.nominal), from: try row.value(Columns.from),
            until: try row.value(Columns.until), contacts: try row.value(Columns.contacts),
            jointEveryWeeks: try row.valueIfAny(Columns.jointEveryWeeks),
            homeEveryWeeks: try row.valueIfAny(Columns.homeEveryWeeks), agreedOn: try row.value(Columns.agreedOn),
            agreedBy: try row.value(Columns.agreedBy), reason: try row.valueIfAny(Columns.reason))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.nominal] = variation.nominal
        container[Columns.from] = variation.from
        container[Columns.until] = variation.until
        container[Columns.contacts] = variation.contacts
        container[Columns.jointEveryWeeks] = variation.jointEveryWeeks
        container[Columns.homeEveryWeeks] = variation.homeEveryWeeks
        container[Columns.agreedOn] = variation.agreedOn
        container[Columns.agreedBy] = variation.agreedBy
        container[Columns.reason] = variation.reason
    }
}
