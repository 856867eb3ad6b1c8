internal import Casework

/// Says of each slot why it is where it is, by what would be worse anywhere else.
struct SlotWhys {
    private let problem: SlotOrderProblem
    private let order: [Int]
    /// How a sentence speaks of each attendee, without a name.
    private let attendees: [String]
    private let start: Moment
    private let items: [AgendaItem]
    /// Nominals with limited access: nothing about them is said at anybody else's slot.
    private let limited: Set<Nominal.ID>
    private let cost: SlotOrderProblem.Cost
    private let starts: [Int]

    init(
        _ problem: SlotOrderProblem, _ order: [Int], attendees: [String], start: Moment, items: [AgendaItem],
        limited: Set<Nominal.ID>
    ) {
        self.problem = problem
        self.order = order
        self.attendees = attendees
        self.start = start
        self.items = items
        self.limited = limited
        cost = problem.cost(order)
        starts = problem.times(order).starts
    }

    /// A sentence about the slot at a position, counted from 0.
    func why(at position: Int) -> String {
        let item = problem.items[order[position]]
        if item.at != nil { return "At \(start.clock(after: starts[position])), as arranged." }
        if item.position != nil { return "In place \(position + 1), as arranged." }
        guard order.count > 1 else { return "The only item." }
        let others = order.indices.filter { $0 != position }.map { moved(position, to: $0) }
        var counter = SlotOrderCounter(problem)
        let costs = others.map { counter.cost($0) }
        if let first = item.after.first, !limited.contains(items[first].nominal),
            costs.enumerated().contains(where: { $1.broken > cost.broken && $0 < position })
        {
            let before = "\(place(position))after \(items[first].nominal), as arranged"
            return sentence(before)
        }
        if costs.allSatisfy({ $0.broken > cost.broken }) {
            return sentence("\(place(position))where the arranged items leave room for it")
        }
        let possible = zip(others, costs).filter { $0.1.broken == cost.broken }
        if possible.allSatisfy({ $0.1.absent > cost.absent }) { return presence(position, possible.map(\.0)) }
        let present = possible.filter { $0.1.absent == cost.absent }
        if let fewest = present.map({ $0.1.moved - cost.moved }).min(), fewest > 0 {
            return sentence(
                "\(place(position))as issued: elsewhere \(people(fewest)) would have to be told another time")
        }
        let still = present.filter { $0.1.moved == cost.moved }
        if let least = still.map({ $0.1.waiting - cost.waiting }).min(), least > 0 {
            return waiting(position, least, still.map(\.0))
        }
        let equal = still.filter { $0.1.waiting == cost.waiting }
        if !equal.isEmpty, equal.allSatisfy({ $0.1.urgency > cost.urgency }) {
            return sentence("\(place(position))nobody waits longer for it, and higher RAG comes earlier")
        }
        return sentence("\(place(position))it would do as well elsewhere: nobody's waiting depends on it")
    }

    private func moved(_ position: Int, to other: Int) -> [Int] {
        var moved = order
        moved.insert(moved.remove(at: position), at: other)
        return moved
    }

    /// Somebody would be absent anywhere else: who, and when they can be there.
    private func presence(_ position: Int, _ others: [[Int]]) -> String {
        var missing = [Int](repeating: 0, count: attendees.count)
        let now = absences(order)
        for other in others {
            let then = absences(other)
            for attendee in attendees.indices where then[attendee] > now[attendee] { missing[attendee] += 1 }
        }
        let needed = problem.items[order[position]].needs
        // Those of this slot first, then whoever would be absent most often.
        let telling = attendees.indices.filter { missing[$0] > 0 }
            .max { (needed.contains($0) ? 1 : 0, missing[$0], $1) < (needed.contains($1) ? 1 : 0, missing[$1], $0) }
        guard let telling else { return sentence("\(place(position))elsewhere somebody needed would be absent") }
        let times = problem.attendees[telling].available.map {
            "\(start.clock(after: $0.lowerBound)) to \(start.clock(after: $0.upperBound))"
        }
        return sentence(
            "\(place(position))because \(attendees[telling]) can be there from \(times.joined(separator: " and ")) only"
        )
    }

    private func absences(_ order: [Int]) -> [Int] {
        var absences = [Int](repeating: 0, count: attendees.count)
        let starts = problem.times(order).starts
        for (item, from) in zip(order, starts) {
            for attendee in problem.items[item].needs
            where !problem.isAvailable(attendee, from: from, to: from + problem.items[item].minutes) {
                absences[attendee] += 1
            }
        }
        return absences
    }

    /// People would wait longer anywhere else: how much, and whose slots it stands beside for that.
    private func waiting(_ position: Int, _ least: Int, _ others: [[Int]]) -> String {
        let needs = Set(problem.items[order[position]].needs.filter { !problem.attendees[$0].staysThroughout })
        let neighbours = [position - 1, position + 1]
            .filter { order.indices.contains($0) && !limited.contains(items[order[$0]].nominal) }
        let shared = neighbours.reduce(into: Set<Int>()) { shared, neighbour in
            shared.formUnion(needs.intersection(problem.items[order[neighbour]].needs))
        }
        let minutes = "\(least) min more"
        guard !shared.isEmpty else {
            return sentence("\(place(position))elsewhere people would wait at least \(minutes)")
        }
        let names = shared.sorted().prefix(3).map { attendees[$0] }
        let beside = neighbours.filter { !needs.isDisjoint(with: problem.items[order[$0]].needs) }
            .map { "\(items[order[$0]].nominal)" }
        return sentence(
            "\(place(position))beside \(beside.joined(separator: " and ")), which \(list(names)) "
                + "\(names.count == 1 ? "is" : "are") needed for too: elsewhere people would wait at least \(minutes)")
    }

    private func place(_ position: Int) -> String {
        position == 0 ? "first, " : position == order.count - 1 ? "last, " : ""
    }

    private func people(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }

    private func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    private func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }
}

extension Moment {
    /// The time of day so many minutes later.
    fileprivate func clock(after minutes: Int) -> ClockTime { (self + minutes).clock }
}
