internal import Casework

/// Books one week: a first booking of everyone, then ruin and recreate.
///
/// Each round takes some related contacts out of the diary and books what is now missing again, cheapest place
/// first. A result that is a little worse is kept while the threshold is high, and hardly ever towards the end
/// (threshold accepting, Dueck and Scheuer 1990; ruin and recreate, Schrimpf et al. 2000; blinks and small
/// related ruins after Christiaens and Vanden Berghe 2020). The best by the score's own levels is what comes out.
struct BookingSearch {
    typealias Visit = Bookings.Visit

    private let problem: BookingProblem
    private var bookings: Bookings
    private var chance: SeededGenerator
    private var weights = Bookings.Weights()
    /// Whether even the best so far leaves somebody short, or sends colleagues.
    private var isHard = false
    /// Nominals to whom anything is, or was, to be offered.
    private let active: [Int]
    /// The diary with nothing in it but what cannot be moved.
    private let empty: Bookings
    /// For nominals who were short, where a need of theirs would fit the empty diary.
    private var possible: [Lack: [[Visit]]] = [:]
    /// For each nominal, how often they were found short: the oftener, the harder they are to find a place for.
    private var pressure: [Int]

    /// What is under way for somebody who was short; nil: nothing.
    private var attempt: Attempt?

    /// What the search found.
    struct Outcome {
        var visits: [Visit]
        var score: Score
        var rounds: Int
    }

    init(_ problem: BookingProblem, chance: SeededGenerator) {
        self.problem = problem
        self.chance = chance
        bookings = Bookings(problem)
        empty = bookings
        pressure = problem.nominals.map { _ in 0 }
        active = problem.nominals.indices.filter(problem.isActive)
    }

    /// - Parameters:
    ///   - progress: How much of the time for this week is used after so many rounds, from 0 to 1.
    ///   - report: Told of each new best score.
    mutating func run(progress: (_ rounds: Int) -> Double, report: (Score) -> Void) -> Outcome {
        construct()
        var rounds = 0
        var used = progress(rounds)
        // Where there is no time to look, nothing is proven either.
        let least = used < 1 ? bookExactly() : .zero
        var best = Snapshot(bookings) {
            didSet { isHard = best.score.shortfall + best.score.cover > 0 }
        }
        isHard = best.score.shortfall + best.score.cover > 0
        report(best.score)
        var current = bookings.cost(weights)
        weights.blink = 0.02
        while used < 1, best.score != least, !active.isEmpty {
            let threshold = 12 * (1 - used) * (1 - used)
            weights.noise = [0, 2, 6, 15][chance.below(4)]
            var removed: [Visit] = []
            var added: [Visit] = []
            if attempt == nil, chance.below(Attempt.oneIn) == 0, let lack = anyLack() {
                attempt = Attempt(before: Snapshot(bookings), until: rounds + Attempt.rounds)
                current = .infinity
                added = force(lack, &removed)
                added += recreate(removed.map(\.nominal) + [lack.nominal])
            } else {
                let short = ruin(&removed)
                added = recreate(removed.map(\.nominal) + short, anyFirst: short)
            }
            let cost = bookings.cost(weights)
            if cost <= current + threshold * chance.unit() {
                current = cost
                if best.yields(to: bookings) {
                    best = Snapshot(bookings)
                    report(best.score)
                }
            } else {
                undo(added: added, removed: removed)
            }
            if let attempt, current <= attempt.before.cost(weights) + threshold * chance.unit() {
                self.attempt = nil
            } else if let attempt, rounds >= attempt.until {
                restore(attempt.before)
                current = bookings.cost(weights)
            }
            rounds += 1
            // The clock is asked now and then only.
            guard rounds % 16 == 0 || used == 0 else { continue }
            let before = used
            used = progress(rounds)
            // The levels of the score come apart as the search goes on; what falls behind the best goes back to it.
            weights.separate(by: used)
            if Int(before * 8) != Int(used * 8), best.cost(weights) < bookings.cost(weights) { restore(best) }
            current = bookings.cost(weights)
        }
        // What a blink passed over is booked after all: nothing that fits is left out.
        restore(best)
        (weights.blink, weights.noise) = (0, 0)
        _ = recreate(active)
        if best.yields(to: bookings) {
            best = Snapshot(bookings)
            report(best.score)
        }
        return Outcome(visits: best.visits, score: best.score, rounds: rounds)
    }

    /// In a small week the best there is, which is booked at once if it is better than what is booked.
    ///
    /// - Returns: The score below which nothing is to be looked for.
    private mutating func bookExactly() -> Score {
        let before = Snapshot(bookings)
        let given = ExactBookings.Cost(score: before.score, staffMinutes: bookings.staffMinutes)
        guard before.score != .zero, var exact = ExactBookings(problem, below: given) else { return .zero }
        let answer = exact.run()
        if let visits = answer.visits {
            for number in bookings.visits.indices { bookings.cancel(number) }
            bookings.restore(visits)
            // It knows nothing of preferences.
            if !before.yields(to: bookings) { restore(before) }
        }
        return answer.isProven ? bookings.score : .zero
    }

    /// Bookings as they stood once, to be held against others: by the score's own levels, then by people's time and
    /// preferences.
    private struct Snapshot {
        let score: Score
        let effort: Int
        let visits: [Visit]

        init(_ bookings: Bookings) {
            score = bookings.score
            effort = bookings.effort
            visits = bookings.visits.compactMap(\.self)
        }

        func yields(to other: Bookings) -> Bool {
            other.score < score || other.score == score && other.effort < effort
        }

        func cost(_ weights: Bookings.Weights) -> Double {
            weights.cost(score) + weights.people * Double(effort)
        }
    }

    private mutating func restore(_ snapshot: Snapshot) {
        for number in bookings.visits.indices { bookings.cancel(number) }
        bookings.restore(snapshot.visits)
        attempt = nil
    }

    // MARK: - Construction

    /// Books what was planned before as it was, then everyone's needs, the hardest first.
    private mutating func construct() {
        for nominal in active {
            for visit in bookings.originalsOut(of: nominal) { bookings.book(visit) }
        }
        _ = recreate(active)
    }

    // MARK: - Recreate

    /// Books what is missing for these nominals, and for some of those who were short before; says what it added.
    ///
    /// - Parameter anyFirst: Nominals who now and then get anything that helps first: what is best for all may leave
    ///   out somebody's joint visit, or send a colleague although a lead has time.
    private mutating func recreate(_ nominals: [Int], anyFirst: [Int] = []) -> [Visit] {
        var added: [Visit] = []
        var waiting = unique(nominals)
        chance.shuffle(&waiting)
        // The weightier and the needier first, apart from a little chance.
        let order = waiting.map { nominal in
            (nominal: nominal, key: Double(-bookings.shortfall(of: nominal)) + 6 * chance.unit())
        }.sorted { $0.key < $1.key }.map(\.nominal)
        for nominal in order {
            // What was planned before goes back to where it was, unless somebody is short: then it may have to give way.
            if weights.blink > 0, isHard, chance.below(3) == 0 { continue }
            for visit in bookings.originalsOut(of: nominal) where chance.unit() >= weights.blink {
                if bookings.book(visit) { added.append(visit) }
            }
        }
        if !anyFirst.isEmpty, chance.below(4) == 0 {
            let noise = weights.noise
            weights.noise = 200
            for nominal in anyFirst {
                while isOpen(.any, nominal), let visit = book(.any, nominal) { added.append(visit) }
            }
            weights.noise = noise
        }
        // Joint visits first: they need two diaries, so the rest finds its place around them.
        for need in [Bookings.Need.joint, .home, .any] {
            var again = order
            while !again.isEmpty {
                var unmet: [Int] = []
                for nominal in again where isOpen(need, nominal) {
                    guard let visit = book(need, nominal) else { continue }
                    added.append(visit)
                    unmet.append(nominal)
                }
                again = unmet
            }
        }
        weights.home = 0
        return added
    }

    /// Books the best opening there is for a need, and says which.
    private mutating func book(_ need: Bookings.Need, _ nominal: Int) -> Visit? {
        weights.home = need == .joint ? [0, -10, -20, -40][chance.below(4)] : 0
        guard let opening = bookings.bestOpening(for: nominal, need: need, weighing: weights, chance: &chance),
            bookings.book(opening.visit)
        else { return nil }
        return opening.visit
    }

    private func isOpen(_ need: Bookings.Need, _ nominal: Int) -> Bool {
        switch need {
        case .joint: bookings.isJointMissing(nominal)
        case .home: bookings.isHomeMissing(nominal)
        case .any: bookings.shortfall(of: nominal) > 0
        }
    }

    private func unique(_ nominals: [Int]) -> [Int] {
        var seen: Set<Int> = []
        return nominals.filter { seen.insert($0).inserted }
    }

    // MARK: - Ruin

    /// Takes related contacts out of the diary; returns nominals to book for although none of theirs was taken.
    private mutating func ruin(_ removed: inout [Visit]) -> [Int] {
        switch chance.below(10) {
        case 0..<4: ruinDays(&removed)
        case 4..<7: ruinNominals(&removed)
        default: return ruinAroundShort(&removed)
        }
        return []
    }

    private mutating func cancel(_ number: Int, _ removed: inout [Visit]) {
        guard let visit = bookings.visits[number], visit != attempt?.forced else { return }
        removed.append(visit)
        for stranded in bookings.cancel(number) { cancel(stranded, &removed) }
    }

    /// A booked contact drawn at random; nil if there is none.
    private mutating func anyVisit() -> (number: Int, visit: Visit)? {
        for _ in 0..<20 where !bookings.visits.isEmpty {
            let number = chance.below(bookings.visits.count)
            if let visit = bookings.visits[number] { return (number, visit) }
        }
        return nil
    }

    /// One practitioner's contacts of a day or a few, and their crewmates' around them.
    private mutating func ruinDays(_ removed: inout [Visit]) {
        guard let (_, seed) = anyVisit() else { return }
        let crew = problem.options[seed.nominal][seed.option].crew
        guard !crew.isEmpty else { return }
        let practitioner = crew[chance.below(crew.count)]
        let day = seed.start / Moment.minutesPerDay
        ruinDay(of: practitioner, day, keeping: 0.15, &removed)
        if chance.below(2) == 0 { ruinDay(of: practitioner, chance.below(BookingProblem.days), keeping: 0.4, &removed) }
        if crew.count > 1, chance.below(2) == 0 {
            for other in crew where other != practitioner { ruinDay(of: other, day, keeping: 0.5, &removed) }
        }
    }

    private mutating func ruinDay(of practitioner: Int, _ day: Int, keeping share: Double, _ removed: inout [Visit]) {
        for block in problem.blocksOfDay[practitioner * BookingProblem.days + day] {
            for number in bookings.routes[block].compactMap(\.visit) where chance.unit() >= share {
                cancel(number, &removed)
            }
        }
    }

    /// The whole week of a nominal or a few who share a lead.
    private mutating func ruinNominals(_ removed: inout [Visit]) {
        guard let (_, seed) = anyVisit() else { return }
        var nominals = [seed.nominal]
        let crew = problem.options[seed.nominal][seed.option].crew
        guard !crew.isEmpty else { return }
        let practitioner = crew[chance.below(crew.count)]
        let more = 1 + chance.below(3)
        for _ in 0..<more {
            let day = chance.below(BookingProblem.days)
            for block in problem.blocksOfDay[practitioner * BookingProblem.days + day] {
                let route = bookings.routes[block]
                guard !route.isEmpty, let number = route[chance.below(route.count)].visit,
                    let visit = bookings.visits[number]
                else { continue }
                nominals.append(visit.nominal)
            }
        }
        for nominal in unique(nominals) {
            for number in bookings.visitsOf[nominal] { cancel(number, &removed) }
        }
    }

    /// Contacts that use the time of someone who is still short: their own leads' days.
    ///
    /// Where nobody is short, a handful of contacts anywhere.
    private mutating func ruinAroundShort(_ removed: inout [Visit]) -> [Int] {
        var short: Int?
        for _ in 0..<12 {
            let nominal = active[chance.below(active.count)]
            if bookings.shortfall(of: nominal) > 0 {
                short = nominal
                break
            }
        }
        guard let short else {
            for _ in 0..<(2 + chance.below(5)) {
                if let (number, _) = anyVisit() { cancel(number, &removed) }
            }
            return []
        }
        for number in bookings.visitsOf[short] where chance.below(2) == 0 { cancel(number, &removed) }
        let own = problem.options[short].prefix(problem.ownOptions[short])
        let crew = unique(own.flatMap(\.crew))
        let day = chance.below(BookingProblem.days)
        for practitioner in crew where chance.below(3) > 0 {
            ruinDay(of: practitioner, day, keeping: 0.35, &removed)
        }
        return [short]
    }

    // MARK: - Force

    /// What a nominal is short of.
    private struct Lack: Hashable {
        var nominal: Int
        var need: Bookings.Need
    }

    /// Somebody who was short has been given what they lacked, whatever stood in the way: it is held for a while, so
    /// that the others find a place around it, and taken back if they find none.
    ///
    /// One round is seldom enough for that: a far home takes two officers' afternoon, and what they had there has to
    /// push others about in its turn (guided ejection search, Nagata and Bräysy 2009, goes the same way).
    private struct Attempt {
        let before: Snapshot
        let until: Int
        var forced: Visit?

        static let rounds = 150
        /// How many rounds there are for each that begins an attempt.
        static let oneIn = 20
    }

    /// Something that somebody lacks, drawn at random.
    private mutating func anyLack() -> Lack? {
        guard bookings.score.shortfall > 0 else { return nil }
        for _ in 0..<40 {
            let nominal = active[chance.below(active.count)]
            let needs = [Bookings.Need.joint, .home, .any].filter { isOpen($0, nominal) }
            if !needs.isEmpty { return Lack(nominal: nominal, need: needs[chance.below(needs.count)]) }
        }
        return nil
    }

    /// Books what is lacking at one of the times when only what cannot be moved would stand in the way, and takes out
    /// what does; says what it booked.
    private mutating func force(_ lack: Lack, _ removed: inout [Visit]) -> [Visit] {
        let days = possibleDays(lack)
        guard !days.isEmpty else { return [] }
        pressure[lack.nominal] += 1
        // Of a few, the one with the least in its way: contacts that are hard to place elsewhere count for more.
        var least: (visit: Visit, obstacles: [Int], pressure: Int)?
        for _ in 0..<(1 + chance.below(8)) {
            let starts = days[chance.below(days.count)]
            let visit = starts[chance.below(starts.count)]
            let obstacles = bookings.obstacles(to: visit)
            let sum = obstacles.reduce(0) { $0 + 1 + (bookings.visits[$1].map { pressure[$0.nominal] } ?? 0) }
            if sum < least?.pressure ?? .max { least = (visit, obstacles, sum) }
        }
        guard let (visit, obstacles, _) = least else { return [] }
        for number in obstacles where !bookings.fits(visit) { cancel(number, &removed) }
        guard bookings.book(visit) else { return [] }
        attempt?.forced = visit
        return [visit]
    }

    /// For each option and day on which the empty diary has room for what is lacking, every start.
    private mutating func possibleDays(_ lack: Lack) -> [[Visit]] {
        if let known = possible[lack] { return known }
        var days: [[Visit]] = []
        for (number, option) in problem.options[lack.nominal].prefix(Self.mostForced).enumerated() {
            switch lack.need {
            case .joint where !option.isJoint, .home where !option.isHome: continue
            default: break
            }
            for day in 0..<BookingProblem.days {
                let midnight = day * Moment.minutesPerDay
                let starts = stride(from: midnight, to: midnight + Moment.minutesPerDay, by: problem.grid)
                    .map { Visit(nominal: lack.nominal, option: number, start: $0) }
                    .filter(empty.fits)
                if !starts.isEmpty { days.append(starts) }
            }
        }
        possible[lack] = days
        return days
    }

    /// Of so many options at most it is tried where they would fit: a bound for large teams.
    private static let mostForced = 200

    // MARK: - Undo

    private mutating func undo(added: [Visit], removed: [Visit]) {
        for visit in added {
            if let number = bookings.visitsOf[visit.nominal].last(where: { bookings.visits[$0] == visit }) {
                bookings.cancel(number)
            }
        }
        bookings.restore(removed)
    }
}
