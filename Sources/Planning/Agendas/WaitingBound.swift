/// A proven lower bound on the waiting minutes of any order of a meeting's slots, and now and then a better order.
///
/// It speaks of the orders in which no more people are absent than in the one known. Where all absences are of people
/// who can be at none of their slots, everyone else is at all of theirs in any such order; otherwise those who cannot
/// be there all the time are left out, since how long they wait depends on what they miss. For the rest it is the
/// bare ordering problem. The work is bounded by states, not by a clock, so that the same meeting
/// gets the same bound everywhere.
struct WaitingBound {
    /// States to expand for one meeting.
    static let mostStates = 20_000

    /// - Parameter cost: Of the order that is known; the bound is never above its waiting.
    /// - Returns: The bound, and an order with less waiting if the proof came upon one and nobody was left out.
    static func find(for problem: SlotOrderProblem, below cost: SlotOrderProblem.Cost) -> (minutes: Int, order: [Int]?)
    {
        let waiting = cost.waiting
        let end = problem.opening + problem.totalMinutes + problem.pause
        let waiters = problem.attendees.indices.filter {
            !problem.attendees[$0].staysThroughout && !problem.isAlwaysAbsent($0)
        }
        let isAbsenceUnavoidable = cost.absent == problem.unavoidableAbsences
        let counted = waiters.filter { attendee in
            isAbsenceUnavoidable || problem.isAvailable(attendee, from: problem.opening, to: end)
        }
        var bound = 0
        // Waiting adds up over attendees, so what is least for some and least for others adds up to a bound.
        for first in stride(from: 0, to: counted.count, by: OrderingProblem.mostAttendees) {
            let group = counted.dropFirst(first).prefix(OrderingProblem.mostAttendees)
            let reduced = bare(problem, Array(group))
            let isEveryone = group.count == waiters.count
            if isEveryone {
                let found = OrderSolver(reduced).solve(OrderingLimits(expansions: mostStates))
                let better = found.cost - reduced.neededCost < waiting ? found.order : nil
                return (min(waiting, found.lowerBound - reduced.neededCost), better)
            }
            let found = OrderSolver(reduced).solve(OrderingLimits(expansions: mostStates))
            bound += found.lowerBound - reduced.neededCost
        }
        return (min(waiting, bound), nil)
    }

    /// The bare problem of some of the attendees.
    private static func bare(_ problem: SlotOrderProblem, _ attendees: [Int]) -> OrderingProblem {
        OrderingProblem(
            items: problem.items.map { item in
                let needs = attendees.enumerated().reduce(into: UInt64(0)) { needs, attendee in
                    if item.needs.contains(attendee.element) { needs |= 1 << UInt64(attendee.offset) }
                }
                return OrderingProblem.Item(minutes: item.minutes, needs: needs)
            },
            attendees: attendees.map { _ in OrderingProblem.Attendee() })
    }
}
