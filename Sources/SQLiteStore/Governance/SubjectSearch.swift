internal import Casework
internal import GRDB

/// What tells that a row is about a nominal.
///
/// The tables are asked of the file itself, so that a new one cannot be forgotten.
struct SubjectSearch {
    let nominal: Nominal.ID
    /// The references of their contacts and actions, wherever these are kept, by the column that has them.
    let owned: [String: Set<String>]
    /// Theirs alone: a home that two share says as much about the other.
    let home: Location.ID?
    /// The nominal's own reference, and those that lead to them.
    let references: Set<String>
    /// Everybody else's on record.
    let others: Set<String>

    /// Tables in which nothing of a nominal can be: GRDB's own, SQLite's, and those of who signs in, whose secrets are
    /// nobody's to be shown, be they called like a nominal.
    private static let machinery = """
        name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
            AND name NOT IN ('account', 'recovery_code', 'failed_sign_in')
        """

    init(_ db: Database, about nominal: Nominal.ID) throws {
        self.nominal = nominal
        var owned: [String: Set<String>] = ["contact": [], "action": []]
        for table in try SubjectSearch.tables(db) {
            let columns = try db.columns(in: table).map(\.name)
            for column in owned.keys where columns.contains("nominal") && columns.contains(column) {
                owned[column]?.formUnion(
                    try String.fetchAll(
                        db, sql: "SELECT \(column) FROM \(table) WHERE nominal = ?", arguments: [nominal.text]))
            }
        }
        self.owned = owned
        let nominals = try NominalRecord.fetchAll(db).map(\.nominal)
        let home = nominals.first { $0.id == nominal }?.home
        self.home = home.flatMap { home in nominals.count { $0.home == home } == 1 ? home : nil }
        var references: Set<String> = [nominal.text]
        for (_, theirs) in owned { references.formUnion(theirs) }
        if let home = self.home { references.insert(home.text) }
        self.references = references
        others = Set(nominals.map(\.id.text)).subtracting([nominal.text])
    }

    static func tables(_ db: Database) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND \(machinery) ORDER BY name")
    }

    /// Whether the nominal's reference, or one that leads to them, stands in the text as a word.
    func finds(in text: String) -> Bool { !ReferenceWords.all(in: text).isDisjoint(with: references) }

    static func text(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .null: nil
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .blob(let bytes): String(validating: bytes, as: UTF8.self)
        }
    }
}
