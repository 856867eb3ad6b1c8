import Casework

/// `variations.csv`: agreed departures from the target.
enum VariationsFile {
    static let form = TableForm(
        "variations.csv",
        columns: """
            nominal, from, until, contacts, joint_every_weeks?, home_every_weeks?, agreed_on, agreed_by, reason?
            """)

    static func read(_ table: Table, _ known: Known) -> [Variation] {
        var earlier: [Nominal.ID: [(variation: Variation, line: Int)]] = [:]
        return table.rows.map { row in
            let variation = Variation(
                nominal: row.id("nominal", in: known.nominals),
                from: row.day("from"),
                until: row.day("until"),
                contacts: row.number("contacts", 0...50),
                jointEveryWeeks: row.optionalNumber("joint_every_weeks", 0...520),
                homeEveryWeeks: row.optionalNumber("home_every_weeks", 0...520),
                agreedOn: row.day("agreed_on"),
                agreedBy: row.name("agreed_by"),
                reason: row.optionalText("reason"))
            row.require(
                variation.from <= variation.until, "until", "from",
                expected: "a day not before from, \(variation.from)")
            guard row.areSound(["nominal", "from", "until"]) else { return variation }
            let overlapping = earlier[variation.nominal]?.first {
                variation.from <= $0.variation.until && $0.variation.from <= variation.until
            }
            if let overlapping {
                row.fault(
                    "from",
                    expected: "a day after \(overlapping.variation.until), until when line \(overlapping.line) holds")
            }
            earlier[variation.nominal, default: []].append((variation, row.line))
            return variation
        }
    }
}
