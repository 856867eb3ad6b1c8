extension Schema {
    /// What is kept from import to import: contacts, reviews, actions.
    ///
    /// Two contacts may share a practitioner and a start: an export can carry such a conflict, and the diary is
    /// where it comes to light.
    static let version1Ledger = """
        CREATE TABLE contact (
            contact TEXT NOT NULL PRIMARY KEY \(isReference("contact")),
            nominal TEXT NOT NULL REFERENCES nominal,
            kind TEXT NOT NULL \(isText("kind")), -- one of the policy's
            start TEXT NOT NULL \(isMoment("start")),
            minutes INTEGER NOT NULL CHECK (minutes > 0),
            location TEXT REFERENCES location, -- empty: online
            status TEXT NOT NULL \(isContactStatus),
            details_from TEXT NOT NULL CHECK (details_from IN ('import', 'plan')),
            status_from TEXT NOT NULL CHECK (status_from IN ('import', 'plan', 'diary')),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            changed_at TEXT NOT NULL \(isTimestamp("changed_at"))
        ) STRICT;
        CREATE INDEX contact_by_start ON contact (start);
        CREATE INDEX contact_by_nominal ON contact (nominal);

        CREATE TABLE contact_practitioner (
            contact TEXT NOT NULL REFERENCES contact ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            practitioner TEXT NOT NULL REFERENCES practitioner,
            PRIMARY KEY (contact, position),
            UNIQUE (contact, practitioner)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX contact_practitioner_by_practitioner ON contact_practitioner (practitioner);

        CREATE TABLE review (
            nominal TEXT NOT NULL REFERENCES nominal,
            meeting TEXT NOT NULL CHECK (meeting IN ('map', 'macc')),
            held_on TEXT NOT NULL \(isDay("held_on")),
            PRIMARY KEY (nominal, meeting, held_on)
        ) STRICT;

        CREATE TABLE action (
            action TEXT NOT NULL PRIMARY KEY \(isReference("action")),
            nominal TEXT REFERENCES nominal,
            meeting TEXT NOT NULL \(isText("meeting")),
            raised_on TEXT NOT NULL \(isDay("raised_on")),
            owner TEXT NOT NULL \(isText("owner")),
            due_on TEXT \(isDay("due_on")),
            text TEXT NOT NULL \(isText("text")),
            status TEXT NOT NULL CHECK (status IN ('open', 'done', 'withdrawn'))
        ) STRICT;
        """
}
