import Casework

/// `practitioners.csv`: those who work with nominals, or for those who do.
enum PractitionersFile {
    static let form = TableForm(
        "practitioners.csv", isRequired: true, columns: "practitioner, name, agency, role, base, email?",
        id: "practitioner")

    static func read(_ table: Table, _ known: Known) -> [Practitioner] {
        var unique = Unique<Practitioner.ID>()
        return table.rows.map { row in
            let practitioner = Practitioner(
                id: row.ownID("practitioner"),
                name: row.name("name"),
                agency: row.id("agency", in: known.agencies),
                role: row.choice("role", .manager),
                base: row.id("base", in: known.locations),
                email: row.email("email"))
            unique.check(practitioner.id, row, "practitioner", expected: "each practitioner once")
            row.require(
                !CalendarName(practitioner.id.text).isTeam, "practitioner",
                expected: "another id: calendars/\(practitioner.id).ics is the team's")
            return practitioner
        }
    }
}
