internal import Casework

/// Puts the slots of a meeting in order, level by level, and says which levels are proven.
///
/// Local search finds an order. Where few enough states decide it, `SlotProgramme` proves it at every level, or finds
/// a better one. A bound on the waiting comes from the bare ordering problem. All work is bounded by counts, not
/// by a clock, so that the same meeting gets the same order everywhere.
struct SlotOrderSolver {
    /// States of the programme over sets of items, and of the one over who is there.
    static let mostStates = 40_000
    /// With more people than this, the whole is not tried: groups of them give a better bound for the work.
    private static let mostPeople = 14

    /// Items that the local search costs at most.
    static let usualEffort = 40_000_000

    private let problem: SlotOrderProblem
    private let chance: SeededGenerator
    private let effort: Int

    /// - Parameter effort: How many items the local search may cost in all.
    init(_ problem: SlotOrderProblem, chance: SeededGenerator, effort: Int = SlotOrderSolver.usualEffort) {
        self.problem = problem
        self.chance = chance
        self.effort = effort
    }

    struct Answer {
        var order: [Int]
        var cost: SlotOrderProblem.Cost
        /// No order with as few people absent waits less.
        var waitingBound: Int
        /// The levels at which no order is better, the levels above being equal.
        var proven: Set<PlannedMeeting.Level>
    }

    /// - Parameter known: Orders to begin from: that which people know, and that which a person has arranged.
    func solve(from known: [[Int]] = []) -> Answer {
        // Of few items the programme finds what the search does not; where each comes after another there is one order.
        let isFixed = problem.items.count { $0.after.isEmpty } <= 1
        let isBrief = problem.items.count <= 8 || isFixed
        var search = SlotOrderSearch(problem, chance: chance, effort: effort)
        var (order, cost) = search.run(from: known, isBrief: isBrief)
        let isArranged = problem.items.contains { !$0.after.isEmpty }
        if problem.items.count <= SlotOutlook.mostItems || problem.isIssued || isArranged,
            let found = SlotProgramme(problem)?.run(below: cost, mostStates: SlotOrderSolver.mostStates)
        {
            if let better = found.order { (order, cost) = (better, found.cost) }
            if cost.broken == 0 {
                return Answer(
                    order: order, cost: cost,
                    waitingBound: problem.isIssued ? bound(for: order, cost).minutes : cost.waiting,
                    proven: Set(PlannedMeeting.Level.allCases))
            }
        }
        let bound = bound(for: order, cost)
        // The proof may come upon an order with less waiting; it is taken if nothing else is worse for it.
        if let better = bound.order, problem.cost(better) < cost { (order, cost) = (better, problem.cost(better)) }
        var proven: Set<PlannedMeeting.Level> = []
        if cost.broken == 0, cost.absent == problem.unavoidableAbsences {
            proven.insert(.absences)
            if !problem.isIssued, bound.minutes == cost.waiting { proven.formUnion([.moves, .waiting]) }
        }
        return Answer(order: order, cost: cost, waitingBound: min(bound.minutes, cost.waiting), proven: proven)
    }

    /// A proven lower bound on the waiting of any order with as few people absent, and now and then a better order.
    ///
    /// Where all absences are of people who can be at none of their slots, everyone else is at all of theirs in any
    /// such order; otherwise how long people wait depends on what they miss, and only those who can always be there
    /// count.
    private func bound(for order: [Int], _ cost: SlotOrderProblem.Cost) -> (minutes: Int, order: [Int]?) {
        let isUnavoidable = cost.absent == problem.unavoidableAbsences
        let waiters = problem.attendees.indices.filter { attendee in
            !problem.attendees[attendee].staysThroughout
                && (isUnavoidable ? !problem.isAlwaysAbsent(attendee) : problem.isAlwaysAvailable(attendee))
        }
        var places = order
        for (place, item) in order.enumerated() { places[item] = place }
        // Waiting adds up over attendees, so what is least for some and least for others adds up to a bound.
        var minutes = 0
        var better: [Int]?
        for first in stride(from: 0, to: waiters.count, by: OrderingProblem.mostAttendees) {
            let group = Array(waiters.dropFirst(first).prefix(OrderingProblem.mostAttendees))
            let bare = bare(group)
            let reduction = OrderReduction(bare)
            var found: [Int] = []
            for part in reduction.parts {
                // The order known, as the part sees it.
                let known = part.problem.items.indices.sorted {
                    places[part.blocks[$0].first ?? 0] < places[part.blocks[$1].first ?? 0]
                }
                let waiting = part.problem.cost(of: known) - part.problem.neededCost
                let isTried = part.problem.attendees.count <= SlotOrderSolver.mostPeople
                // Where the answer is wanted at once, the bound is what is there at once.
                let isBrief = effort < SlotOrderSolver.usualEffort
                let limits = OrderingLimits(
                    expansions: isTried ? SlotOrderSolver.mostStates : 0, isTimeUp: { isBrief })
                let proof = part.problem.proofOrBound(below: waiting, limits)
                found += (proof.order ?? known).flatMap { part.blocks[$0] }
                minutes += proof.bound
            }
            if group.count == waiters.count { better = found + reduction.rest }
        }
        return (minutes, better)
    }

    /// The bare problem of some of the attendees.
    private func bare(_ attendees: [Int]) -> OrderingProblem {
        OrderingProblem(
            items: problem.items.map { item in
                let needs = attendees.indices.filter { item.needs.contains(attendees[$0]) }
                return OrderingProblem.Item(minutes: item.minutes, needs: UInt64(numbers: needs))
            },
            attendees: attendees.map { _ in OrderingProblem.Attendee() })
    }
}
