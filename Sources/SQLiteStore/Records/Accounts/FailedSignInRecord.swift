internal import GRDB
internal import Operations

/// A row of `failed_sign_in`: how often in a row signing in has failed under a name.
struct FailedSignInRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "failed_sign_in"

    enum Columns {
        static let digest = Column("digest")
        static let failures = Column("failures")
        static let lastAt = Column("last_at")
        static let waitsUntil = Column("waits_until")
    }

    var digest: String
    var failures: FailedSignIns
}

extension FailedSignInRecord {
    init(row: Row) throws {
        digest = try row.value(Columns.digest)
        failures = FailedSignIns(
            count: try row.value(Columns.failures), lastAt: try row.value(Columns.lastAt),
            waitsUntil: try row.value(Columns.waitsUntil))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.digest] = digest
        container[Columns.failures] = failures.count
        container[Columns.lastAt] = failures.lastAt
        container[Columns.waitsUntil] = failures.waitsUntil
    }
}
