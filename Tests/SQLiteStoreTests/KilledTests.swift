import Casework
import Foundation
import GRDB
import Operations
import SQLiteStore
import Testing

/// A writer killed at any moment leaves the diary as its last whole batch left it.
@Suite(.serialized)
struct KilledTests {
    /// Eight diaries, each from before its file exists on, six kills each.
    @Test(arguments: 1...8)
    func `Killed at any moment, the diary holds whole batches, and every batch that was reported`(
        seed: UInt64
    ) throws {
        let folder = try TemporaryFolder()
        let diary = folder.path("diary.sqlite")
        let writer = try Writer()
        var generator = SeededGenerator(state: seed)
        var reported = 0
        for kill in 1...6 {
            let seconds = Double.random(in: 0.001...(kill == 1 ? 0.06 : 0.2), using: &generator)
            let running = try writer.start(diary, reportingTo: folder.path("report"))
            Thread.sleep(forTimeInterval: seconds)
            // A machine that is busy elsewhere may not have come to a single one; otherwise nothing was tested.
            if kill == 6 && reported == 0 { try running.waitForReport() }
            let lines = try #require(try running.kill(), "the writer stopped by itself")

            #expect(lines == Array(lines.first.map { $0..<($0 + lines.count) } ?? 0..<0))
            reported = lines.last ?? reported
            let kept = try batchesKept(in: diary)
            // Killed between commit and report, one batch more is kept than was reported, each time.
            #expect(kept >= reported && kept <= reported + 1)
            reported = kept
        }
        #expect(reported > 0)
    }

    /// Each would be the one to make the file and its tables.
    @Test func `Several processes can open a new diary at the same moment`() throws {
        let writer = try Writer()
        for round in 1...10 {
            let folder = try TemporaryFolder()
            let diary = folder.path("diary.sqlite")
            let running = try (1...3).map { try writer.start(diary, reportingTo: folder.path("report\($0)")) }
            Thread.sleep(forTimeInterval: 0.15)
            let reports = try running.map { try $0.kill() }
            #expect(reports.allSatisfy { $0 != nil }, "a process stopped by itself in round \(round)")
            #expect(try batchesKept(in: diary) >= reports.compactMap(\.self).joined().max() ?? 0)
        }
    }

    /// Opens the diary as the next process would, and checks all that a batch leaves.
    private func batchesKept(in path: String) throws -> Int {
        if FileManager.default.fileExists(atPath: path) {
            try DatabaseQueue(path: path).read { (db: Database) throws -> Void in
                #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
                #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
            }
        }
        let store = try SQLiteStore(path: path)
        return try store.read { diary in
            let details = try diary.history(limit: .max).map(\.detail)
            let last = details.count
            #expect(details == (1..<(last + 1)).reversed().map(String.init))
            #expect(try diary.revision() == last)
            guard last > 0 else {
                #expect(try diary.caseload() == nil)
                #expect(try diary.latestPlan() == nil)
                return 0
            }
            try check(try #require(try diary.caseload()), afterBatch: last)
            try check(try #require(try diary.latestPlan()), afterBatch: last)
            #expect(try diary.calendars() == [CalendarFile(name: "po1.ics", content: Array("\(last)".utf8))])
            return last
        }
    }

    private func check(_ caseload: Caseload, afterBatch last: Int) throws {
        #expect(caseload.nominals.count == 5 + last % 4)
        #expect(caseload.nominals.allSatisfy { $0.givenName == "Given \(last)" })
        #expect(caseload.practitioners.map(\.name) == ["Officer \(last)"])
        let contacts = Dictionary(grouping: caseload.contacts, by: \.status)
        #expect(Set(contacts[.attended, default: []].map(\.id.text)) == Set((1...last).map { "h-\($0)" }))
        #expect(contacts[.planned, default: []].count == 10 + last % 7)
        #expect(contacts.count == 2)
    }

    private func check(_ stored: StoredPlan, afterBatch last: Int) throws {
        #expect(stored.plan.score.moved == last)
        #expect(stored.plan.contacts.count == 10 + last % 7)
        let monday = stored.plan.weeks.from
        for contact in stored.plan.contacts {
            let index = try #require(Int(contact.id.text.dropFirst(2)))
            #expect(contact.start == (monday + index % 5).at(540 + index * 15 + last % 3 * 15))
        }
        #expect(stored.plan.meetings.map(\.minutesNeeded) == [last])
        // It moves with every batch.
        #expect(stored.stamps["map-2026-12-02"]?.sequence == last - 1)
    }
}
