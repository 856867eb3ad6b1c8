extension Schema {
    /// Where practitioners publish their calendars, and what was last fetched from there.
    ///
    /// The content is apart, so that what is known of a calendar can be had without its megabytes. It is erased with
    /// its address.
    static let version4CalendarAddresses = """
        CREATE TABLE calendar_address (
            practitioner TEXT NOT NULL PRIMARY KEY REFERENCES practitioner,
            address TEXT NOT NULL \(isText("address")), -- a secret: whoever has it can read the calendar
            zone TEXT \(isText("zone")), -- of times that have none; empty: the policy's
            etag TEXT,
            last_modified TEXT,
            tried_at TEXT \(isTimestamp("tried_at")),
            fetched_at TEXT \(isTimestamp("fetched_at")),
            events INTEGER NOT NULL CHECK (events >= 0),
            problem TEXT \(isText("problem")), -- empty: it was had the last time, or has not been asked for
            is_of_former_address INTEGER NOT NULL \(isFlag("is_of_former_address")), -- what is kept, and since when
            CHECK (fetched_at <= tried_at)
        ) STRICT;

        CREATE TABLE fetched_calendar (
            practitioner TEXT NOT NULL PRIMARY KEY REFERENCES calendar_address ON DELETE CASCADE,
            content BLOB NOT NULL
        ) STRICT;
        """
}
