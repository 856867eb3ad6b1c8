internal import Casework
internal import GRDB
internal import Operations

/// A row of `feed_link`.
struct FeedLinkRecord: FetchableRecord, MutablePersistableRecord {
    static let databaseTableName = "feed_link"

    enum Columns {
        static let link = Column("link")
        static let digest = Column("digest")
        static let owner = Column("owner")
        static let practitioner = Column("practitioner")
        static let level = Column("level")
        static let label = Column("label")
        static let madeAt = Column("made_at")
        static let lastFetchedAt = Column("last_fetched_at")
        static let revokedAt = Column("revoked_at")
    }

    var link: FeedLink
    var digest: String

    init(link: FeedLink, digest: String) {
        self.link = link
        self.digest = digest
    }

    mutating func didInsert(_ inserted: InsertionSuccess) { link.number = Int(inserted.rowID) }
}

extension FeedLinkRecord {
    init(row: Row) throws {
        link = FeedLink(
            number: try row.value(Columns.link), owner: try row.value(Columns.owner),
            practitioner: try row.value(Columns.practitioner), level: try row.value(Columns.level),
            label: try row.valueIfAny(Columns.label), madeAt: try row.value(Columns.madeAt),
            lastFetchedAt: try row.valueIfAny(Columns.lastFetchedAt),
            revokedAt: try row.valueIfAny(Columns.revokedAt))
        digest = try row.value(Columns.digest)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.link] = link.number == 0 ? nil : link.number
        container[Columns.digest] = digest
        container[Columns.owner] = link.owner
        container[Columns.practitioner] = link.practitioner
        container[Columns.level] = link.level
        container[Columns.label] = link.label
        container[Columns.madeAt] = link.madeAt
        container[Columns.lastFetchedAt] = link.lastFetchedAt
        container[Columns.revokedAt] = link.revokedAt
    }
}
