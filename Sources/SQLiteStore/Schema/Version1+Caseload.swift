extension Schema {
    /// What the caseload folder says, a table per file.
    ///
    /// Things with a reference stay when an import no longer has them, with `current` 0, because contacts of the
    /// past refer to them. The other tables are what the last import said.
    static let version1Caseload = """
        CREATE TABLE agency (
            agency TEXT NOT NULL PRIMARY KEY \(isReference("agency")),
            name TEXT NOT NULL \(isText("name")),
            kind TEXT NOT NULL CHECK (kind IN ('police', 'probation', 'partner')),
            sharing TEXT NOT NULL CHECK (sharing IN ('full', 'case', 'none')),
            agreement_until TEXT \(isDay("agreement_until")),
            email TEXT \(isText("email")),
            current INTEGER NOT NULL \(isFlag("current"))
        ) STRICT;

        CREATE TABLE location (
            location TEXT NOT NULL PRIMARY KEY \(isReference("location")) CHECK (location <> 'online'),
            name TEXT NOT NULL \(isText("name")),
            kind TEXT NOT NULL CHECK (kind IN (
                'probation_office', 'police_station', 'partner_office', 'home', 'community', 'prison')),
            latitude REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
            longitude REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
            rooms INTEGER CHECK (rooms >= 0),
            current INTEGER NOT NULL \(isFlag("current"))
        ) STRICT;

        CREATE TABLE travel (
            from_location TEXT NOT NULL REFERENCES location,
            to_location TEXT NOT NULL REFERENCES location,
            minutes INTEGER NOT NULL CHECK (minutes >= 0),
            PRIMARY KEY (from_location, to_location)
        ) STRICT;

        CREATE TABLE practitioner (
            practitioner TEXT NOT NULL PRIMARY KEY \(isReference("practitioner")),
            name TEXT NOT NULL \(isText("name")),
            agency TEXT NOT NULL REFERENCES agency,
            role TEXT NOT NULL CHECK (role IN (
                'offender_manager', 'probation_practitioner', 'partner_worker', 'support_worker',
                'young_adult_support_worker', 'manager')),
            base TEXT NOT NULL REFERENCES location,
            email TEXT \(isText("email")),
            current INTEGER NOT NULL \(isFlag("current"))
        ) STRICT;

        CREATE TABLE working_pattern (
            practitioner TEXT NOT NULL REFERENCES practitioner,
            weekday TEXT NOT NULL CHECK (weekday IN ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
            start_time TEXT NOT NULL \(isTime("start_time")),
            end_time TEXT NOT NULL \(isEndTime("end_time")),
            location TEXT REFERENCES location, -- empty: the practitioner's base
            from_day TEXT \(isDay("from_day")),
            until_day TEXT \(isDay("until_day")),
            CHECK (end_time > start_time),
            CHECK (until_day >= from_day)
        ) STRICT;

        CREATE TABLE nominal (
            nominal TEXT NOT NULL PRIMARY KEY \(isReference("nominal")),
            given_name TEXT NOT NULL \(isText("given_name")),
            family_name TEXT NOT NULL \(isText("family_name")),
            born TEXT \(isDay("born")),
            cohort TEXT NOT NULL CHECK (cohort IN ('fixed', 'flex', 'free')),
            rag TEXT NOT NULL CHECK (rag IN ('red', 'amber', 'green', 'blue')),
            police_lead TEXT NOT NULL REFERENCES practitioner,
            probation_lead TEXT NOT NULL REFERENCES practitioner,
            home TEXT REFERENCES location, -- empty: no fixed abode
            selected_on TEXT NOT NULL \(isDay("selected_on")),
            release_on TEXT \(isDay("release_on")),
            last_offence_on TEXT \(isDay("last_offence_on")),
            crewing TEXT NOT NULL CHECK (crewing IN ('single', 'double')),
            statutory INTEGER NOT NULL \(isFlag("statutory")),
            limited_access INTEGER NOT NULL \(isFlag("limited_access")),
            contact_suspended_from TEXT \(isDay("contact_suspended_from")),
            current INTEGER NOT NULL \(isFlag("current"))
        ) STRICT;

        CREATE TABLE variation (
            nominal TEXT NOT NULL REFERENCES nominal,
            from_day TEXT NOT NULL \(isDay("from_day")),
            until_day TEXT NOT NULL \(isDay("until_day")),
            contacts INTEGER NOT NULL CHECK (contacts >= 0),
            joint_every_weeks INTEGER CHECK (joint_every_weeks >= 0),
            home_every_weeks INTEGER CHECK (home_every_weeks >= 0),
            agreed_on TEXT NOT NULL \(isDay("agreed_on")),
            agreed_by TEXT NOT NULL \(isText("agreed_by")),
            reason TEXT \(isText("reason")),
            CHECK (until_day >= from_day)
        ) STRICT;

        CREATE TABLE exception (
            nominal TEXT NOT NULL REFERENCES nominal,
            on_day TEXT NOT NULL \(isDay("on_day")),
            kind TEXT NOT NULL CHECK (kind IN (
                'arrest', 'recall', 'breach', 'crisis', 'missed_contacts', 'rag_raised', 'other')),
            note TEXT \(isText("note"))
        ) STRICT;

        CREATE TABLE involvement (
            nominal TEXT NOT NULL REFERENCES nominal,
            practitioner TEXT NOT NULL REFERENCES practitioner,
            PRIMARY KEY (nominal, practitioner)
        ) STRICT;

        CREATE TABLE unavailability (
            nominal TEXT NOT NULL REFERENCES nominal,
            day TEXT NOT NULL CHECK (
                day IN ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun') OR date(day, '+0 days') IS day),
            start_time TEXT NOT NULL \(isTime("start_time")),
            end_time TEXT NOT NULL \(isEndTime("end_time")),
            reason TEXT \(isText("reason")),
            CHECK (end_time > start_time)
        ) STRICT;

        CREATE TABLE keep_apart (
            first TEXT NOT NULL REFERENCES nominal,
            second TEXT NOT NULL REFERENCES nominal,
            PRIMARY KEY (first, second),
            CHECK (first <> second)
        ) STRICT;

        CREATE TABLE proposal (
            nominal TEXT NOT NULL REFERENCES nominal,
            proposal TEXT NOT NULL CHECK (proposal IN (
                'select', 'deselect', 'change_rag', 'change_cohort', 'change_contacts')),
            raised_on TEXT NOT NULL \(isDay("raised_on")),
            raised_by TEXT \(isText("raised_by")),
            note TEXT \(isText("note"))
        ) STRICT;

        CREATE TABLE policy (
            policy INTEGER NOT NULL PRIMARY KEY CHECK (policy = 1),
            content TEXT NOT NULL CHECK (json_valid(content))
        ) STRICT;

        CREATE TABLE calendar (
            name TEXT NOT NULL PRIMARY KEY \(isText("name")),
            content BLOB NOT NULL,
            imported_at TEXT NOT NULL \(isTimestamp("imported_at"))
        ) STRICT;
        """
}
