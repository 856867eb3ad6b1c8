import Casework

/// `involvements.csv`: the partner workers who work with a nominal.
enum InvolvementsFile {
    static let form = TableForm("involvements.csv", columns: "nominal, practitioner")

    static func read(_ table: Table, _ known: Known) -> [Involvement] {
        var unique = Unique<Involvement>()
        return table.rows.map { row in
            let involvement = Involvement(
                nominal: row.id("nominal", in: known.nominals),
                practitioner: row.id("practitioner", in: known.practitioners))
            unique.check(involvement, row, "practitioner", "nominal", expected: "each involvement once")
            if let kind = known.agencyKind(of: involvement.practitioner), kind != .partner {
                row.warn(
                    "practitioner", says: "says \(quoted(involvement.practitioner.text)), of a \(kind.rawValue) agency",
                    "but partner workers are what this file is for")
            }
            return involvement
        }
    }
}
