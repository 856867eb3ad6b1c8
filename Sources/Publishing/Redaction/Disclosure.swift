package import Casework

/// What the readers of each document may see of a nominal, decided here and nowhere else.
///
/// No document carries a name but what the nominal is given. What differs is how much stands beside the reference.
/// Reports are for the managers of both services, who see every reference's figures.
package struct Disclosure: Sendable {
    private let nominals: [Nominal.ID: Nominal]
    private let agencies: [Agency.ID: Agency]
    private let standings: Standings
    private let homes: Set<Location.ID>

    package init(_ caseload: Caseload) {
        nominals = Dictionary(caseload.nominals.map { ($0.id, $0) }) { first, _ in first }
        agencies = Dictionary(caseload.agencies.map { ($0.id, $0) }) { first, _ in first }
        standings = Standings(caseload)
        homes = Set(caseload.nominals.compactMap(\.home))
            .union(caseload.locations.filter { $0.kind == .home }.map(\.id))
    }

    /// What a document may tell its reader of a nominal on a day; the table is in the README, and each cell is tested.
    ///
    /// A nominal with limited access is known to the leads alone: everyone else has times and the reference. So has
    /// whoever is of an agency that shares nothing, or whose agreement has lapsed, and whoever is not involved where
    /// their agency shares by case. Of slots that are not theirs attendees are told the time and nothing else.
    package func facts(about nominal: Nominal.ID, in paper: Paper, for reader: Reader, on day: Day) -> Set<Fact> {
        switch reader {
        case .chair(let practitioner)
        where [.runningOrder, .notes].contains(paper) && agencies[practitioner.agency]?.kind != .partner:
            let standing = standing(of: practitioner, to: nominal, on: day)
            return paper.facts.intersection(standing == .outsider ? [.time, .reference] : open(to: practitioner))
        case .chair(let practitioner):
            return facts(in: paper, for: practitioner, standing(of: practitioner, to: nominal, on: day))
        case .practitioner(let practitioner):
            return facts(in: paper, for: practitioner, standing(of: practitioner, to: nominal, on: day))
        case .managers: return paper == .shortfallReport ? paper.facts : []
        case .governance: return []
        case .subject: return paper == .letter || paper == .subjectAccess ? paper.facts : []
        }
    }

    /// The nominals whom a reader may not know of in a document, so that no text there may tell them either.
    func withheld(in paper: Paper, from reader: Reader, on day: Day) -> Set<Nominal.ID> {
        // Of what is theirs to do even a stranger has the reference; of others in the same words they have not.
        let needed: Fact = paper == .actionList ? .actions : .reference
        return Set(nominals.keys.filter { !facts(about: $0, in: paper, for: reader, on: day).contains(needed) })
    }

    private func facts(in paper: Paper, for practitioner: Practitioner, _ standing: Standing) -> Set<Fact> {
        let open = paper.facts.intersection(open(to: practitioner))
        switch (paper, standing) {
        case (.runningOrder, _), (.letter, _), (.shortfallReport, _), (.monthlyPack, _), (.subjectAccess, _): return []
        case (_, .lead): return open
        case (.extract, _): return []
        case (_, .involved): return open
        // Theirs to do, or to stand in for.
        case (.actionList, .colleague), (.sheet, .colleague): return open
        case (.actionList, .outsider), (.sheet, .outsider): return paper.facts.intersection([.time, .reference])
        case (.agenda, _): return [.time]
        case (.updateRequest, _), (.notes, _): return []
        }
    }

    /// What nobody keeps from somebody who knows the nominal; partners need neither cohort nor the two services'
    /// differences.
    private func open(to practitioner: Practitioner) -> Set<Fact> {
        let isPartner = agencies[practitioner.agency]?.kind == .partner
        return Set(Fact.allCases).subtracting(isPartner ? [.name, .cohort, .dissent] : [.name])
    }

    private func standing(of practitioner: Practitioner, to id: Nominal.ID, on day: Day) -> Standing {
        standings.standing(of: practitioner.id, from: practitioner.agency, to: id, on: day)
    }

    /// Whether the page of all contacts, which everyone with full sharing reads, tells more than time and reference.
    func isOpenOnContactsPage(_ nominal: Nominal.ID) -> Bool { isKnownToColleagues(nominal) }

    /// Whether the page of all contacts may be given to people of that agency: it speaks of every nominal, and is
    /// in use until its weeks are over.
    func mayReadContacts(_ agency: Agency, of weeks: Weeks) -> Bool {
        weeks.days.allSatisfy { agency.sharing(on: $0) == .full }
    }

    /// Whether everyone knows them whose agency shares everything.
    private func isKnownToColleagues(_ nominal: Nominal.ID) -> Bool {
        nominals[nominal].map { !$0.hasLimitedAccess } ?? false
    }

    /// What the readers of a feed are told of a contact in it, on a day.
    ///
    /// A practitioner's own, and their invitations, are read by them alone: they are told what their sheet tells. An
    /// agency's is read by all its people, and the team's by those of the agencies that share everything: to most of
    /// them a contact is not their own, so that of whom they may not know they have the time. A series' is read by all
    /// who may have to come, a room's by whoever looks after the place: no nominal is their concern.
    func inFeed(for audience: Audience, _ nominal: Nominal.ID, on day: Day) -> Set<Fact> {
        let isKnown: Bool
        switch audience {
        case .practitioner(let practitioner):
            return facts(about: nominal, in: .sheet, for: .practitioner(practitioner), on: day)
        case .agency(let agency):
            isKnown = standings.standing(of: nil, from: agency.id, to: nominal, on: day) != .outsider
        case .team: isKnown = isKnownToColleagues(nominal)
        case .series, .room: isKnown = false
        }
        return isKnown ? Paper.sheet.facts : [.time]
    }

    /// Whether somebody who is needed for an item of a meeting is told whom it is about, wherever their own time at
    /// the meeting stands: if their agenda tells it.
    func tellsItem(about nominal: Nominal.ID, to practitioner: Practitioner, on day: Day) -> Bool {
        facts(about: nominal, in: .agenda, for: .practitioner(practitioner), on: day).contains(.reference)
    }

    /// The same in the team's calendar, which has every item.
    func tellsTeamItem(about nominal: Nominal.ID) -> Bool { isKnownToColleagues(nominal) }

    /// Whether a place is somebody's home, whose name may be an address; it is then never named.
    package func isHome(_ location: Location.ID) -> Bool { homes.contains(location) }
}
