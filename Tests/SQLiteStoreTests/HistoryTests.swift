import GRDB
import Operations
import SQLiteStore
import Testing

struct HistoryTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore
    private let entries = HistoryEntry.Act.allCases.enumerated().map { index, act in
        HistoryEntry(at: Samples.morning.later(by: index), actor: "una", act: act, detail: "entry \(index)")
    }

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("diary.sqlite"))
        let entries = entries
        try store.write { diary in
            for entry in entries { try diary.record(entry) }
        }
    }

    @Test func `The latest comes first, and no more than asked for`() throws {
        try store.read { (diary: any DiaryReading) throws -> Void in
            #expect(try diary.history(limit: 100) == entries.reversed())
            #expect(try diary.history(limit: 2) == entries.suffix(2).reversed())
            #expect(try diary.history(limit: 0) == [])
            #expect(try diary.history(limit: -1) == [])
        }
    }

    @Test(arguments: [
        "UPDATE history SET actor = 'someone else'",
        "UPDATE history SET entry = entry + 100",
        "DELETE FROM history",
        "DELETE FROM history WHERE entry = 1",
        """
        INSERT OR REPLACE INTO history (entry, at, actor, act, detail)
        VALUES (1, '2026-11-21T09:00:00Z', 'someone else', 'erasure', '')
        """,
        """
        INSERT INTO history (entry, at, actor, act, detail)
        VALUES (1, '2026-11-21T09:00:00Z', 'someone else', 'erasure', '')
        ON CONFLICT (entry) DO UPDATE SET actor = excluded.actor
        """,
    ])
    func `Nothing can be changed or taken from it`(sql: String) throws {
        let queue = try DatabaseQueue(path: folder.path("diary.sqlite"))
        let error = #expect(throws: DatabaseError.self) {
            try queue.write { db in try db.execute(sql: sql) }
        }
        #expect(error?.message?.hasPrefix("the history is never") == true)
        #expect(try store.read { try $0.history(limit: 100) } == entries.reversed())
    }

    @Test func `An entry alone leaves the revision as it was`() throws {
        let before = try store.revision()
        try store.write { diary in try diary.record(entries[0]) }
        #expect(try store.revision() == before)
    }
}
