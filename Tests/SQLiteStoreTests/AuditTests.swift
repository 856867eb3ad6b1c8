import Casework
import Foundation
import GRDB
import Operations
import SQLiteStore
import Testing

/// Who did what: who it says it was, whom it was about, and finding it again.
struct AuditTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("diary.sqlite"))
        try store.merge(try Samples.caseload())
    }

    private func record(_ details: String..., through store: (any DiaryStore)? = nil) throws {
        try (store ?? self.store).write { diary in
            for detail in details {
                try diary.record(.init(at: Samples.noon, actor: "una", act: .consultation, detail: detail))
            }
        }
    }

    private func all(_ query: AuditQuery = AuditQuery()) throws -> [AuditEntry] {
        try store.read { try $0.history(query) }
    }

    @Test func `What comes through an attributed store says whose agency and which way, where it does not itself`()
        throws
    {
        let web = store.attributed(to: Attribution(agency: .init("pol"), route: "/agendas"))
        try record("looked", through: web)
        try web.write { diary in
            try diary.record(
                .init(
                    at: Samples.noon, actor: "ann", act: .disclosure, detail: "sent", agency: .init("prob"),
                    route: "feed"))
        }
        try record("at the keyboard")
        let entries = try all().map(\.entry)
        #expect(entries.map(\.agency) == [nil, .init("prob"), .init("pol")])
        #expect(entries.map(\.route) == [nil, "feed", "/agendas"])
    }

    @Test func `An entry is about the nominals whose references stand in it as words, whoever records it`() throws {
        try record("n001 and (n002), n0011", "xn001, n001-2, n002_a", "N001", "n002")
        try record("looked", through: store.attributed(to: Attribution(route: "/nominals/n001")))
        #expect(try all().map { $0.about.map(\.text) } == [["n001"], ["n002"], [], [], ["n001", "n002"]])
        let before = try store.revision()
        try record("n001")
        #expect(try store.revision() == before)
    }

    @Test func `A query gives what a search of every entry gives`() throws {
        var generator = SeededGenerator(state: 7)
        let (actors, words) = (["una", "ann"], ["n001", "n002", "Sheet", "agenda"])
        let agencies: [Agency.ID?] = [nil, .init("pol")]
        for index in 0..<120 {
            let entry = HistoryEntry(
                at: Samples.morning.later(by: index * 3_600), actor: actors.randomElement(using: &generator) ?? "",
                act: .allCases.randomElement(using: &generator) ?? .erasure,
                detail: (0..<3).compactMap { _ in words.randomElement(using: &generator) }.joined(separator: " "),
                agency: agencies.randomElement(using: &generator) ?? nil)
            try store.write { try $0.record(entry) }
        }
        let entries = Array(try store.read { try $0.history(limit: 1_000) }.enumerated())
        let first = try Samples.day("2026-11-20")
        for _ in 0..<200 {
            var query = AuditQuery()
            if Bool.random(using: &generator) { query.nominal = .init(words[Int.random(in: 0...1, using: &generator)]) }
            if Bool.random(using: &generator) { query.actor = actors.randomElement(using: &generator) }
            if Int.random(in: 0...3, using: &generator) == 0 { query.act = .disclosure }
            if Bool.random(using: &generator) {
                let start = first + Int.random(in: 0...5, using: &generator)
                query.days = start..<(start + Int.random(in: 1...4, using: &generator))
            }
            if Bool.random(using: &generator) { query.words = " sheet  AGENDA " }
            if Bool.random(using: &generator) { query.before = Int.random(in: 1...121, using: &generator) }
            query.limit = Int.random(in: 0...60, using: &generator)
            let expected = entries.filter { offset, entry in
                let words = Set(entry.detail.split(separator: " ").map(String.init))
                let days = query.days.map { "\($0.lowerBound)T"..<"\($0.upperBound)T" }
                return query.nominal.map { words.contains($0.text) } ?? true
                    && query.actor.map { entry.actor == $0 } ?? true && query.act.map { entry.act == $0 } ?? true
                    && days.map { $0.contains(entry.at.description) } ?? true
                    && (query.words.isEmpty || words.isSuperset(of: ["Sheet", "agenda"]))
                    && query.before.map { 120 - offset < $0 } ?? true
            }.prefix(query.limit).map { AuditEntryKey(number: 120 - $0.offset, entry: $0.element) }
            #expect(try all(query).map { AuditEntryKey(number: $0.number, entry: $0.entry) } == expected, "\(query)")
        }
    }

    private struct AuditEntryKey: Equatable {
        var number: Int
        var entry: HistoryEntry
    }

    @Test func `The last change is neither a look nor a paper handed out`() throws {
        #expect(try store.read { try $0.lastChange() } == nil)
        let acts: [HistoryEntry.Act] = [.collection, .alteration, .disclosure, .consultation]
        try store.write { diary in
            for (index, act) in acts.enumerated() {
                try diary.record(.init(at: Samples.noon.later(by: index), actor: "una", act: act, detail: "so"))
            }
        }
        #expect(try store.read { try $0.lastChange() } == Samples.noon.later(by: 1))
    }
}
