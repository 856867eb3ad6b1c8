extension Schema {
    /// What support workers settle about meetings, what has been issued, and what is known of an agenda's order.
    ///
    /// A meeting is known by its reference here, not by a plan: what is settled holds for every plan to come.
    static let version2Arrangements = """
        ALTER TABLE meeting ADD COLUMN proven TEXT NOT NULL DEFAULT ''; -- levels of the order: absences;moves;waiting;rag
        ALTER TABLE slot ADD COLUMN why TEXT NOT NULL DEFAULT '';

        CREATE TABLE slot_pin (
            meeting TEXT NOT NULL \(isReference("meeting")),
            nominal TEXT NOT NULL REFERENCES nominal,
            at_time TEXT \(isTime("at_time")),
            place INTEGER CHECK (place >= 1),
            after_nominal TEXT REFERENCES nominal,
            PRIMARY KEY (meeting, nominal),
            CHECK ((at_time IS NOT NULL) + (place IS NOT NULL) + (after_nominal IS NOT NULL) = 1)
        ) STRICT;

        CREATE TABLE agreed_presence (
            meeting TEXT NOT NULL \(isReference("meeting")),
            practitioner TEXT NOT NULL REFERENCES practitioner,
            from_time TEXT \(isTime("from_time")), -- both empty: they have declined
            until_time TEXT \(isEndTime("until_time")),
            PRIMARY KEY (meeting, practitioner),
            CHECK ((from_time IS NULL) = (until_time IS NULL)),
            CHECK (until_time > from_time)
        ) STRICT;

        CREATE TABLE issue (
            issue INTEGER PRIMARY KEY AUTOINCREMENT,
            meeting TEXT NOT NULL \(isReference("meeting")),
            plan INTEGER NOT NULL,
            issued_at TEXT NOT NULL \(isTimestamp("issued_at")),
            FOREIGN KEY (plan, meeting) REFERENCES meeting
        ) STRICT;
        CREATE INDEX issue_by_meeting ON issue (meeting, issue);
        """
}
