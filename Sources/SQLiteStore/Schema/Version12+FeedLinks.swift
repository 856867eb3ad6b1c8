extension Schema {
    /// The links that calendar programs subscribe by.
    ///
    /// A link's token is kept as its digest alone: whoever reads the file can subscribe to nothing. The owner is an account, which the diary may know or not: links can be made on the command line, too.
    static let version12FeedLinks = """
        CREATE TABLE feed_link (
            link INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 44), -- SHA-256 in Base64
            owner TEXT NOT NULL \(isText("owner")),
            practitioner TEXT NOT NULL REFERENCES practitioner,
            level TEXT NOT NULL CHECK (level IN ('busy', 'reference')),
            label TEXT \(isText("label")),
            made_at TEXT NOT NULL \(isTimestamp("made_at")),
            last_fetched_at TEXT \(isTimestamp("last_fetched_at")),
            revoked_at TEXT \(isTimestamp("revoked_at"))
        ) STRICT;
        """
}
