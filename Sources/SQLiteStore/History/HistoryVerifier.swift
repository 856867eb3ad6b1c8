internal import Casework
internal import Foundation
internal import GRDB
internal import Operations

/// Works out the seal of every entry of the history again.
struct HistoryVerifier {
    private let db: Database
    /// What erasures have made of entries, by erasure.
    private let redactions: [Int64: [Redaction]]
    /// The last word on an entry that was erased.
    private let latest: [Int64: Redaction]

    private struct Redaction {
        var erasure: Int64
        var entry: Int64
        var salt: Data?
        var digest: Data
    }

    init(_ db: Database) throws {
        self.db = db
        let all = try Row.fetchAll(db, sql: "SELECT * FROM history_redaction ORDER BY erasure, entry").map { row in
            Redaction(erasure: row["erasure"], entry: row["entry"], salt: row["salt"], digest: row["digest"])
        }
        redactions = Dictionary(grouping: all, by: \.erasure)
        latest = Dictionary(all.map { ($0.entry, $0) }) { _, last in last }
    }

    /// - Parameter head: In hexadecimal digits; some entry is to have it.
    func check(expecting head: String?) throws -> HistoryCheck {
        var check = HistoryCheck(entries: 0, head: "", erased: 0, clockSetBack: 0, flaw: nil)
        var (number, chain, stamp) = (Int64(0), HistorySeal.origin, "")
        var isExpectedFound = head == nil
        var about = try Nominals(db)
        let entries = try Row.fetchCursor(db, sql: "SELECT * FROM history ORDER BY entry")
        while let row = try entries.next() {
            let entry = SealedEntry(row, about: try about.next(upTo: row["entry"]))
            number += 1
            if check.flaw == nil { check.flaw = flaw(in: entry, number: number, after: chain) }
            number = entry.number
            chain = entry.chain
            check.entries += 1
            if entry.isErased { check.erased += 1 }
            if entry.content.at < stamp { check.clockSetBack += 1 }
            stamp = entry.content.at
            if let head, HistorySeal.hexadecimal(chain) == head.lowercased() { isExpectedFound = true }
        }
        check.head = HistorySeal.hexadecimal(chain)
        if check.flaw == nil { check.flaw = try flawBeyond(number, about) }
        if check.flaw == nil, !isExpectedFound { check.flaw = .init(entry: Int(number), kind: .head) }
        return check
    }

    private func flaw(in entry: SealedEntry, number: Int64, after chain: Data) -> HistoryCheck.Flaw? {
        func flaw(_ kind: HistoryCheck.Kind, _ number: Int64) -> HistoryCheck.Flaw {
            .init(entry: Int(clamping: number), kind: kind)
        }
        guard entry.number == number else { return flaw(.missing, number) }
        guard entry.chain == HistorySeal.chain(chain, number, entry.digest) else { return flaw(.chain, number) }
        var content = entry.content
        content.redactions = redactions[number, default: []].map { .init(entry: $0.entry, digest: $0.digest) }
        guard entry.isErased || latest[number] != nil else {
            return entry.salt.map { content.digest(salt: $0) } == entry.digest ? nil : flaw(.content, number)
        }
        // What it said is gone; what it says was sealed with the erasure, whose own entry is worked out in its turn.
        guard let last = latest[number], last.erasure == entry.erasedBy, entry.salt == nil,
            !redactions.values.joined().contains(where: {
                $0.entry == number && ($0.salt == nil) == ($0.erasure == last.erasure)
            })
        else { return flaw(.erasure, number) }
        return last.salt.map { content.digest(salt: $0) } == last.digest ? nil : flaw(.content, number)
    }

    /// What is wrong past the last entry: others were there, or something belongs to one that is not there.
    private func flawBeyond(_ number: Int64, _ about: Nominals) throws -> HistoryCheck.Flaw? {
        let issued = try Int64.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'history'") ?? 0
        let mentioned = redactions.values.joined().map { max($0.entry, $0.erasure) }.max() ?? 0
        guard max(issued, mentioned) > number || about.isLeftOver else { return nil }
        return .init(entry: Int(clamping: number) + 1, kind: .missing)
    }
}

/// A row of the history as the file has it, whatever that is.
private struct SealedEntry {
    var number: Int64
    var content: HistoryContent
    var salt: Data?
    var digest: Data
    var chain: Data
    var erasedBy: Int64?
    var isErased: Bool { erasedBy != nil || salt == nil }

    init(_ row: Row, about nominals: [String]) {
        func text(_ column: String) -> String { row[column] as String? ?? "" }
        number = row["entry"]
        content = HistoryContent(
            at: text("at"), actor: text("actor"), act: text("act"), agency: row["agency"], route: row["route"],
            detail: text("detail"), nominals: nominals)
        salt = row["salt"]
        digest = row["digest"] as Data? ?? Data()
        chain = row["chain"] as Data? ?? Data()
        erasedBy = row["erased_by"]
    }
}

/// Whom the entries are about, entry by entry, without holding all of it.
private struct Nominals {
    private let rows: RowCursor
    private var waiting: (entry: Int64, nominal: String)?

    init(_ db: Database) throws {
        rows = try Row.fetchCursor(db, sql: "SELECT entry, nominal FROM history_nominal ORDER BY entry, nominal")
        try advance()
    }

    /// Those of every entry not asked for yet, up to this one: what belongs to one that is missing makes the next wrong.
    mutating func next(upTo entry: Int64) throws -> [String] {
        var found: [String] = []
        while let row = waiting, row.entry <= entry {
            found.append(row.nominal)
            try advance()
        }
        return found
    }

    var isLeftOver: Bool { waiting != nil }

    private mutating func advance() throws {
        waiting = try rows.next().map { ($0["entry"], $0["nominal"]) }
    }
}
