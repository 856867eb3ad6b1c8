internal import Casework

/// Every practitioner's route through every block of the weeks, as a plan has it.
struct Itineraries {
    /// Something a practitioner has to be at.
    struct Commitment {
        var interval: Range<Moment>
        var place: Location.ID
        /// What it is, with references: `v-4f2a`, `map-2026-12-02`, `busy`.
        var name: String
        /// The contact; nil: a meeting or a busy time.
        var contact: Contact?
        var isMeeting = false

        /// In which order commitments of the same times are taken: one's own calendar may say a contact or a meeting
        /// again, and it is where that is held that one goes.
        fileprivate var rank: Int { contact != nil ? 0 : isMeeting ? 1 : 2 }
    }

    struct Itinerary {
        var practitioner: Practitioner.ID
        var block: Register.Block
        /// In order of start, then end; then contacts, meetings, busy times.
        var commitments: [Commitment]
    }

    let all: [Itinerary]
    /// Contacts that lie in no block of a practitioner who is to be there.
    let outside: [(practitioner: Practitioner.ID, contact: Contact)]
    private let register: Register

    init(_ register: Register, weeks: Weeks, meetings: [PlannedMeeting], contacts: [Contact]) {
        self.register = register
        struct Item {
            var interval: Range<Moment>
            var place: Place
            var name: String
            var contact: Contact?
            var isMeeting = false
        }
        var commitments: [Practitioner.ID: [Item]] = [:]
        for contact in contacts {
            for practitioner in contact.practitioners {
                commitments[practitioner, default: []].append(
                    Item(interval: contact.interval, place: contact.place, name: contact.id.text, contact: contact))
            }
        }
        for meeting in meetings {
            for attendance in meeting.attendance {
                commitments[attendance.practitioner, default: []].append(
                    Item(
                        interval: attendance.interval, place: meeting.place, name: meeting.id.text, isMeeting: true))
            }
        }
        for (practitioner, times) in register.diaries.busyTimes {
            for time in times where !time.interval.isEmpty {
                commitments[practitioner, default: []].append(
                    Item(interval: time.interval, place: .online, name: "busy"))
            }
        }
        var all: [Itinerary] = []
        var outside: [(Practitioner.ID, Contact)] = []
        for practitioner in commitments.keys.sorted() {
            let mine = commitments[practitioner] ?? []
            var placed: Set<Contact.ID> = []
            for day in weeks.days {
                for block in register.blocks(of: practitioner, on: day) {
                    let here = mine.compactMap { item -> Commitment? in
                        guard item.interval.overlaps(block.interval) else { return nil }
                        let part = item.interval.clamped(to: block.interval)
                        if let contact = item.contact {
                            guard part == item.interval else { return nil }
                            placed.insert(contact.id)
                        }
                        return Commitment(
                            interval: part, place: item.place.location ?? block.location, name: item.name,
                            contact: item.contact, isMeeting: item.isMeeting)
                    }.sorted {
                        ($0.interval.lowerBound, $0.interval.upperBound, $0.rank, $0.name)
                            < ($1.interval.lowerBound, $1.interval.upperBound, $1.rank, $1.name)
                    }
                    if !here.isEmpty {
                        all.append(Itinerary(practitioner: practitioner, block: block, commitments: here))
                    }
                }
            }
            for case let contact? in mine.map(\.contact) where !placed.contains(contact.id) {
                outside.append((practitioner, contact))
            }
        }
        self.all = all
        self.outside = outside
    }

    /// A step of a route: from where one is free to the next commitment, or back at the end of the block.
    struct Step {
        var from: Location.ID
        var to: Location.ID
        /// Minutes on the way.
        var minutes: Int
        var free: Moment
        /// What one comes from; nil: the start of the block.
        var before: Commitment?
        /// What one goes to; nil: the end of the block.
        var next: Commitment?
    }

    /// The steps of one route.
    ///
    /// Of commitments that overlap, the one that ends last is where one is afterwards.
    func steps(of itinerary: Itinerary) -> [Step] {
        var steps: [Step] = []
        var here = itinerary.block.location
        var free = itinerary.block.interval.lowerBound
        var before: Commitment?
        for next in itinerary.commitments {
            steps.append(
                Step(
                    from: here, to: next.place, minutes: register.travelMinutes(from: here, to: next.place),
                    free: free, before: before, next: next))
            if next.interval.upperBound > free {
                (here, free, before) = (next.place, next.interval.upperBound, next)
            }
        }
        let back = itinerary.block.location
        steps.append(
            Step(
                from: here, to: back, minutes: register.travelMinutes(from: here, to: back), free: free,
                before: before, next: nil))
        return steps
    }

    /// All travel, in minutes.
    var travelMinutes: Int {
        all.reduce(0) { sum, itinerary in sum + steps(of: itinerary).reduce(0) { $0 + $1.minutes } }
    }
}
