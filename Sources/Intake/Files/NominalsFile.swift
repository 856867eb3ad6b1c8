import Casework

/// `nominals.csv`: the people selected onto the cohorts.
enum NominalsFile {
    static let form = TableForm(
        "nominals.csv", isRequired: true,
        columns: """
            nominal, given_name, family_name, born?, cohort, rag, police_lead, probation_lead, home?, selected_on, \
            release_on?, last_offence_on?, crewing?, statutory?, limited_access?, contact_suspended_from?
            """, id: "nominal")

    static func read(_ table: Table, _ known: Known, today: Day) -> [Nominal] {
        var unique = Unique<Nominal.ID>()
        return table.rows.map { row in
            let nominal = Nominal(
                id: row.ownID("nominal"),
                givenName: row.name("given_name"),
                familyName: row.name("family_name"),
                born: row.optionalDay("born"),
                cohort: row.choice("cohort", .free),
                rag: row.choice("rag", .red),
                policeLead: row.id("police_lead", in: known.practitioners),
                probationLead: row.id("probation_lead", in: known.practitioners),
                home: row.optionalID("home", in: known.locations),
                selectedOn: row.day("selected_on"),
                releaseOn: row.optionalDay("release_on"),
                lastOffenceOn: row.optionalDay("last_offence_on"),
                crewing: row.choice("crewing", .single),
                isStatutory: row.flag("statutory", blank: true),
                hasLimitedAccess: row.flag("limited_access", blank: false),
                contactSuspendedFrom: row.optionalDay("contact_suspended_from"))
            unique.check(nominal.id, row, "nominal", expected: "each nominal once")
            checkDays(nominal, row, today)
            checkLead(nominal.policeLead, .police, "police_lead", row, known)
            checkLead(nominal.probationLead, .probation, "probation_lead", row, known)
            if let home = nominal.home, let kind = known.location[home]?.kind {
                row.require(
                    kind == .home, "home", says: "says \(quoted(home.text)), a \(kind.rawValue)",
                    expected: "a location of kind home")
            }
            return nominal
        }
    }

    private static func checkLead(
        _ lead: Practitioner.ID, _ kind: Agency.Kind, _ column: String, _ row: Row, _ known: Known
    ) {
        guard let actual = known.agencyKind(of: lead) else { return }
        row.require(
            actual == kind, column, says: "says \(quoted(lead.text)), of a \(actual.rawValue) agency",
            expected: "someone of a \(kind.rawValue) agency")
    }

    private static func checkDays(_ nominal: Nominal, _ row: Row, _ today: Day) {
        if let born = nominal.born {
            row.require(born <= today, "born", expected: "a day not after today, \(today)")
            row.require(
                born < nominal.selectedOn, "born", "selected_on",
                expected: "a day before selected_on, \(nominal.selectedOn)")
        }
        if let release = nominal.releaseOn, release > today, nominal.rag != .blue, row.areSound(["rag"]) {
            row.warn("release_on", "but \(nominal.id) is not blue and so counts as in the community")
        }
        if let offence = nominal.lastOffenceOn, offence > today {
            row.warn("last_offence_on", "which is after today, \(today)")
        }
    }
}
