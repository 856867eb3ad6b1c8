internal import Casework

/// The items of one meeting and those needed for them, waiting to be put in order.
///
/// Items and attendees are numbers; times are minutes from the start of the meeting.
struct SlotOrderProblem {
    struct Item {
        var minutes: Int
        /// The attendees needed.
        var needs: [Int]
        /// What each of its minutes counts, a minute later, at the third level: 3 for red, 2 amber, 1 green, 0 in
        /// custody.
        ///
        /// Counted by its minutes, a long red item does not come after a short amber one.
        var urgency: Int
    }

    struct Attendee {
        /// When they can be there.
        var available: [Range<Int>]
        /// Whether they stay for the whole meeting and so never wait for their slots.
        var staysThroughout: Bool
    }

    var items: [Item]
    var attendees: [Attendee]
    /// When the first slot begins.
    var opening: Int
    /// Minutes of the break, if there is one.
    var pause: Int

    /// How good an order is: smaller is better, each level only once the ones above are equal.
    struct Cost: Comparable {
        /// Needed people who cannot be there, over all slots.
        var absent: Int
        /// Attendance less the minutes needed, the break not counted.
        var waiting: Int
        /// Start times weighted by urgency and length.
        var urgency: Int

        static func < (left: Cost, right: Cost) -> Bool {
            if left.absent != right.absent { return left.absent < right.absent }
            if left.waiting != right.waiting { return left.waiting < right.waiting }
            return left.urgency < right.urgency
        }
    }

    var totalMinutes: Int { items.reduce(0) { $0 + $1.minutes } }

    /// When each item of an order starts, and after how many items the break is: in the middle, where one ends.
    func times(_ order: [Int]) -> (starts: [Int], breakAfter: Int?) {
        var starts: [Int] = []
        starts.reserveCapacity(order.count)
        var breakAfter: Int?
        let half = (totalMinutes + 1) / 2
        var clock = opening
        var done = 0
        for (position, item) in order.enumerated() {
            if pause > 0, breakAfter == nil, position > 0, done >= half {
                breakAfter = position
                clock += pause
            }
            starts.append(clock)
            clock += items[item].minutes
            done += items[item].minutes
        }
        return (starts, breakAfter)
    }

    /// Whether an attendee can be at a slot from its start to its end.
    func isAvailable(_ attendee: Int, from start: Int, to end: Int) -> Bool {
        attendees[attendee].available.contains { $0.lowerBound <= start && end <= $0.upperBound }
    }

    /// Whether an attendee can be at none of the slots they are needed for, whenever those are.
    func isAlwaysAbsent(_ attendee: Int) -> Bool {
        let longest = attendees[attendee].available.map(\.count).max() ?? 0
        return items.allSatisfy { !$0.needs.contains(attendee) || $0.minutes > longest }
    }

    /// Absences that no order saves, if each is of someone who is absent always.
    var unavoidableAbsences: Int {
        let absent = Set(attendees.indices.filter(isAlwaysAbsent))
        return items.reduce(0) { $0 + $1.needs.count(where: absent.contains) }
    }

    func cost(_ order: [Int]) -> Cost {
        var cost = Cost(absent: 0, waiting: 0, urgency: 0)
        var first = [Int](repeating: -1, count: attendees.count)
        var last = first
        var needed = [Int](repeating: 0, count: attendees.count)
        let half = (totalMinutes + 1) / 2
        var clock = opening
        var done = 0
        // Minutes of break before the clock, so that nobody is charged for it.
        var paused = 0
        for (position, number) in order.enumerated() {
            if pause > 0, paused == 0, position > 0, done >= half {
                paused = pause
                clock += pause
            }
            let item = items[number]
            let end = clock + item.minutes
            cost.urgency += item.urgency * item.minutes * clock
            for attendee in item.needs {
                guard isAvailable(attendee, from: clock, to: end) else {
                    cost.absent += 1
                    continue
                }
                if attendees[attendee].staysThroughout { continue }
                if first[attendee] < 0 { first[attendee] = clock - paused }
                last[attendee] = end - paused
                needed[attendee] += item.minutes
            }
            clock = end
            done += item.minutes
        }
        for attendee in attendees.indices where first[attendee] >= 0 {
            cost.waiting += last[attendee] - first[attendee] - needed[attendee]
        }
        return cost
    }
}

/// Searches for a good order: from a few beginnings, moves that help are made until none does.
struct SlotOrderSearch {
    private let problem: SlotOrderProblem
    private var chance: SeededGenerator
    /// How many orders may still be costed.
    private var left: Int

    /// - Parameter effort: How many items may be costed in all: a bound on the work that no clock decides.
    init(_ problem: SlotOrderProblem, chance: SeededGenerator, effort: Int = 12_000_000) {
        self.problem = problem
        self.chance = chance
        left = effort / max(1, problem.items.count)
    }

    /// - Parameter starts: From how many beginnings; the first is the order given, the others are kicks of the best.
    mutating func run(starts: Int = 200) -> (order: [Int], cost: SlotOrderProblem.Cost) {
        var best = Array(problem.items.indices)
        var bestCost = problem.cost(best)
        (best, bestCost) = descend(best, bestCost)
        guard best.count > 2 else { return (best, bestCost) }
        for round in 1..<max(2, starts) where left > 0 {
            var order = best
            if round % 3 == 0 {
                chance.shuffle(&order)
            } else {
                for _ in 0..<3 { order = moved(order, chance.below(order.count), to: chance.below(order.count)) }
            }
            let (found, cost) = descend(order, problem.cost(order))
            if cost < bestCost { (best, bestCost) = (found, cost) }
        }
        return (best, bestCost)
    }

    /// Relocates single items and turns stretches round while that makes the order better.
    private mutating func descend(_ start: [Int], _ cost: SlotOrderProblem.Cost) -> ([Int], SlotOrderProblem.Cost) {
        var (order, best) = (start, cost)
        var improved = true
        while improved, left > 0 {
            improved = false
            left -= order.count * (order.count - 1) * 3 / 2
            for from in order.indices {
                for to in order.indices where to != from {
                    let candidate = moved(order, from, to: to)
                    let cost = problem.cost(candidate)
                    if cost < best { (order, best, improved) = (candidate, cost, true) }
                }
            }
            for from in order.indices {
                for to in order.indices where to > from + 1 {
                    var candidate = order
                    candidate[from...to].reverse()
                    let cost = problem.cost(candidate)
                    if cost < best { (order, best, improved) = (candidate, cost, true) }
                }
            }
        }
        return (order, best)
    }

    private func moved(_ order: [Int], _ from: Int, to: Int) -> [Int] {
        var order = order
        order.insert(order.remove(at: from), at: to)
        return order
    }
}
