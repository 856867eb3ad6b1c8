extension Schema {
    /// Every plan that was stored, the latest being the one in force.
    ///
    /// `plan_contact` is what a plan said of a contact at the time; how the contact stands now is in `contact`.
    /// `dropped_contact` holds the contacts that a plan took out of `contact`, as they were.
    static let version1Plans = """
        CREATE TABLE plan (
            plan INTEGER PRIMARY KEY AUTOINCREMENT,
            from_day TEXT NOT NULL \(isDay("from_day")) CHECK (strftime('%w', from_day) = '1'), -- a Monday
            weeks INTEGER NOT NULL CHECK (weeks > 0),
            timezone TEXT NOT NULL \(isText("timezone")),
            seed TEXT NOT NULL CHECK (length(seed) BETWEEN 1 AND 20 AND seed NOT GLOB '*[^0-9]*'),
            stored_at TEXT NOT NULL \(isTimestamp("stored_at")),
            shortfall INTEGER NOT NULL,
            moved INTEGER NOT NULL,
            cover INTEGER NOT NULL,
            travel_minutes INTEGER NOT NULL,
            spread INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE meeting (
            plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
            meeting TEXT NOT NULL \(isReference("meeting")),
            position INTEGER NOT NULL CHECK (position >= 0),
            series TEXT NOT NULL CHECK (series IN ('map', 'macc')),
            start TEXT NOT NULL \(isMoment("start")),
            end_at TEXT NOT NULL \(isMoment("end_at")),
            location TEXT REFERENCES location, -- empty: online
            minutes_needed INTEGER NOT NULL CHECK (minutes_needed >= 0),
            minutes_available INTEGER NOT NULL,
            waiting_minutes INTEGER NOT NULL CHECK (waiting_minutes >= 0),
            waiting_lower_bound INTEGER NOT NULL CHECK (waiting_lower_bound >= 0),
            optimal INTEGER NOT NULL \(isFlag("optimal")),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            changed_at TEXT NOT NULL \(isTimestamp("changed_at")),
            PRIMARY KEY (plan, meeting),
            UNIQUE (plan, position),
            CHECK (end_at > start)
        ) STRICT;
        CREATE INDEX meeting_by_meeting ON meeting (meeting, plan);

        CREATE TABLE slot (
            plan INTEGER NOT NULL,
            meeting TEXT NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            nominal TEXT NOT NULL REFERENCES nominal,
            reason TEXT NOT NULL CHECK (reason IN (
                'exception', 'red', 'release', 'amber', 'green', 'blue', 'select', 'deselect', 'change_rag',
                'change_cohort', 'change_contacts', 'deselection_to_consider', 'no_engagement',
                'contacts_to_review')),
            start TEXT NOT NULL \(isMoment("start")),
            minutes INTEGER NOT NULL CHECK (minutes > 0),
            PRIMARY KEY (plan, meeting, position),
            FOREIGN KEY (plan, meeting) REFERENCES meeting ON DELETE CASCADE
        ) STRICT;

        CREATE TABLE slot_matter (
            plan INTEGER NOT NULL,
            meeting TEXT NOT NULL,
            slot INTEGER NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            text TEXT NOT NULL,
            PRIMARY KEY (plan, meeting, slot, position),
            FOREIGN KEY (plan, meeting, slot) REFERENCES slot ON DELETE CASCADE
        ) STRICT;

        CREATE TABLE slot_attendee (
            plan INTEGER NOT NULL,
            meeting TEXT NOT NULL,
            slot INTEGER NOT NULL,
            practitioner TEXT NOT NULL REFERENCES practitioner,
            position INTEGER NOT NULL CHECK (position >= 0),
            absent INTEGER NOT NULL \(isFlag("absent")), -- needed, and cannot be there
            PRIMARY KEY (plan, meeting, slot, practitioner),
            FOREIGN KEY (plan, meeting, slot) REFERENCES slot ON DELETE CASCADE
        ) STRICT;

        CREATE TABLE pause (
            plan INTEGER NOT NULL,
            meeting TEXT NOT NULL,
            start TEXT NOT NULL \(isMoment("start")),
            minutes INTEGER NOT NULL CHECK (minutes > 0),
            PRIMARY KEY (plan, meeting, start),
            FOREIGN KEY (plan, meeting) REFERENCES meeting ON DELETE CASCADE
        ) STRICT;

        CREATE TABLE attendance (
            plan INTEGER NOT NULL,
            meeting TEXT NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            practitioner TEXT NOT NULL REFERENCES practitioner,
            start TEXT NOT NULL \(isMoment("start")),
            end_at TEXT NOT NULL \(isMoment("end_at")),
            PRIMARY KEY (plan, meeting, position),
            FOREIGN KEY (plan, meeting) REFERENCES meeting ON DELETE CASCADE,
            CHECK (end_at >= start)
        ) STRICT;

        CREATE TABLE noted (
            plan INTEGER NOT NULL,
            meeting TEXT NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            nominal TEXT NOT NULL REFERENCES nominal,
            PRIMARY KEY (plan, meeting, position),
            FOREIGN KEY (plan, meeting) REFERENCES meeting ON DELETE CASCADE
        ) STRICT;

        CREATE TABLE deferral (
            plan INTEGER NOT NULL,
            meeting TEXT NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            nominal TEXT NOT NULL REFERENCES nominal,
            due TEXT NOT NULL \(isDay("due")),
            PRIMARY KEY (plan, meeting, position),
            FOREIGN KEY (plan, meeting) REFERENCES meeting ON DELETE CASCADE
        ) STRICT;

        CREATE TABLE shortfall (
            plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            nominal TEXT NOT NULL REFERENCES nominal,
            week TEXT NOT NULL \(isDay("week")) CHECK (strftime('%w', week) = '1'), -- its Monday
            target INTEGER NOT NULL CHECK (target >= 0),
            booked INTEGER NOT NULL CHECK (booked >= 0),
            missing_contacts INTEGER NOT NULL CHECK (missing_contacts >= 0),
            missing_joint INTEGER NOT NULL \(isFlag("missing_joint")),
            missing_home INTEGER NOT NULL \(isFlag("missing_home")),
            PRIMARY KEY (plan, position),
            UNIQUE (plan, nominal, week)
        ) STRICT;

        CREATE TABLE shortfall_cause (
            plan INTEGER NOT NULL,
            shortfall INTEGER NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            cause TEXT NOT NULL CHECK (cause IN (
                'released_late', 'probation_suspended', 'nominal_unavailable', 'no_working_time',
                'practitioner_busy', 'practitioner_full', 'no_common_time', 'no_room', 'keep_apart', 'days_taken',
                'no_place', 'possible_now')),
            PRIMARY KEY (plan, shortfall, position),
            FOREIGN KEY (plan, shortfall) REFERENCES shortfall ON DELETE CASCADE
        ) STRICT;

        CREATE TABLE shortfall_reason (
            plan INTEGER NOT NULL,
            shortfall INTEGER NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            text TEXT NOT NULL,
            PRIMARY KEY (plan, shortfall, position),
            FOREIGN KEY (plan, shortfall) REFERENCES shortfall ON DELETE CASCADE
        ) STRICT;

        CREATE TABLE plan_contact (
            plan INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
            contact TEXT NOT NULL,
            nominal TEXT NOT NULL REFERENCES nominal,
            kind TEXT NOT NULL \(isText("kind")),
            start TEXT NOT NULL \(isMoment("start")),
            minutes INTEGER NOT NULL CHECK (minutes > 0),
            location TEXT REFERENCES location, -- empty: online
            crew TEXT NOT NULL \(isCrew("crew")),
            status TEXT NOT NULL \(isContactStatus),
            PRIMARY KEY (plan, contact)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE dropped_contact (
            dropped INTEGER PRIMARY KEY AUTOINCREMENT,
            contact TEXT NOT NULL,
            nominal TEXT NOT NULL REFERENCES nominal,
            kind TEXT NOT NULL \(isText("kind")),
            start TEXT NOT NULL \(isMoment("start")),
            minutes INTEGER NOT NULL CHECK (minutes > 0),
            location TEXT REFERENCES location, -- empty: online
            crew TEXT NOT NULL \(isCrew("crew")),
            details_from TEXT NOT NULL CHECK (details_from IN ('import', 'plan')),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            dropped_by INTEGER NOT NULL REFERENCES plan,
            dropped_at TEXT NOT NULL \(isTimestamp("dropped_at"))
        ) STRICT;
        CREATE INDEX dropped_contact_by_contact ON dropped_contact (contact);
        """
}
