extension Schema {
    /// The diary's own pages: how often it has changed, and who did what with it.
    ///
    /// The history can only grow. The trigger on insertion is there because `INSERT OR REPLACE` deletes a row
    /// without asking the trigger on deletion.
    static let version1Diary = """
        PRAGMA application_id = 1229933892; -- 'IOMD'

        CREATE TABLE diary (
            diary INTEGER NOT NULL PRIMARY KEY CHECK (diary = 1),
            revision INTEGER NOT NULL CHECK (revision >= 0)
        ) STRICT;
        INSERT INTO diary (diary, revision) VALUES (1, 0);

        CREATE TABLE history (
            entry INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL \(isTimestamp("at")),
            actor TEXT NOT NULL \(isText("actor")),
            act TEXT NOT NULL CHECK (act IN (
                'collection', 'alteration', 'consultation', 'disclosure', 'combination', 'erasure')),
            detail TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER history_is_never_altered BEFORE UPDATE ON history BEGIN
            SELECT RAISE(ABORT, 'the history is never altered');
        END;
        CREATE TRIGGER history_is_never_deleted BEFORE DELETE ON history BEGIN
            SELECT RAISE(ABORT, 'the history is never deleted');
        END;
        CREATE TRIGGER history_is_never_replaced BEFORE INSERT ON history
            WHEN EXISTS (SELECT 1 FROM history WHERE entry = NEW.entry) BEGIN
            SELECT RAISE(ABORT, 'the history is never replaced');
        END;
        """
}
