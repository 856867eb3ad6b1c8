/// Counts what orders of one problem cost, again and again, without asking for memory each time.
///
/// Where nobody has been told a time, who is there is a set of bits for each slot, and waiting is counted slot by slot;
/// otherwise person by person.
struct SlotOrderCounter {
    private typealias People = SIMD2<UInt64>

    private let problem: SlotOrderProblem
    private let isAlwaysAvailable: [Bool]
    private let isLimited: Bool
    private var isDone: [Bool]

    /// Slot by slot: whom each item needs of those who may wait; and those of them, and of the others, whose being
    /// there depends on the time.
    private let areBits: Bool
    private let waiters: [People]
    private let uncertain: [[Int]]
    /// The items again, without lists, which would have to be counted as held at every look.
    private let lengths: [(minutes: Int, urgency: Int, at: Int?, isUncertain: Bool)]
    private var there: [People]
    private var after: [People]
    private var minutes: [Int]
    private var gaps: [Int]

    /// Person by person.
    private var first: [Int]
    private var last: [Int]
    private var needed: [Int]
    /// Minutes of break before the first slot, and before the last.
    private var pausedAtFirst: [Int]
    private var pausedAtLast: [Int]

    private static let mostPeople = 128

    /// - Parameter isFast: Whether sets of bits may be used; counting person by person is the same, and slower.
    init(_ problem: SlotOrderProblem, isFast: Bool = true) {
        self.problem = problem
        let available = problem.attendees.indices.map(problem.isAlwaysAvailable)
        isAlwaysAvailable = available
        isLimited = problem.close != .max || problem.items.contains { $0.isPinned || !$0.after.isEmpty }
        isDone = problem.items.map { _ in false }
        areBits = isFast && !problem.isIssued && problem.attendees.count <= SlotOrderCounter.mostPeople
        waiters = problem.items.map { item in
            item.needs.reduce(into: People(0, 0)) { people, attendee in
                guard attendee < SlotOrderCounter.mostPeople, !problem.attendees[attendee].staysThroughout else {
                    return
                }
                people[attendee >> 6] |= 1 << UInt64(attendee & 63)
            }
        }
        uncertain = problem.items.map { $0.needs.filter { !available[$0] } }
        lengths = problem.items.map { item in
            (item.minutes, item.urgency, item.earliest, item.needs.contains { !available[$0] })
        }
        there = problem.items.map { _ in People(0, 0) }
        after = there
        minutes = problem.items.map(\.minutes)
        gaps = minutes
        first = problem.attendees.map { _ in -1 }
        last = first
        needed = first
        pausedAtFirst = first
        pausedAtLast = first
    }

    mutating func cost(_ order: [Int]) -> SlotOrderProblem.Cost {
        areBits ? slotBySlot(order) : personByPerson(order)
    }

    private mutating func slotBySlot(_ order: [Int]) -> SlotOrderProblem.Cost {
        var cost = SlotOrderProblem.Cost()
        var clock = SlotClock(problem)
        if isLimited { for item in isDone.indices { isDone[item] = false } }
        for (position, number) in order.enumerated() {
            let before = clock.now
            let item = lengths[number]
            let (start, isAfterBreak) = clock.take(item.minutes, at: item.at)
            cost.urgency += item.urgency * item.minutes * start
            if isLimited {
                cost.broken += breaches(number, at: position, start: start, end: clock.now)
                isDone[number] = true
            }
            var people = waiters[number]
            if item.isUncertain {
                for attendee in uncertain[number] where !problem.isAvailable(attendee, from: start, to: clock.now) {
                    cost.absent += 1
                    people[attendee >> 6] &= ~(1 << UInt64(attendee & 63))
                }
            }
            there[position] = people
            minutes[position] = item.minutes
            gaps[position] = start - before - (isAfterBreak ? problem.pause : 0)
        }
        var later = People(0, 0)
        for position in order.indices.reversed() {
            after[position] = later
            later |= there[position]
        }
        // Whoever has come and will be needed again waits.
        var come = People(0, 0)
        for position in order.indices {
            let waiting = come & after[position] & ~there[position]
            cost.waiting += minutes[position] * SlotOrderCounter.count(waiting)
            if gaps[position] > 0 {
                cost.waiting += gaps[position] * SlotOrderCounter.count(come & (after[position] | there[position]))
            }
            come |= there[position]
        }
        return cost
    }

    private static func count(_ people: People) -> Int { people[0].nonzeroBitCount + people[1].nonzeroBitCount }

    private func breaches(_ number: Int, at position: Int, start: Int, end: Int) -> Int {
        let item = problem.items[number]
        var broken = 0
        if let at = item.at, at != start { broken += 1 }
        if let fixed = item.position, fixed != position { broken += 1 }
        if end > problem.close { broken += 1 }
        for before in item.after where !isDone[before] { broken += 1 }
        return broken
    }

    private mutating func personByPerson(_ order: [Int]) -> SlotOrderProblem.Cost {
        var cost = SlotOrderProblem.Cost()
        for attendee in first.indices {
            first[attendee] = -1
            needed[attendee] = 0
        }
        var clock = SlotClock(problem)
        var paused = 0
        for item in isDone.indices { isDone[item] = false }
        for (position, number) in order.enumerated() {
            let item = problem.items[number]
            let (start, isAfterBreak) = clock.take(item.minutes, at: item.earliest)
            if isAfterBreak { paused = problem.pause }
            let end = clock.now
            cost.urgency += item.urgency * item.minutes * start
            cost.broken += breaches(number, at: position, start: start, end: end)
            isDone[number] = true
            for attendee in item.needs {
                guard isAlwaysAvailable[attendee] || problem.isAvailable(attendee, from: start, to: end) else {
                    cost.absent += 1
                    continue
                }
                if first[attendee] < 0 {
                    first[attendee] = start
                    pausedAtFirst[attendee] = paused
                }
                last[attendee] = end
                pausedAtLast[attendee] = paused
                needed[attendee] += item.minutes
            }
        }
        for attendee in first.indices where first[attendee] >= 0 && !problem.attendees[attendee].staysThroughout {
            let rest = pausedAtLast[attendee] - pausedAtFirst[attendee]
            cost.waiting += last[attendee] - first[attendee] - rest - needed[attendee]
            if let told = problem.attendees[attendee].told, told != first[attendee]..<last[attendee] { cost.moved += 1 }
        }
        return cost
    }
}
