import Casework

/// Monday 30 November 2026, on which the tests' weeks begin.
let monday = Day(number: 20_787)

/// A contact with Kit Marlow on the Monday at ten.
func appointment(
    start: Moment = monday.at(600), place: Place = .online, practitioners: [String] = ["po1", "pp1"],
    status: Contact.Status = .planned
) -> Contact {
    Contact(
        id: Contact.ID("v-1"), nominal: Nominal.ID("n001"), kind: .jointVisit, start: start, minutes: 45, place: place,
        practitioners: practitioners.map { Practitioner.ID($0) }, status: status)
}

/// Kit Marlow, with that rating and day of release.
func kit(_ rag: Nominal.RAG, releaseOn: Day? = nil) -> Nominal {
    Nominal(
        id: Nominal.ID("n001"), givenName: "Kit", familyName: "Marlow", cohort: .fixed, rag: rag,
        policeLead: Practitioner.ID("pp1"), probationLead: Practitioner.ID("po1"), selectedOn: monday - 300,
        releaseOn: releaseOn)
}
