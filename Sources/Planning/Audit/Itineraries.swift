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

    /// Something on somebody's list, whichever block it may fall into.
    private struct Item {
        var interval: Range<Moment>
        var place: Place
        var name: String
        var contact: Contact?
        var isMeeting = false
    }

    let all: [Itinerary]
    /// Contacts that lie in no block of a practitioner who is to be there.
    let outside: [(practitioner: Practitioner.ID, contact: Contact)]
    private let register: Register
    private let items: [Practitioner.ID: [Item]]

    init(_ register: Register, weeks: Weeks, meetings: [PlannedMeeting], contacts: [Contact]) {
        self.register = register
        var items: [Practitioner.ID: [Item]] = [:]
        for contact in contacts {
            for practitioner in contact.practitioners {
                items[practitioner, default: []].append(
                    Item(interval: contact.interval, place: contact.place, name: contact.id.text, contact: contact))
            }
        }
        for meeting in meetings {
            for attendance in meeting.attendance {
                items[attendance.practitioner, default: []].append(
                    Item(
                        interval: attendance.interval, place: meeting.place, name: meeting.id.text, isMeeting: true))
            }
        }
        for (practitioner, times) in register.busyTimes {
            for time in times where !time.interval.isEmpty {
                items[practitioner, default: []].append(
                    Item(interval: time.interval, place: .online, name: "busy"))
            }
        }
        var all: [Itinerary] = []
        var outside: [(Practitioner.ID, Contact)] = []
        for practitioner in items.keys.sorted() {
            let mine = items[practitioner] ?? []
            var placed: Set<Contact.ID> = []
            for day in weeks.days {
                for block in register.blocks(of: practitioner, on: day) {
                    let itinerary = Itineraries.itinerary(mine, of: practitioner, in: block)
                    placed.formUnion(itinerary.commitments.compactMap(\.contact?.id))
                    if !itinerary.commitments.isEmpty { all.append(itinerary) }
                }
            }
            for case let contact? in mine.map(\.contact) where !placed.contains(contact.id) {
                outside.append((practitioner, contact))
            }
        }
        self.all = all
        self.outside = outside
        self.items = items
    }

    /// What a practitioner would have to do in a block, whether or not they work it.
    func itinerary(of practitioner: Practitioner.ID, in block: Register.Block) -> Itinerary {
        Itineraries.itinerary(items[practitioner] ?? [], of: practitioner, in: block)
    }

    private static func itinerary(
        _ items: [Item], of practitioner: Practitioner.ID, in block: Register.Block
    ) -> Itinerary {
        let here = items.compactMap { item -> Commitment? in
            guard item.interval.overlaps(block.interval) else { return nil }
            let part = item.interval.clamped(to: block.interval)
            if item.contact != nil, part != item.interval { return nil }
            return Commitment(
                interval: part, place: item.place.location ?? block.location, name: item.name, contact: item.contact,
                isMeeting: item.isMeeting)
        }.sorted {
            ($0.interval.lowerBound, $0.interval.upperBound, $0.rank, $0.name)
                < ($1.interval.lowerBound, $1.interval.upperBound, $1.rank, $1.name)
        }
        return Itinerary(practitioner: practitioner, block: block, commitments: here)
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
