internal import GRDB

extension Schema {
    /// The history says for whom and which way an entry came, and whom it is about; every entry is sealed with the one
    /// before it.
    ///
    /// The one change that an entry allows is by an erasure: it takes somebody out of the words and forgets the salt,
    /// so that nobody can try out what the words were; digest and chain stay. What the words have become is sealed
    /// with the erasure, through `history_redaction`.
    static func version9Audit(_ db: Database) throws {
        try db.execute(sql: version9History)
        let known = "SELECT nominal FROM nominal WHERE nominal IN (SELECT value FROM json_each(?)) ORDER BY nominal"
        var chain = HistorySeal.origin
        let entries = try Row.fetchCursor(db, sql: "SELECT * FROM history ORDER BY entry")
        while let row = try entries.next() {
            let number: Int64 = row["entry"]
            var content = HistoryContent(
                at: row["at"], actor: row["actor"], act: row["act"], agency: nil, route: nil, detail: row["detail"])
            content.nominals = try String.fetchAll(db, sql: known, arguments: [content.wordsAsJSON])
            let seal = HistorySeal(content, number: number, after: chain)
            chain = seal.chain
            try db.execute(
                sql: "INSERT INTO history_of_v9 VALUES (?, ?, ?, ?, NULL, NULL, ?, ?, ?, ?, NULL)",
                arguments: [
                    number, content.at, content.actor, content.act, content.detail, seal.salt, seal.digest, seal.chain,
                ])
            for nominal in content.nominals {
                try db.execute(
                    sql: "INSERT INTO history_nominal VALUES (?, ?)", arguments: [number, nominal])
            }
        }
        try db.execute(sql: version9Triggers)
    }

    private static let version9History = """
        CREATE TABLE history_of_v9 (
            entry INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL \(isTimestamp("at")),
            actor TEXT NOT NULL \(isText("actor")),
            act TEXT NOT NULL CHECK (act IN (
                'collection', 'alteration', 'consultation', 'disclosure', 'combination', 'erasure')),
            agency TEXT \(isText("agency")),
            route TEXT \(isText("route")),
            detail TEXT NOT NULL,
            salt BLOB CHECK (length(salt) = 16), -- empty: erased
            digest BLOB NOT NULL CHECK (length(digest) = 32), -- SHA-256 of the salt and the content
            chain BLOB NOT NULL CHECK (length(chain) = 32), -- SHA-256 of the chain before, the number and the digest
            erased_by INTEGER REFERENCES history_of_v9 CHECK (erased_by > entry),
            CHECK ((salt IS NULL) = (erased_by IS NOT NULL))
        ) STRICT;

        CREATE TABLE history_nominal (
            entry INTEGER NOT NULL REFERENCES history_of_v9,
            nominal TEXT NOT NULL REFERENCES nominal,
            PRIMARY KEY (entry, nominal)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX history_nominal_by_nominal ON history_nominal (nominal, entry);

        CREATE TABLE history_redaction (
            erasure INTEGER NOT NULL REFERENCES history_of_v9,
            entry INTEGER NOT NULL REFERENCES history_of_v9 CHECK (entry < erasure),
            salt BLOB CHECK (length(salt) = 16), -- empty: a later erasure has changed the entry again
            digest BLOB NOT NULL CHECK (length(digest) = 32), -- SHA-256 of the salt and what the entry has become
            PRIMARY KEY (erasure, entry)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX history_redaction_by_entry ON history_redaction (entry, erasure);
        """

    /// The triggers on insertion are there because `INSERT OR REPLACE` deletes a row without asking those on deletion,
    /// and because what belongs to an entry is written with it, and not added later.
    private static let version9Triggers = """
        DROP TABLE history;
        ALTER TABLE history_of_v9 RENAME TO history;

        CREATE TRIGGER history_is_never_altered BEFORE UPDATE ON history
            WHEN (NEW.entry IS OLD.entry AND NEW.at IS OLD.at AND NEW.actor IS OLD.actor AND NEW.act IS OLD.act
                AND NEW.agency IS OLD.agency AND NEW.digest IS OLD.digest AND NEW.chain IS OLD.chain
                AND NEW.salt IS NULL AND NEW.erased_by > coalesce(OLD.erased_by, OLD.entry)
                AND EXISTS (
                    SELECT 1 FROM history_redaction WHERE erasure = NEW.erased_by AND entry = OLD.entry)
            ) IS NOT TRUE BEGIN
            SELECT RAISE(ABORT, 'the history is never altered');
        END;
        CREATE TRIGGER history_is_never_deleted BEFORE DELETE ON history BEGIN
            SELECT RAISE(ABORT, 'the history is never deleted');
        END;
        CREATE TRIGGER history_is_never_replaced BEFORE INSERT ON history
            WHEN EXISTS (SELECT 1 FROM history WHERE entry = NEW.entry) BEGIN
            SELECT RAISE(ABORT, 'the history is never replaced');
        END;

        CREATE TRIGGER history_nominal_is_never_altered BEFORE UPDATE ON history_nominal BEGIN
            SELECT RAISE(ABORT, 'the history is never altered');
        END;
        CREATE TRIGGER history_nominal_is_never_deleted BEFORE DELETE ON history_nominal
            WHEN (SELECT erased_by FROM history WHERE entry = OLD.entry) IS NULL BEGIN
            SELECT RAISE(ABORT, 'the history is never deleted');
        END;
        CREATE TRIGGER history_nominal_is_of_the_last_entry BEFORE INSERT ON history_nominal
            WHEN NEW.entry IS NOT (SELECT max(entry) FROM history) BEGIN
            SELECT RAISE(ABORT, 'the history is never altered');
        END;

        CREATE TRIGGER history_redaction_is_never_altered BEFORE UPDATE ON history_redaction
            WHEN (NEW.erasure IS OLD.erasure AND NEW.entry IS OLD.entry AND NEW.digest IS OLD.digest
                AND NEW.salt IS NULL AND EXISTS (
                    SELECT 1 FROM history_redaction WHERE entry = OLD.entry AND erasure > OLD.erasure)
            ) IS NOT TRUE BEGIN
            SELECT RAISE(ABORT, 'the history is never altered');
        END;
        CREATE TRIGGER history_redaction_is_never_deleted BEFORE DELETE ON history_redaction BEGIN
            SELECT RAISE(ABORT, 'the history is never deleted');
        END;
        CREATE TRIGGER history_redaction_is_of_the_last_entry BEFORE INSERT ON history_redaction
            WHEN NOT EXISTS (
                SELECT 1 FROM history
                WHERE entry = NEW.erasure AND act = 'erasure' AND entry = (SELECT max(entry) FROM history))
            OR EXISTS (SELECT 1 FROM history_redaction WHERE erasure = NEW.erasure AND entry = NEW.entry) BEGIN
            SELECT RAISE(ABORT, 'the history is never altered');
        END;
        """
}
