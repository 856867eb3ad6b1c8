import Casework

@testable import Planning

/// The best score of all the weeks there are, by trying every set of contacts of every day.
///
/// It knows the rules from `design/planning.md` and shares no code with the search. No rule spans days, and only a
/// nominal's own target and the pairs of consecutive days do: so of the sets of one day that give every nominal the
/// same, the cheapest is kept, and then every way to go on from day to day is tried.
struct BookingOracle {
    /// A contact that could be had if nothing else were booked, as far as anything but the way there goes.
    struct Candidate {
        var contact: Contact
        var nominal: Int
        /// What it gives the nominal: candidates that give the same have the same number; 0 is nothing.
        var worth: Int
        var cover: Int
        var isOriginal: Bool
    }

    let register: Register
    let standing: [Contact]
    let planned: [Contact]
    /// For each day that offers anything, what it offers.
    let days: [(day: Day, candidates: [Candidate])]
    private let targets: [WeeklyTarget]
    /// By worth, a contact of it.
    private let worths: [(kind: ContactKind, isHome: Bool)]

    init(_ register: Register) {
        self.register = register
        let contacts = register.caseload.contacts.filter { $0.status.countsAsOffered }
        standing = contacts.filter { $0.status != .planned }
        planned = contacts.filter { $0.status == .planned }
        targets = Recount(register).assess(.one, meetings: [], contacts: standing).targets
        var days: [(Day, [Candidate])] = []
        var worths: [(kind: ContactKind, isHome: Bool)] = []
        for day in Weeks.one.days {
            let contacts = BookingOracle.contacts(register, on: day, beside: standing)
            let candidates = contacts.map { nominal, contact in
                let person = register.caseload.nominals[nominal]
                let isHome = contact.place.location != nil && contact.place.location == person.home
                if !worths.contains(where: { $0 == (contact.kind, isHome) }) { worths.append((contact.kind, isHome)) }
                let own = register.involved(with: person.id).union(person.leads)
                return Candidate(
                    contact: contact, nominal: nominal,
                    worth: 1 + (worths.firstIndex { $0 == (contact.kind, isHome) } ?? 0),
                    cover: contact.practitioners.count { !own.contains($0) },
                    isOriginal: !contact.id.text.hasPrefix("new"))
            }
            if !candidates.isEmpty { days.append((day, candidates)) }
        }
        self.days = days
        self.worths = worths
    }

    /// How many sets of contacts the fullest day has at most.
    var size: Int {
        days.map { $0.candidates.reduce(into: [:]) { $0[$1.nominal, default: 1] += 1 } }
            .map { (counts: [Int: Int]) in counts.values.reduce(1, *) }.max() ?? 1
    }

    // MARK: - What could be had

    /// Every contact of a day that breaks no rule by itself; whether everybody gets there is not asked yet.
    private static func contacts(
        _ register: Register, on day: Day, beside standing: [Contact]
    ) -> [(nominal: Int, contact: Contact)] {
        let rules = Audit.rules.filter { !["R13", "S1"].contains($0.code) }
        let isAllowed = { (contact: Contact) in
            let plan = Plan(
                weeks: .one, timezone: "", meetings: [], contacts: standing + [contact], shortfalls: [], score: .zero)
            let evidence = Evidence(plan, register)
            return rules.allSatisfy { $0.violations(in: evidence).isEmpty }
        }
        var found: [(Int, Contact)] = []
        for (number, nominal) in register.caseload.nominals.enumerated() {
            for (kind, rule) in register.policy.contacts {
                for crew in Set(rule.crews.flatMap { crews(of: $0, register) }) {
                    for start in starts(of: crew, on: day, minutes: rule.minutes, register) {
                        for place in rule.places.flatMap({ places($0, register) }) {
                            let contact = Contact(
                                id: "", nominal: nominal.id, kind: kind, start: start, minutes: rule.minutes,
                                place: place, practitioners: crew.sorted(), status: .planned)
                            let named = named(contact, register)
                            if isAllowed(named) { found.append((number, named)) }
                        }
                    }
                }
            }
        }
        return found
    }

    /// A contact that is where one was planned before is that one.
    private static func named(_ contact: Contact, _ register: Register) -> Contact {
        var contact = contact
        let before = register.caseload.contacts.first {
            $0.status == .planned && $0.nominal == contact.nominal && $0.kind == contact.kind
                && $0.isWhereItWas(contact)
        }
        contact.id = before?.id ?? Contact.ID("new-\(contact.nominal)-\(contact.day)")
        return contact
    }

    /// The starts at which everybody is at work.
    private static func starts(
        of crew: Set<Practitioner.ID>, on day: Day, minutes: Int, _ register: Register
    ) -> [Moment] {
        let blocks = crew.map { register.blocks(of: $0, on: day).map(\.interval) }
        return stride(from: 0, to: 1440, by: register.policy.gridMinutes).map { day.at($0) }.filter { start in
            blocks.allSatisfy { $0.contains { $0.lowerBound <= start && start + minutes <= $0.upperBound } }
        }
    }

    private static func crews(of kinds: [Agency.Kind], _ register: Register) -> [Set<Practitioner.ID>] {
        kinds.reduce([[]]) { crews, kind in
            crews.flatMap { crew in
                register.caseload.practitioners.map(\.id)
                    .filter { register.agencyKind(of: $0) == kind && !crew.contains($0) }
                    .map { crew.union([$0]) }
            }
        }
    }

    private static func places(_ kind: Policy.PlaceKind, _ register: Register) -> [Place] {
        switch kind {
        case .online: [.online]
        case .location(let kind): register.caseload.locations.filter { $0.kind == kind }.map { .at($0.id) }
        }
    }

    // MARK: - The best there is

    /// What a set of contacts of a day costs, and which it is.
    private struct DaySet {
        /// How many planned contacts stay, whom they need from elsewhere, and the minutes on the way.
        var score: Score
        var contacts: [Contact]
    }

    /// The best score, and a week that has it.
    func best() -> (score: Score, contacts: [Contact]) {
        let sets = Weeks.one.days.map { day in
            cheapest(on: day, days.first { $0.day == day }?.candidates ?? [])
        }
        // What each nominal is given, day by day, and what that has cost.
        var weeks: [[[Int]]: DaySet] = [[]: DaySet(score: Score(moved: planned.count), contacts: [])]
        for sets in sets {
            var longer: [[[Int]]: DaySet] = [:]
            for (given, week) in weeks {
                for (worth, set) in sets {
                    longer[given + [worth]] = DaySet(
                        score: week.score + set.score, contacts: week.contacts + set.contacts)
                }
            }
            weeks = longer
        }
        var known: [[Int]: (shortfall: Int, spread: Int)] = [:]
        let counted = weeks.map { given, week in
            var score = week.score
            for nominal in register.caseload.nominals.indices {
                let mine = given.map { $0[nominal] }
                let (shortfall, spread) = known[[nominal] + mine] ?? worth(mine, of: nominal)
                known[[nominal] + mine] = (shortfall, spread)
                score.shortfall += shortfall
                score.spread += spread
            }
            return (score: score, contacts: standing + week.contacts)
        }
        return counted.min { $0.score < $1.score } ?? (.zero, standing)
    }

    /// The shortfall and the consecutive days of a nominal who is given this from Monday on.
    private func worth(_ given: [Int], of number: Int) -> (shortfall: Int, spread: Int) {
        let nominal = register.caseload.nominals[number]
        var mine = standing.filter { $0.nominal == nominal.id }
        for (day, worth) in zip(Weeks.one.days, given) where worth > 0 {
            let (kind, isHome) = worths[worth - 1]
            let place: Place = isHome ? nominal.home.map { .at($0) } ?? .online : .online
            mine.append(
                Contact(
                    id: "any", nominal: nominal.id, kind: kind, start: day.at(0), minutes: 1, place: place,
                    practitioners: [], status: .planned))
        }
        let missing = targets[number].missing(mine, home: nominal.home, policy: register.policy)
        let days = Set(mine.map(\.day))
        return (
            register.policy.weight(of: nominal.rag)
                * (missing.contacts * missing.contacts + (missing.joint ? 1 : 0) + (missing.home ? 1 : 0)),
            days.count { days.contains($0 + 1) }
        )
    }

    /// The cheapest set of contacts of a day for each way to give the nominals something.
    private func cheapest(on day: Day, _ candidates: [Candidate]) -> [[Int]: DaySet] {
        var ways = Ways(self, day, candidates)
        var found: [[Int]: DaySet] = [:]
        var chosen: [Int] = []
        var given = Array(repeating: 0, count: register.caseload.nominals.count)
        let perNominal = given.indices.map { nominal in candidates.indices.filter { candidates[$0].nominal == nominal }
        }
        func choose(_ nominal: Int) {
            guard nominal < given.count else {
                guard let minutes = ways.travelMinutes(chosen) else { return }
                let score = Score(
                    moved: -chosen.count { candidates[$0].isOriginal },
                    cover: chosen.reduce(0) { $0 + candidates[$1].cover }, travelMinutes: minutes)
                if let known = found[given], known.score <= score { return }
                found[given] = DaySet(score: score, contacts: chosen.map { candidates[$0].contact })
                return
            }
            choose(nominal + 1)
            for candidate in perNominal[nominal] where chosen.allSatisfy({ ways.agree(candidate, $0) }) {
                chosen.append(candidate)
                given[nominal] = candidates[candidate].worth
                choose(nominal + 1)
                given[nominal] = 0
                chosen.removeLast()
            }
        }
        choose(0)
        return found
    }
}

/// Everybody's ways through one day.
private struct Ways {
    private struct Stop {
        var start: Int
        var end: Int
        /// The place's number.
        var place: Int
        /// Whether the plan put it there.
        var isOurs: Bool
    }

    private struct Block {
        var start: Int
        var end: Int
        var place: Int
        /// What stands whatever is planned.
        var stops: [Stop]
    }

    private let blocks: [[Block]]
    private let crews: [[Int]]
    private let stops: [Stop]
    private let disagree: [[Bool]]
    private let minutes: [[Int]]
    /// For each place with few rooms, its rooms, the contacts that could be there and the times of those that are.
    private let rooms: [(rooms: Int, candidates: Set<Int>, standing: [Range<Moment>])]
    private let times: [Range<Moment>]
    /// By practitioner and contacts, minutes on the way; -1: that cannot be done.
    private var known: [[Int]: Int] = [:]

    init(_ oracle: BookingOracle, _ day: Day, _ candidates: [BookingOracle.Candidate]) {
        let register = oracle.register
        let locations = register.caseload.locations.map(\.id)
        let practitioners = register.caseload.practitioners.map(\.id)
        let midnight = day.at(0)
        func number(_ location: Location.ID?) -> Int { location.flatMap(locations.firstIndex) ?? -1 }
        minutes = locations.map { from in locations.map { register.travelMinutes(from: from, to: $0) } }
        crews = candidates.map { $0.contact.practitioners.compactMap(practitioners.firstIndex) }
        stops = candidates.map {
            Stop(
                start: $0.contact.start - midnight, end: $0.contact.end - midnight,
                place: number($0.contact.place.location), isOurs: true)
        }
        blocks = practitioners.map { practitioner in
            register.blocks(of: practitioner, on: day).map { block in
                let contacts = oracle.standing.filter {
                    $0.practitioners.contains(practitioner) && $0.interval.clamped(to: block.interval) == $0.interval
                        && block.interval.contains($0.start)
                }
                let busy = register.diaries.busyTimes[practitioner, default: []].map(\.interval)
                    .filter { $0.overlaps(block.interval) }.map { $0.clamped(to: block.interval) }
                let here = number(block.location)
                let standing =
                    contacts.map { ($0.interval, $0.place.location.map(number) ?? here) } + busy.map { ($0, here) }
                return Block(
                    start: block.interval.lowerBound - midnight, end: block.interval.upperBound - midnight, place: here,
                    stops: standing.map {
                        Stop(start: $0.lowerBound - midnight, end: $0.upperBound - midnight, place: $1, isOurs: false)
                    })
            }
        }
        let gap = register.policy.keepApartMinutes
        let apart = register.caseload.keepApart.flatMap { [[$0.first, $0.second], [$0.second, $0.first]] }
        disagree = candidates.map { one in
            candidates.map { other in
                let (one, other) = (one.contact, other.contact)
                if !Set(one.practitioners).isDisjoint(with: other.practitioners), one.interval.overlaps(other.interval)
                {
                    return true
                }
                return apart.contains([one.nominal, other.nominal]) && one.place == other.place
                    && one.place != .online && one.start < other.end + gap && other.start < one.end + gap
            }
        }
        times = candidates.map(\.contact.interval)
        rooms = register.caseload.locations.compactMap { location in
            location.rooms.map { rooms in
                (
                    rooms, Set(candidates.indices.filter { candidates[$0].contact.place == .at(location.id) }),
                    oracle.standing.filter { $0.place == .at(location.id) }.map(\.interval)
                )
            }
        }
    }

    func agree(_ one: Int, _ other: Int) -> Bool { !disagree[one][other] }

    /// Everybody's minutes on the way with these contacts; nil if somebody cannot be there, or there is no room.
    mutating func travelMinutes(_ chosen: [Int]) -> Int? {
        for place in rooms {
            let taken = place.standing + chosen.filter(place.candidates.contains).map { times[$0] }
            let most = taken.map { one in taken.count { $0.contains(one.lowerBound) } }.max() ?? 0
            if most > place.rooms, taken.count > place.standing.count { return nil }
        }
        var sum = 0
        for practitioner in blocks.indices {
            let mine = chosen.filter { crews[$0].contains(practitioner) }
            let key = [practitioner] + mine
            let minutes = known[key] ?? way(of: practitioner, by: mine)
            known[key] = minutes
            if minutes < 0 { return nil }
            sum += minutes
        }
        return sum
    }

    private func way(of practitioner: Int, by contacts: [Int]) -> Int {
        var sum = 0
        for block in blocks[practitioner] {
            let mine = contacts.map { stops[$0] }.filter { block.start <= $0.start && $0.end <= block.end }
            let route = (block.stops + mine).enumerated().sorted {
                ($0.element.start, $0.element.end, $0.offset) < ($1.element.start, $1.element.end, $1.offset)
            }.map(\.element)
            var last = Stop(start: block.start, end: block.start, place: block.place, isOurs: false)
            for var stop in route + [Stop(start: block.end, end: block.end, place: block.place, isOurs: false)] {
                if stop.place < 0 { stop.place = block.place }
                let way = minutes[last.place][stop.place]
                sum += way
                if last.isOurs || stop.isOurs, last.end + way > stop.start { return -1 }
                if stop.end > last.end { last = stop }
            }
        }
        return sum
    }
}
