extension Schema {
    /// Who signs in, and what stands in for what they show.
    ///
    /// A password, a recovery code or a name that somebody tried cannot be read from here; the secret of a second
    /// factor can, and is as much to be guarded as the file.
    static let version10Accounts = """
        CREATE TABLE account (
            account TEXT NOT NULL PRIMARY KEY \(isReference("account")),
            name TEXT NOT NULL \(isText("name")),
            role TEXT NOT NULL CHECK (role IN (
                'support_worker', 'practitioner', 'partner', 'manager', 'auditor', 'administrator')),
            agency TEXT REFERENCES agency,
            practitioner TEXT REFERENCES practitioner,
            made_at TEXT NOT NULL \(isTimestamp("made_at")),
            disabled_at TEXT \(isTimestamp("disabled_at")),
            last_signed_in_at TEXT \(isTimestamp("last_signed_in_at")),
            password TEXT \(isText("password")), -- its hash
            must_change_password INTEGER NOT NULL \(isFlag("must_change_password")),
            secret TEXT \(isText("secret")), -- of one-time codes
            last_step INTEGER, -- of the last one-time code that was taken
            email TEXT COLLATE NOCASE UNIQUE \(isText("email")),
            issuer TEXT \(isText("issuer")), -- the identity provider, and what it calls them
            subject TEXT \(isText("subject")),
            UNIQUE (issuer, subject),
            CHECK ((issuer IS NULL) = (subject IS NULL)),
            CHECK (account = lower(account)),
            CHECK (agency IS NOT NULL OR role IN ('auditor', 'administrator')),
            CHECK (last_step IS NULL OR secret IS NOT NULL)
        ) STRICT;

        CREATE TABLE recovery_code (
            account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
            digest TEXT NOT NULL \(isText("digest")),
            PRIMARY KEY (account, digest)
        ) STRICT;

        CREATE TABLE failed_sign_in (
            digest TEXT NOT NULL PRIMARY KEY \(isText("digest")), -- of the name
            failures INTEGER NOT NULL CHECK (failures > 0),
            last_at TEXT NOT NULL \(isTimestamp("last_at")),
            waits_until TEXT NOT NULL \(isTimestamp("waits_until"))
        ) STRICT;
        """
}
