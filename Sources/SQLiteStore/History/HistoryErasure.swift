internal import Casework
internal import Foundation
internal import GRDB
internal import Operations

/// Takes a nominal out of the words of the history, which goes on telling that something was done, when and by whom.
struct HistoryErasure {
    private let db: Database
    private let nominal: Nominal.ID
    /// What entries become, by their number.
    private var changed: [(number: Int64, content: HistoryContent, salt: Data, digest: Data)] = []

    var count: Int { changed.count }

    /// - Parameter erased: What a text becomes.
    init(_ db: Database, of nominal: Nominal.ID, erased: (String) -> String) throws {
        self.db = db
        self.nominal = nominal
        let redactions = try Dictionary(
            grouping: Row.fetchAll(db, sql: "SELECT erasure, entry, digest FROM history_redaction ORDER BY entry")
                .map {
                    (
                        erasure: $0["erasure"] as Int64,
                        to: HistoryContent.Redaction(entry: $0["entry"], digest: $0["digest"])
                    )
                },
            by: \.erasure)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT entry, at, actor, act, agency, route, detail,
                    EXISTS (SELECT 1 FROM history_nominal AS about
                        WHERE about.entry = history.entry AND nominal = ?) AS is_about
                FROM history ORDER BY entry
                """, arguments: [nominal.text])
        while let row = try rows.next() {
            let (detail, route): (String, String?) = (row["detail"], row["route"])
            let (newDetail, newRoute) = (erased(detail), route.map(erased))
            guard newDetail != detail || newRoute != route || row["is_about"] else { continue }
            let number: Int64 = row["entry"]
            var content = HistoryContent(
                at: row["at"], actor: row["actor"], act: row["act"], agency: row["agency"], route: newRoute,
                detail: newDetail)
            content.nominals = try String.fetchAll(
                db, sql: "SELECT nominal FROM history_nominal WHERE entry = ? AND nominal <> ? ORDER BY nominal",
                arguments: [number, nominal.text])
            content.redactions = redactions[number, default: []].map(\.to)
            let salt = HistorySeal.salted()
            changed.append((number, content, salt, content.digest(salt: salt)))
        }
    }

    /// Records the erasure, which seals what the entries become, and changes them.
    func run(recording entry: HistoryEntry) throws {
        let erasure = try HistoryLog(db: db).record(
            entry, redactions: changed.map { .init(entry: $0.number, digest: $0.digest) })
        for (number, content, salt, digest) in changed {
            try db.execute(
                sql: "INSERT INTO history_redaction (erasure, entry, salt, digest) VALUES (?, ?, ?, ?)",
                arguments: [erasure, number, salt, digest])
            // Without its salt nobody can try out what the entry said between two erasures.
            try db.execute(
                sql: "UPDATE history_redaction SET salt = NULL WHERE entry = ? AND erasure < ? AND salt IS NOT NULL",
                arguments: [number, erasure])
            try db.execute(
                sql: "UPDATE history SET detail = ?, route = ?, salt = NULL, erased_by = ? WHERE entry = ?",
                arguments: [content.detail, content.route, erasure, number])
            try db.execute(
                sql: "DELETE FROM history_nominal WHERE entry = ? AND nominal = ?", arguments: [number, nominal.text])
        }
    }
}
