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

    /// Whether everyone is at work for the whole of it, with so many minutes to spare on either side.
    ///
    /// `minding` their calendars as well, and the way there and back: what is booked ahead must hold.
    func canBeHeld(_ idea: Idea, on day: Day, _ span: Range<Int>, minding calendars: Bool) -> Bool {
        idea.crew.allSatisfy { id in
            guard let colleague = staff.colleague(id) else { return false }
            let atWork = colleague.blocks(on: day).first {
                $0.minutes.lowerBound <= span.lowerBound && span.upperBound <= $0.minutes.upperBound
            }
            guard let atWork else { return false }
            var (before, after) = (15, 15)
            if calendars {
                let place = idea.place.location ?? atWork.place
                before = town.ampleMinutes(from: atWork.place, to: place)
                after = town.ampleMinutes(from: place, to: atWork.place)
            }
            let padded = span.lowerBound - before..<span.upperBound + after
            if (taken[id]?[day] ?? []).contains(where: { $0.overlaps(padded) }) { return false }
            guard calendars else { return true }
            return padded.lowerBound >= atWork.minutes.lowerBound && padded.upperBound <= atWork.minutes.upperBound
                && !diaries.busy(id, on: day).contains { $0.overlaps(padded) }
        }
    }

    func isTaken(_ practitioner: Practitioner.ID, on day: Day) -> Bool { taken[practitioner]?[day] != nil }

    mutating func book(_ idea: Idea, _ nominal: Nominal.ID, _ day: Day, _ span: Range<Int>, _ status: Contact.Status) {
        contacts.append(
            Contact(
                id: Contact.ID("c"), nominal: nominal, kind: idea.kind, start: day.at(span.lowerBound),
                minutes: span.count, place: idea.place, practitioners: idea.crew, status: status))
        for id in idea.crew { taken[id, default: [:]][day, default: []].append(span) }
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
