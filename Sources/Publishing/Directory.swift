package import Casework

/// The caseload by reference, and how a document speaks of each thing in it.
package struct Directory: Sendable {
    package let caseload: Caseload
    package let disclosure: Disclosure
    package let redaction: Redaction
    private let nominals: [Nominal.ID: Nominal]
    private let practitioners: [Practitioner.ID: Practitioner]
    private let agencies: [Agency.ID: Agency]
    private let places: [Location.ID: String]

    package init(_ caseload: Caseload) {
        self.caseload = caseload
        disclosure = Disclosure(caseload)
        redaction = Redaction(caseload.nominals)
        nominals = Dictionary(caseload.nominals.map { ($0.id, $0) }) { first, _ in first }
        practitioners = Dictionary(caseload.practitioners.map { ($0.id, $0) }) { first, _ in first }
        agencies = Dictionary(caseload.agencies.map { ($0.id, $0) }) { first, _ in first }
        places = Directory.words(for: caseload.locations, disclosure, redaction)
    }

    /// What everything that is written from the caseload is marked with.
    var marking: Marking { caseload.policy.marking }

    package func nominal(_ id: Nominal.ID) -> Nominal? { nominals[id] }
    package func practitioner(_ id: Practitioner.ID) -> Practitioner? { practitioners[id] }

    package func agency(of practitioner: Practitioner.ID) -> Agency? {
        practitioners[practitioner].flatMap { agencies[$0.agency] }
    }

    /// A practitioner's name, since staff are named to each other; the id where the caseload knows nobody of that id.
    package func name(_ practitioner: Practitioner.ID) -> String {
        practitioners[practitioner]?.name ?? practitioner.text
    }

    /// Those who work with a nominal: the leads, then who else is involved.
    func known(to nominal: Nominal) -> [Practitioner.ID] {
        let involved = caseload.involvements.filter { $0.nominal == nominal.id }.map(\.practitioner).sorted()
        return nominal.leads
            + involved.filter { !nominal.leads.contains($0) && agency(of: $0)?.sharing != Agency.Sharing.none }
    }

    /// Whoever is to do an action: by name, if it is a practitioner.
    package func owner(of action: Action, _ redaction: Redaction) -> String {
        practitioner(Practitioner.ID(action.owner))?.name ?? redaction(action.owner, about: action.nominal)
    }

    /// Whether a practitioner has working hours on that day or any later; taken to be so where nobody's are known.
    package func works(_ practitioner: Practitioner.ID, onOrAfter day: Day) -> Bool {
        if caseload.workingPatterns.isEmpty { return true }
        return caseload.workingPatterns.contains { block in
            let first = max(day, block.from ?? day)
            return block.practitioner == practitioner && (0..<7).contains { block.holds(on: first + $0) }
        }
    }

    /// Where people meet, in words that tell nobody's name or address.
    package func words(for place: Place) -> String {
        guard let id = place.location else { return "By phone or online" }
        if disclosure.isHome(id) { return "Home visit" }
        return places[id] ?? (redaction.finds(in: id.text) ? "Office" : id.text)
    }

    /// A site that shares a word with a nominal's name goes by its kind and id.
    ///
    /// A reference in place of that word
    /// would tell everyone who knows the site what the name is.
    private static func words(
        for locations: [Location], _ disclosure: Disclosure, _ redaction: Redaction
    ) -> [Location.ID: String] {
        let sites = locations.filter { !disclosure.isHome($0.id) }
        let words = sites.map { site in
            if !redaction.finds(in: site.name) { return (site.id, site.name) }
            return (
                site.id, redaction.finds(in: site.id.text) ? site.kind.inWords : "\(site.kind.inWords) \(site.id)"
            )
        }
        return Dictionary(words) { first, _ in first }
    }
}

extension Location.Kind {
    var inWords: String {
        switch self {
        case .probationOffice: "Probation office"
        case .policeStation: "Police station"
        case .partnerOffice: "Partner office"
        case .home: "Home"
        case .community: "Community place"
        case .prison: "Prison"
        }
    }
}
