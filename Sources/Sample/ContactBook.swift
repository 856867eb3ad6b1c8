import Casework

/// The kinds of contact by name, and how long each takes: the default policy's, and the local `video`.
enum Kinds {
    static let office = ContactKind("office")
    static let policeVisit = ContactKind("police_visit")
    static let partner = ContactKind("partner")
    static let phone = ContactKind("phone")
    static let video = ContactKind("video")

    static func minutes(_ kind: ContactKind) -> Int { Policy.standard.contacts[kind]?.minutes ?? 30 }
}

/// A contact that could be: of this kind, here, with these people.
struct Idea {
    let kind: ContactKind
    let place: Place
    let crew: [Practitioner.ID]
}

/// Everything that was and is booked, and how it is put together.
struct ContactBook {
    let town: Town
    let staff: Staff
    let arrangements: Arrangements
    let diaries: StaffDiaries
    let from: Day
    private(set) var contacts: [Contact] = []
    /// What each practitioner already does on a day.
    private var taken: [Practitioner.ID: [Day: [Range<Int>]]] = [:]

    init(town: Town, staff: Staff, arrangements: Arrangements, diaries: StaffDiaries, from: Day) {
        self.town = town
        self.staff = staff
        self.arrangements = arrangements
        self.diaries = diaries
        self.from = from
    }

    /// A way to hold a contact of a kind with a nominal, if there is one.
    func idea(_ kind: ContactKind, with person: Person, on day: Day, atHome: Bool) -> Idea? {
        let nominal = person.nominal
        guard let hub = town.hubs.wrapping(person.hub) else { return nil }
        let seesProbation = nominal.contactSuspendedFrom.map { day < $0 } ?? true
        let home: Place? = nominal.home.map { .at($0) }
        switch kind {
        case .jointVisit:
            guard seesProbation else { return nil }
            return Idea(
                kind: kind, place: atHome ? home ?? .at(hub.office) : .at(hub.office), crew: nominal.leads)
        case Kinds.office:
            return seesProbation ? Idea(kind: kind, place: .at(hub.office), crew: [nominal.probationLead]) : nil
        case Kinds.policeVisit:
            guard let home else { return nil }
            var crew = [nominal.policeLead]
            if nominal.crewing == .double {
                guard
                    let second = staff.police.first(where: { $0.hub == person.hub && $0.id != nominal.policeLead })
                else { return nil }
                crew.append(second.id)
            }
            return Idea(kind: kind, place: home, crew: crew)
        case Kinds.partner:
            let workers = arrangements.partners(of: nominal.id)
            guard let worker = workers.wrapping(day.number / 7), let base = staff.colleague(worker)?.practitioner.base
            else { return nil }
            return Idea(kind: kind, place: .at(base), crew: [worker])
        case Kinds.phone: return Idea(kind: kind, place: .online, crew: [nominal.policeLead])
        default: return seesProbation ? Idea(kind: kind, place: .online, crew: [nominal.probationLead]) : nil
        }
    }

    /// Whether everyone is at work for the whole of it, with the way there and back, and clear of all that is booked
    /// and in their calendars.
    func canBeHeld(_ idea: Idea, on day: Day, _ span: Range<Int>) -> Bool {
        idea.crew.allSatisfy { id in
            guard let (trip, work) = trip(of: id, idea, on: day, span) else { return false }
            return work.lowerBound <= trip.lowerBound && trip.upperBound <= work.upperBound
                && !(taken[id]?[day] ?? []).contains { $0.overlaps(trip) }
                && !diaries.busy(id, on: day).contains { $0.overlaps(trip) }
        }
    }

    /// The contact with the way there and back, or some room around it, and the block of work it lies in.
    private func trip(
        of id: Practitioner.ID, _ idea: Idea, on day: Day, _ span: Range<Int>
    ) -> (trip: Range<Int>, work: Range<Int>)? {
        let atWork = staff.colleague(id)?.blocks(on: day).first {
            $0.minutes.lowerBound <= span.lowerBound && span.upperBound <= $0.minutes.upperBound
        }
        guard let atWork else { return nil }
        let place = idea.place.location ?? atWork.place
        let out = town.ampleMinutes(from: atWork.place, to: place)
        let back = town.ampleMinutes(from: place, to: atWork.place)
        return (span.lowerBound - out..<span.upperBound + back, atWork.minutes)
    }

    func isTaken(_ practitioner: Practitioner.ID, on day: Day) -> Bool { taken[practitioner]?[day] != nil }

    mutating func book(_ idea: Idea, _ nominal: Nominal.ID, _ day: Day, _ span: Range<Int>, _ status: Contact.Status) {
        contacts.append(
            Contact(
                id: Contact.ID("c"), nominal: nominal, kind: idea.kind, start: day.at(span.lowerBound),
                minutes: span.count, place: idea.place, practitioners: idea.crew, status: status))
        for id in idea.crew {
            taken[id, default: [:]][day, default: []].append(trip(of: id, idea, on: day, span)?.trip ?? span)
        }
    }

    func file() -> SampleFile {
        var sheet = Sheet(
            "contact", "nominal", "kind", "start", "minutes", "location", "practitioners", "status")
        for (index, contact) in contacts.sorted(by: { ($0.start, $0.nominal) < ($1.start, $1.nominal) }).enumerated() {
            sheet.add(
                "c" + padded(index + 1, to: 5), contact.nominal.text, contact.kind.name, contact.start.description,
                String(contact.minutes), contact.place.description,
                contact.practitioners.map(\.text).joined(separator: ";"), contact.status.rawValue)
        }
        return sheet.file("contacts.csv")
    }
}
