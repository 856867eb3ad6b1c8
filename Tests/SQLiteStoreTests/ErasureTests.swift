import Casework
import Foundation
import GRDB
import Operations
import Publishing
import SQLiteStore
import Testing

/// After an erasure nothing of somebody is left, and everything else is.
struct ErasureTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("diary.sqlite"))
        try store.fillEveryTable()
        var caseload = try Samples.caseload()
        caseload.actions += [
            Action(
                id: .init("a3"), nominal: .init("n002"), meeting: "map-2026-11-18",
                raisedOn: try Samples.day("2026-11-18"), owner: "po1",
                text: "Keep Bo Quill and Ash Fernley (n001, c1) apart", status: .open),
            Action(
                id: .init("a4"), meeting: "map-2026-11-18", raisedOn: try Samples.day("2026-11-18"), owner: "po1",
                text: "Ask Fernley, or n002, or Quill; c11 and 2026-11-30 stay", status: .open),
        ]
        try store.write { diary in
            _ = try diary.merge(
                caseload,
                calendars: [CalendarFile(name: "po1.ics", content: Array("SUMMARY:n001 Fernley\r\nX:n002 Quill".utf8))],
                at: Samples.noon)
            for detail in ["looked at n001", "n001 and n002", "confirmed c1", "n002 alone"] {
                try diary.record(.init(at: Samples.noon, actor: "una", act: .alteration, detail: detail))
            }
        }
        try store.attributed(to: Attribution(route: "/nominals/n001")).write { diary in
            try diary.record(.init(at: Samples.noon, actor: "ann", act: .consultation, detail: "looked"))
        }
    }

    @discardableResult
    private func erase(_ id: String, because reason: String = "over") throws -> ErasedRows {
        try store.write { diary in
            let everybody = try diary.memberships().map(\.nominal)
            let redaction = Redaction(everybody)
            return try diary.erase(
                .init(id), erasing: { redaction.erasing(.init(id), from: $0, about: $1) }, because: reason
            ) { rows, reason in
                HistoryEntry(at: Samples.noon, actor: "una", act: .erasure, detail: "erased one: \(reason)")
            }
        }
    }

    /// Which of the words stand anywhere in the bytes of the diary's files.
    private func found(_ words: [String]) throws -> Set<String> {
        let files = try FileManager.default.contentsOfDirectory(at: folder.url, includingPropertiesForKeys: nil)
        let contents = try files.map { try Data(contentsOf: $0) }
        #expect(contents.contains { !$0.isEmpty })
        return Set(words.filter { word in contents.contains { $0.range(of: Data(word.utf8)) != nil } })
    }

    private static let traces = [
        "n001": ["n001", "Fernley", "1996-02-29", "7 Alder Row", "warehouse shift", "Call the housing desk"],
        "n002": ["n002", "Quill", "taper", "to amber"],
    ]

    @Test(arguments: ["n001", "n002"])
    func `No byte of the file tells of them any more, and there were such bytes before`(id: String) throws {
        // What stood in the file before is to go too, whoever left it there.
        try DatabaseQueue(path: folder.path("diary.sqlite")).write { db in
            try db.execute(sql: "PRAGMA secure_delete = OFF; CREATE TABLE scrap (text TEXT) STRICT")
            try db.execute(sql: "INSERT INTO scrap VALUES ('Fernley and Quill')")
            try db.execute(sql: "DELETE FROM scrap; DROP TABLE scrap")
        }
        let traces = try #require(Self.traces[id])
        #expect(try found(traces) == Set(traces))
        try erase(id, because: "n001 n002 Fernley Quill")
        #expect(try store.overwriteErased())
        #expect(try found(traces) == [])
        let others = try #require(Self.traces[id == "n001" ? "n002" : "n001"])
        #expect(try found(others) == Set(others))
    }

    @Test(arguments: ["n001", "n002"])
    func `Nothing is held about them, and the diary is whole`(id: String) throws {
        let rows = try erase(id)
        #expect(rows.removed > 20 && rows.changed > 0 && rows.entries >= 2)
        #expect(
            try store.read { diary in
                try diary.everything(about: .init(id), naming: { _ in false }, redacting: { $0 })
            } == [])
        try DatabaseQueue(path: folder.path("diary.sqlite")).read { (db: Database) throws -> Void in
            #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
            #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
            for table in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'") {
                for row in try Row.fetchAll(db, sql: "SELECT * FROM \(table)") {
                    for text in row.databaseValues.compactMap({ String.fromDatabaseValue($0) }) {
                        #expect(!ReferenceWords.all(in: text).contains(id), "\(table): \(text)")
                    }
                }
            }
        }
        let days = try Samples.day("2026-11-01")..<Samples.day("2026-12-31")
        try store.read { diary in
            _ = try diary.latestPlan()
            _ = try diary.meetings(in: days)
            _ = try diary.eventHistory(in: days)
            _ = try diary.arrangements()
            _ = try diary.invitations()
            _ = try diary.allNotes(in: days)
            #expect(try diary.caseload()?.nominals.map(\.id.text) == [id == "n001" ? "n002" : "n001"])
        }
    }

    @Test func `What is another's stays, but for the words about them`() throws {
        try erase("n001")
        let caseload = try store.caseload()
        let texts = Dictionary(uniqueKeysWithValues: caseload.actions.map { ($0.id.text, $0.text) })
        #expect(
            texts == [
                "a2": "Ask for a bigger room",
                "a3": "Keep Bo Quill and erased nominal (erased nominal, erased nominal) apart",
                "a4": "Ask erased nominal, or n002, or Quill; c11 and 2026-11-30 stay",
            ])
        #expect(caseload.contacts.map(\.id.text) == ["c3"])
        #expect(caseload.practitioners == (try Samples.caseload()).practitioners)
        let calendar = try #require(try store.read { try $0.calendars() }.first { $0.name == "po1.ics" })
        // Fetched from an address, its own content counts; either way nothing of them is in it.
        #expect(!String(decoding: calendar.content, as: UTF8.self).contains("Fernley"))
        // Somebody else was seen at their home: that it was there goes, that it was somewhere stays.
        let home = try #require(caseload.locations.first { $0.id.text == "home1" })
        #expect(home.name == "erased nominal" && home.latitude == 0 && home.longitude == 0)
    }

    @Test func `The history tells what was done without them, and is as it was written`() throws {
        let before = try store.read { try $0.verifyHistory(expecting: nil) }
        for (id, entries) in [("n001", before.entries + 1), ("n002", before.entries + 2)] {
            try erase(id, because: "\(id) is over")
            let check = try store.read { try $0.verifyHistory(expecting: before.head) }
            #expect(check.flaw == nil && check.entries == entries)
        }
        let details = try store.read { try $0.history(limit: 8) }
        #expect(
            details.map(\.detail) == [
                "erased one: erased nominal is over", "erased one: erased nominal is over", "looked",
                "erased nominal alone", "confirmed erased nominal", "erased nominal and erased nominal",
                "looked at erased nominal", "planned for erased nominal",
            ])
        #expect(details[2].route == "/nominals/erased nominal")
        #expect(try store.read { try $0.history(AuditQuery()) }.allSatisfy(\.about.isEmpty))
        var query = AuditQuery()
        query.nominal = .init("n001")
        #expect(try store.read { try $0.history(query) } == [])
    }

    @Test func `A later import begins anew with the reference`() throws {
        try erase("n001")
        try store.merge(try Samples.caseload())
        let held = try store.read { diary in
            try diary.everything(about: .init("n001"), naming: { _ in false }, redacting: { $0 })
        }
        #expect(Set(held.map(\.name)).isDisjoint(with: ["history", "item_note", "decision", "equality", "slot"]))
        #expect(try store.caseload().nominals.count == 2)
        #expect(try store.read { try $0.verifyHistory(expecting: nil) }.flaw == nil)
    }

    @Test func `An erasure that cannot be kept changes nothing`() throws {
        struct Stop: Error {}
        let (before, head) = try store.read { (try $0.caseload(), try $0.verifyHistory(expecting: nil)) }
        #expect(throws: Stop.self) {
            try store.write { diary in
                _ = try diary.erase(.init("n001"), erasing: { text, _ in text }, because: "so") { _, reason in
                    .init(at: Samples.noon, actor: "una", act: .erasure, detail: reason)
                }
                throw Stop()
            }
        }
        #expect(try store.read { (try $0.caseload(), try $0.verifyHistory(expecting: nil)) } == (before, head))
    }

    @Test func `Of somebody who reads meanwhile it is told that traces may be left`() throws {
        let other = try SQLiteStore(path: folder.path("diary.sqlite"))
        try erase("n001")
        try other.read { diary in
            _ = try diary.revision()
            #expect(try !store.overwriteErased())
        }
        #expect(try store.overwriteErased())
    }
}
