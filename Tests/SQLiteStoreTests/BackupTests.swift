import Casework
import Foundation
import GRDB
import Operations
import SQLiteStore
import Testing

struct BackupTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path("diary.sqlite") }
    private var copy: String { folder.path("copy.sqlite") }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    }

    private func filled(_ path: String) throws -> SQLiteStore {
        let store = try SQLiteStore(path: path)
        try store.fillEveryTable()
        return store
    }

    private func head(_ path: String) throws -> String {
        try SQLiteStore(path: path).read { try $0.verifyHistory(expecting: nil).head }
    }

    @Test func `A backup is one file for its owner alone, with all the diary has, and a diary itself`() throws {
        let store = try filled(path)
        let check = try BackUpDiary(store)(to: copy, by: "una", at: Samples.noon)
        #expect(check.flaw == nil)
        #expect(try files().filter { $0.hasPrefix("copy") } == ["copy.sqlite"])
        let permissions = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
        #expect(permissions == 0o600)
        let kept = try SQLiteStore(path: copy)
        #expect(try kept.caseload() == store.caseload())
        #expect(try kept.read { try $0.verifyHistory(expecting: nil) } == check)
        let last = try #require(try store.read { try $0.history(limit: 1) }.first)
        #expect(last.act == .disclosure && last.detail.hasSuffix("head \(check.head)"))
        #expect(try store.read { try $0.verifyHistory(expecting: check.head) }.flaw == nil)
    }

    @Test func `A backup is never written over a file, and one that fails leaves none`() throws {
        let store = try filled(path)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: copy))
        #expect(throws: StoreError.exists(path: copy)) { try store.backUp(to: copy) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == Data("mine".utf8))
        #expect(throws: StoreError.exists(path: path)) { try store.backUp(to: path) }
        let nowhere = folder.path("nowhere/copy.sqlite")
        #expect(throws: StoreError.noFolder(path: nowhere)) { try store.backUp(to: nowhere) }
        // A page that is damaged in the diary is not carried on as a backup.
        try DatabaseQueue(path: path).write { db in
            try db.execute(sql: "PRAGMA ignore_check_constraints = ON; UPDATE nominal SET rag = 'mauve'")
        }
        let other = folder.path("other.sqlite")
        #expect(throws: StoreError.unsound(path: other, why: "the file is damaged")) { try store.backUp(to: other) }
        #expect(try !files().contains { $0.hasPrefix("other") })
    }

    /// The program writes batch after batch meanwhile; each leaves its number in every part of the diary.
    @Test func `While others write, a backup is of one moment, with all that was reported before it began`() throws {
        let report = folder.path("report")
        let running = try Writer().start(path, reportingTo: report)
        defer { _ = try? running.kill() }
        func reported() throws -> Int {
            try String(contentsOfFile: report, encoding: .utf8).split(separator: "\n").compactMap { Int($0) }.max() ?? 0
        }
        let deadline = ContinuousClock.now + .seconds(60)
        while try reported() < 3, ContinuousClock.now < deadline { Thread.sleep(forTimeInterval: 0.01) }
        let store = try SQLiteStore(path: path)
        for round in 1...5 {
            let before = try reported()
            let copy = folder.path("copy\(round).sqlite")
            #expect(try store.backUp(to: copy).flaw == nil)
            try SQLiteStore(path: copy).read { diary in
                let last = try diary.revision()
                #expect(last >= before && before > 0)
                #expect(try diary.history(limit: .max).map(\.detail) == (1...last).reversed().map(String.init))
                #expect(try diary.caseload()?.nominals.first?.givenName == "Given \(last)")
                #expect(try diary.latestPlan()?.plan.score.moved == last)
                #expect(try diary.calendars().map(\.content) == [Array("\(last)".utf8)])
            }
        }
    }

    @Test func `A backup is put where there is no diary, and says that it was`() throws {
        let check = try filled(path).backUp(to: copy)
        let restored = folder.path("restored.sqlite")
        let outcome = try SQLiteStore.restore(copy, to: restored, replacing: false, mark: ".old")
        #expect(outcome.check == check && outcome.former == nil)
        #expect(try files().filter { $0.hasPrefix("restored") } == ["restored.sqlite"])
        let store = try SQLiteStore(path: restored)
        try NoteRestoration(store)(check, by: "una", at: Samples.noon)
        #expect(try store.caseload() == SQLiteStore(path: copy).caseload())
        #expect(try store.read { try $0.verifyHistory(expecting: check.head) }.entries == check.entries + 1)
    }

    @Test func `A diary that is there is only set aside when asked, and stays whole`() throws {
        _ = try filled(path).backUp(to: copy)
        try SQLiteStore(path: path).write { diary in
            try diary.record(.init(at: Samples.noon, actor: "una", act: .alteration, detail: "since then"))
        }
        let since = try head(path)
        #expect(throws: StoreError.exists(path: path)) {
            try SQLiteStore.restore(copy, to: path, replacing: false, mark: ".old")
        }
        #expect(try head(path) == since)
        let outcome = try SQLiteStore.restore(copy, to: path, replacing: true, mark: ".old")
        #expect(outcome.former == path + ".old")
        #expect(try head(path + ".old") == since)
        #expect(try head(path) == outcome.check.head && since != outcome.check.head)
        // A second time the one set aside is not written over.
        #expect(throws: StoreError.exists(path: path + ".old")) {
            try SQLiteStore.restore(copy, to: path, replacing: true, mark: ".old")
        }
        #expect(try !files().contains { $0.contains("restoring") })
    }

    @Test func `A diary that another program is using is not set aside`() throws {
        let store = try filled(path)
        _ = try store.backUp(to: copy)
        #expect(throws: StoreError.busy) { try SQLiteStore.restore(copy, to: path, replacing: true, mark: ".old") }
        #expect(try store.caseload().nominals.count == 2)
        #expect(try !files().contains { $0.contains("restoring") || $0.hasSuffix(".old") })
    }

    @Test func `A damaged diary can be replaced`() throws {
        _ = try filled(path).backUp(to: copy)
        try Data(repeating: 7, count: 4_096).write(to: URL(fileURLWithPath: path))
        let outcome = try SQLiteStore.restore(copy, to: path, replacing: true, mark: ".old")
        #expect(try head(path) == outcome.check.head)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path + ".old")).count == 4_096)
    }

    @Test func `What is no sound backup is not restored`() throws {
        _ = try filled(path).backUp(to: copy)
        func refused(_ error: StoreError, _ change: (Database) throws -> Void) throws {
            let bad = folder.path("bad.sqlite")
            defer { try? FileManager.default.removeItem(atPath: bad) }
            try FileManager.default.copyItem(atPath: copy, toPath: bad)
            let queue = try DatabaseQueue(path: bad)
            try queue.writeWithoutTransaction(change)
            try queue.close()
            #expect(throws: error) {
                try SQLiteStore.restore(bad, to: folder.path("new.sqlite"), replacing: false, mark: ".old")
            }
            #expect(try !files().contains { $0.hasPrefix("new") })
        }
        let bad = folder.path("bad.sqlite")
        try refused(.unsound(path: bad, why: "entry 2 does not say what it said when it was written")) { db in
            try db.execute(
                sql: "DROP TRIGGER history_is_never_altered; UPDATE history SET actor = 'x' WHERE entry = 2")
        }
        try refused(.unsound(path: bad, why: "the file is damaged")) { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF; DELETE FROM agency")
        }
        try refused(.foreignDatabase(path: bad)) { db in try db.execute(sql: "PRAGMA application_id = 7") }
        try refused(.newerSchema(path: bad)) { db in
            try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('v99')")
        }
        func refusedAsItIs(_ error: StoreError) {
            #expect(throws: error) {
                try SQLiteStore.restore(bad, to: folder.path("new.sqlite"), replacing: false, mark: ".old")
            }
        }
        refusedAsItIs(.noBackup(path: bad))
        // Nor a copy that was cut short before its first byte.
        try Data().write(to: URL(fileURLWithPath: bad))
        refusedAsItIs(.foreignDatabase(path: bad))
        try Data(repeating: 7, count: 4_096).write(to: URL(fileURLWithPath: bad))
        refusedAsItIs(.notADatabase(path: bad))
    }
}
