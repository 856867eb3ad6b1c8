import Casework
import Foundation
import GRDB
import Operations
import SQLiteStore
import Testing

/// A history that somebody has laid hands on is found out, whatever was changed.
struct HistoryChainTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore
    /// What somebody noted when there were three entries.
    private let early: HistoryCheck
    private let whole: HistoryCheck

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("diary.sqlite"))
        try store.fillEveryTable()
        early = try store.read { try $0.verifyHistory(expecting: nil) }
        let web = store.attributed(to: Attribution(agency: .init("pol"), route: "/nominals/n002"))
        try web.write { diary in
            try diary.record(.init(at: Samples.noon.later(by: 60), actor: "ann", act: .consultation, detail: "n001"))
            try diary.record(.init(at: Samples.noon.later(by: 90), actor: "una", act: .disclosure, detail: "sent"))
        }
        whole = try store.read { try $0.verifyHistory(expecting: nil) }
    }

    /// A copy of the diary in which somebody has done this, without asking the triggers or constraints.
    private func check(after change: (Database) throws -> Void, expecting head: String? = nil) throws -> HistoryCheck {
        let path = folder.path("\(UUID().uuidString).sqlite")
        defer { try? FileManager.default.removeItem(atPath: path) }
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let copy = try DatabaseQueue(path: path, configuration: configuration)
        try DatabaseQueue(path: folder.path("diary.sqlite")).backup(to: copy)
        try copy.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
            for trigger in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
                try db.execute(sql: "DROP TRIGGER \(trigger)")
            }
            try change(db)
        }
        try copy.close()
        return try SQLiteStore(path: path).read { try $0.verifyHistory(expecting: head) }
    }

    @Test func `A history that nobody has touched is as it was written`() throws {
        #expect(whole.flaw == nil && whole.entries == early.entries + 2 && whole.erased == early.erased)
        #expect(whole.head.count == 64 && whole.head != early.head)
        #expect(try check(after: { _ in }, expecting: early.head.uppercased()) == whole)
        #expect(try check(after: { _ in }, expecting: whole.head) == whole)
    }

    @Test func `Two diaries in which the same was done have other seals, since nobody is to try out what was said`()
        throws
    {
        let heads = try (0..<2).map { _ in
            let store = try SQLiteStore.inMemory()
            try store.write { try $0.record(.init(at: Samples.noon, actor: "una", act: .erasure, detail: "n001")) }
            return try store.read { try $0.verifyHistory(expecting: nil).head }
        }
        #expect(heads[0] != heads[1])
    }

    /// Every column of every row: to something else, to nothing, and from nothing to something.
    @Test func `Whatever cell is changed, it is found out`() throws {
        var tried = 0
        for table in ["history", "history_nominal", "history_redaction"] {
            let (columns, keys, rows) = try DatabaseQueue(path: folder.path("diary.sqlite")).read { db in
                (
                    try db.columns(in: table), try db.primaryKey(table).columns,
                    try Row.fetchAll(db, sql: "SELECT * FROM \(table)")
                )
            }
            for row in rows {
                let whose = keys.map { "\($0) = ?" }.joined(separator: " AND ")
                let key = keys.map { row[$0] as DatabaseValue? ?? .null }
                for column in columns {
                    let old = row[column.name] as DatabaseValue? ?? .null
                    for new in changed(old, column) {
                        let check = try check { db in
                            try db.execute(
                                sql: "UPDATE \(table) SET \(column.name) = ? WHERE \(whose)",
                                arguments: StatementArguments([new] + key))
                            #expect(db.changesCount == 1)
                        }
                        #expect(check.flaw != nil, "\(table).\(column.name) of \(key) from \(old) to \(new)")
                        tried += 1
                    }
                }
            }
        }
        #expect(tried > 50)
    }

    private func changed(_ value: DatabaseValue, _ column: ColumnInfo) -> [DatabaseValue] {
        let none: [DatabaseValue] = column.isNotNull || column.primaryKeyIndex > 0 ? [] : [.null]
        switch value.storage {
        case .null:
            return switch column.type {
            case "TEXT": ["x".databaseValue, "".databaseValue]
            case "INTEGER": [1.databaseValue, 99.databaseValue]
            default: [Data(count: 16).databaseValue]
            }
        case .int64(let number): return none + [(number + 100).databaseValue, 0.databaseValue]
        case .string(let text): return none + [(text + "x").databaseValue, "".databaseValue]
        case .blob(let bytes):
            var other = bytes
            other[other.startIndex] ^= 1
            return none + [other.databaseValue, bytes.dropLast().databaseValue]
        case .double: return []
        }
    }

    @Test func `Whatever row is taken out, it is found out`() throws {
        for table in ["history", "history_nominal", "history_redaction"] {
            let count = try DatabaseQueue(path: folder.path("diary.sqlite")).read { db in
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
            }
            for index in 0..<count {
                let check = try check { db in
                    let keys = try db.primaryKey(table).columns
                    let row = try #require(try Row.fetchOne(db, sql: "SELECT * FROM \(table) LIMIT 1 OFFSET \(index)"))
                    try db.execute(
                        sql: "DELETE FROM \(table) WHERE " + keys.map { "\($0) = ?" }.joined(separator: " AND "),
                        arguments: StatementArguments(keys.map { row[$0] as DatabaseValue? ?? .null }))
                }
                #expect(check.flaw != nil, "\(table), row \(index)")
            }
        }
    }

    @Test func `The first entry that is not as it was is named, with what is wrong with it`() throws {
        let last = whole.entries
        for (sql, entry, kind) in [
            ("UPDATE history SET detail = 'nothing' WHERE entry = \(last - 1)", last - 1, HistoryCheck.Kind.content),
            ("DELETE FROM history WHERE entry = \(last - 1)", last - 1, .missing),
            ("DELETE FROM history WHERE entry = 1", 1, .missing),
            ("DELETE FROM history WHERE entry = \(last)", last, .missing),
            ("UPDATE history SET digest = zeroblob(32) WHERE entry = \(last)", last, .chain),
            // Somebody's name taken out, and the erasure that is said to have done it is none.
            (
                "UPDATE history SET detail = 'x', salt = NULL, erased_by = \(last) WHERE entry = \(last - 1)", last - 1,
                .erasure
            ),
            ("INSERT INTO history_nominal VALUES (\(last), 'n001')", last, .content),
            ("INSERT INTO history_nominal VALUES (\(last + 7), 'n002')", last + 1, .missing),
            (
                """
                UPDATE history SET entry = -1 WHERE entry = \(last - 1);
                UPDATE history SET entry = \(last - 1) WHERE entry = \(last);
                UPDATE history SET entry = \(last) WHERE entry = -1;
                """, last - 1, .chain
            ),
            (
                """
                INSERT INTO history SELECT entry + 1, at, actor, act, agency, route, detail, salt, digest, chain, NULL
                FROM history WHERE entry = \(last)
                """, last + 1, .chain
            ),
        ] {
            #expect(try check { try $0.execute(sql: sql) }.flaw == .init(entry: entry, kind: kind), "\(sql)")
        }
    }

    @Test func `An end that was cut off without a trace shows beside a head noted before`() throws {
        let cut = """
            DELETE FROM history WHERE entry >= \(whole.entries);
            DELETE FROM history_nominal WHERE entry >= \(whole.entries);
            UPDATE sqlite_sequence SET seq = \(whole.entries - 1) WHERE name = 'history';
            """
        #expect(try check { try $0.execute(sql: cut) }.flaw == nil)
        let check = try check(after: { try $0.execute(sql: cut) }, expecting: whole.head)
        #expect(check.flaw?.kind == .head)
        // What was noted before the cut still stands.
        #expect(try self.check(after: { try $0.execute(sql: cut) }, expecting: early.head).flaw == nil)
    }

    @Test func `A clock that was set back is told, and nothing is wrong with the history`() throws {
        try store.write { try $0.record(.init(at: Samples.morning, actor: "una", act: .alteration, detail: "early")) }
        let check = try store.read { try $0.verifyHistory(expecting: nil) }
        #expect(check.flaw == nil && check.clockSetBack == whole.clockSetBack + 1)
    }

    @Test func `A diary from before entries were sealed has them sealed as they are`() throws {
        let path = folder.path("old.sqlite")
        let old = try DatabaseQueue(path: path)
        try DatabaseQueue(path: folder.path("diary.sqlite")).backup(to: old)
        try old.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA foreign_keys = OFF;
                    DROP TABLE history_redaction;
                    DROP TABLE history_nominal;
                    DROP TABLE history;
                    CREATE TABLE history (
                        entry INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL,
                        act TEXT NOT NULL, detail TEXT NOT NULL
                    ) STRICT;
                    CREATE TRIGGER history_is_never_deleted BEFORE DELETE ON history BEGIN
                        SELECT RAISE(ABORT, 'the history is never deleted');
                    END;
                    INSERT INTO history (at, actor, act, detail) VALUES
                        ('2026-11-21T09:00:00Z', 'una', 'collection', 'imported'),
                        ('2026-11-21T09:00:01Z', 'ann', 'alteration', 'n002 and n001');
                    DELETE FROM grdb_migrations WHERE identifier = 'v9';
                    """)
        }
        try old.close()
        let store = try SQLiteStore(path: path)
        #expect(try store.read { try $0.history(AuditQuery()) }.map(\.about) == [[.init("n001"), .init("n002")], []])
        let sealed = try store.read { try $0.verifyHistory(expecting: nil) }
        #expect(sealed.flaw == nil && sealed.entries == 2)
        try store.write { try $0.record(.init(at: Samples.noon, actor: "una", act: .alteration, detail: "n001")) }
        let later = try store.read { try $0.verifyHistory(expecting: sealed.head) }
        #expect(later.flaw == nil && later.entries == 3)
    }
}
