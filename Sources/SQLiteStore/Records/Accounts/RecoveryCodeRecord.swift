internal import Casework
internal import GRDB

/// A row of `recovery_code`: one that has not been used.
struct RecoveryCodeRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "recovery_code"

    enum Columns {
        static let account = Column("account")
        static let digest = Column("digest")
    }

    var account: Account.ID
    var digest: String
}

extension RecoveryCodeRecord {
    init(row: Row) throws {
        account = try row.value(Columns.account)
        digest = try row.value(Columns.digest)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.account] = account
        container[Columns.digest] = digest
    }
}
