/// How near somebody stands to a nominal: what all that they may see of them follows from.
package enum Standing: Hashable, Sendable {
    case lead, involved
    /// Neither; their agency shares everything.
    case colleague
    /// May not know more than a time and a reference.
    case outsider
}

/// Who stands how near to whom.
package struct Standings: Sendable {
    private let nominals: [Nominal.ID: Nominal]
    private let agencies: [Agency.ID: Agency]
    private let involved: Set<Involvement>

    package init(_ caseload: Caseload) {
        nominals = Dictionary(caseload.nominals.map { ($0.id, $0) }) { first, _ in first }
        agencies = Dictionary(caseload.agencies.map { ($0.id, $0) }) { first, _ in first }
        involved = Set(caseload.involvements)
    }

    /// A nominal with limited access is known to the leads alone; whoever is of an agency that shares nothing, or
    /// whose agreement has lapsed, knows nobody; where the agency shares by case, those involved know.
    ///
    /// - Parameter practitioner: Nil: somebody of the agency who works with no nominal.
    package func standing(
        of practitioner: Practitioner.ID?, from agency: Agency.ID, to id: Nominal.ID, on day: Day
    ) -> Standing {
        guard let nominal = nominals[id], let sharing = agencies[agency]?.sharing(on: day), sharing != .none else {
            return .outsider
        }
        if let practitioner, nominal.leads.contains(practitioner) { return .lead }
        if nominal.hasLimitedAccess { return .outsider }
        if let practitioner, involved.contains(Involvement(nominal: id, practitioner: practitioner)) {
            return .involved
        }
        return sharing == .full ? .colleague : .outsider
    }
}
