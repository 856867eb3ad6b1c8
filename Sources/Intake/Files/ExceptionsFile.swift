import Casework

/// `exceptions.csv`: what has happened since the last review.
enum ExceptionsFile {
    static let form = TableForm("exceptions.csv", columns: "nominal, on, kind, note?")

    static func read(_ table: Table, _ known: Known) -> [ReviewException] {
        table.rows.map { row in
            ReviewException(
                nominal: row.id("nominal", in: known.nominals),
                on: row.day("on"),
                kind: row.choice("kind", .other),
                note: row.optionalText("note"))
        }
    }
}
