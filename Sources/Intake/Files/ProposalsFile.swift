import Casework

/// `proposals.csv`: what the next MACC must decide.
enum ProposalsFile {
    static let form = TableForm("proposals.csv", columns: "nominal, proposal, raised_on, raised_by?, note?")

    static func read(_ table: Table, _ known: Known) -> [Proposal] {
        table.rows.map { row in
            Proposal(
                nominal: row.id("nominal", in: known.nominals),
                kind: row.choice("proposal", .select),
                raisedOn: row.day("raised_on"),
                raisedBy: row.optionalName("raised_by"),
                note: row.optionalText("note"))
        }
    }
}
