internal import GRDB

/// The one row of `diary`.
struct DiaryRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "diary"

    enum Columns {
        static let diary = Column("diary")
        static let revision = Column("revision")
    }

    var revision: Int
}

extension DiaryRecord {
    init(row: Row) throws {
        revision = try row.value(Columns.revision)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.diary] = 1
        container[Columns.revision] = revision
    }

    static func raiseRevision(_ db: Database) throws {
        try DiaryRecord.updateAll(db, Columns.revision.set(to: Columns.revision + 1))
    }
}
