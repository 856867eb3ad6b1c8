internal import Casework
internal import GRDB

/// Everything held about one nominal, whichever table it is in.
///
/// A row is about the nominal if one of its cells has their reference, or that of one of their contacts, actions or
/// their home as a word of its own; if it hangs by a foreign key on a row that is theirs; or if its text names them.
struct SubjectRecords {
    private let db: Database
    private let search: SubjectSearch
    private let names: (String) -> Bool
    private let redacting: (String) -> String

    /// - Parameters:
    ///   - names: Whether a text names the nominal.
    ///   - redacting: Puts references in place of the names in a text.
    init(
        _ db: Database, about nominal: Nominal.ID, naming names: @escaping (String) -> Bool,
        redacting: @escaping (String) -> String
    ) throws {
        self.db = db
        self.names = names
        self.redacting = redacting
        search = try SubjectSearch(db, about: nominal)
    }

    func tables() throws -> [HeldTable] {
        var rows: [String: [Row]] = [:]
        var owned: [String: [Row]] = [:]
        let tables = try SubjectSearch.tables(db)
        for table in tables {
            for row in try Row.fetchAll(db, sql: "SELECT * FROM \(table)") where isAbout(row) {
                rows[table, default: []].append(row)
                if row["nominal"] as String? == search.nominal.text { owned[table, default: []].append(row) }
            }
        }
        var found = owned
        while !found.isEmpty { found = try children(of: found, beside: &rows, tables) }
        return try tables.compactMap { table in
            guard let rows = rows[table] else { return nil }
            let columns = try db.columns(in: table).map(\.name)
            return HeldTable(name: table, columns: columns, rows: rows.map { cells(of: $0, table, columns) })
        }
    }

    // MARK: Which rows

    private func isAbout(_ row: Row) -> Bool {
        let texts = row.databaseValues.compactMap(SubjectSearch.text)
        return texts.contains { search.finds(in: $0) || names($0) }
    }

    /// Rows that hang on those found, and are not among `rows` yet.
    private func children(
        of found: [String: [Row]], beside rows: inout [String: [Row]], _ tables: [String]
    ) throws -> [String: [Row]] {
        var next: [String: [Row]] = [:]
        for table in tables {
            for key in try db.foreignKeys(on: table) {
                for parent in found[key.destinationTable] ?? [] {
                    let values = key.destinationColumns.map { parent[$0] as DatabaseValue? ?? .null }
                    let condition = key.originColumns.map { "\($0) = ?" }.joined(separator: " AND ")
                    let hanging = try Row.fetchAll(
                        db, sql: "SELECT * FROM \(table) WHERE \(condition)", arguments: StatementArguments(values))
                    for row in hanging where !(rows[table] ?? []).contains(row) {
                        rows[table, default: []].append(row)
                        next[table, default: []].append(row)
                    }
                }
            }
        }
        return next
    }

    // MARK: What of them

    /// A row as text; of what is somebody else's only that the nominal is in it.
    private func cells(of row: Row, _ table: String, _ columns: [String]) -> [String?] {
        let isTheirs = table == NominalRecord.databaseTableName || table == LocationRecord.databaseTableName
        let owner = row["nominal"] as String?
        let isAnothers = owner.map(search.others.contains) ?? false
        return columns.map { column in
            guard let value = row[column] as DatabaseValue?, let text = SubjectSearch.text(value) else { return nil }
            if case .blob = value.storage { return "a file of \(text.utf8.count) bytes in which they are mentioned" }
            let mentions = search.finds(in: text) || names(text)
            if isAnothers && !mentions { return "about another person" }
            // What has several words was typed by somebody; their own name and address stand as they are.
            return withoutOthers(isTheirs || !text.contains(" ") ? text : redacting(text))
        }
    }

    private func withoutOthers(_ text: String) -> String {
        ReferenceWords.replace(in: text) { search.others.contains($0) ? "another person" : nil }
    }
}
