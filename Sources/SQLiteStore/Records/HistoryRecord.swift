internal import Casework
internal import GRDB
internal import Operations

/// A row of `history`, as far as it can be read again.
struct HistoryRecord: FetchableRecord, TableRecord {
    static let databaseTableName = "history"

    enum Columns {
        static let entry = Column("entry")
        static let at = Column("at")
        static let actor = Column("actor")
        static let act = Column("act")
        static let agency = Column("agency")
        static let route = Column("route")
        static let detail = Column("detail")
        static let erasedBy = Column("erased_by")
    }

    var number: Int
    var entry: HistoryEntry
    var erasedBy: Int?

    init(row: Row) throws {
        number = try row.value(Columns.entry)
        entry = HistoryEntry(
            at: try row.value(Columns.at), actor: try row.value(Columns.actor), act: try row.value(Columns.act),
            detail: try row.value(Columns.detail), agency: try row.valueIfAny(Columns.agency),
            route: try row.valueIfAny(Columns.route))
        erasedBy = try row.valueIfAny(Columns.erasedBy)
    }
}
