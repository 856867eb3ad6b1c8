internal import Casework
internal import Foundation
internal import GRDB
internal import Operations

/// Writes the history, and answers what is asked of it.
struct HistoryLog {
    let db: Database

    /// Adds an entry, sealed with the one before it, and notes whom it is about.
    ///
    /// - Parameter redactions: Of an erasure: what it makes of other entries.
    /// - Returns: Its number.
    @discardableResult
    func record(_ entry: HistoryEntry, redactions: [HistoryContent.Redaction] = []) throws -> Int64 {
        var content = HistoryContent(
            at: entry.at.description, actor: entry.actor, act: entry.act.rawValue, agency: entry.agency?.text,
            route: entry.route, detail: entry.detail)
        content.nominals = try nominals(in: content)
        content.redactions = redactions
        // A number is never used again, not even where somebody cut off the last entries: the gap is to show.
        let last = try Row.fetchOne(
            db,
            sql: """
                SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'history') AS number,
                    (SELECT chain FROM history ORDER BY entry DESC LIMIT 1) AS chain
                """)
        let number = (last?["number"] as Int64? ?? 0) + 1
        let seal = HistorySeal(content, number: number, after: last?["chain"] as Data? ?? HistorySeal.origin)
        try db.execute(
            sql: """
                INSERT INTO history (entry, at, actor, act, agency, route, detail, salt, digest, chain)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, content.at, content.actor, content.act, content.agency, content.route, content.detail,
                seal.salt, seal.digest, seal.chain,
            ])
        for nominal in content.nominals {
            try db.execute(sql: "INSERT INTO history_nominal VALUES (?, ?)", arguments: [number, nominal])
        }
        return number
    }

    /// Those on record whose references stand in the words.
    private func nominals(in content: HistoryContent) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT nominal FROM nominal WHERE nominal IN (SELECT value FROM json_each(?)) ORDER BY nominal",
            arguments: [content.wordsAsJSON])
    }

    /// The latest entries first.
    func entries(_ query: AuditQuery) throws -> [AuditEntry] {
        var conditions: [String] = []
        var arguments = StatementArguments()
        func require(_ condition: String, _ argument: (any DatabaseValueConvertible)?) {
            guard let argument else { return }
            conditions.append(condition)
            arguments += [argument]
        }
        require("entry IN (SELECT entry FROM history_nominal WHERE nominal = ?)", query.nominal)
        require("actor = ?", query.actor)
        require("act = ?", query.act)
        // A day is the beginning of every stamp within it.
        require("at >= ?", query.days?.lowerBound)
        require("at < ?", query.days?.upperBound)
        require("entry < ?", query.before)
        for word in query.words.split(whereSeparator: \.isWhitespace) {
            require("instr(lower(detail || ' ' || ifnull(route, '')), lower(?)) > 0", String(word))
        }
        arguments += [max(0, query.limit)]
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let rows = try HistoryRecord.fetchAll(
            db, sql: "SELECT * FROM history \(condition) ORDER BY entry DESC LIMIT ?", arguments: arguments)
        return try rows.map { row in
            AuditEntry(
                number: row.number, entry: row.entry,
                about: try Nominal.ID.fetchAll(
                    db, sql: "SELECT nominal FROM history_nominal WHERE entry = ? ORDER BY nominal",
                    arguments: [row.number]),
                erasedBy: row.erasedBy)
        }
    }

    func lastChange() throws -> Timestamp? {
        try Timestamp.fetchOne(
            db,
            sql: """
                SELECT at FROM history WHERE act NOT IN ('consultation', 'disclosure') ORDER BY entry DESC LIMIT 1
                """)
    }
}
