internal import Casework
internal import Foundation
internal import GRDB
internal import Operations

/// Takes everything about one nominal out of every table but the history's.
///
/// What is theirs goes as whole rows: what refers to them, their contacts and their actions by a foreign key or a
/// column named after these, what hangs on such rows, and the homes that were theirs alone. Where others' rows mention
/// them, `erased nominal` stands there instead.
struct NominalErasure {
    private let db: Database
    private let search: SubjectSearch
    private let erasing: (String, Nominal.ID?) -> String

    static let instead = "erased nominal"

    /// Written in a way of its own, with the erasure.
    private static let history: Set<String> = ["history", "history_nominal", "history_redaction"]
    /// Tables whose words are others' names, or no person's.
    private static let namesOfOthers: Set<String> = ["nominal", "practitioner", "agency", "location", "policy"]

    /// - Parameter erasing: Takes the nominal's names out of a text, which is about the nominal given, if about one.
    init(_ db: Database, of nominal: Nominal.ID, erasing: @escaping (String, Nominal.ID?) -> String) throws {
        self.db = db
        search = try SubjectSearch(db, about: nominal)
        self.erasing = erasing
    }

    func run() throws -> ErasedRows {
        // Rows are deleted table by table, whatever refers to what; the commit looks whether all fits together.
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
        let tables = try SubjectSearch.tables(db).filter { !NominalErasure.history.contains($0) }
        let homes = try homes(tables)
        let before = db.totalChangesCount
        for table in tables { try removeTheirs(from: table) }
        for home in homes { try remove(home, tables) }
        try removeWhatHangs()
        let removed = db.totalChangesCount - before
        for table in tables { try change(table) }
        return ErasedRows(removed: removed, changed: db.totalChangesCount - before - removed)
    }

    /// A text without the nominal's reference and those that lead to them, and without their names.
    func erased(_ text: String, about owner: Nominal.ID? = nil) -> String {
        erasing(withoutReferences(text), owner)
    }

    private func withoutReferences(_ text: String) -> String {
        ReferenceWords.replace(in: text) { word in
            // A contact may go by a bare number in an export; not every such number in a text is that contact.
            let isTold = word == search.nominal.text || !word.allSatisfy(\.isNumber)
            return isTold && search.references.contains(word) ? NominalErasure.instead : nil
        }
    }

    // MARK: What goes

    private func removeTheirs(from table: String) throws {
        var conditions: [String] = []
        var arguments = StatementArguments()
        for column in try columns(of: table, referringTo: NominalRecord.databaseTableName) {
            conditions.append("\(column) = ?")
            arguments += [search.nominal.text]
        }
        if table == NominalRecord.databaseTableName {
            conditions.append("nominal = ?")
            arguments += [search.nominal.text]
        }
        let columns = try Set(db.columns(in: table).map(\.name))
        for (column, references) in search.owned where columns.contains(column) && !references.isEmpty {
            conditions.append("\(column) IN (SELECT value FROM json_each(?))")
            // References need no escapes.
            arguments += ["[" + references.sorted().map { "\"\($0)\"" }.joined(separator: ",") + "]"]
        }
        guard !conditions.isEmpty else { return }
        try db.execute(
            sql: "DELETE FROM \(table) WHERE \(conditions.joined(separator: " OR "))", arguments: arguments)
    }

    /// Where they live, and where contacts with them were as at home, unless it is somebody else's home.
    private func homes(_ tables: [String]) throws -> Set<String> {
        var homes = Set([search.home?.text].compactMap(\.self))
        for table in tables where try db.columns(in: table).contains(where: { $0.name == "nominal" }) {
            for column in try columns(of: table, referringTo: LocationRecord.databaseTableName) {
                homes.formUnion(
                    try String.fetchAll(
                        db,
                        sql: """
                            SELECT DISTINCT \(column) FROM \(table) WHERE nominal = ? AND \(column) IN (
                                SELECT location FROM location WHERE kind = 'home')
                            """,
                        arguments: [search.nominal.text]))
            }
        }
        let others = try String.fetchAll(
            db, sql: "SELECT home FROM nominal WHERE home IS NOT NULL AND nominal <> ?",
            arguments: [search.nominal.text])
        return homes.subtracting(others)
    }

    private func remove(_ home: String, _ tables: [String]) throws {
        try db.execute(
            sql: "DELETE FROM travel WHERE from_location = ? OR to_location = ?", arguments: [home, home])
        for table in tables {
            for column in try columns(of: table, referringTo: LocationRecord.databaseTableName) {
                guard
                    try Bool.fetchOne(
                        db, sql: "SELECT NOT EXISTS (SELECT 1 FROM \(table) WHERE \(column) = ?)", arguments: [home])
                        ?? false
                else {
                    // Something of somebody else happened there; where that was is not to be known.
                    return try db.execute(
                        sql: "UPDATE location SET name = ?, latitude = 0, longitude = 0 WHERE location = ?",
                        arguments: [NominalErasure.instead, home])
                }
            }
        }
        try db.execute(sql: "DELETE FROM location WHERE location = ?", arguments: [home])
    }

    /// Rows of tables that do not go with their parents by themselves.
    private func removeWhatHangs() throws {
        while true {
            let hanging = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
                .map { (table: $0[0] as String, row: $0[1] as Int64?) }
                .filter { !NominalErasure.history.contains($0.table) }
            if hanging.isEmpty { return }
            for (table, row) in hanging {
                guard let row else { throw StoreError.failed(why: "what hangs on a nominal in \(table) stayed") }
                try db.execute(sql: "DELETE FROM \(table) WHERE rowid = ?", arguments: [row])
            }
        }
    }

    private func columns(of table: String, referringTo other: String) throws -> [String] {
        try db.foreignKeys(on: table).filter { $0.destinationTable == other }.flatMap(\.originColumns)
    }

    // MARK: What is changed

    private func change(_ table: String) throws {
        let hasNames = !NominalErasure.namesOfOthers.contains(table)
        let keys = try db.primaryKey(table).columns
        let fixed = try Set(keys).union(db.foreignKeys(on: table).flatMap(\.originColumns))
        let columns = try db.columns(in: table).map(\.name).filter { !fixed.contains($0) }
        guard !columns.isEmpty else { return }
        let selected = keys.enumerated().map { "\($0.element) AS key\($0.offset)" } + columns
        let owner = try db.columns(in: table).contains { $0.name == "nominal" } ? ", nominal AS owner" : ""
        for row in try Row.fetchAll(db, sql: "SELECT \(selected.joined(separator: ", "))\(owner) FROM \(table)") {
            let whose = (row["owner"] as String?).map { Nominal.ID($0) }
            var changes: [(column: String, value: DatabaseValue)] = []
            for column in columns {
                let value = row[column] as DatabaseValue? ?? .null
                if let other = changed(value, about: whose, hasNames: hasNames) { changes.append((column, other)) }
            }
            guard !changes.isEmpty else { continue }
            try db.execute(
                sql: "UPDATE \(table) SET " + changes.map { "\($0.column) = ?" }.joined(separator: ", ") + " WHERE "
                    + keys.map { "\($0) = ?" }.joined(separator: " AND "),
                arguments: StatementArguments(
                    changes.map(\.value) + keys.indices.map { row["key\($0)"] as DatabaseValue? ?? .null }))
        }
    }

    /// Nil where it says nothing of them.
    private func changed(_ value: DatabaseValue, about owner: Nominal.ID?, hasNames: Bool) -> DatabaseValue? {
        let isBlob: Bool
        switch value.storage {
        case .null, .int64, .double: return nil
        case .string: isBlob = false
        case .blob: isBlob = true
        }
        // A nominal may go by a bare number in an export; a day or a time of day has such numbers in it, too.
        guard let text = SubjectSearch.text(value), Day(iso: text) == nil, Moment(iso: text) == nil,
            Timestamp(stored: text) == nil, ClockTime(text) == nil
        else { return nil }
        let other = hasNames ? erased(text, about: owner) : withoutReferences(text)
        if other == text { return nil }
        return isBlob ? Data(other.utf8).databaseValue : other.databaseValue
    }
}
