extension Schema {
    /// What was changed of agencies' agreements in the diary; and changes of the policy whose value is words.
    static let version14Changes = """
        CREATE TABLE agreement_change (
            change INTEGER PRIMARY KEY AUTOINCREMENT,
            agency TEXT NOT NULL REFERENCES agency,
            term TEXT NOT NULL CHECK (term IN ('sharing', 'agreement_until')),
            was TEXT, -- empty: no end
            value TEXT,
            made_on TEXT NOT NULL \(isDay("made_on")),
            made_by TEXT NOT NULL \(isText("made_by")),
            made_at TEXT NOT NULL \(isTimestamp("made_at")),
            reason TEXT NOT NULL \(isText("reason")),
            overtaken_at TEXT \(isTimestamp("overtaken_at")), -- by a later change, or by an import
            CHECK (term <> 'sharing' OR was IS NOT NULL AND was IN ('full', 'case', 'none')),
            CHECK (term <> 'sharing' OR value IS NOT NULL AND value IN ('full', 'case', 'none')),
            CHECK (term = 'sharing' OR date(was, '+0 days') IS was),
            CHECK (term = 'sharing' OR date(value, '+0 days') IS value)
        ) STRICT;
        CREATE INDEX agreement_change_by_agency ON agreement_change (agency);

        CREATE TABLE policy_change_of_v14 (
            change INTEGER PRIMARY KEY AUTOINCREMENT,
            setting TEXT NOT NULL \(isText("setting")),
            was ANY NOT NULL \(isValue("was")), -- a number, or words
            value ANY NOT NULL \(isValue("value")),
            made_on TEXT NOT NULL \(isDay("made_on")),
            made_by TEXT NOT NULL \(isText("made_by")),
            made_at TEXT NOT NULL \(isTimestamp("made_at")),
            reason TEXT NOT NULL \(isText("reason")),
            overtaken_at TEXT \(isTimestamp("overtaken_at"))
        ) STRICT;
        INSERT INTO policy_change_of_v14 SELECT * FROM policy_change;
        DROP TABLE policy_change;
        ALTER TABLE policy_change_of_v14 RENAME TO policy_change;
        """

    private static func isValue(_ column: String) -> String {
        "CHECK (typeof(\(column)) IN ('integer', 'text'))"
    }
}
