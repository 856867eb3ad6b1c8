internal import GRDB
internal import Operations

/// A row of `history`.
struct HistoryRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "history"

    enum Columns {
        static let at = Column("at")
        static let actor = Column("actor")
        static let act = Column("act")
        static let detail = Column("detail")
    }

    var at: Timestamp
    var actor: String
    var act: HistoryEntry.Act
    var detail: String

    init(_ entry: HistoryEntry) {
        (at, actor, act, detail) = (entry.at, entry.actor, entry.act, entry.detail)
    }

    var entry: HistoryEntry { HistoryEntry(at: at, actor: actor, act: act, detail: detail) }
}

extension HistoryRecord {
    init(row: Row) throws {
        at = try row.value(Columns.at)
        actor = try row.value(Columns.actor)
        act = try row.value(Columns.act)
        detail = try row.value(Columns.detail)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.at] = at
        container[Columns.actor] = actor
        container[Columns.act] = act
        container[Columns.detail] = detail
    }
}
