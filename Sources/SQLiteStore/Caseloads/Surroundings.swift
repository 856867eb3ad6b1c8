internal import Casework
internal import GRDB

/// What the caseload says around contacts and meetings: their places, and what those who come may know.
///
/// Feeds show it, so an import that changes it changes what they show of a contact that is still as it was.
struct Surroundings: Equatable {
    private let locations: [Location.ID: Location]
    private let homes: Set<Location.ID>
    private let agencies: [Practitioner.ID: Agency]
    private let involved: Set<Involvement>
    private let limited: Set<Nominal.ID>

    init(_ db: Database) throws {
        let locations = try LocationRecord.fetchAll(db).map(\.location)
        let nominals = try NominalRecord.fetchAll(db).map(\.nominal)
        let agencies = Dictionary(try AgreementChangeRecord.agencies(db).map { ($0.agency.id, $0.agency) }) {
            first, _ in first
        }
        let people = try PractitionerRecord.fetchAll(db).compactMap { row in
            agencies[row.practitioner.agency].map { (row.practitioner.id, $0) }
        }
        self.locations = Dictionary(locations.map { ($0.id, $0) }) { first, _ in first }
        homes = Set(nominals.compactMap(\.home))
        self.agencies = Dictionary(people) { first, _ in first }
        involved = Set(try InvolvementRecord.fetchAll(db).map(\.involvement))
            .union(
                nominals.flatMap { nominal in nominal.leads.map { Involvement(nominal: nominal.id, practitioner: $0) } }
            )
        limited = Set(nominals.filter(\.hasLimitedAccess).map(\.id))
    }

    /// Equal before and after an import if the import says nothing new of the contact's surroundings.
    func facts(of contact: Contact, on today: Day) -> [String] {
        [facts(of: contact.place)] + facts(of: contact.nominal, contact.practitioners, on: max(contact.day, today))
    }

    /// Likewise of a meeting, whose items are told to those who may know whom they are about.
    func facts(of meeting: PlannedMeeting, on today: Day) -> [String] {
        let day = max(meeting.interval.lowerBound.day, today)
        return [facts(of: meeting.place)] + meeting.slots.flatMap { facts(of: $0.nominal, $0.attendees, on: day) }
    }

    /// What some people may know of a nominal.
    private func facts(of nominal: Nominal.ID, _ people: [Practitioner.ID], on day: Day) -> [String] {
        ["\(limited.contains(nominal))"]
            + people.map { practitioner in
                let agency = agencies[practitioner]
                let knows = involved.contains(Involvement(nominal: nominal, practitioner: practitioner))
                return "\(agency?.id.text ?? "") \(agency?.sharing(on: day).rawValue ?? "") \(knows)"
            }
    }

    private func facts(of place: Place) -> String {
        guard let id = place.location, let location = locations[id] else { return "" }
        return "\(location.kind.rawValue) \(homes.contains(id)) \(location.name)"
    }
}
