/// What one nominal can be offered in a week at least shortfall, at given prices of people's time.
///
/// A dynamic programme over the days: each contact has its price, and what is still missing at the end its weight.
struct WeekProgramme {
    /// What a contact does for the target.
    struct Effect: Hashable {
        var kind: Int
        var isJoint: Bool
        var isHome: Bool
    }

    /// A way to have a contact on one day: the numbers of its crew's parts.
    struct Choice: Hashable {
        var effect: Effect
        var parts: [Int]
        /// Whether the plan that is known has it: of what comes to the same it is taken.
        var isKnown: Bool
    }

    /// What has been had so far.
    private struct State: Hashable {
        var counted: Int
        var hasJoint: Bool
        var hasHome: Bool
        /// Contacts of each kind of which only so many count.
        var ofLimited: [Int]
    }

    /// For each day, its choices by the number of their effect, and what they cost where all else is equal; as often as
    /// there may be contacts that day.
    private var stages: [[(effect: Int, parts: [Int], price: Int)]] = []
    private var effects: [Effect] = []
    /// For each state, what it is worth if nothing more is had.
    private var worth: [Int] = []
    /// For each state and effect, the state after it.
    private var after: [[Int]] = []

    /// - Parameter days: For each day, how many contacts there may be, and the choices for each of them.
    init(_ demand: BookingProblem.Demand, kindLimits: [Int], days: [(most: Int, choices: [Choice])]) {
        var numbers: [Effect: Int] = [:]
        for day in days where day.most > 0 {
            let choices = day.choices.map { choice in
                let number = numbers[choice.effect] ?? effects.count
                if number == effects.count {
                    numbers[choice.effect] = number
                    effects.append(choice.effect)
                }
                return (effect: number, parts: choice.parts, price: choice.isKnown ? 0 : 1)
            }
            // More contacts than are asked for, one of them joint and one at home, help nobody.
            stages += Array(repeating: choices, count: min(day.most, demand.contacts + 2))
        }
        explore(demand, kindLimits)
    }

    /// The most limits that are kept count of; a limit that is not kept lets through more than there can be.
    private static let mostLimits = 3

    /// Finds every state that a week can come to.
    private mutating func explore(_ demand: BookingProblem.Demand, _ kindLimits: [Int]) {
        let kinds = Set(effects.map(\.kind)).union(demand.fixed.compactMap(\.kind))
        let limited = kinds.filter { kindLimits[$0] < demand.contacts }.sorted().prefix(WeekProgramme.mostLimits)
        func having(_ effect: Effect, _ state: State) -> State {
            var state = state
            if let index = limited.firstIndex(of: effect.kind) {
                if state.ofLimited[index] < kindLimits[effect.kind] {
                    state.ofLimited[index] += 1
                    state.counted = min(demand.contacts, state.counted + 1)
                }
            } else {
                state.counted = min(demand.contacts, state.counted + 1)
            }
            if demand.isJointDue, effect.isJoint { state.hasJoint = true }
            if demand.isHomeDue, effect.isHome { state.hasHome = true }
            return state
        }

        var start = State(
            counted: 0, hasJoint: !demand.isJointDue, hasHome: !demand.isHomeDue,
            ofLimited: Array(repeating: 0, count: limited.count))
        for contact in demand.fixed where (0..<BookingProblem.days).contains(contact.day) {
            let isJoint = contact.isJoint && (demand.jointOn == nil || demand.jointOn == contact.day)
            if let kind = contact.kind {
                start = having(Effect(kind: kind, isJoint: isJoint, isHome: contact.isHome), start)
            } else if demand.isHomeDue, contact.isHome {
                start.hasHome = true
            }
        }
        var states = [start]
        var numbers = [start: 0]
        while after.count < states.count {
            let state = states[after.count]
            let missing = demand.contacts - state.counted
            worth.append(
                demand.weight * (missing * missing + (state.hasJoint ? 0 : 1) + (state.hasHome ? 0 : 1)))
            after.append(
                effects.map { effect in
                    let next = having(effect, state)
                    if let number = numbers[next] { return number }
                    numbers[next] = states.count
                    states.append(next)
                    return states.count - 1
                })
        }
    }

    /// What a look costs, roughly.
    var work: Int { stages.reduce(0) { $0 + $1.count + worth.count * effects.count } }

    /// The least shortfall and price together.
    ///
    /// - Parameters:
    ///   - point: The price of one point of shortfall.
    ///   - use: Told of each part of the contacts had.
    func least(at prices: [Int], point: Int, use: (Int) -> Void) -> Int {
        var costs = Array(repeating: Int.max, count: worth.count)
        costs[0] = 0
        // For each stage and state, the state before and the choice taken, if any.
        var steps: [[(from: Int, choice: Int)]] = []
        for stage in stages {
            var cheapest = Array(repeating: (price: Int.max, choice: -1), count: effects.count)
            for (number, choice) in stage.enumerated() {
                let price = choice.parts.reduce(choice.price) { $0 + prices[$1] }
                if price < cheapest[choice.effect].price { cheapest[choice.effect] = (price, number) }
            }
            var next = costs
            var step = costs.indices.map { (from: $0, choice: -1) }
            for (state, cost) in costs.enumerated() where cost < Int.max {
                for (effect, best) in cheapest.enumerated() where best.choice >= 0 {
                    let then = after[state][effect]
                    if cost + best.price < next[then] {
                        next[then] = cost + best.price
                        step[then] = (state, best.choice)
                    }
                }
            }
            costs = next
            steps.append(step)
        }
        var (least, state) = (Int.max, 0)
        for (number, cost) in costs.enumerated() where cost < Int.max && cost + point * worth[number] < least {
            (least, state) = (cost + point * worth[number], number)
        }
        for (stage, step) in zip(stages, steps).reversed() {
            let (from, choice) = step[state]
            if choice >= 0 { stage[choice].parts.forEach(use) }
            state = from
        }
        return least
    }
}
