package import Casework

/// A time at which a contact could be, and what it costs the rest of the plan.
package struct OpenTime: Hashable, Sendable {
    /// As it would be booked; a contact that comes on top has no reference yet.
    package var contact: Contact
    /// The planned contact that would give way to it.
    package var replaced: Contact?
    /// By how much each level of the score changes: below zero is better.
    package var change: Score
    /// Minutes of travel more, or fewer, for each whose day changes.
    package var travel: [Practitioner.ID: Int]
    /// Those of the crew who are neither the nominal's leads nor involved with them.
    package var cover: [Practitioner.ID]
    /// The days before and after it on which the nominal has a contact already.
    package var neighbours: [Day]
    /// Those of the crew of whom no calendar says anything for that time: they may be busy.
    package var unknown: [Practitioner.ID]

    /// The reference of a contact that is not booked yet.
    package static let unbooked = Contact.ID("new")
}

/// Finds times for one contact more, or for one in another's place, while everything else stays as a plan has it.
struct OpenTimes {
    let register: Register
    private let plan: Plan
    let nominal: Nominal
    private let frame: BookingProblem.Frame
    let options: [BookingProblem.Option]
    let diary: StandingDiary
    private let rules: TargetRules

    init(_ register: Register, _ plan: Plan, nominal: Nominal, kind: ContactKind) {
        self.register = register
        self.plan = plan
        self.nominal = nominal
        frame = BookingProblem.Frame(register, nominal)
        let kinds = frame.kinds
        options = (frame.options.first ?? []).filter { kinds[$0.kind] == kind }
        diary = StandingDiary(register, weeks: plan.weeks, meetings: plan.meetings, contacts: plan.contacts)
        rules = TargetRules(register)
    }

    /// Every time of these days at which the contact could be.
    ///
    /// - Parameter replaced: A planned contact of the nominal that gives way.
    func all(on days: some Sequence<Day>, insteadOf replaced: Contact?) -> [OpenTime] {
        var worth = Worth(self, replaced)
        var ways = Ways(diary, replaced)
        var found: [OpenTime] = []
        for day in days where plan.weeks.days.contains(day) && mayBeSeen(on: day, insteadOf: replaced) {
            for option in options {
                let crew = option.crew.map { register.caseload.practitioners[$0].id }
                if diary.isSuspended(nominal, for: crew, on: day) { continue }
                for start in starts(of: option, by: crew, on: day) {
                    let contact = contact(option, by: crew, at: start, insteadOf: replaced)
                    guard isOpen(contact, insteadOf: replaced), let travel = ways.travel(with: contact) else {
                        continue
                    }
                    found.append(answer(contact, option, replaced, travel, &worth))
                }
            }
        }
        return found
    }

    private func mayBeSeen(on day: Day, insteadOf replaced: Contact?) -> Bool {
        let there = diary.contacts(with: nominal.id).count { $0.day == day && $0.id != replaced?.id }
        return !nominal.isInCustody(on: day) && there < register.policy.maxContactsPerDay
    }

    /// The starts on the grid inside the blocks of whoever is named first.
    private func starts(
        of option: BookingProblem.Option, by crew: [Practitioner.ID], on day: Day
    ) -> [Moment] {
        guard let first = crew.first else { return [] }
        let grid = max(1, register.policy.gridMinutes)
        return register.blocks(of: first, on: day).flatMap { block -> [Moment] in
            let from = (block.interval.lowerBound.minuteOfDay + grid - 1) / grid * grid
            let last = block.interval.upperBound - option.minutes - day.start
            return from <= last ? stride(from: from, through: last, by: grid).map { day.at($0) } : []
        }
    }

    func contact(
        _ option: BookingProblem.Option, by crew: [Practitioner.ID], at start: Moment, insteadOf replaced: Contact?
    ) -> Contact {
        Contact(
            id: replaced?.id ?? OpenTime.unbooked, nominal: nominal.id, kind: frame.kinds[option.kind], start: start,
            minutes: option.minutes,
            place: option.place.flatMap(frame.travel.location).map { .at($0) } ?? .online,
            practitioners: crew.sorted(), status: .planned)
    }

    /// Whether the nominal and the place are free; the crew's routes apart.
    private func isOpen(_ contact: Contact, insteadOf replaced: Contact?) -> Bool {
        if let now = register.diaries.now, contact.start < now { return false }
        if diary.commitment(of: nominal.id, in: contact.interval) != nil { return false }
        // In two places at once nobody can be, where policy allows several contacts a day.
        let mine = diary.contacts(with: nominal.id)
        if mine.contains(where: { $0.id != replaced?.id && $0.interval.overlaps(contact.interval) }) { return false }
        if let replaced, contact.isWhereItWas(replaced) { return false }
        guard let place = contact.place.location else { return true }
        return !diary.isFull(place, in: contact.interval, without: replaced?.id)
            && !diary.isKeptApart(nominal.id, at: place, in: contact.interval)
    }

    private func answer(
        _ contact: Contact, _ option: BookingProblem.Option, _ replaced: Contact?, _ travel: [Practitioner.ID: Int],
        _ worth: inout Worth
    ) -> OpenTime {
        let own = Set(nominal.leads).union(register.involved(with: nominal.id))
        var change = worth.change(with: contact)
        change.moved = replaced.map { moved(from: $0, to: contact) } ?? 0
        change.cover = option.cover - (replaced?.practitioners.count { !own.contains($0) } ?? 0)
        change.travelMinutes = travel.values.reduce(0, +)
        let days = Set(diary.contacts(with: nominal.id).filter { $0.id != replaced?.id }.map(\.day))
        return OpenTime(
            contact: contact, replaced: replaced, change: change, travel: travel.filter { $0.value != 0 },
            cover: contact.practitioners.filter { !own.contains($0) },
            neighbours: [contact.day - 1, contact.day + 1].filter {
                days.contains($0) && $0.monday == contact.day.monday
            },
            unknown: register.diaries.practitionersToAsk(about: contact))
    }

    /// Whether a contact that the diary has is moved by this, less whether the plan itself has moved it.
    private func moved(from replaced: Contact, to contact: Contact) -> Int {
        let onRecord = register.caseload.contacts.first { $0.id == replaced.id && register.diaries.canMove($0) }
        guard let onRecord else { return 0 }
        return (contact.isWhereItWas(onRecord) ? 0 : 1) - (replaced.isWhereItWas(onRecord) ? 0 : 1)
    }

    // MARK: - What a contact is worth

    /// What a contact changes for the nominal themselves; it depends on its day, and on whether it is at home.
    private struct Worth {
        private let times: OpenTimes
        private let others: [Contact]
        private let before: (shortfall: Int, spread: Int)
        private var known: [Key: Score] = [:]

        private struct Key: Hashable {
            var day: Day
            var isHome: Bool
        }

        init(_ times: OpenTimes, _ replaced: Contact?) {
            self.times = times
            let mine = times.diary.contacts(with: times.nominal.id)
            before = Worth.count(times, mine)
            others = mine.filter { $0.id != replaced?.id }
        }

        mutating func change(with contact: Contact) -> Score {
            let isHome = contact.place.location != nil && contact.place.location == times.nominal.home
            let key = Key(day: contact.day, isHome: isHome)
            if let known = known[key] { return known }
            let after = Worth.count(times, others + [contact])
            let change = Score(shortfall: after.shortfall - before.shortfall, spread: after.spread - before.spread)
            known[key] = change
            return change
        }

        /// The nominal's share of the score, over all weeks: a joint visit this week may spare one in the next.
        private static func count(_ times: OpenTimes, _ contacts: [Contact]) -> (shortfall: Int, spread: Int) {
            let policy = times.register.policy
            var rules = times.rules
            var (shortfall, spread) = (0, 0)
            for week in times.plan.weeks.mondays {
                let mine = contacts.filter { $0.day.monday == week }
                let missing = rules.target(for: times.nominal, week: week)
                    .missing(mine, home: times.nominal.home, policy: policy)
                shortfall +=
                    policy.weight(of: times.nominal.rag)
                    * (missing.contacts * missing.contacts + (missing.joint ? 1 : 0) + (missing.home ? 1 : 0))
                let days = Set(mine.map(\.day))
                spread += days.count { days.contains($0 + 1) }
                rules.note(mine)
            }
            return (shortfall, spread)
        }
    }

    // MARK: - How people get there

    /// The routes of all whose day a contact changes; each question is asked for many crews, and answered once.
    private struct Ways {
        private let diary: StandingDiary
        private let replaced: Contact?
        private var known: [Key: Int?] = [:]

        private struct Key: Hashable {
            var practitioner: Practitioner.ID
            var start: Moment
            var minutes: Int
            var place: Place
        }

        init(_ diary: StandingDiary, _ replaced: Contact?) {
            self.diary = diary
            self.replaced = replaced
        }

        /// The minutes of travel that each has more with the contact; nil if somebody cannot be there.
        mutating func travel(with contact: Contact) -> [Practitioner.ID: Int]? {
            var travel: [Practitioner.ID: Int] = [:]
            for practitioner in contact.practitioners {
                guard let minutes = added(to: practitioner, contact) else { return nil }
                travel[practitioner] = minutes
            }
            for practitioner in replaced?.practitioners ?? []
            where !contact.practitioners.contains(practitioner) || replaced?.day != contact.day {
                guard let saved = withoutReplaced(practitioner) else { return nil }
                travel[practitioner, default: 0] += saved
            }
            return travel
        }

        private mutating func added(to practitioner: Practitioner.ID, _ contact: Contact) -> Int? {
            let key = Key(
                practitioner: practitioner, start: contact.start, minutes: contact.minutes, place: contact.place)
            if let known = known[key] { return known }
            let change = change(of: practitioner, on: contact.day, with: contact)
            known[key] = .some(change)
            return change
        }

        private func withoutReplaced(_ practitioner: Practitioner.ID) -> Int? {
            guard let day = replaced?.day else { return 0 }
            return change(of: practitioner, on: day, with: nil)
        }

        /// How a practitioner's travel of a day changes; nil if the contact lies in no block, or a route breaks.
        private func change(of practitioner: Practitioner.ID, on day: Day, with contact: Contact?) -> Int? {
            var change = 0
            var isPlaced = contact == nil
            for route in diary.routes(of: practitioner, on: day) {
                let holds = contact.map { $0.interval.clamped(to: route.block.interval) == $0.interval } ?? false
                let gives = route.commitments.contains { $0.contact != nil && $0.contact?.id == replaced?.id }
                guard holds || gives else { continue }
                guard let now = diary.travel(of: route, with: holds ? contact : nil, without: replaced?.id) else {
                    return nil
                }
                isPlaced = isPlaced || holds
                change += now - diary.travel(of: route)
            }
            return isPlaced ? change : nil
        }
    }
}

// MARK: - Which to show

extension [OpenTime] {
    /// The best first; of equals, the fewer people's minutes, then the earlier.
    func bestFirst() -> [OpenTime] {
        sorted { left, right in
            if left.change != right.change { return left.change < right.change }
            let (mine, theirs) = (left.contact, right.contact)
            let people = (mine.practitioners.count * mine.minutes, theirs.practitioners.count * theirs.minutes)
            if people.0 != people.1 { return people.0 < people.1 }
            if mine.start != theirs.start { return mine.start < theirs.start }
            if mine.practitioners != theirs.practitioners {
                return mine.practitioners.lexicographicallyPrecedes(theirs.practitioners)
            }
            return mine.place.description < theirs.place.description
        }
    }

    /// A few that differ: the first of each day, crew and place; then others well before or after those.
    func varied(_ limit: Int) -> [OpenTime] {
        var seen: Set<OpenTime.Sort> = []
        var chosen: [OpenTime] = []
        var rest: [OpenTime] = []
        for time in self {
            let contact = time.contact
            let sort = OpenTime.Sort(day: contact.day, crew: contact.practitioners, place: contact.place)
            if seen.insert(sort).inserted { chosen.append(time) } else { rest.append(time) }
        }
        for time in rest where chosen.count < limit {
            if !chosen.contains(where: time.isNear) { chosen.append(time) }
        }
        return Array(chosen.prefix(Swift.max(0, limit)))
    }

    /// The first of each hour or so.
    func apart(_ limit: Int) -> [OpenTime] {
        var chosen: [OpenTime] = []
        for time in self where chosen.count < limit && !chosen.contains(where: time.isNear) { chosen.append(time) }
        return chosen
    }
}

extension OpenTime {
    /// Two starts that are closer than this are much the same to a person.
    private static let minutesApart = 60

    fileprivate func isNear(_ other: OpenTime) -> Bool {
        abs(contact.start - other.contact.start) < OpenTime.minutesApart
    }

    /// What answers differ in, as a person sees it.
    fileprivate struct Sort: Hashable {
        var day: Day
        var crew: [Practitioner.ID]
        var place: Place
    }
}
