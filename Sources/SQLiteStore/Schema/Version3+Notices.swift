extension Schema {
    /// What the diary is told between two exports, and why a person moved a contact or called it off.
    ///
    /// A notice that is withdrawn stays, since plans were made by it.
    static let version3Notices = """
        ALTER TABLE contact ADD COLUMN why TEXT; -- a person's reason for moving it or calling it off

        CREATE TABLE notice (
            notice INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind IN ('absence', 'unavailable', 'recalled', 'released')),
            practitioner TEXT REFERENCES practitioner,
            nominal TEXT REFERENCES nominal,
            start TEXT NOT NULL \(isMoment("start")),
            end TEXT \(isMoment("end")), -- empty: custody, which begins or ends on a day
            noted_at TEXT NOT NULL \(isTimestamp("noted_at")),
            withdrawn_at TEXT \(isTimestamp("withdrawn_at")),
            CHECK ((practitioner IS NOT NULL) = (kind = 'absence')),
            CHECK ((nominal IS NULL) = (kind = 'absence')),
            CHECK ((end IS NOT NULL) = (kind IN ('absence', 'unavailable'))),
            CHECK (end > start)
        ) STRICT;
        """
}
