import Casework
import GRDB
import Operations
import SQLiteStore
import Testing

/// The schema itself refuses what no diary should hold, whoever writes it.
struct SchemaTests {
    private let folder: TemporaryFolder
    private let queue: DatabaseQueue

    init() throws {
        folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("diary.sqlite"))
        try store.fillEveryTable()
        queue = try DatabaseQueue(path: folder.path("diary.sqlite"))
    }

    @Test func `Every table is strict`() throws {
        let loose = try queue.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM pragma_table_list
                    WHERE schema = 'main' AND type = 'table' AND NOT strict
                        AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'grdb%'
                    """)
        }
        #expect(loose == [])
    }

    @Test func `Every table has rows in these tests`() throws {
        let empty = try queue.read { db in
            try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'").filter { table in
                try Bool.fetchOne(db, sql: "SELECT NOT EXISTS (SELECT 1 FROM \(table))") ?? true
            }
        }
        #expect(empty == [])
    }

    @Test func `A policy from before calendars were fetched fetches them by default`() throws {
        try queue.write { db in
            try db.execute(sql: "UPDATE policy SET content = json_remove(content, '$.fetching')")
        }
        let policy = try SQLiteStore(path: folder.path("diary.sqlite")).caseload().policy
        #expect(policy.fetching == Policy.Fetching())
    }

    @Test func `A policy from before there were days to issue in has those of the default`() throws {
        try queue.write { db in
            try db.execute(sql: "UPDATE policy SET content = json_remove(content, '$.issueWithin')")
        }
        let policy = try SQLiteStore(path: folder.path("diary.sqlite")).caseload().policy
        #expect(policy.issueWithin == Policy.IssueWithin())
    }

    @Test func `A policy from before there was retention keeps closed cases for as long as the default`() throws {
        try queue.write { db in
            try db.execute(sql: "UPDATE policy SET content = json_remove(content, '$.retention')")
        }
        let policy = try SQLiteStore(path: folder.path("diary.sqlite")).caseload().policy
        #expect(policy.retention == Policy.Retention())
    }

    @Test func `A policy from before there were preferences, feeds or a marking has those of the default`() throws {
        let changed = try queue.write { db in
            try db.execute(
                sql: "UPDATE policy SET content = json_remove(content, '$.preferences', '$.feeds', '$.marking')")
            return db.changesCount
        }
        #expect(changed == 1)
        let policy = try SQLiteStore(path: folder.path("diary.sqlite")).caseload().policy
        #expect(policy.preferences == Policy.standard.preferences)
        #expect(policy.feeds == Policy.standard.feeds)
        #expect(policy.marking == Marking())
        #expect(policy.timezone == "Europe/Jersey")
    }

    @Test func `Changes of the policy from before they could be words are kept`() throws {
        let before = try SQLiteStore(path: folder.path("diary.sqlite")).read { try $0.policyChanges() }
        #expect(before.count == 1)
        try queue.write { db in
            try db.execute(
                sql: """
                    DROP TABLE agreement_change;
                    ALTER TABLE policy_change RENAME TO later;
                    CREATE TABLE policy_change (
                        change INTEGER PRIMARY KEY AUTOINCREMENT, setting TEXT NOT NULL, was INTEGER NOT NULL,
                        value INTEGER NOT NULL, made_on TEXT NOT NULL, made_by TEXT NOT NULL, made_at TEXT NOT NULL,
                        reason TEXT NOT NULL, overtaken_at TEXT) STRICT;
                    INSERT INTO policy_change SELECT * FROM later;
                    DROP TABLE later;
                    DELETE FROM grdb_migrations WHERE identifier = 'v14';
                    """)
        }
        #expect(try SQLiteStore(path: folder.path("diary.sqlite")).read { try $0.policyChanges() } == before)
    }

    @Test func `Dates and times can be read with any SQLite shell`() throws {
        let row = try queue.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT contact.start, contact.changed_at, release_on, start_time FROM contact
                    JOIN nominal USING (nominal) JOIN unavailability USING (nominal) WHERE contact = 'c1'
                    """)
        }
        #expect(row?["start"] == "2026-11-23T10:00")
        #expect(row?["changed_at"] == Samples.morning.description)
        #expect(row?["release_on"] == "2026-12-03")
        #expect(row?["start_time"] == "06:00")
    }

    @Test(arguments: [
        "agency SET agency = ''", "agency SET agency = 'a b'", "agency SET kind = 'army'",
        "agency SET sharing = 'some'", "agency SET agreement_until = '2027-02-30'", "agency SET current = 2",
        "agency SET name = NULL", "agency SET name = ''", "agency SET agency = 'pol'",
        "agency SET agency = '123456789012345678901234567890123'",
        "location SET location = 'online' WHERE location = 'home1'", "location SET kind = 'pub'",
        "location SET latitude = 91", "location SET longitude = -181", "location SET rooms = -1",
        "location SET latitude = 'north'",
        "travel SET minutes = -1", "travel SET to_location = 'moon'",
        "travel SET from_location = 'office', to_location = 'home1'",
        "practitioner SET agency = 'army'", "practitioner SET role = 'spy'", "practitioner SET base = 'moon'",
        "working_pattern SET weekday = 'Mon'", "working_pattern SET start_time = '9:00'",
        "working_pattern SET start_time = '24:00'", "working_pattern SET end_time = '00:30'",
        "working_pattern SET end_time = '25:00'", "working_pattern SET until_day = '2025-01-01'",
        "working_pattern SET practitioner = 'nobody'", "working_pattern SET location = 'moon'",
        "nominal SET cohort = 'other'", "nominal SET rag = 'purple'", "nominal SET born = '29/02/1996'",
        "nominal SET police_lead = 'nobody'", "nominal SET probation_lead = NULL", "nominal SET home = 'moon'",
        "nominal SET crewing = 'triple'", "nominal SET statutory = 'yes'", "nominal SET limited_access = 7",
        "nominal SET selected_on = NULL", "nominal SET release_on = 'today'",
        "nominal SET contact_suspended_from = '2027-06-01T00:00'",
        "variation SET until_day = '2026-11-29'", "variation SET contacts = -1",
        "variation SET joint_every_weeks = -1", "variation SET nominal = 'nobody'",
        "exception SET kind = 'party'", "exception SET on_day = ''", "involvement SET practitioner = 'nobody'",
        "unavailability SET day = 'monday'", "unavailability SET day = '2026-13-01'",
        "unavailability SET end_time = start_time", "keep_apart SET first = second",
        "proposal SET proposal = 'promote'", "proposal SET raised_on = NULL", "policy SET content = '{'",
        "policy SET policy = 2", "calendar SET content = 'text'", "calendar SET imported_at = '2026-11-21T09:00'",
        "calendar_address SET practitioner = 'nobody'", "calendar_address SET address = ''",
        "calendar_address SET zone = ''", "calendar_address SET tried_at = '2026-11-21'",
        "calendar_address SET tried_at = '2026-01-01T00:00:00Z'", "calendar_address SET events = -1",
        "calendar_address SET problem = ''", "fetched_calendar SET practitioner = 'po2'",
        "fetched_calendar SET content = 'text'",
        "contact SET nominal = 'nobody'", "contact SET kind = ''",
        "contact SET start = '2026-11-30 09:30'", "contact SET start = '2026-11-31T09:30'",
        "contact SET start = '2026-11-30T24:00'", "contact SET changed_at = '2026-11-31T09:30:00Z'",
        "contact SET minutes = 0", "contact SET location = 'online'", "contact SET status = 'done'",
        "contact SET details_from = 'diary'", "contact SET status_from = ''", "contact SET sequence = -1",
        "contact SET contact = 'c1'", "contact SET minutes = 30.5",
        "contact_practitioner SET practitioner = 'nobody'", "contact_practitioner SET contact = 'c99'",
        "contact_practitioner SET position = -1",
        "contact_practitioner SET practitioner = 'po1' WHERE contact = 'c3'",
        "review SET meeting = 'lunch'", "review SET held_on = '2026-11-31'", "review SET nominal = 'nobody'",
        "action SET status = 'late'", "action SET text = ''", "action SET owner = NULL",
        "action SET nominal = 'nobody'", "action SET action = 'a1'",
        "plan SET from_day = '2026-12-01'", "plan SET weeks = 0", "plan SET seed = '-1'",
        "meeting SET series = 'lunch'", "meeting SET end_at = start", "meeting SET location = 'moon'",
        "meeting SET plan = 99", "meeting SET position = 0", "meeting SET optimal = 2",
        "slot SET reason = 'lunch'", "slot SET minutes = 0", "slot SET nominal = 'nobody'", "slot SET meeting = 'x'",
        "slot_matter SET slot = 9", "slot_attendee SET practitioner = 'nobody'", "slot_attendee SET absent = 2",
        "pause SET minutes = 0", "attendance SET end_at = '2026-12-02T00:00'", "noted SET nominal = 'nobody'",
        "deferral SET due = 'soon'", "shortfall SET week = '2026-12-01'", "shortfall SET missing_joint = 2",
        "shortfall_cause SET cause = 'laziness'", "shortfall_reason SET shortfall = 9",
        "plan_contact SET crew = ''", "plan_contact SET crew = 'po1, pp1'", "plan_contact SET status = 'done'",
        "dropped_contact SET dropped_by = 99", "dropped_contact SET start = 'then'",
        "action SET closed_on = '2026-12-02'", "action SET remark = 'so'", "action SET details_from = 'plan'",
        "meeting_notes SET held_on = 'then'", "meeting_notes SET started_at = NULL",
        "meeting_notes SET ended_at = '2026-12-01T09:00'", "presence SET state = 'late'",
        "presence SET practitioner = 'nobody'", "presence SET nominal = NULL, practitioner = 'po1'",
        "item_note SET outcome = 'forgotten'", "item_note SET minutes_taken = -1", "item_note SET meeting = 'x'",
        "item_note SET text = ''", "written_update SET received_on = '2026-02-30'",
        "written_update SET practitioner = 'nobody'", "decision SET matter = 'other'", "decision SET rag = NULL",
        "decision SET agreed_by_police = 'nobody'", "decision SET text = ''", "decision SET until_day = '2027-01-01'",
        "decision SET contacts = 1",
        "account SET account = 'Una'", "account SET account = 'u n'", "account SET name = ''",
        "account SET role = 'king'", "account SET role = NULL", "account SET agency = 'army'",
        "account SET agency = NULL", "account SET practitioner = 'nobody'", "account SET made_at = NULL",
        "account SET disabled_at = 'then'", "account SET password = ''", "account SET must_change_password = 2",
        "account SET secret = NULL", "account SET email = ''", "account SET issuer = NULL",
        "recovery_code SET account = 'nobody'", "recovery_code SET digest = 'one'",
        "failed_sign_in SET failures = 0", "failed_sign_in SET waits_until = 'then'",
        "arranged_item SET turn = 'lost'", "arranged_item SET why = NULL", "arranged_item SET minutes = 61",
        "arranged_item SET turn = NULL, why = NULL", "arranged_order SET position = 0",
        "arranged_order SET nominal = 'nobody'",
        "feed_link SET digest = 'short'", "feed_link SET level = 'all'", "feed_link SET owner = ''",
        "feed_link SET practitioner = 'nobody'", "feed_link SET label = ''", "feed_link SET made_at = NULL",
        "variation_request SET nominal = 'nobody'", "variation_request SET until_day = '2000-01-01'",
        "variation_request SET reason = ''", "variation_request SET contacts = -1",
        "variation_request SET is_approved = NULL", "variation_request SET answered_by = NULL",
        "variation_request SET answer = ''", "policy_change SET reason = ''", "policy_change SET made_on = 'then'",
        "policy_change SET overtaken_at = 'then'", "policy_change SET value = NULL", "policy_change SET was = 1.5",
        "agreement_change SET agency = 'army'", "agreement_change SET term = 'lunch'",
        "agreement_change SET value = 'some'", "agreement_change SET value = NULL", "agreement_change SET reason = ''",
        "agreement_change SET term = 'agreement_until'", "agreement_change SET overtaken_at = 'then'",
        "invitation SET comment = ''", "diary SET revision = -1", "diary SET diary = 2",
    ])
    func `The schema refuses`(update: String) throws {
        let error = #expect(throws: DatabaseError.self) {
            try queue.write { db in try db.execute(sql: "UPDATE \(update)") }
        }
        // Not a slip in the statement: a constraint said no.
        #expect(error?.resultCode == .SQLITE_CONSTRAINT, "\(error?.message ?? "")")
    }

    @Test(arguments: ["agency", "location", "practitioner", "nominal", "plan"])
    func `The schema refuses to lose what others refer to`(table: String) throws {
        #expect(throws: DatabaseError.self) {
            try queue.write { db in try db.execute(sql: "DELETE FROM \(table)") }
        }
    }
}
