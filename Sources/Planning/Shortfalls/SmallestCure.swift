internal import Casework

/// Finds the fewest extra hours with which one contact more could be, everything else staying as it is.
struct SmallestCure {
    /// Hours to ask for, and what they would be for.
    struct Cure {
        var extra: [ExtraHours]
        var contact: Contact

        var minutes: Int { extra.reduce(0) { $0 + $1.minutes } }

        /// Minutes of it in the early morning or the evening.
        var unsocialMinutes: Int {
            extra.reduce(0) { sum, hours in
                let usual = hours.day.at(9 * 60)..<hours.day.at(17 * 60)
                return sum + hours.minutes - hours.interval.clamped(to: usual).minutes
            }
        }
    }

    /// Nobody is asked to work earlier or later than this.
    private static let hours = (6 * 60)..<(22 * 60)

    private let register: Register
    private let frame: BookingProblem.Frame
    private let weeks: Weeks
    private let meetings: [PlannedMeeting]
    private let contacts: [Contact]
    private let diary: StandingDiary

    init(
        _ register: Register, _ frame: BookingProblem.Frame, weeks: Weeks, meetings: [PlannedMeeting],
        contacts: [Contact], diary: StandingDiary
    ) {
        self.register = register
        self.frame = frame
        self.weeks = weeks
        self.meetings = meetings
        self.contacts = contacts
        self.diary = diary
    }

    /// The same with another contact booked, in hours that are granted.
    func after(_ cure: Cure) -> SmallestCure {
        let register = Register(register.caseload.working(cure.extra), register.diaries)
        let contacts = contacts + [cure.contact]
        return SmallestCure(
            register, frame, weeks: weeks, meetings: meetings, contacts: contacts,
            diary: StandingDiary(register, weeks: weeks, meetings: meetings, contacts: contacts))
    }

    /// The cure that asks for the fewest minutes; of equals, for the fewest out of hours, of the fewest people, then the
    /// earliest.
    ///
    /// - Parameters:
    ///   - options: The ways to have the contact.
    ///   - days: On which it may be.
    func cure(for nominal: Nominal, by options: some Sequence<BookingProblem.Option>, on days: [Day]) -> Cure? {
        var asks = Asks(self)
        var cures: [Cure] = []
        for day in days where register.isWorkingDay(day) {
            let mine = diary.contacts(with: nominal.id).filter { $0.day == day }
            guard mine.count < register.policy.maxContactsPerDay, !nominal.isInCustody(on: day) else { continue }
            for option in options {
                let crew = option.crew.map { register.caseload.practitioners[$0].id }
                if diary.isSuspended(nominal, for: crew, on: day) { continue }
                let place = option.place.flatMap(frame.travel.location)
                for minute in starts(option.minutes) {
                    let time = day.at(minute)..<(day.at(minute) + option.minutes)
                    if let now = register.diaries.now, time.lowerBound < now { continue }
                    guard diary.commitment(of: nominal.id, in: time) == nil,
                        !mine.contains(where: { $0.interval.overlaps(time) }),
                        place.map({ !diary.isFull($0, in: time) && !diary.isKeptApart(nominal.id, at: $0, in: time) })
                            ?? true
                    else { continue }
                    let contact = Contact(
                        id: Contact.ID("cure-\(contacts.count)"), nominal: nominal.id, kind: frame.kinds[option.kind],
                        start: time.lowerBound, minutes: option.minutes, place: place.map { .at($0) } ?? .online,
                        practitioners: crew.sorted(), status: .planned)
                    if let extra = asks.extra(for: contact) { cures.append(Cure(extra: extra, contact: contact)) }
                }
            }
        }
        let ranked = cures.map { (minutes: ($0.minutes, $0.unsocialMinutes), cure: $0) }.sorted { left, right in
            if left.minutes != right.minutes { return left.minutes < right.minutes }
            let (mine, theirs) = (left.cure.contact, right.cure.contact)
            return (mine.practitioners.count, mine.start, mine.place.description)
                < (theirs.practitioners.count, theirs.start, theirs.place.description)
        }.map(\.cure)
        return ranked.prefix(SmallestCure.mostTried).first(where: holds)
    }

    /// So many are held against the rules before it is said that there is none.
    private static let mostTried = 40

    private func starts(_ minutes: Int) -> StrideTo<Int> {
        let grid = max(1, register.policy.gridMinutes)
        let first = (SmallestCure.hours.lowerBound + grid - 1) / grid * grid
        return stride(from: first, to: SmallestCure.hours.upperBound - minutes + 1, by: grid)
    }

    /// Whether the week keeps every rule with the hours worked and the contact booked.
    private func holds(_ cure: Cure) -> Bool {
        guard let week = Weeks(from: cure.contact.day.monday, count: 1) else { return false }
        let register = Register(register.caseload.working(cure.extra), register.diaries)
        func rules(_ register: Register, _ contacts: [Contact]) -> [Violation] {
            let plan = Plan(
                weeks: week, timezone: "", meetings: meetings,
                contacts: contacts.filter { week.days.contains($0.day) }, shortfalls: [], score: .zero)
            let evidence = Evidence(plan, register)
            let rules: [any Rule.Type] = [WorkingHours.self, OnePlaceAtATime.self, Rooms.self, KeptApart.self]
            return rules.flatMap { $0.violations(in: evidence) }
        }
        // What is wrong already is not the cure's fault.
        return rules(register, contacts + [cure.contact]).count <= rules(self.register, contacts).count
    }

    /// What has to be asked of each practitioner for a contact; asked for many crews, worked out once.
    private struct Asks {
        private let cure: SmallestCure
        private var known: [Key: [ExtraHours]?] = [:]

        private struct Key: Hashable {
            var practitioner: Practitioner.ID
            var start: Moment
            var minutes: Int
            var place: Place
        }

        init(_ cure: SmallestCure) {
            self.cure = cure
        }

        mutating func extra(for contact: Contact) -> [ExtraHours]? {
            var extra: [ExtraHours] = []
            for practitioner in contact.practitioners {
                let key = Key(
                    practitioner: practitioner, start: contact.start, minutes: contact.minutes, place: contact.place)
                let mine: [ExtraHours]?
                if let before = known[key] {
                    mine = before
                } else {
                    mine = cure.fewest(of: practitioner, for: contact)
                    known[key] = .some(mine)
                }
                guard let mine else { return nil }
                extra += mine
            }
            return extra
        }
    }

    /// The fewest minutes by which a practitioner's day has to be longer for a contact; nil where none would do.
    private func fewest(of practitioner: Practitioner.ID, for contact: Contact) -> [ExtraHours]? {
        let blocks = register.blocks(of: practitioner, on: contact.day)
        if diary.routes(of: practitioner, on: contact.day).contains(where: { route in
            contact.interval.clamped(to: route.block.interval) == contact.interval
                && diary.travel(of: route, with: contact, without: nil) != nil
        }) {
            return []
        }
        var fewest: [ExtraHours]?
        func consider(_ worked: ArraySlice<Register.Block>, at base: Location.ID) {
            let place = contact.place.location ?? base
            var from = contact.start - register.travelMinutes(from: base, to: place)
            var until = contact.end + register.travelMinutes(from: place, to: base)
            (from, until) = (roundedDown(from), roundedUp(until))
            for block in worked {
                from = min(from, block.interval.lowerBound)
                until = max(until, block.interval.upperBound)
            }
            let wide = from..<until
            let limits = contact.day.at(SmallestCure.hours.lowerBound)..<contact.day.at(SmallestCure.hours.upperBound)
            let others = blocks.filter { !worked.contains($0) }
            guard !others.contains(where: { $0.interval.overlaps(wide) }) else { return }
            // The parts that are not worked now: before, between and after the blocks.
            var free = from
            var extra: [ExtraHours] = []
            for end in worked.map(\.interval) + [until..<until] {
                if free < end.lowerBound {
                    extra.append(ExtraHours(practitioner: practitioner, interval: free..<end.lowerBound))
                }
                free = max(free, end.upperBound)
            }
            let minutes = extra.reduce(0) { $0 + $1.minutes }
            if let fewest, fewest.reduce(0, { $0 + $1.minutes }) <= minutes { return }
            guard extra.allSatisfy({ $0.interval.clamped(to: limits) == $0.interval }) else { return }
            let route = diary.route(of: practitioner, in: Register.Block(interval: wide, location: base))
            if diary.travel(of: route, with: contact, without: nil) != nil { fewest = extra }
        }
        for first in blocks.indices {
            for last in first..<blocks.endIndex {
                let worked = blocks[first...last]
                guard let base = worked.first?.location, worked.allSatisfy({ $0.location == base }) else { break }
                consider(worked, at: base)
            }
        }
        if let base = register.practitioners[practitioner]?.base { consider([], at: base) }
        return fewest
    }

    private func roundedDown(_ moment: Moment) -> Moment {
        moment.day.at(moment.minuteOfDay / ask * ask)
    }

    private func roundedUp(_ moment: Moment) -> Moment {
        moment.day.at((moment.minuteOfDay + ask - 1) / ask * ask)
    }

    /// Hours are asked for in steps of so many minutes.
    private var ask: Int { 15 }
}
