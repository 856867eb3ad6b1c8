extension Schema {
    /// What each person was last sent about each event, and how they answered.
    ///
    /// An event is known by its reference: a contact that a later plan drops is off for those who were invited.
    static let version6Invitations = """
        CREATE TABLE invitation (
            uid TEXT NOT NULL \(isText("uid")),
            practitioner TEXT NOT NULL REFERENCES practitioner,
            contact TEXT \(isReference("contact")),
            meeting TEXT \(isReference("meeting")),
            start TEXT NOT NULL \(isMoment("start")),
            end TEXT NOT NULL \(isMoment("end")),
            summary TEXT NOT NULL,
            place TEXT,
            details TEXT NOT NULL,
            address TEXT NOT NULL \(isText("address")),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            is_off INTEGER NOT NULL \(isFlag("is_off")), -- the last word was a cancellation
            sent_at TEXT NOT NULL \(isTimestamp("sent_at")),
            answer TEXT CHECK (answer IN ('accepted', 'tentative', 'declined')),
            answer_written_at TEXT \(isTimestamp("answer_written_at")),
            proposed_start TEXT \(isMoment("proposed_start")),
            proposed_end TEXT \(isMoment("proposed_end")),
            comment TEXT \(isText("comment")), -- in their own words
            PRIMARY KEY (uid, practitioner),
            CHECK ((contact IS NULL) != (meeting IS NULL)),
            CHECK (end > start),
            CHECK ((proposed_start IS NULL) = (proposed_end IS NULL)),
            CHECK (proposed_end > proposed_start)
        ) STRICT;
        """
}
