/// The best order of slots at every level at once, by a programme over the sets of items taken.
///
/// Beside the set, a state is the clock; who of those that are not available all the time has come and who has gone;
/// and whose first slot is at another time than they were told. Somebody not available all the time leaves after one
/// of their slots, and whether they do is tried both ways, since it depends on which later slots they miss. States
/// that cost as much as the best order known are dropped.
struct SlotProgramme {
    private let problem: SlotOrderProblem
    private let needs: [UInt64]
    /// Those who never wait: they stay throughout.
    private let stay: UInt64
    /// Those who may wait and can always be there.
    private let certain: UInt64
    /// Those whose coming and going has to be kept in mind: not available all the time, and not absent always.
    private let partly: UInt64
    private let alwaysAbsent: UInt64
    private let after: [UInt64]
    private let pinned: [Int: Int]

    /// Nil where there are more than 64 items or attendees.
    init?(_ problem: SlotOrderProblem) {
        guard problem.items.count <= 64, problem.attendees.count <= 64 else { return nil }
        self.problem = problem
        needs = problem.items.map { UInt64(numbers: $0.needs) }
        after = problem.items.map { UInt64(numbers: $0.after) }
        func set(_ isIncluded: (Int) -> Bool) -> UInt64 {
            UInt64(numbers: problem.attendees.indices.filter(isIncluded))
        }
        stay = set { problem.attendees[$0].staysThroughout }
        alwaysAbsent = set(problem.isAlwaysAbsent)
        let mayWait = set { !problem.attendees[$0].staysThroughout } & ~alwaysAbsent
        let alwaysAvailable = set(problem.isAlwaysAvailable)
        certain = mayWait & alwaysAvailable
        partly = mayWait & ~alwaysAvailable
        var pinned: [Int: Int] = [:]
        for (number, item) in problem.items.enumerated() {
            if let position = item.position { pinned[position] = number }
        }
        self.pinned = pinned
    }

    private struct State: Hashable {
        var taken: UInt64
        var clock: SlotClock
        /// Of those that are there part of the time only: who has come, and who of them has gone again.
        var come: UInt64
        var gone: UInt64
        /// Those who are there and came at another time than they were told.
        var late: UInt64
    }

    private struct Way {
        var state: State
        var cost: SlotOrderProblem.Cost
        var before: Int
        var item: Int
    }

    /// - Parameters:
    ///   - known: The cost of an order that is known.
    ///   - mostStates: When to give up.
    /// - Returns: An order better than the one known if there is one; nil if the programme gave up.
    func run(below known: SlotOrderProblem.Cost, mostStates: Int) -> (order: [Int]?, cost: SlotOrderProblem.Cost)? {
        let count = problem.items.count
        var best = known
        guard count > 0 else { return (nil, best) }
        var bestOrder: [Int]?
        let outlook = SlotOutlook(problem, needs: needs, certain: certain)
        func isHopeless(_ state: State, _ cost: SlotOrderProblem.Cost) -> Bool {
            (outlook?.least(state.taken, cost) ?? cost) >= best
        }
        let all = count == 64 ? UInt64.max : 1 << UInt64(count) - 1
        var layers = [
            [
                Way(
                    state: State(taken: 0, clock: SlotClock(problem), come: 0, gone: 0, late: 0), cost: .init(),
                    before: -1, item: -1)
            ]
        ]
        var states = 1
        for position in 0..<count {
            var next: [Way] = []
            var numbers: [State: Int] = [:]
            for (index, way) in layers[position].enumerated() where way.cost < best {
                var candidates = all & ~way.state.taken
                if let fixed = pinned[position] { candidates &= 1 << UInt64(fixed) }
                for item in candidates.numbers {
                    if let fixed = problem.items[item].position, fixed != position { continue }
                    if after[item] & ~way.state.taken != 0 { continue }
                    guard let (state, cost, mayLeave) = take(item, way, all), !isHopeless(state, cost) else {
                        continue
                    }
                    // Everyone who may leave now does or does not; whoever is not needed any more does.
                    let mayStay = mayLeave & union(all & ~state.taken)
                    var leaving = mayStay
                    while true {
                        let made = leave(leaving | mayLeave & ~mayStay, state, cost)
                        if !isHopeless(made.0, made.1) {
                            if let known = numbers[made.0] {
                                if made.1 < next[known].cost {
                                    next[known] = Way(state: made.0, cost: made.1, before: index, item: item)
                                }
                            } else {
                                numbers[made.0] = next.count
                                next.append(Way(state: made.0, cost: made.1, before: index, item: item))
                            }
                        }
                        if leaving == 0 { break }
                        leaving = (leaving - 1) & mayStay
                    }
                }
                if states + next.count > mostStates { return nil }
            }
            states += next.count
            layers.append(next)
        }
        // Whoever has come has to have gone at a slot of theirs.
        for (index, way) in layers[count].enumerated()
        where way.cost < best && way.state.come == way.state.gone {
            best = way.cost
            var order: [Int] = []
            var (layer, place) = (count, index)
            while layer > 0 {
                order.append(layers[layer][place].item)
                place = layers[layer][place].before
                layer -= 1
            }
            bestOrder = order.reversed()
        }
        return (bestOrder, best)
    }

    /// Takes an item next; nil if a pin forbids it.
    ///
    /// - Returns: The state if nobody leaves who need not, and who of those there part of the time may leave now.
    private func take(_ number: Int, _ way: Way, _ all: UInt64) -> (State, SlotOrderProblem.Cost, UInt64)? {
        let item = problem.items[number]
        var (state, cost) = (way.state, way.cost)
        let before = state.clock.now
        let (start, isAfterBreak) = state.clock.take(item.minutes, at: item.earliest)
        let end = state.clock.now
        if let at = item.at, at != start { return nil }
        if end > problem.close { return nil }
        let gap = start - before - (isAfterBreak ? problem.pause : 0)
        cost.urgency += item.urgency * item.minutes * start
        let (seen, rest) = (union(state.taken), union(all & ~state.taken & ~(1 << UInt64(number))))
        state.taken |= 1 << UInt64(number)
        var mayLeave: UInt64 = 0
        for attendee in problem.attendees.indices {
            let bit: UInt64 = 1 << UInt64(attendee)
            let isNeeded = needs[number] & bit != 0
            if bit & alwaysAbsent != 0 || bit & stay != 0 {
                if isNeeded, !problem.isAvailable(attendee, from: start, to: end) { cost.absent += 1 }
                continue
            }
            let told = problem.attendees[attendee].told
            guard bit & partly != 0 else {
                let hasCome = seen & bit != 0
                let isNeededLater = rest & bit != 0
                if hasCome, isNeeded || isNeededLater { cost.waiting += gap }
                if hasCome, !isNeeded, isNeededLater { cost.waiting += item.minutes }
                guard isNeeded, let told else { continue }
                if !hasCome, start != told.lowerBound { arriveLate(bit, &state, &cost) }
                if !isNeededLater { go(bit, at: end, told, &state, &cost) }
                continue
            }
            let isThere = state.come & ~state.gone & bit != 0
            if isThere { cost.waiting += gap }
            guard isNeeded else {
                if isThere { cost.waiting += item.minutes }
                continue
            }
            guard problem.isAvailable(attendee, from: start, to: end) else {
                cost.absent += 1
                if isThere { cost.waiting += item.minutes }
                continue
            }
            // Whoever has gone would have to be here after all: it was wrong to let them go.
            if state.gone & bit != 0 { return nil }
            if !isThere {
                state.come |= bit
                if let told, start != told.lowerBound { arriveLate(bit, &state, &cost) }
            }
            mayLeave |= bit
        }
        return (state, cost, mayLeave)
    }

    private func arriveLate(_ bit: UInt64, _ state: inout State, _ cost: inout SlotOrderProblem.Cost) {
        cost.moved += 1
        state.late |= bit
    }

    /// Somebody's last slot is over, perhaps at another time than they have been told.
    private func go(
        _ bit: UInt64, at end: Int, _ told: Range<Int>, _ state: inout State, _ cost: inout SlotOrderProblem.Cost
    ) {
        if state.late & bit == 0, end != told.upperBound { cost.moved += 1 }
        state.late &= ~bit
    }

    private func leave(_ leaving: UInt64, _ state: State, _ cost: SlotOrderProblem.Cost) -> (
        State, SlotOrderProblem.Cost
    ) {
        var (state, cost) = (state, cost)
        state.gone |= leaving
        for attendee in leaving.numbers {
            if let told = problem.attendees[attendee].told {
                go(1 << UInt64(attendee), at: state.clock.now, told, &state, &cost)
            }
        }
        return (state, cost)
    }

    private func union(_ items: UInt64) -> UInt64 {
        items.numbers.reduce(0) { $0 | needs[$1] }
    }
}
