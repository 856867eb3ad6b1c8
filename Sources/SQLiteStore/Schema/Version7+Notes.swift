extension Schema {
    /// What is noted of meetings, and how actions are closed.
    ///
    /// What is written of an item, and what somebody writes in, is never changed: a newer row under the same reference
    /// counts instead. A decision that is put right is marked as replaced.
    static let version7Notes = """
        CREATE TABLE meeting_notes (
            meeting TEXT NOT NULL PRIMARY KEY \(isReference("meeting")),
            held_on TEXT NOT NULL \(isDay("held_on")),
            started_at TEXT \(isMoment("started_at")), -- empty: only updates have come in
            ended_at TEXT \(isMoment("ended_at")),
            CHECK (ended_at IS NULL OR started_at IS NOT NULL),
            CHECK (ended_at >= started_at)
        ) STRICT;

        CREATE TABLE presence (
            meeting TEXT NOT NULL REFERENCES meeting_notes,
            practitioner TEXT NOT NULL REFERENCES practitioner,
            nominal TEXT REFERENCES nominal, -- empty: the meeting as a whole
            state TEXT NOT NULL CHECK (state IN ('present', 'absent', 'apologies'))
        ) STRICT;
        CREATE UNIQUE INDEX presence_once ON presence (meeting, practitioner, ifnull(nominal, ''));

        CREATE TABLE item_note (
            note INTEGER PRIMARY KEY AUTOINCREMENT,
            meeting TEXT NOT NULL REFERENCES meeting_notes,
            nominal TEXT NOT NULL REFERENCES nominal,
            outcome TEXT NOT NULL CHECK (outcome IN ('discussed', 'noted', 'deferred')),
            reason TEXT NOT NULL \(isText("reason")),
            rag TEXT NOT NULL CHECK (rag IN ('red', 'amber', 'green', 'blue')),
            minutes_planned INTEGER NOT NULL CHECK (minutes_planned >= 0),
            minutes_taken INTEGER CHECK (minutes_taken >= 0),
            text TEXT \(isText("text")),
            noted_at TEXT NOT NULL \(isTimestamp("noted_at"))
        ) STRICT;
        CREATE INDEX item_note_by_meeting ON item_note (meeting, nominal, note);

        CREATE TABLE written_update (
            written_update INTEGER PRIMARY KEY AUTOINCREMENT,
            meeting TEXT NOT NULL REFERENCES meeting_notes,
            nominal TEXT NOT NULL REFERENCES nominal,
            practitioner TEXT NOT NULL REFERENCES practitioner,
            received_on TEXT NOT NULL \(isDay("received_on")),
            text TEXT \(isText("text")), -- empty: it is only known that it came
            noted_at TEXT NOT NULL \(isTimestamp("noted_at"))
        ) STRICT;
        CREATE INDEX written_update_by_meeting ON written_update (meeting, nominal, practitioner, written_update);

        CREATE TABLE decision (
            decision INTEGER PRIMARY KEY AUTOINCREMENT,
            meeting TEXT NOT NULL REFERENCES meeting_notes,
            nominal TEXT NOT NULL REFERENCES nominal,
            matter TEXT NOT NULL CHECK (matter IN (
                'select', 'deselect', 'change_rag', 'change_cohort', 'change_contacts', 'other')),
            rag TEXT CHECK (rag IN ('red', 'amber', 'green', 'blue')),
            cohort TEXT CHECK (cohort IN ('fixed', 'flex', 'free')),
            contacts INTEGER CHECK (contacts >= 0), -- of a deselection: what was due before
            joint_every_weeks INTEGER CHECK (joint_every_weeks >= 0),
            home_every_weeks INTEGER CHECK (home_every_weeks >= 0),
            from_day TEXT \(isDay("from_day")),
            until_day TEXT \(isDay("until_day")),
            text TEXT NOT NULL \(isText("text")),
            agreed_by_police TEXT REFERENCES practitioner,
            agreed_by_probation TEXT REFERENCES practitioner,
            dissent TEXT \(isText("dissent")),
            noted_at TEXT NOT NULL \(isTimestamp("noted_at")),
            replaced_at TEXT \(isTimestamp("replaced_at")), -- by another at the same meeting
            overtaken_at TEXT \(isTimestamp("overtaken_at")), -- by something newer in an export
            CHECK ((rag IS NOT NULL) = (matter = 'change_rag')),
            CHECK ((cohort IS NOT NULL) = (matter = 'change_cohort')),
            CHECK ((from_day IS NOT NULL) = (matter IN ('deselect', 'change_contacts'))),
            CHECK ((until_day IS NOT NULL) = (matter = 'change_contacts')),
            CHECK (until_day >= from_day),
            CHECK (contacts IS NOT NULL OR matter != 'change_contacts'),
            CHECK (contacts IS NULL OR matter IN ('deselect', 'change_contacts')),
            CHECK ((contacts IS NULL) = (joint_every_weeks IS NULL)),
            CHECK ((contacts IS NULL) = (home_every_weeks IS NULL))
        ) STRICT;
        CREATE INDEX decision_by_meeting ON decision (meeting, decision);

        CREATE TABLE action_of_v7 (
            action TEXT NOT NULL PRIMARY KEY \(isReference("action")),
            nominal TEXT REFERENCES nominal,
            meeting TEXT NOT NULL \(isText("meeting")),
            raised_on TEXT NOT NULL \(isDay("raised_on")),
            owner TEXT NOT NULL \(isText("owner")),
            due_on TEXT \(isDay("due_on")),
            text TEXT NOT NULL \(isText("text")),
            status TEXT NOT NULL CHECK (status IN ('open', 'done', 'not_done', 'no_longer_applicable')),
            details_from TEXT NOT NULL CHECK (details_from IN ('import', 'diary')),
            closed_on TEXT \(isDay("closed_on")), -- empty: open, or closed by an export
            closed_by TEXT \(isText("closed_by")),
            remark TEXT \(isText("remark")),
            CHECK (closed_on IS NULL OR status != 'open'),
            CHECK ((closed_on IS NULL) = (closed_by IS NULL)),
            CHECK (remark IS NULL OR closed_on IS NOT NULL)
        ) STRICT;
        INSERT INTO action_of_v7
        SELECT action, nominal, meeting, raised_on, owner, due_on, text,
            iif(status = 'withdrawn', 'no_longer_applicable', status), 'import', NULL, NULL, NULL
        FROM action;
        DROP TABLE action;
        ALTER TABLE action_of_v7 RENAME TO action;
        """
}
