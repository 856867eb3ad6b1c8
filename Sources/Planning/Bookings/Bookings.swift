internal import Casework

/// The contacts booked in one week, kept so that every rule holds at every moment, with the score so far.
///
/// Changed in place some hundred thousand times a second: whoever holds one keeps it in a variable, and copies nothing.
struct Bookings {
    typealias Problem = BookingProblem

    /// A booked contact.
    struct Visit: Hashable {
        var nominal: Int
        /// Its number among the nominal's options.
        var option: Int
        var start: Int
    }

    /// A place in the diary where a contact fits, and what it costs there.
    struct Opening {
        var visit: Visit
        var gain: Score
        var cost: Double
    }

    let problem: Problem
    private(set) var routes: [[Problem.Stop]]
    /// By visit number; freed numbers are used again.
    private(set) var visits: [Visit?] = []
    private var freeNumbers: [Int] = []
    /// For each nominal, the numbers of their visits.
    private(set) var visitsOf: [[Int]]
    private(set) var score: Score
    /// Minutes of people's time in the booked contacts: below all levels of the score, fewer is better, so that two
    /// are not sent where one would do.
    private(set) var staffMinutes = 0
    /// What speaks against the booked contacts by people's preferences.
    private(set) var inconvenience = 0

    private var kindCounts: [Int]
    private var dayCounts: [Int]
    /// Contacts that count towards the target.
    private(set) var counted: [Int]
    private var jointCounts: [Int]
    private var homeCounts: [Int]
    private var originalsKept: [Bool]
    /// For each place with a limit and each day, what occupies its rooms.
    private var occupied: [Int: [Range<Int>]] = [:]

    init(_ problem: Problem) {
        self.problem = problem
        routes = problem.fixedStops
        let nominals = problem.nominals.count
        visitsOf = Array(repeating: [], count: nominals)
        kindCounts = Array(repeating: 0, count: nominals * problem.kinds.count)
        dayCounts = Array(repeating: 0, count: nominals * Problem.days)
        counted = Array(repeating: 0, count: nominals)
        jointCounts = counted
        homeCounts = counted
        originalsKept = Array(repeating: false, count: problem.originals.count)
        score = Score(moved: problem.originals.count)
        for (nominal, demand) in problem.demands.enumerated() {
            for contact in demand.fixed where (0..<Problem.days).contains(contact.day) {
                dayCounts[nominal * Problem.days + contact.day] += 1
                if let kind = contact.kind { count(kind, of: nominal, by: 1) }
                if contact.isJoint, demand.jointOn == nil || demand.jointOn == contact.day {
                    jointCounts[nominal] += 1
                }
                if contact.isHome { homeCounts[nominal] += 1 }
                if let place = contact.place, place < problem.rooms.count, problem.rooms[place] != nil {
                    occupied[place * Problem.days + contact.day, default: []].append(contact.start..<contact.end)
                }
            }
            score.shortfall += shortfall(of: nominal)
            score.spread += spread(of: nominal)
        }
        for (route, block) in zip(routes, problem.blocks) {
            var here = block.place
            for stop in route {
                score.travelMinutes += problem.travel[here, stop.arrival]
                here = stop.departure
            }
            score.travelMinutes += problem.travel[here, block.place]
        }
    }

    /// What the bookings cost as the search sees it.
    func cost(_ weights: Weights) -> Double {
        weights.cost(score) + weights.people * Double(effort)
    }

    /// Below all levels of the score, in minutes: people's time, and the preferences as though they took some of it.
    var effort: Int { staffMinutes + Preferences.minutes * inconvenience }

    // MARK: - What one nominal's week is worth

    func shortfall(of nominal: Int) -> Int {
        shortfall(of: nominal, counted: counted[nominal], joint: jointCounts[nominal], home: homeCounts[nominal])
    }

    private func shortfall(of nominal: Int, counted: Int, joint: Int, home: Int) -> Int {
        let demand = problem.demands[nominal]
        let missing = max(0, demand.contacts - counted)
        return demand.weight
            * (missing * missing + (demand.isJointDue && joint == 0 ? 1 : 0) + (demand.isHomeDue && home == 0 ? 1 : 0))
    }

    func isJointMissing(_ nominal: Int) -> Bool { problem.demands[nominal].isJointDue && jointCounts[nominal] == 0 }
    func isHomeMissing(_ nominal: Int) -> Bool { problem.demands[nominal].isHomeDue && homeCounts[nominal] == 0 }

    /// Whether the nominal needs at least two more contacts.
    private func isMoreToCome(_ nominal: Int) -> Bool { problem.demands[nominal].contacts - counted[nominal] >= 2 }

    private func spread(of nominal: Int) -> Int {
        var pairs = 0
        for day in 1..<Problem.days
        where dayCounts[nominal * Problem.days + day] > 0 && dayCounts[nominal * Problem.days + day - 1] > 0 {
            pairs += 1
        }
        return pairs
    }

    private func spreadGain(of nominal: Int, on day: Int) -> Int {
        let base = nominal * Problem.days
        guard dayCounts[base + day] == 0 else { return 0 }
        return (day > 0 && dayCounts[base + day - 1] > 0 ? 1 : 0)
            + (day + 1 < Problem.days && dayCounts[base + day + 1] > 0 ? 1 : 0)
    }

    private mutating func count(_ kind: Int, of nominal: Int, by step: Int) {
        let index = nominal * problem.kinds.count + kind
        let before = min(kindCounts[index], problem.kindLimits[kind])
        kindCounts[index] += step
        counted[nominal] += min(kindCounts[index], problem.kindLimits[kind]) - before
    }

    /// How the shortfall changes with one more contact of that option on that day.
    private func shortfallGain(_ nominal: Int, _ option: Problem.Option, day: Int) -> Int {
        let demand = problem.demands[nominal]
        let counts = kindCounts[nominal * problem.kinds.count + option.kind] < problem.kindLimits[option.kind]
        let isJoint = option.isJoint && (demand.jointOn == nil || demand.jointOn == day)
        return shortfall(
            of: nominal, counted: counted[nominal] + (counts ? 1 : 0), joint: jointCounts[nominal] + (isJoint ? 1 : 0),
            home: homeCounts[nominal] + (option.isHome ? 1 : 0)) - shortfall(of: nominal)
    }

    // MARK: - Booking and unbooking

    /// Whether a nominal's contact can start then, as far as anything but the crew's routes goes.
    private func isOpen(_ nominal: Int, _ option: Problem.Option, day: Int, start: Int) -> Bool {
        let demand = problem.demands[nominal]
        let end = start + option.minutes
        for commitment in demand.unavailable where commitment.lowerBound < end && start < commitment.upperBound {
            return false
        }
        // A nominal cannot be in two places at once, where policy allows several contacts a day.
        if dayCounts[nominal * Problem.days + day] > 0 {
            for contact in demand.fixed where contact.start < end && start < contact.end { return false }
            for case let other? in visitsOf[nominal].map({ visits[$0] }) {
                let length = problem.options[nominal][other.option].minutes
                if other.start < end && start < other.start + length { return false }
            }
        }
        guard let place = option.place else { return true }
        if let rooms = problem.rooms[place],
            !hasRoom(occupied[place * Problem.days + day] ?? [], for: start..<end, rooms: rooms)
        {
            return false
        }
        let gap = problem.keepApartMinutes
        for other in problem.keepApart[nominal] {
            for contact in problem.demands[other].fixed
            where contact.place == place && start < contact.end + gap && contact.start < end + gap {
                return false
            }
            for case let visit? in visitsOf[other].map({ visits[$0] }) {
                let theirs = problem.options[other][visit.option]
                if theirs.place == place && start < visit.start + theirs.minutes + gap && visit.start < end + gap {
                    return false
                }
            }
        }
        return true
    }

    private func hasRoom(_ taken: [Range<Int>], for wanted: Range<Int>, rooms: Int) -> Bool {
        let met = taken.filter { $0.overlaps(wanted) }
        if met.count < rooms { return true }
        // The most at once is reached where one begins.
        let beginnings = met.map { max($0.lowerBound, wanted.lowerBound) }
        return beginnings.allSatisfy { moment in met.count { $0.contains(moment) } < rooms } && rooms > 0
    }

    /// Whether the visit can be booked as it is.
    func fits(_ visit: Visit) -> Bool {
        guard isOpen(visit) else { return false }
        let option = problem.options[visit.nominal][visit.option]
        let day = visit.start / Moment.minutesPerDay
        return option.crew.allSatisfy { practitioner in
            problem.blocksOfDay[practitioner * Problem.days + day].contains { block in
                gap(in: block, for: option, at: visit.start) != nil
            }
        }
    }

    /// Booked contacts that stand in the way of a visit: with all of them out it fits, if it fits an empty diary.
    func obstacles(to visit: Visit) -> [Int] {
        let option = problem.options[visit.nominal][visit.option]
        let day = visit.start / Moment.minutesPerDay
        let (start, end) = (visit.start, visit.start + option.minutes)
        var found = visitsOf[visit.nominal].filter { visits[$0].map { $0.start / Moment.minutesPerDay } == day }
        for practitioner in option.crew {
            for block in problem.blocksOfDay[practitioner * Problem.days + day] {
                let place = option.place ?? problem.blocks[block].place
                for stop in routes[block] {
                    guard let number = stop.visit, stop.end + problem.travel[stop.departure, place] > start,
                        end + problem.travel[place, stop.arrival] > stop.start
                    else { continue }
                    found.append(number)
                }
            }
        }
        guard let place = option.place else { return found }
        // Who is kept apart from the nominal, and who has the room.
        let isLimited = problem.rooms[place] != nil
        let apart = problem.keepApart[visit.nominal]
        guard isLimited || !apart.isEmpty else { return found }
        for (number, other) in visits.enumerated() {
            guard let other, isLimited || apart.contains(other.nominal) else { continue }
            let theirs = problem.options[other.nominal][other.option]
            let gap = apart.contains(other.nominal) ? problem.keepApartMinutes : 0
            if theirs.place == place, other.start < end + gap, start < other.start + theirs.minutes + gap {
                found.append(number)
            }
        }
        return found
    }

    /// Whether the visit can be booked as far as anything but the crew's routes goes.
    func isOpen(_ visit: Visit) -> Bool {
        let option = problem.options[visit.nominal][visit.option]
        let day = visit.start / Moment.minutesPerDay
        return mayBeSeen(visit.nominal, option, on: day)
            && isOpen(visit.nominal, option, day: day, start: visit.start)
    }

    private func mayBeSeen(_ nominal: Int, _ option: Problem.Option, on day: Int) -> Bool {
        (0..<Problem.days).contains(day) && day < option.untilDay && problem.demands[nominal].days[day]
            && dayCounts[nominal * Problem.days + day] < problem.maxPerDay
    }

    /// Where in a block's route a contact that starts then would go, and the travel it adds; nil if it does not fit.
    ///
    /// - Parameter isSure: Known to fit once others are back that are out for the moment.
    private func gap(
        in block: Int, for option: Problem.Option, at start: Int, isSure: Bool = false
    ) -> (position: Int, travel: Int)? {
        let limits = problem.blocks[block]
        let end = start + option.minutes
        guard limits.start <= start, end <= limits.end else { return nil }
        let place = option.place ?? limits.place
        var position = 0
        var (free, here) = (limits.start, limits.place)
        for stop in routes[block] {
            if stop.start >= end { break }
            (free, here) = (stop.end, stop.departure)
            position += 1
        }
        let route = routes[block]
        let (next, there) =
            position < route.count
            ? (route[position].start, route[position].arrival)
            : (limits.end, limits.place)
        let (outward, onward) = (problem.travel[here, place], problem.travel[place, there])
        guard isSure || free + outward <= start && end + onward <= next else { return nil }
        return (position, outward + onward - problem.travel[here, there])
    }

    /// Books a visit that fits; false, and nothing changed, if it does not.
    @discardableResult
    mutating func book(_ visit: Visit) -> Bool {
        guard fits(visit) else { return false }
        insert(visit)
        return true
    }

    /// Books visits of which it is known that they fit together, in whatever order they come.
    mutating func restore(_ visits: [Visit]) {
        for visit in visits { insert(visit, isSure: true) }
    }

    private mutating func insert(_ visit: Visit, isSure: Bool = false) {
        let option = problem.options[visit.nominal][visit.option]
        let day = visit.start / Moment.minutesPerDay
        let number = freeNumbers.popLast() ?? visits.count
        if number == visits.count { visits.append(visit) } else { visits[number] = visit }
        for practitioner in option.crew {
            for block in problem.blocksOfDay[practitioner * Problem.days + day] {
                guard let (position, travel) = gap(in: block, for: option, at: visit.start, isSure: isSure)
                else { continue }
                let place = option.place ?? problem.blocks[block].place
                routes[block].insert(
                    Problem.Stop(
                        start: visit.start, end: visit.start + option.minutes, arrival: place, departure: place,
                        visit: number),
                    at: position)
                score.travelMinutes += travel
                break
            }
        }
        visitsOf[visit.nominal].append(number)
        update(visit, option, day: day, by: 1)
    }

    /// Takes a visit out of the diary.
    ///
    /// - Returns: Visits that do not fit any more without it. Where a team has written down travel times of its own,
    ///   the way by a third place can be shorter than the direct one.
    @discardableResult
    mutating func cancel(_ number: Int) -> [Int] {
        guard let visit = visits[number] else { return [] }
        var stranded: [Int] = []
        let option = problem.options[visit.nominal][visit.option]
        let day = visit.start / Moment.minutesPerDay
        for practitioner in option.crew {
            for block in problem.blocksOfDay[practitioner * Problem.days + day] {
                guard let position = routes[block].firstIndex(where: { $0.visit == number }) else { continue }
                let limits = problem.blocks[block]
                let stop = routes[block].remove(at: position)
                let before = position > 0 ? routes[block][position - 1] : nil
                let after = position < routes[block].count ? routes[block][position] : nil
                let (here, there) = (before?.departure ?? limits.place, after?.arrival ?? limits.place)
                if (before?.end ?? limits.start) + problem.travel[here, there] > after?.start ?? limits.end {
                    stranded += [after?.visit ?? before?.visit].compactMap(\.self)
                }
                score.travelMinutes +=
                    problem.travel[here, there] - problem.travel[here, stop.arrival]
                    - problem.travel[stop.departure, there]
                break
            }
        }
        visits[number] = nil
        freeNumbers.append(number)
        if let index = visitsOf[visit.nominal].firstIndex(of: number) { visitsOf[visit.nominal].remove(at: index) }
        update(visit, option, day: day, by: -1)
        return stranded
    }

    private mutating func update(_ visit: Visit, _ option: Problem.Option, day: Int, by step: Int) {
        let nominal = visit.nominal
        score.shortfall -= shortfall(of: nominal)
        score.spread -= spread(of: nominal)
        count(option.kind, of: nominal, by: step)
        dayCounts[nominal * Problem.days + day] += step
        let jointOn = problem.demands[nominal].jointOn
        if option.isJoint, jointOn == nil || jointOn == day { jointCounts[nominal] += step }
        if option.isHome { homeCounts[nominal] += step }
        score.shortfall += shortfall(of: nominal)
        score.spread += spread(of: nominal)
        score.cover += option.cover * step
        staffMinutes += option.crew.count * option.minutes * step
        inconvenience += inconvenience(visit, option) * step
        if let original = original(visit) {
            originalsKept[original] = step > 0
            score.moved -= step
        }
        if let place = option.place, problem.rooms[place] != nil {
            let interval = visit.start..<(visit.start + option.minutes)
            let key = place * Problem.days + day
            if step > 0 {
                occupied[key, default: []].append(interval)
            } else if let index = occupied[key]?.firstIndex(of: interval) {
                occupied[key]?.remove(at: index)
            }
        }
    }

    /// The contact planned before that this visit leaves as it was.
    private func original(_ visit: Visit) -> Int? {
        problem.originalsOf[visit.nominal].first { index in
            let original = problem.originals[index]
            return original.option == visit.option && original.start == visit.start
        }
    }

    /// Contacts planned before that are not booked as they were, and could be tried so.
    func originalsOut(of nominal: Int) -> [Visit] {
        problem.originalsOf[nominal].compactMap { index in
            guard !originalsKept[index], let option = problem.originals[index].option else { return nil }
            return Visit(nominal: nominal, option: option, start: problem.originals[index].start)
        }
    }

    // MARK: - Finding an opening

    /// What an opening is looked for: the need that is filled first.
    enum Need { case joint, home, any }

    /// The cheapest place in the diary for a contact that makes the nominal's shortfall smaller, if there is one.
    ///
    /// Options with cover are taken only if none without serves as well: cover comes before travel in the score, and
    /// the shortfall before cover.
    func bestOpening(
        for nominal: Int, need: Need, weighing weights: Weights, chance: inout SeededGenerator
    ) -> Opening? {
        var search = OpeningSearch(nominal: nominal, weights: weights, late: chance.below(2) == 1)
        let options = problem.options[nominal]
        let own = problem.ownOptions[nominal]
        let mindsTimes = problem.preferences.areTimesMinded(of: nominal)
        for stage in [0..<own, own..<options.count] {
            let least = weights.noise > Weights.loud ? 0 : search.best?.gain.shortfall ?? 0
            // Where only the number of contacts is short, one opening helps as much as another.
            if search.best != nil, !isJointMissing(nominal), !isHomeMissing(nominal) { break }
            for index in stage {
                let option = options[index]
                switch need {
                case .joint where !option.isJoint, .home where !option.isHome: continue
                default: break
                }
                for day in 0..<Problem.days where mayBeSeen(nominal, option, on: day) {
                    let shortfall = shortfallGain(nominal, option, day: day)
                    guard shortfall < least else { continue }
                    // A blink: now and then a good place is passed over, so that others are tried.
                    if weights.blink > 0, chance.unit() < weights.blink { continue }
                    search.option = index
                    search.day = day
                    search.least = mindsTimes ? leastInconvenience(nominal, option, on: day) : nil
                    search.gain = Score(
                        shortfall: shortfall, cover: option.cover, spread: spreadGain(of: nominal, on: day))
                    // While more contacts are to come, one of those can be the one at home: there is no hurry.
                    let isHomeEarly = option.isHome && isHomeMissing(nominal) && isMoreToCome(nominal)
                    let credit = isHomeEarly ? problem.demands[nominal].weight : 0
                    search.base =
                        weights.shortfall * Double(shortfall + credit) + weights.cover * Double(option.cover)
                        + weights.spread * Double(search.gain.spread) + (isHomeEarly ? weights.home : 0)
                        + weights.noise * chance.unit()
                        + weights.people * Double(option.crew.count * option.minutes)
                    walk(
                        &search, option, crewMember: 0, from: day * Moment.minutesPerDay,
                        to: (day + 1) * Moment.minutesPerDay, travel: 0)
                }
            }
        }
        return search.best
    }

    /// What the search goes by: the levels of the score as one number, each step worth many of the next.
    struct Weights {
        private(set) var shortfall = 60.0
        private(set) var moved = 40.0
        private(set) var cover = 25.0
        var travel = 1.0
        var spread = 0.4
        /// Added to a contact at home while one is due and more are to come: it then costs no journey of its own.
        var home = 0.0
        /// The most that chance adds to an opening, so that the second best is tried, too.
        var noise = 0.0
        /// With more noise than this, cover is no last resort.
        static let loud = 100.0
        /// For each minute of each person.
        var people = 0.005
        /// How often an opening is passed over.
        var blink = 0.0

        /// Early on the levels may be traded for each other, so that the search gets about; late they may not.
        ///
        /// - Parameter progress: From 0 to 1.
        mutating func separate(by progress: Double) {
            let factor = 1 + 30 * progress * progress
            (shortfall, moved, cover) = (60 * factor * factor, 40 * factor * factor, 25 * factor)
        }

        func cost(_ score: Score) -> Double {
            shortfall * Double(score.shortfall) + moved * Double(score.moved) + cover * Double(score.cover)
                + travel * Double(score.travelMinutes) + spread * Double(score.spread)
        }
    }

    private struct OpeningSearch {
        let nominal: Int
        let weights: Weights
        /// Whether a contact is put at the end of the gap it fits rather than at its beginning.
        let late: Bool
        var option = 0
        var day = 0
        var gain = Score.zero
        var base = 0.0
        /// The least that could speak against a contact on that day; nil if its time makes no difference.
        var least: Int?
        var best: Opening?
    }

    /// Goes through the gaps of one crew member after another, keeping the starts that suit them all.
    private func walk(
        _ search: inout OpeningSearch, _ option: Problem.Option, crewMember: Int, from earliest: Int, to latest: Int,
        travel: Int
    ) {
        guard crewMember < option.crew.count else {
            settle(&search, option, from: earliest, to: latest, travel: travel)
            return
        }
        let grid = problem.grid
        for block in problem.blocksOfDay[option.crew[crewMember] * Problem.days + search.day] {
            let limits = problem.blocks[block]
            if limits.end < earliest || limits.start > latest { continue }
            let place = option.place ?? limits.place
            var (free, here) = (limits.start, limits.place)
            let route = routes[block]
            for position in 0...route.count {
                let (next, there) =
                    position < route.count
                    ? (route[position].start, route[position].arrival) : (limits.end, limits.place)
                if next - free >= option.minutes {
                    let (outward, onward) = (problem.travel[here, place], problem.travel[place, there])
                    let first = max(earliest, (free + outward + grid - 1) / grid * grid)
                    let last = min(latest, (next - onward - option.minutes) / grid * grid)
                    if next - onward >= option.minutes, first <= last {
                        walk(
                            &search, option, crewMember: crewMember + 1, from: first, to: last,
                            travel: travel + outward + onward - problem.travel[here, there])
                    }
                }
                if position < route.count { (free, here) = (route[position].end, route[position].departure) }
            }
        }
    }

    /// Takes the first or last start of a window that is open, or another that people prefer, if it is cheaper than the
    /// best so far.
    private func settle(
        _ search: inout OpeningSearch, _ option: Problem.Option, from first: Int, to last: Int, travel: Int
    ) {
        let base = search.base + search.weights.travel * Double(travel)
        let minutes = search.weights.people * Double(Preferences.minutes)
        if let best = search.best, best.cost <= base + minutes * Double(search.least ?? 0) { return }
        let step = search.late ? -problem.grid : problem.grid
        var start = search.late ? last : first
        while (first...last).contains(start) {
            if isOpen(search.nominal, option, day: search.day, start: start) {
                let visit = Visit(nominal: search.nominal, option: search.option, start: start)
                let inconvenience = inconvenience(visit, option)
                let cost = base + minutes * Double(inconvenience)
                if cost < search.best?.cost ?? .infinity {
                    search.gain.travelMinutes = travel
                    search.best = Opening(visit: visit, gain: search.gain, cost: cost)
                }
                if inconvenience <= search.least ?? inconvenience { return }
            }
            start += step
        }
    }
}
