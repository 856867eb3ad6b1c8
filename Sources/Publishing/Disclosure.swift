import Casework

/// What the readers of each document may see of a nominal, decided here and nowhere else.
///
/// No document carries a name. What differs is how much stands beside the reference. Reports are for the managers of
/// both services, who see every reference's figures.
struct Disclosure: Sendable {
    enum Detail: Hashable, Sendable {
        /// The reference, and what there is to discuss.
        case matters
        /// The reference and the time, nothing else.
        case referenceOnly
        /// Not even the reference.
        case nothing
    }

    private let nominals: [Nominal.ID: Nominal]
    private let agencies: [Agency.ID: Agency]
    private let involved: Set<Involvement>
    private let homes: Set<Location.ID>

    init(_ caseload: Caseload) {
        nominals = Dictionary(caseload.nominals.map { ($0.id, $0) }) { first, _ in first }
        agencies = Dictionary(caseload.agencies.map { ($0.id, $0) }) { first, _ in first }
        involved = Set(caseload.involvements)
        homes = Set(caseload.nominals.compactMap(\.home))
            .union(caseload.locations.filter { $0.kind == .home }.map(\.id))
    }

    /// On an agenda, which everyone with full sharing at the meeting reads: a nominal with limited access is known
    /// to the leads alone.
    func onAgenda(_ nominal: Nominal.ID) -> Detail {
        guard let nominal = nominals[nominal] else { return .referenceOnly }
        return nominal.hasLimitedAccess ? .referenceOnly : .matters
    }

    /// Whether an agenda may be given to people of that agency: it speaks of every nominal at the meeting.
    func mayReadAgenda(_ agency: Agency, on day: Day) -> Bool {
        agency.sharing(on: day) == .full
    }

    /// On the page of all contacts: the same.
    func onContactsPage(_ nominal: Nominal.ID) -> Detail { onAgenda(nominal) }

    /// Whether the page of all contacts may be given to people of that agency: it speaks of every nominal, and is
    /// in use until its weeks are over.
    func mayReadContacts(_ agency: Agency, of weeks: Weeks) -> Bool {
        weeks.days.allSatisfy { agency.sharing(on: $0) == .full }
    }

    /// In a feed, on the day of the event.
    ///
    /// A practitioner's own is read by them alone. An agency's is read by all its people, and the team's by those of
    /// the agencies that share everything: they see as much as on an agenda, and no more than their agency shares. A
    /// series' is read by all who may have to come, a room's by whoever looks after the place: no nominal is their
    /// concern.
    func inFeed(for audience: Audience, _ nominal: Nominal.ID, on day: Day) -> Detail {
        switch audience {
        case .practitioner(let practitioner):
            switch agencies[practitioner.agency]?.sharing(on: day) {
            case .full?: .matters
            case .case?: isInvolved(practitioner.id, with: nominal) ? .matters : .referenceOnly
            case .some(.none), nil: .referenceOnly
            }
        case .agency(let agency): agency.sharing(on: day) == .full ? onAgenda(nominal) : .referenceOnly
        case .team: onAgenda(nominal)
        case .series, .room: .nothing
        }
    }

    /// Whether a place is somebody's home, whose name may be an address; it is then never named.
    func isHome(_ location: Location.ID) -> Bool { homes.contains(location) }

    private func isInvolved(_ practitioner: Practitioner.ID, with nominal: Nominal.ID) -> Bool {
        nominals[nominal]?.leads.contains(practitioner) == true
            || involved.contains(Involvement(nominal: nominal, practitioner: practitioner))
    }
}
