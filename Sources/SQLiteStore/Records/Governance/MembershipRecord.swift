internal import Casework
internal import GRDB

/// When a nominal has been on record: columns of `nominal` that a caseload has no room for.
struct MembershipRecord: FetchableRecord {
    private enum Columns {
        static let leftOn = Column("left_on")
        static let current = Column("current")
    }

    var membership: Membership

    init(row: Row) throws {
        let nominal = try NominalRecord(row: row).nominal
        membership = Membership(nominal: nominal, leftOn: try row.valueIfAny(Columns.leftOn))
    }

    static func all(_ db: Database) throws -> [MembershipRecord] {
        try fetchAll(db, sql: "SELECT * FROM nominal ORDER BY nominal")
    }

    /// Notes since when a nominal has been in no import, and forgets it of those who are back.
    static func follow(_ db: Database, on day: Day) throws {
        let table = Table<Row>("nominal")
        try table.filter(Columns.current == false && Columns.leftOn == nil)
            .updateAll(db, Columns.leftOn.set(to: day))
        try table.filter(Columns.current == true && Columns.leftOn != nil)
            .updateAll(db, Columns.leftOn.set(to: nil as Day?))
    }
}
