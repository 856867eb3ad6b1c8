/// A person selected onto an Integrated Offender Management cohort.
package struct Nominal: Hashable, Sendable {
    package typealias ID = Identifier<Nominal>

    /// Fixed: neighbourhood crime at high risk; flex: similar needs below that threshold; free: a local priority.
    package enum Cohort: String, CaseIterable, Hashable, Sendable {
        case fixed, flex, free
    }

    /// Red, amber, green, and blue for those in custody.
    ///
    /// People rate; the software never does.
    package enum RAG: String, CaseIterable, Hashable, Sendable {
        case red, amber, green, blue
    }

    package enum Crewing: String, CaseIterable, Hashable, Sendable {
        case single
        /// Never seen at home by one practitioner alone.
        case double
    }

    package var id: ID
    package var givenName: String
    package var familyName: String
    package var born: Day?
    package var cohort: Cohort
    package var rag: RAG
    package var policeLead: Practitioner.ID
    package var probationLead: Practitioner.ID
    /// Nil: no fixed abode, so no contact at home.
    package var home: Location.ID?
    package var selectedOn: Day
    package var releaseOn: Day?
    /// The day custody began, where the diary was told of a recall; nil: before anything that is planned.
    package var recalledOn: Day?
    /// The day a deselection the diary was told of is complete: the taper is over, and nothing more is due.
    package var deselectedOn: Day?
    package var lastOffenceOn: Day?
    package var crewing: Crewing
    /// A voluntary nominal's missed contact never suggests enforcement.
    package var isStatutory: Bool
    /// Named to nobody but their own leads.
    package var hasLimitedAccess: Bool
    /// The day probation's own contact stops (final third of the sentence); police and partner contact goes on.
    package var contactSuspendedFrom: Day?

    package init(
        id: ID, givenName: String, familyName: String, born: Day? = nil, cohort: Cohort, rag: RAG,
        policeLead: Practitioner.ID, probationLead: Practitioner.ID, home: Location.ID? = nil, selectedOn: Day,
        releaseOn: Day? = nil, lastOffenceOn: Day? = nil, crewing: Crewing = .single, isStatutory: Bool = true,
        hasLimitedAccess: Bool = false, contactSuspendedFrom: Day? = nil
    ) {
        self.id = id
        self.givenName = givenName
        self.familyName = familyName
        self.born = born
        self.cohort = cohort
        self.rag = rag
        self.policeLead = policeLead
        self.probationLead = probationLead
        self.home = home
        self.selectedOn = selectedOn
        self.releaseOn = releaseOn
        self.lastOffenceOn = lastOffenceOn
        self.crewing = crewing
        self.isStatutory = isStatutory
        self.hasLimitedAccess = hasLimitedAccess
        self.contactSuspendedFrom = contactSuspendedFrom
    }

    package var leads: [Practitioner.ID] {
        policeLead == probationLead ? [policeLead] : [policeLead, probationLead]
    }

    /// Whether the nominal is no longer on the cohort: deselected, and the taper is over.
    package func isDeselected(on day: Day) -> Bool { deselectedOn.map { $0 <= day } ?? false }

    /// Whether the nominal is selected by that day, and not deselected.
    package func isOnCohort(on day: Day) -> Bool { selectedOn <= day && !isDeselected(on: day) }

    /// Whether the nominal is in custody on that day, as far as is known: rated blue, recalled and not released yet.
    package func isInCustody(on day: Day) -> Bool {
        rag == .blue && recalledOn.map { $0 <= day } ?? true && releaseOn.map { day < $0 } ?? true
    }

    /// The rating to go by on a day: a nominal counts as red from the day of release until someone re-rates them.
    package func rag(on day: Day) -> RAG {
        rag == .blue && !isInCustody(on: day) ? .red : rag
    }
}
