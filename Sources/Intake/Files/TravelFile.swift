import Casework

/// `travel.csv`: travel times that the team knows better than the map.
enum TravelFile {
    static let form = TableForm("travel.csv", columns: "from, to, minutes")

    static func read(_ table: Table, _ known: Known) -> Travel {
        var unique = Unique<Travel.Leg>()
        var minutes: [Travel.Leg: Int] = [:]
        for row in table.rows {
            let leg = Travel.Leg(
                from: row.id("from", in: known.locations),
                to: row.id("to", in: known.locations))
            row.require(leg.from != leg.to, "to", "from", expected: "another location than from")
            unique.check(leg, row, "from", "to", expected: "each pair once in each direction")
            // Two services may share a building, so that none is an answer.
            minutes[leg] = row.number("minutes", 0...1_440)
        }
        return Travel(known: minutes)
    }
}
