extension Schema {
    /// Every state that a contact or a meeting has been in: feeds tell from it what has changed for whom, and go on
    /// showing for a while what fell away.
    ///
    /// A meeting's states are in the plans that first had them. What fell away before there were these tables is not
    /// in them.
    static let version5Versions = """
        CREATE TABLE contact_version (
            contact TEXT NOT NULL \(isReference("contact")),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            changed_at TEXT NOT NULL \(isTimestamp("changed_at")),
            fell_away INTEGER NOT NULL \(isFlag("fell_away")), -- and was then as the other columns say
            restated INTEGER NOT NULL \(isFlag("restated")), -- as it was; the caseload says something new around it
            nominal TEXT NOT NULL REFERENCES nominal,
            kind TEXT NOT NULL \(isText("kind")),
            start TEXT NOT NULL \(isMoment("start")),
            minutes INTEGER NOT NULL CHECK (minutes > 0),
            location TEXT REFERENCES location, -- empty: online
            crew TEXT NOT NULL \(isCrew("crew")),
            status TEXT NOT NULL \(isContactStatus),
            PRIMARY KEY (contact, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX contact_version_by_start ON contact_version (start);

        CREATE TABLE meeting_version (
            meeting TEXT NOT NULL \(isReference("meeting")),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            changed_at TEXT NOT NULL \(isTimestamp("changed_at")),
            fell_away INTEGER NOT NULL \(isFlag("fell_away")), -- and was then as that plan says
            restated INTEGER NOT NULL \(isFlag("restated")), -- as it was; the caseload says something new around it
            plan INTEGER NOT NULL,
            PRIMARY KEY (meeting, sequence),
            FOREIGN KEY (plan, meeting) REFERENCES meeting
        ) STRICT, WITHOUT ROWID;

        INSERT INTO contact_version
        SELECT contact, sequence, changed_at, 0, 0, nominal, kind, start, minutes, location, crew, status
        FROM contact JOIN (
            SELECT contact, group_concat(practitioner, ';') AS crew
            FROM (SELECT contact, practitioner FROM contact_practitioner ORDER BY contact, position)
            GROUP BY contact) USING (contact);

        INSERT INTO meeting_version
        SELECT meeting, sequence, min(changed_at), 0, 0, min(plan) FROM meeting GROUP BY meeting, sequence;

        INSERT INTO meeting_version
        SELECT meeting, max(sequence) + 1, stored_at, 1, 0, max(meeting.plan)
        FROM meeting JOIN plan AS latest ON latest.plan = (
            SELECT max(plan) FROM plan
            WHERE from_day <= date(start) AND date(from_day, '+' || (7 * weeks) || ' days') > date(start))
        GROUP BY meeting HAVING max(meeting.plan) < max(latest.plan);
        """
}
