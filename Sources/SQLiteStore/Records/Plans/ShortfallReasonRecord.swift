internal import Casework
internal import GRDB

/// A row of `shortfall_reason`: why, in words.
struct ShortfallReasonRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "shortfall_reason"

    enum Columns {
        static let plan = Column("plan")
        static let shortfall = Column("shortfall")
        static let position = Column("position")
        static let text = Column("text")
    }

    var plan: Int64
    var shortfall: Int
    var position: Int
    var text: String
}

extension ShortfallReasonRecord {
    init(row: Row) throws {
        plan = try row.value(Columns.plan)
        shortfall = try row.value(Columns.shortfall)
        position = try row.value(Columns.position)
        text = try row.value(Columns.text)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.plan] = plan
        container[Columns.shortfall] = shortfall
        container[Columns.position] = position
        container[Columns.text] = text
    }
}
