import Casework

/// `agencies.csv`: the services that take part, and what each may see.
enum AgenciesFile {
    static let form = TableForm(
        "agencies.csv", isRequired: true, columns: "agency, name, kind, sharing, agreement_until?, email?",
        id: "agency")

    static func read(_ table: Table, today: Day) -> [Agency] {
        var unique = Unique<Agency.ID>()
        return table.rows.map { row in
            let agency = Agency(
                id: row.ownID("agency"),
                name: row.name("name"),
                kind: row.choice("kind", .partner),
                sharing: row.choice("sharing", .none),
                agreementUntil: row.optionalDay("agreement_until"),
                email: row.email("email"))
            unique.check(agency.id, row, "agency", expected: "each agency once")
            if let last = agency.agreementUntil, last < today, agency.sharing != .none {
                row.warn("agreement_until", "\(agency.id) counts as sharing none from \(last + 1)")
            }
            return agency
        }
    }
}
