internal import Casework

/// Who could see whom, and when, if nobody else were there: what `ShortfallBound` is worked out from.
///
/// It leaves out what only matters once others are booked, as rooms and keeping apart.
struct BookingSurvey {
    /// What is known of a part's price.
    struct Price {
        /// The first of the parts that differ only in when they are.
        var family: Int
        /// How often a practitioner could take it within its spell.
        var most: Int
    }

    let travel: ShortestTravel
    private(set) var spells: [Spell] = []
    /// For each spell, the parts a practitioner can have in it.
    private(set) var parts: [[SpellProgramme.Part]] = []
    /// For each spell, the parts that the known plan has in it.
    private(set) var known: [[Int]] = []
    private(set) var weeks: [WeekProgramme] = []
    private(set) var prices: [Price] = []

    private let problem: BookingProblem
    private var spellsOfDay: [Range<Int>] = []
    private var numbers: [Sort: Int] = [:]
    private var families: [Sort: Int] = [:]
    /// For each place, whether there is more than one contact a day to be had.
    private var isShared: [Bool]
    /// Whether colleagues who stand in are asked for their time; where there are very many, they are taken to have it.
    private let isCoverPriced: Bool
    private static let mostOptions = 10_000

    /// What makes a part: of any nominal at a shared place, of one at their own.
    private struct Sort: Hashable {
        /// The spell's number, or the practitioner's.
        var of: Int
        var nominal: Int?
        var place: Int
        var minutes: Int
    }

    init(_ problem: BookingProblem) {
        self.problem = problem
        travel = ShortestTravel(problem.travel, places: problem.rooms.count)
        for day in Spell.all(of: problem) {
            spellsOfDay.append(spells.count..<(spells.count + day.count))
            spells += day
        }
        parts = spells.map { _ in [] }
        known = spells.map { _ in [] }
        isCoverPriced = problem.options.reduce(0) { $0 + $1.count } <= BookingSurvey.mostOptions
        var visitor: [Int?] = Array(repeating: nil, count: problem.rooms.count)
        isShared = visitor.map { _ in problem.maxPerDay > 1 }
        for (nominal, options) in problem.options.enumerated() {
            for case let place? in options.map(\.place) {
                if let other = visitor[place], other != nominal { isShared[place] = true }
                visitor[place] = nominal
            }
        }
        for nominal in problem.nominals.indices { survey(nominal) }
    }

    private mutating func survey(_ nominal: Int) {
        let demand = problem.demands[nominal]
        guard demand.contacts > 0 || demand.isJointDue || demand.isHomeDue else { return }
        let own = Set(problem.options[nominal].prefix(problem.ownOptions[nominal]).flatMap(\.crew))
        var days: [(most: Int, choices: [WeekProgramme.Choice])] = []
        for day in 0..<BookingProblem.days {
            let most = demand.days[day] ? problem.maxPerDay - demand.fixed.count { $0.day == day } : 0
            var choices: [WeekProgramme.Choice] = []
            var seen: Set<WeekProgramme.Choice> = []
            var openAt: [Sort: [ClosedRange<Int>]] = [:]
            for (number, option) in problem.options[nominal].enumerated() where most > 0 && day < option.untilDay {
                let site = Sort(of: day, nominal: nominal, place: option.place ?? -1, minutes: option.minutes)
                let open = openAt[site] ?? openStarts(nominal, option, day: day)
                openAt[site] = open
                if open.isEmpty { continue }
                let effect = WeekProgramme.Effect(
                    kind: option.kind, isJoint: option.isJoint && (demand.jointOn ?? day) == day,
                    isHome: option.isHome)
                let planned = problem.originalsOf[nominal].map { problem.originals[$0] }.first {
                    $0.option == number && $0.start / Moment.minutesPerDay == day
                }?.start
                for (crew, starts) in crews(option, day: day) where open.contains(where: { $0.overlaps(starts) }) {
                    let asked = crew.filter { isCoverPriced || own.contains(spells[$0].practitioner) }
                    let choice = WeekProgramme.Choice(
                        effect: effect, parts: asked.map { part(nominal, option, in: $0, open: open) },
                        isKnown: planned.map(starts.contains) ?? false)
                    guard seen.insert(choice).inserted else { continue }
                    choices.append(choice)
                    if choice.isKnown {
                        for (spell, part) in zip(asked, choice.parts) { known[spell].append(part) }
                    }
                }
            }
            days.append((most, choices))
        }
        weeks.append(WeekProgramme(demand, kindLimits: problem.kindLimits, days: days))
    }

    /// The number of the part that a practitioner would have in a contact.
    private mutating func part(
        _ nominal: Int, _ option: BookingProblem.Option, in spell: Int, open: [ClosedRange<Int>]
    ) -> Int {
        let place = option.place ?? spells[spell].base
        let isShared = option.place == nil || isShared[place]
        var sort = Sort(of: spell, nominal: isShared ? nil : nominal, place: place, minutes: option.minutes)
        if let number = numbers[sort] { return number }
        let number = prices.count
        numbers[sort] = number
        sort.of = spells[spell].practitioner
        let family = families[sort] ?? number
        families[sort] = family
        let window = spells[spell].starts(at: place, minutes: option.minutes, by: travel, grid: problem.grid)
        let starts = window.map { window in
            isShared ? [window] : open.filter { $0.overlaps(window) }.map { $0.clamped(to: window) }
        }
        let minutes = window.map { $0.upperBound - $0.lowerBound } ?? 0
        prices.append(Price(family: family, most: isShared ? minutes / option.minutes + 1 : 1))
        parts[spell].append(
            SpellProgramme.Part(
                number: number, nominal: sort.nominal, place: place, minutes: option.minutes, starts: starts ?? []))
        return number
    }

    /// Each choice of one spell for each of the crew, and when a contact can begin as far as their routes go.
    private func crews(_ option: BookingProblem.Option, day: Int) -> [(spells: [Int], starts: ClosedRange<Int>)] {
        var found = [(spells: [Int](), starts: 0...(BookingProblem.days * Moment.minutesPerDay))]
        for practitioner in option.crew {
            found = found.flatMap { crew in
                spellsOfDay[practitioner * BookingProblem.days + day].compactMap { number in
                    let spell = spells[number]
                    guard
                        let starts = spell.starts(
                            at: option.place ?? spell.base, minutes: option.minutes, by: travel, grid: problem.grid),
                        starts.overlaps(crew.starts)
                    else { return nil }
                    return (crew.spells + [number], starts.clamped(to: crew.starts))
                }
            }
        }
        return found
    }

    /// The starts on one day that suit the nominal and the place, as stretches of the grid.
    private func openStarts(_ nominal: Int, _ option: BookingProblem.Option, day: Int) -> [ClosedRange<Int>] {
        let demand = problem.demands[nominal]
        var shut = demand.unavailable + demand.fixed.map { $0.start..<$0.end }
        if let place = option.place {
            if problem.rooms[place] == 0 { return [] }
            let gap = problem.keepApartMinutes
            for other in problem.keepApart[nominal] {
                for contact in problem.demands[other].fixed where contact.place == place {
                    shut.append((contact.start - gap)..<(contact.end + gap))
                }
            }
        }
        let midnight = day * Moment.minutesPerDay
        var open: [ClosedRange<Int>] = []
        for start in stride(from: midnight, to: midnight + Moment.minutesPerDay, by: problem.grid) {
            let end = start + option.minutes
            if shut.contains(where: { $0.lowerBound < end && start < $0.upperBound }) { continue }
            if let last = open.last, last.upperBound == start - problem.grid {
                open[open.count - 1] = last.lowerBound...start
            } else {
                open.append(start...start)
            }
        }
        return open
    }
}
