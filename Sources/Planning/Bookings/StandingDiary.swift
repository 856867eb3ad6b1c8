internal import Casework

/// The diary as a plan has it, to be asked what would be in the way of one contact more.
struct StandingDiary {
    let register: Register
    private let itineraries: Itineraries
    private let byNominal: [Nominal.ID: [Contact]]
    private let byPlace: [Location.ID: [Contact]]
    private let keptApart: [Nominal.ID: [Nominal.ID]]
    private let commitments: [Nominal.ID: [Unavailability]]

    init(_ register: Register, weeks: Weeks, meetings: [PlannedMeeting], contacts: [Contact]) {
        self.register = register
        itineraries = Itineraries(register, weeks: weeks, meetings: meetings, contacts: contacts)
        byNominal = Dictionary(grouping: contacts, by: \.nominal)
        let placed = contacts.compactMap { contact in contact.place.location.map { (place: $0, contact: contact) } }
        byPlace = Dictionary(grouping: placed, by: \.place).mapValues { $0.map(\.contact) }
        var keptApart: [Nominal.ID: [Nominal.ID]] = [:]
        for pair in register.caseload.keepApart {
            keptApart[pair.first, default: []].append(pair.second)
            keptApart[pair.second, default: []].append(pair.first)
        }
        self.keptApart = keptApart
        commitments = Dictionary(grouping: register.caseload.unavailability, by: \.nominal)
    }

    // MARK: - The nominal

    func contacts(with nominal: Nominal.ID) -> [Contact] { byNominal[nominal] ?? [] }

    /// The commitment of the nominal's own that takes some of that time.
    func commitment(of nominal: Nominal.ID, in time: Range<Moment>) -> Unavailability? {
        let day = time.lowerBound.day
        return commitments[nominal]?.first { commitment in
            commitment.holds(on: day) && time.lowerBound < day.at(commitment.end)
                && day.at(commitment.start) < time.upperBound
        }
    }

    /// Whether another, to be kept apart from the nominal, is at that place too close to that time.
    func isKeptApart(_ nominal: Nominal.ID, at place: Location.ID, in time: Range<Moment>) -> Bool {
        let gap = register.policy.keepApartMinutes
        return (keptApart[nominal] ?? []).contains { other in
            (byNominal[other] ?? []).contains { contact in
                contact.place == .at(place) && time.lowerBound < contact.end + gap
                    && contact.start < time.upperBound + gap
            }
        }
    }

    /// - Parameter other: A contact that is not counted.
    func isFull(_ place: Location.ID, in time: Range<Moment>, without other: Contact.ID? = nil) -> Bool {
        guard let rooms = register.locations[place]?.rooms else { return false }
        let there = (byPlace[place] ?? []).filter {
            $0.start < time.upperBound && time.lowerBound < $0.end && $0.id != other
        }
        // The most at once is reached where one begins.
        return ([time.lowerBound] + there.map(\.start)).contains { moment in
            time.contains(moment) && there.count { $0.interval.contains(moment) } >= rooms
        }
    }

    /// Whether probation's contact with the nominal is suspended by then, and somebody of the crew is of probation.
    func isSuspended(_ nominal: Nominal, for crew: [Practitioner.ID], on day: Day) -> Bool {
        guard let from = nominal.contactSuspendedFrom, from <= day else { return false }
        return crew.contains { register.agencyKind(of: $0) == .probation }
    }

    // MARK: - The practitioners

    /// Everything a practitioner does on a day, block by block.
    func routes(of practitioner: Practitioner.ID, on day: Day) -> [Itineraries.Itinerary] {
        register.blocks(of: practitioner, on: day).map { itineraries.itinerary(of: practitioner, in: $0) }
    }

    /// What a practitioner would have to do in a block, whether or not they work it.
    func route(of practitioner: Practitioner.ID, in block: Register.Block) -> Itineraries.Itinerary {
        itineraries.itinerary(of: practitioner, in: block)
    }

    /// Minutes of travel on a route as it is.
    func travel(of route: Itineraries.Itinerary) -> Int {
        itineraries.steps(of: route).reduce(0) { $0 + $1.minutes }
    }

    /// Minutes of travel on a route with a contact more, or without one it has; nil if it cannot be kept so.
    func travel(of route: Itineraries.Itinerary, with contact: Contact?, without other: Contact.ID?) -> Int? {
        var route = route
        if let other { route.commitments.removeAll { $0.contact?.id == other } }
        if let contact {
            let added = Itineraries.Commitment(
                interval: contact.interval, place: contact.place.location ?? route.block.location,
                name: contact.id.text, contact: contact)
            let position = route.commitments.firstIndex { $0.interval.lowerBound >= contact.end }
            route.commitments.insert(added, at: position ?? route.commitments.endIndex)
            guard route.commitments.allSatisfy({ $0.contact == contact || !$0.interval.overlaps(contact.interval) })
            else { return nil }
        }
        var minutes = 0
        for step in itineraries.steps(of: route) {
            minutes += step.minutes
            let isOurs = [step.before?.contact, step.next?.contact].contains {
                $0.map(register.diaries.canMove) ?? false
            }
            let deadline = step.next?.interval.lowerBound ?? route.block.interval.upperBound
            if isOurs, step.free + step.minutes > deadline { return nil }
        }
        return minutes
    }
}
