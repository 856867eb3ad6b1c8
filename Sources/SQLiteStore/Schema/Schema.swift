internal import GRDB

/// The tables, version by version.
///
/// A version that has shipped is never edited; changes are new versions.
enum Schema {
    /// `IOMD` in the file's header, where SQLite keeps a place for the application a file belongs to.
    static let applicationID = 0x494F_4D44

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1") { db in
            try db.execute(sql: version1Caseload)
            try db.execute(sql: version1Ledger)
            try db.execute(sql: version1Plans)
            try db.execute(sql: version1Diary)
        }
        migrator.registerMigration("v2") { db in
            try db.execute(sql: version2Arrangements)
        }
        migrator.registerMigration("v3") { db in
            try db.execute(sql: version3Notices)
            try db.execute(sql: version3Causes)
        }
        migrator.registerMigration("v4") { db in
            try db.execute(sql: version4CalendarAddresses)
        }
        migrator.registerMigration("v5") { db in
            try db.execute(sql: version5Versions)
        }
        migrator.registerMigration("v6") { db in
            try db.execute(sql: version6Invitations)
        }
        migrator.registerMigration("v7") { db in
            try db.execute(sql: version7Notes)
        }
        migrator.registerMigration("v8") { db in
            try db.execute(sql: version8Governance)
        }
        migrator.registerMigration("v9") { db in
            try version9Audit(db)
        }
        migrator.registerMigration("v10") { db in
            try db.execute(sql: version10Accounts)
        }
        migrator.registerMigration("v11") { db in
            try db.execute(sql: version11ArrangedItems)
        }
        migrator.registerMigration("v12") { db in
            try db.execute(sql: version12FeedLinks)
        }
        migrator.registerMigration("v13") { db in
            try db.execute(sql: version13Managers)
        }
        migrator.registerMigration("v14") { db in
            try db.execute(sql: version14Changes)
        }
        return migrator
    }
}

/// Conditions that many columns share, as SQL; an empty optional column passes all of them.
extension Schema {
    /// `[A-Za-z0-9_-]{1,32}`.
    static func isReference(_ column: String) -> String {
        "CHECK (length(\(column)) BETWEEN 1 AND 32 AND \(column) NOT GLOB '*[^A-Za-z0-9_-]*')"
    }

    /// `2026-11-30`, and a day the calendar has: adding no days to 30 February gives another day.
    static func isDay(_ column: String) -> String {
        "CHECK (date(\(column), '+0 days') IS \(column))"
    }

    /// `09:30`.
    static func isTime(_ column: String) -> String {
        "CHECK (strftime('%H:%M', \(column)) IS \(column))"
    }

    /// `09:30`, or `24:00` for the end of the day.
    static func isEndTime(_ column: String) -> String {
        "CHECK (\(column) = '24:00' OR strftime('%H:%M', \(column)) IS \(column))"
    }

    /// `2026-11-30T09:30`, on the office's clock.
    static func isMoment(_ column: String) -> String {
        "CHECK (strftime('%Y-%m-%dT%H:%M', \(column), '+0 days') IS \(column))"
    }

    /// `2026-11-30T09:30:00Z`, in universal time.
    static func isTimestamp(_ column: String) -> String {
        "CHECK (strftime('%Y-%m-%dT%H:%M:%SZ', \(column), '+0 days') IS \(column))"
    }

    static func isText(_ column: String) -> String {
        "CHECK (length(\(column)) > 0)"
    }

    static func isFlag(_ column: String) -> String {
        "CHECK (\(column) IN (0, 1))"
    }

    /// Practitioners' references as the files list them: `po1;pp2`.
    static func isCrew(_ column: String) -> String {
        "CHECK (length(\(column)) > 0 AND \(column) NOT GLOB '*[^A-Za-z0-9_;-]*')"
    }

    static let isContactStatus = """
        CHECK (status IN (
                'planned', 'confirmed', 'attended', 'attended_failed_to_comply', 'sent_home', 'acceptable_absence',
                'unacceptable_absence', 'failed_to_attend', 'rescheduled', 'cancelled_by_service'))
        """
}
