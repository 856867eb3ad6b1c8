internal import Casework

/// Books a small week as well as it can be booked, on every level of the score, and knows when it has.
///
/// Days share nothing but what each nominal has had. So each day is gone through by itself, keeping the cheapest
/// bookings for each outcome (who has had what that day), and a programme over the days puts one outcome of each
/// together. The work grows fast with the nominals: once the steps allowed are used up, nothing is said.
///
/// What a contact costs depends on where it lies in people's routes, not on when it begins. So of all schedules with
/// the same routes only the one is met in which nothing could begin earlier.
struct ExactBookings {
    typealias Problem = BookingProblem
    typealias Visit = Bookings.Visit
    typealias Had = WeekTally.Had

    /// What was found.
    struct Answer {
        /// Bookings that cost less than the given ones; nil: none were found.
        var visits: [Visit]?
        /// Whether nothing costs less than these, or, without any, than the given ones.
        var isProven: Bool
    }

    /// What bookings cost: the score, then people's time.
    struct Cost: Comparable {
        var score: Score
        var staffMinutes = 0

        static func < (left: Cost, right: Cost) -> Bool {
            left.score != right.score ? left.score < right.score : left.staffMinutes < right.staffMinutes
        }

        static func + (left: Cost, right: Cost) -> Cost {
            Cost(score: left.score + right.score, staffMinutes: left.staffMinutes + right.staffMinutes)
        }
    }

    /// Ten times what a week of three nominals and two days takes, and done in a fraction of a second.
    static let usualSteps = 400_000
    /// More nominals than this are not begun with.
    private static let mostNominals = 8

    private let problem: Problem
    private var bookings: Bookings
    private let base: Score
    /// Whom anything is, or was, to be offered.
    private let active: [Int]
    /// Whether no way by a third place is shorter than the direct one.
    ///
    /// Where one is, a contact that does not fit alone may fit with another, and one that nobody needs can save travel.
    private let isMetric: Bool
    private let given: Cost
    private var tallies: [WeekTally] = []
    private var stepsLeft: Int

    /// - Parameters:
    ///   - given: What is looked for has to cost less.
    ///   - steps: How many contacts may be tried.
    init?(_ problem: Problem, below given: Cost, steps: Int = ExactBookings.usualSteps) {
        let wanted = problem.nominals.indices.filter { nominal in
            let demand = problem.demands[nominal]
            return demand.contacts > 0 || demand.isJointDue || demand.isHomeDue
                || !problem.originalsOf[nominal].isEmpty
        }
        guard wanted.count <= ExactBookings.mostNominals else { return nil }
        let all = Array(problem.nominals.indices)
        let within = all.count <= ExactBookings.mostNominals ? all : wanted
        isMetric = ExactBookings.isMetric(problem, within)
        active = isMetric ? wanted : within
        for nominal in active {
            guard let tally = WeekTally(problem, nominal) else { return nil }
            tallies.append(tally)
        }
        self.problem = problem
        self.given = given
        bookings = Bookings(problem)
        base = bookings.score
        stepsLeft = steps
    }

    mutating func run() -> Answer {
        let days = (0..<Problem.days).map { candidates(on: $0) }
        for (day, candidates) in days.enumerated() {
            for candidate in candidates { tallies[candidate.who].gains[day].insert(candidate.gain) }
        }
        guard stepsLeft > 0 else { return Answer(visits: nil, isProven: false) }
        let start = tallies.map(\.start)
        let shortfall = leastShortfall(having: start, from: 0)
        var outcomes: [Cheapest] = []
        for (day, candidates) in days.enumerated() {
            var round = Round(
                day: day, candidates: candidates, shortfall: shortfall, had: tallies.map { _ in .zero },
                last: (day * Moment.minutesPerDay, -1))
            explore(&round)
            guard stepsLeft > 0 else { return Answer(visits: nil, isProven: false) }
            outcomes.append(round.outcomes)
        }
        return combined(outcomes, from: start)
    }

    /// The shortfall that is left even if each nominal had the office to themselves.
    private mutating func leastShortfall(having had: [Had], from day: Int) -> Int {
        tallies.indices.reduce(0) { $0 + tallies[$1].leastShortfall(having: had[$1], from: day) }
    }

    // MARK: - Travel

    private static func isMetric(_ problem: Problem, _ nominals: [Int]) -> Bool {
        var places = Set(problem.blocks.map(\.place))
        places.formUnion(nominals.flatMap { problem.options[$0].compactMap(\.place) })
        places.formUnion(problem.fixedStops.joined().flatMap { [$0.arrival, $0.departure] })
        return places.allSatisfy { middle in
            places.allSatisfy { from in
                let first = problem.travel[from, middle]
                return places.allSatisfy { problem.travel[from, $0] <= first + problem.travel[middle, $0] }
            }
        }
    }

    // MARK: - Ways to see somebody

    /// A way to see a nominal on a day, and when.
    private struct Candidate {
        /// The nominal's number among the active.
        var who: Int
        var option: Int
        var gain: Had
        var starts: [Start]
    }

    private struct Start {
        var minute: Int
        /// Starts between the same fixed stops of everyone there have the same number: the first of them that fits
        /// will do, since all else is only easier after an earlier contact.
        var gap: Int
        /// Whether a contact was planned just so: then no other start is as good.
        var isOriginal: Bool
    }

    /// Every way to see somebody on that day that could be had, and that is of use.
    private mutating func candidates(on day: Int) -> [Candidate] {
        var found: [Candidate] = []
        for (who, nominal) in active.enumerated() {
            for (index, option) in problem.options[nominal].enumerated() {
                let gain = tallies[who].gain(option, on: day)
                var starts = starts(of: option, Visit(nominal: nominal, option: index, start: 0), on: day)
                if isMetric, !tallies[who].isOfUse(gain) { starts.removeAll { !$0.isOriginal } }
                if !starts.isEmpty { found.append(Candidate(who: who, option: index, gain: gain, starts: starts)) }
            }
        }
        return found
    }

    private mutating func starts(of option: Problem.Option, _ visit: Visit, on day: Int) -> [Start] {
        guard let first = option.crew.first else { return [] }
        var visit = visit
        let originals = bookings.originalsOut(of: visit.nominal).filter { $0.option == visit.option }.map(\.start)
        var found: [Start] = []
        var (gap, places) = (0, [Place]())
        for block in problem.blocksOfDay[first * Problem.days + day] {
            let limits = problem.blocks[block]
            let earliest = (limits.start + problem.grid - 1) / problem.grid * problem.grid
            for minute in stride(from: earliest, through: limits.end - option.minutes, by: problem.grid) {
                stepsLeft -= 1
                guard stepsLeft > 0 else { return [] }
                visit.start = minute
                guard isMetric ? bookings.fits(visit) : bookings.isOpen(visit) else { continue }
                let here = option.crew.compactMap { place(of: minute..<(minute + option.minutes), for: $0, on: day) }
                guard here.count == option.crew.count else { continue }
                if here != places { (gap, places) = (gap + 1, here) }
                found.append(Start(minute: minute, gap: gap, isOriginal: originals.contains(minute)))
            }
        }
        return found
    }

    /// Where in a practitioner's day something lies: in which block, after how many fixed stops.
    private struct Place: Equatable {
        var block: Int
        var position: Int
    }

    private func place(of interval: Range<Int>, for practitioner: Int, on day: Int) -> Place? {
        for block in problem.blocksOfDay[practitioner * Problem.days + day] {
            let limits = problem.blocks[block]
            guard limits.start <= interval.lowerBound, interval.upperBound <= limits.end else { continue }
            let stops = problem.fixedStops[block]
            let position = stops.count { $0.start < interval.upperBound }
            return position > 0 && stops[position - 1].end > interval.lowerBound
                ? nil : Place(block: block, position: position)
        }
        return nil
    }

    // MARK: - One day

    /// Going through one day.
    private struct Round {
        let day: Int
        let candidates: [Candidate]
        /// The least that the week can come to.
        let shortfall: Int
        /// What each has had today.
        var had: [Had]
        /// The last contact booked: the next begins later, or at the same time with a nominal further on.
        var last: (start: Int, who: Int)
        var visits: [Visit] = []
        var outcomes = Cheapest()
    }

    /// Tries every set of contacts of a day, in order of time, each as early as it fits into its gap.
    private mutating func explore(_ round: inout Round) {
        guard bound(round) < given else { return }
        if isMetric || isSound(round.day) {
            let score = Score(
                moved: bookings.score.moved - base.moved, cover: bookings.score.cover,
                travelMinutes: bookings.score.travelMinutes - base.travelMinutes)
            round.outcomes.offer(round.had, Cost(score: score, staffMinutes: bookings.staffMinutes), round.visits)
        }
        let (last, had) = (round.last, round.had)
        for candidate in round.candidates {
            let nominal = active[candidate.who]
            let crew = problem.options[nominal][candidate.option].crew
            let after = lastStart(of: crew, round.day)
            var gap = -1
            for start in candidate.starts where start.minute > after && (start.gap != gap || start.isOriginal) {
                stepsLeft -= 1
                guard stepsLeft > 0 else { return }
                let visit = Visit(nominal: nominal, option: candidate.option, start: start.minute)
                guard isMetric ? bookings.fits(visit) : bookings.isOpen(visit) && isReached(visit, round.day)
                else { continue }
                gap = start.gap
                // What could begin before the last is met where it does.
                guard (start.minute, candidate.who) > last else { continue }
                bookings.restore([visit])
                round.visits.append(visit)
                round.last = (start.minute, candidate.who)
                round.had[candidate.who] = tallies[candidate.who].adding(candidate.gain, to: had[candidate.who])
                explore(&round)
                round.had = had
                round.visits.removeLast()
                if let number = bookings.visitsOf[nominal].last { bookings.cancel(number) }
            }
        }
        round.last = last
    }

    /// When the last contact begins that is booked today for anyone of a crew.
    private func lastStart(of crew: [Int], _ day: Int) -> Int {
        crew.reduce(-1) { last, practitioner in
            problem.blocksOfDay[practitioner * Problem.days + day].reduce(last) { last, block in
                max(last, bookings.routes[block].last { $0.visit != nil }?.start ?? -1)
            }
        }
    }

    /// What every week with the bookings of this day costs at least.
    private func bound(_ round: Round) -> Cost {
        var score = bookings.score
        score.shortfall = round.shortfall
        if !isMetric { score.travelMinutes = 0 }
        if !problem.originals.isEmpty {
            // What was planned for another day, or for later on this one, may yet stay.
            score.moved -= active.reduce(0) { sum, nominal in
                sum
                    + bookings.originalsOut(of: nominal).count {
                        $0.start / Moment.minutesPerDay != round.day || $0.start >= round.last.start
                    }
            }
        }
        return Cost(score: score, staffMinutes: bookings.staffMinutes)
    }

    /// Whether everyone who is to be at a contact gets there from where they were before.
    private func isReached(_ visit: Visit, _ day: Int) -> Bool {
        let option = problem.options[visit.nominal][visit.option]
        return option.crew.allSatisfy { practitioner in
            let interval = visit.start..<(visit.start + option.minutes)
            guard let block = place(of: interval, for: practitioner, on: day)?.block else { return false }
            let limits = problem.blocks[block]
            let before = bookings.routes[block].last { $0.start < interval.upperBound }
            let way = problem.travel[before?.departure ?? limits.place, option.place ?? limits.place]
            return (before?.end ?? limits.start) + way <= visit.start
        }
    }

    /// Whether everyone gets from each of the day's contacts to what comes next.
    private func isSound(_ day: Int) -> Bool {
        problem.blocks.indices.allSatisfy { block in
            let limits = problem.blocks[block]
            guard limits.start / Moment.minutesPerDay == day else { return true }
            let route = bookings.routes[block]
            return route.indices.allSatisfy { position in
                let stop = route[position]
                guard stop.visit != nil else { return true }
                let next = position + 1 < route.count ? route[position + 1] : nil
                return stop.end + problem.travel[stop.departure, next?.arrival ?? limits.place]
                    <= next?.start ?? limits.end
            }
        }
    }

    // MARK: - The week

    /// The cheapest bookings for each outcome, in the order in which the outcomes were met: the same every time.
    private struct Cheapest {
        private(set) var entries: [(had: [Had], cost: Cost, visits: [Visit])] = []
        private var numbers: [[Had]: Int] = [:]

        mutating func offer(_ had: [Had], _ cost: Cost, _ visits: @autoclosure () -> [Visit]) {
            if let number = numbers[had] {
                if cost < entries[number].cost { entries[number] = (had, cost, visits()) }
            } else {
                numbers[had] = entries.count
                entries.append((had, cost, visits()))
            }
        }
    }

    /// Puts one outcome of each day together.
    private mutating func combined(_ days: [Cheapest], from start: [Had]) -> Answer {
        var least = Array(repeating: Cost(score: .zero), count: Problem.days + 1)
        for day in days.indices.reversed() {
            guard let cheapest = days[day].entries.map(\.cost).min() else { return Answer(visits: nil, isProven: true) }
            least[day] = cheapest + least[day + 1]
        }
        var weeks = Cheapest()
        var rest = base
        rest.shortfall = 0
        weeks.offer(start, Cost(score: rest), [])
        for (day, outcomes) in days.enumerated() {
            var next = Cheapest()
            for week in weeks.entries {
                for outcome in outcomes.entries {
                    stepsLeft -= 1
                    guard stepsLeft > 0 else { return Answer(visits: nil, isProven: false) }
                    var had = week.had
                    var cost = week.cost + outcome.cost
                    for who in tallies.indices {
                        let (after, pairs) = tallies[who].after(day, having: outcome.had[who], on: week.had[who])
                        had[who] = after
                        cost.score.spread += pairs
                    }
                    var bound = cost + least[day + 1]
                    bound.score.shortfall = leastShortfall(having: had, from: day + 1)
                    if bound < given { next.offer(had, cost, week.visits + outcome.visits) }
                }
            }
            weeks = next
        }
        let costs = weeks.entries.map { week in
            Cost(score: week.cost.score + Score(shortfall: shortfall(week.had)), staffMinutes: week.cost.staffMinutes)
        }
        let best = costs.indices.min { costs[$0] < costs[$1] }
        return Answer(visits: best.map { weeks.entries[$0].visits }, isProven: true)
    }

    private func shortfall(_ had: [Had]) -> Int {
        zip(tallies, had).reduce(0) { $0 + $1.0.shortfall($1.1) }
    }
}
