import Casework

/// `unavailability.csv`: the nominals' own commitments.
enum UnavailabilityFile {
    static let form = TableForm("unavailability.csv", columns: "nominal, day, start, end, reason?")

    static func read(_ table: Table, _ known: Known) -> [Unavailability] {
        table.rows.map { row in
            let commitment = Unavailability(
                nominal: row.id("nominal", in: known.nominals),
                day: row.recurrence("day"),
                start: row.clock("start"),
                end: row.clock("end"),
                reason: row.optionalText("reason"))
            row.require(
                commitment.start < commitment.end, "end", "start", expected: "a time after start, \(commitment.start)")
            return commitment
        }
    }
}
