extension Schema {
    /// Protected characteristics, apart from everything else; and when a nominal was first missing from an import:
    /// of those who are missing already, by now.
    static let version8Governance = """
        CREATE TABLE equality (
            nominal TEXT NOT NULL REFERENCES nominal,
            characteristic TEXT NOT NULL CHECK (characteristic IN (
                'sex', 'ethnicity', 'religion', 'disability', 'sexual_orientation')),
            value TEXT NOT NULL \(isText("value")),
            PRIMARY KEY (nominal, characteristic)
        ) STRICT;

        ALTER TABLE nominal ADD COLUMN left_on TEXT \(isDay("left_on"));
        UPDATE nominal SET left_on = coalesce((SELECT substr(max(at), 1, 10) FROM history), selected_on)
        WHERE current = 0;
        """
}
