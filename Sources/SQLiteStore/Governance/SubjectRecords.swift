internal import Casework
internal import GRDB

/// Everything held about one nominal, whichever table it is in.
///
/// The tables are asked of the file itself, so that a new one cannot be forgotten. A row is about the nominal if one of
/// its cells has their reference, or that of one of their contacts, actions or their home as a word of its own; if it
/// hangs by a foreign key on a row that is theirs; or if its text names them.
struct SubjectRecords {
    private let db: Database
    private let nominal: Nominal.ID
    private let names: (String) -> Bool
    private let redacting: (String) -> String
    private let references: Set<String>
    private let others: Set<String>

    /// Tables in which nothing of a nominal can be: GRDB's own, SQLite's, and those of who signs in, whose secrets are
    /// nobody's to be shown, be they called like a nominal.
    private static let machinery = """
        name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
            AND name NOT IN ('account', 'recovery_code', 'failed_sign_in')
        """

    /// - Parameters:
    ///   - names: Whether a text names the nominal.
    ///   - redacting: Puts references in place of the names in a text.
    init(
        _ db: Database, about nominal: Nominal.ID, naming names: @escaping (String) -> Bool,
        redacting: @escaping (String) -> String
    ) throws {
        self.db = db
        self.nominal = nominal
        self.names = names
        self.redacting = redacting
        var references: Set<String> = [nominal.text]
        for table in try SubjectRecords.tables(db) {
            let columns = try db.columns(in: table).map(\.name)
            // What goes by a reference of its own and is a nominal's: contacts and actions, wherever they are kept.
            for owned in ["contact", "action"] where columns.contains("nominal") && columns.contains(owned) {
                references.formUnion(
                    try String.fetchAll(
                        db, sql: "SELECT \(owned) FROM \(table) WHERE nominal = ?", arguments: [nominal.text]))
            }
        }
        let home = try NominalRecord.fetchOne(db, key: nominal.text)?.nominal.home
        let nominals = try NominalRecord.fetchAll(db).map(\.nominal)
        // A home that two share says as much about the other.
        if let home, nominals.count(where: { $0.home == home }) == 1 { references.insert(home.text) }
        self.references = references
        others = Set(nominals.map(\.id.text)).subtracting([nominal.text])
    }

    static func tables(_ db: Database) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND \(machinery) ORDER BY name")
    }

    func tables() throws -> [HeldTable] {
        var rows: [String: [Row]] = [:]
        var owned: [String: [Row]] = [:]
        let tables = try SubjectRecords.tables(db)
        for table in tables {
            for row in try Row.fetchAll(db, sql: "SELECT * FROM \(table)") where isAbout(row) {
                rows[table, default: []].append(row)
                if row["nominal"] as String? == nominal.text { owned[table, default: []].append(row) }
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
        let texts = row.databaseValues.compactMap(SubjectRecords.text)
        return texts.contains { !ReferenceWords.all(in: $0).isDisjoint(with: references) || names($0) }
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
        let isAnothers = owner.map(others.contains) ?? false
        return columns.map { column in
            guard let value = row[column] as DatabaseValue?, let text = SubjectRecords.text(value) else { return nil }
            if case .blob = value.storage { return "a file of \(text.utf8.count) bytes in which they are mentioned" }
            let mentions = !ReferenceWords.all(in: text).isDisjoint(with: references) || names(text)
            if isAnothers && !mentions { return "about another person" }
            // What has several words was typed by somebody; their own name and address stand as they are.
            return withoutOthers(isTheirs || !text.contains(" ") ? text : redacting(text))
        }
    }

    private func withoutOthers(_ text: String) -> String {
        ReferenceWords.replace(in: text) { others.contains($0) ? "another person" : nil }
    }

    private static func text(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .null: nil
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .blob(let bytes): String(validating: bytes, as: UTF8.self)
        }
    }
}
