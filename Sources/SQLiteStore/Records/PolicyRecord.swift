internal import GRDB

/// The one row of `policy`; there is none before the first import.
struct PolicyRecord: FetchableRecord, PersistableRecord, Equatable {
    static let databaseTableName = "policy"

    enum Columns {
        static let policy = Column("policy")
        static let content = Column("content")
    }

    /// A `PolicyDocument` as JSON.
    var content: String
}

extension PolicyRecord {
    init(row: Row) throws {
        content = try row.value(Columns.content)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.policy] = 1
        container[Columns.content] = content
    }
}
