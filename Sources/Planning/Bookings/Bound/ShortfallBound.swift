internal import Casework

/// A figure that the shortfall of a week cannot be under, whoever plans it.
///
/// Each nominal's week and each stretch of a practitioner's time are planned exactly, but apart from each other
/// (Lagrangian relaxation: Held and Karp 1970; Fisher 1981): nominals pay a price for each part a practitioner has in
/// their contacts, and practitioners take the route that earns them most. Whatever the prices, the least shortfall and
/// price together, less what can be earned, is no more than the shortfall of any plan. With no prices that is what
/// each nominal could have if nobody else were there; from there prices rise where more is wanted than can be given
/// (the volume algorithm, Barahona and Anbil 2000), until the figure hardly rises.
///
/// It holds for the ways of seeing a nominal that the problem knows: the leads, the involved, and who may stand in.
struct ShortfallBound {
    private let weeks: [WeekProgramme]
    private let spells: [SpellProgramme]
    private let prices: [BookingSurvey.Price]
    /// All shortfalls are a multiple of it.
    private let unit: Int
    /// What one look at all weeks and spells costs, roughly.
    private let work: Int

    /// A price of one point of shortfall: prices are whole numbers, so that nothing is lost to rounding.
    private static let point = 1 << 20
    /// The work a bound is worth: about a second.
    private static let mostWork = 240_000_000

    /// - Parameter problem: Its originals are the contacts of a plan that is known: the search for prices starts there.
    init(_ problem: BookingProblem) {
        let survey = BookingSurvey(problem)
        weeks = survey.weeks
        prices = survey.prices
        spells = survey.spells.indices.filter { !survey.parts[$0].isEmpty }.map { spell in
            SpellProgramme(
                survey.spells[spell], survey.parts[spell], known: survey.known[spell], travel: survey.travel,
                grid: problem.grid)
        }
        unit = problem.demands.reduce(0) { commonDivisor($0, $1.weight) }
        work = weeks.reduce(0) { $0 + $1.work } + spells.reduce(0) { $0 + $1.work }
    }

    /// The bound, no further than up to the shortfall of a plan that is known.
    func least(known: Int) -> Int {
        let steps = min(400, max(40, ShortfallBound.mostWork / max(1, work)))
        var ascent = Ascent(at: Array(repeating: 0, count: prices.count), evaluate)
        let alone = rounded(ascent.value)
        // First one price for the whole week, then one for each stretch of time.
        ascend(&ascent, groups: prices.map(\.family), known: known, steps: steps)
        if rounded(ascent.value) > alone {
            ascend(&ascent, groups: Array(prices.indices), known: known, steps: steps)
        }
        return min(known, rounded(ascent.value))
    }

    /// The prices with the highest figure so far.
    private struct Ascent {
        var prices: [Double]
        var value: Int
        var excess: [Int]

        init(at prices: [Double], _ evaluate: ([Double]) -> (value: Int, excess: [Int])) {
            self.prices = prices
            (value, excess) = evaluate(prices)
        }
    }

    /// Raises and lowers prices, those of one group alike, along what was wanted in excess over the last steps.
    private func ascend(_ best: inout Ascent, groups: [Int], known: Int, steps: Int) {
        var size = Array(repeating: 1.0, count: prices.count)
        for (group, price) in zip(groups, prices) { size[group] = max(size[group], Double(price.most)) }
        func grouped(_ excess: [Int]) -> [Double] {
            var sums = Array(repeating: 0.0, count: excess.count)
            for (group, excess) in zip(groups, excess) { sums[group] += Double(excess) }
            return sums
        }
        var mean = grouped(best.excess)
        var reach = 0.1
        var idle = 0
        for _ in 0..<steps where rounded(best.value) < known {
            var square = 0.0
            for (part, group) in groups.enumerated() where part == group && (mean[group] > 0 || best.prices[part] > 0) {
                square += mean[group] * mean[group] / size[group]
            }
            if square < 1e-9 || reach < 1e-4 { break }
            let gap = Double(known) - Double(best.value) / Double(ShortfallBound.point)
            let prices = zip(best.prices, groups).map { price, group in
                // More than all that is short is worth to nobody, and would not fit the numbers.
                min(max(0, price + reach * gap / square * mean[group] / size[group]), Double(min(known, 1 << 20)))
            }
            let next = Ascent(at: prices, evaluate)
            let excess = grouped(next.excess)
            let isOnward = zip(mean, excess).reduce(0) { $0 + $1.0 * $1.1 } > 0
            for group in mean.indices { mean[group] += 0.02 * (excess[group] - mean[group]) }
            idle += 1
            if next.value > best.value {
                best = next
                idle = 0
                if isOnward { reach = min(2, reach * 2) }
            } else if idle == 20 {
                idle = 0
                reach *= 0.66
            }
        }
    }

    /// The figure at given prices, and by how much each part is wanted more often than it is given.
    private func evaluate(_ prices: [Double]) -> (value: Int, excess: [Int]) {
        let prices = prices.map { Int($0 * Double(ShortfallBound.point)) }
        // Weeks are paid in small change, which decides between those that cost the same and is no part of the figure.
        let change = 1 << 12
        let paid = prices.map { $0 * change }
        var excess = Array(repeating: 0, count: prices.count)
        var value = 0
        for week in weeks {
            value += week.least(at: paid, point: ShortfallBound.point * change) { excess[$0] += 1 } / change
        }
        for spell in spells { value -= spell.most(at: prices) { excess[$0] -= 1 } }
        return (value, excess)
    }

    /// The least shortfall there can be at or above a figure.
    private func rounded(_ value: Int) -> Int {
        guard value > 0, unit > 0 else { return 0 }
        let step = ShortfallBound.point * unit
        return (value + step - 1) / step * unit
    }
}

private func commonDivisor(_ first: Int, _ second: Int) -> Int {
    second == 0 ? first : commonDivisor(second, first % second)
}
