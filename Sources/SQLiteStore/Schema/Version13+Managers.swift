extension Schema {
    /// Variations that somebody asks for, with a manager's answer; and what was changed of the policy in the diary.
    static let version13Managers = """
        CREATE TABLE variation_request (
            request INTEGER PRIMARY KEY AUTOINCREMENT,
            nominal TEXT NOT NULL REFERENCES nominal,
            from_day TEXT NOT NULL \(isDay("from_day")),
            until_day TEXT NOT NULL \(isDay("until_day")),
            contacts INTEGER NOT NULL CHECK (contacts >= 0),
            joint_every_weeks INTEGER NOT NULL CHECK (joint_every_weeks >= 0),
            home_every_weeks INTEGER NOT NULL CHECK (home_every_weeks >= 0),
            reason TEXT NOT NULL \(isText("reason")),
            asked_on TEXT NOT NULL \(isDay("asked_on")),
            asked_by TEXT NOT NULL \(isText("asked_by")),
            asked_at TEXT NOT NULL \(isTimestamp("asked_at")),
            is_approved INTEGER \(isFlag("is_approved")), -- empty: it waits
            answered_on TEXT \(isDay("answered_on")),
            answered_by TEXT \(isText("answered_by")),
            answered_at TEXT \(isTimestamp("answered_at")),
            answer TEXT \(isText("answer")),
            CHECK (until_day >= from_day),
            CHECK ((is_approved IS NULL) = (answered_on IS NULL)),
            CHECK ((is_approved IS NULL) = (answered_by IS NULL)),
            CHECK ((is_approved IS NULL) = (answered_at IS NULL)),
            CHECK (answer IS NULL OR is_approved IS NOT NULL)
        ) STRICT;
        CREATE INDEX variation_request_by_nominal ON variation_request (nominal);

        CREATE TABLE policy_change (
            change INTEGER PRIMARY KEY AUTOINCREMENT,
            setting TEXT NOT NULL \(isText("setting")),
            was INTEGER NOT NULL,
            value INTEGER NOT NULL,
            made_on TEXT NOT NULL \(isDay("made_on")),
            made_by TEXT NOT NULL \(isText("made_by")),
            made_at TEXT NOT NULL \(isTimestamp("made_at")),
            reason TEXT NOT NULL \(isText("reason")),
            overtaken_at TEXT \(isTimestamp("overtaken_at")) -- by a later change, or by an import
        ) STRICT;
        """
}
