import Casework

/// `equalities.csv`: protected characteristics, in the team's own words.
enum EqualitiesFile {
    static let form = TableForm(
        "equalities.csv", columns: "nominal, sex?, ethnicity?, religion?, disability?, sexual_orientation?")

    static func read(_ table: Table, _ known: Known) -> Equalities {
        var unique = Unique<Nominal.ID>()
        var values: [Nominal.ID: [Equalities.Characteristic: String]] = [:]
        for row in table.rows {
            let nominal = row.id("nominal", in: known.nominals)
            unique.check(nominal, row, "nominal", expected: "each nominal once")
            for characteristic in Equalities.Characteristic.allCases {
                guard let value = row.optionalName(characteristic.rawValue) else { continue }
                values[nominal, default: [:]][characteristic] = value
            }
        }
        return Equalities(values)
    }
}
