import Casework
import Testing

@testable import Planning

/// Small meetings drawn by chance, and every order there is of their items.
private enum SmallMeeting {
    /// - Parameters:
    ///   - everyoneIsThere: Nobody comes late, leaves early or is away in between.
    ///   - isPinned: Some items are fixed to a time or a place, or after another.
    static func draw(
        _ chance: inout SeededGenerator, everyoneIsThere: Bool, isPinned: Bool = false, mostItems: Int = 6
    ) -> SlotOrderProblem {
        let attendees = 2 + chance.below(5)
        var items = (0..<(2 + chance.below(mostItems - 1))).map { _ in
            SlotOrderProblem.Item(
                minutes: [3, 5, 10][chance.below(3)],
                needs: (0..<attendees).filter { _ in chance.below(100) < 40 }, urgency: chance.below(4))
        }
        let total = items.reduce(0) { $0 + $1.minutes }
        let opening = 10
        let pause = chance.below(2) * 10
        let whole = 0..<(opening + total + pause + 15)
        if isPinned {
            if chance.below(2) == 0 { items[chance.below(items.count)].at = opening + chance.below(total) }
            if chance.below(3) == 0 { items[chance.below(items.count)].position = chance.below(items.count) }
            let (one, other) = (chance.below(items.count), chance.below(items.count))
            if one != other { items[one].after = [other] }
        }
        return SlotOrderProblem(
            items: items,
            attendees: (0..<attendees).map { _ in
                var available = [whole]
                if !everyoneIsThere, chance.below(3) == 0 {
                    let middle = opening + chance.below(total)
                    available =
                        [[0..<middle], [middle..<whole.upperBound], [0..<middle, (middle + 5)..<(middle + 15)]][
                            chance.below(3)]
                }
                return SlotOrderProblem.Attendee(available: available, staysThroughout: chance.below(6) == 0)
            }, opening: opening, pause: pause, close: whole.upperBound - 5)
    }

    /// An order's cost as it is defined, counted slot by slot and person by person.
    static func cost(_ problem: SlotOrderProblem, _ order: [Int]) -> SlotOrderProblem.Cost {
        var cost = SlotOrderProblem.Cost()
        var slots: [(item: Int, from: Int, until: Int)] = []
        var rest: Range<Int>?
        var clock = problem.opening
        for (position, item) in order.enumerated() {
            let done = slots.reduce(0) { $0 + $1.until - $1.from }
            if problem.pause > 0, rest == nil, position > 0, 2 * done >= problem.totalMinutes {
                rest = clock..<(clock + problem.pause)
                clock += problem.pause
            }
            clock = max(clock, problem.items[item].at ?? clock)
            slots.append((item, clock, clock + problem.items[item].minutes))
            clock += problem.items[item].minutes
        }
        for (position, slot) in slots.enumerated() {
            let item = problem.items[slot.item]
            cost.urgency += item.urgency * item.minutes * slot.from
            if let at = item.at, at != slot.from { cost.broken += 1 }
            if let place = item.position, place != position { cost.broken += 1 }
            if slot.until > problem.close { cost.broken += 1 }
            cost.broken += item.after.count { before in !order.prefix(position).contains(before) }
        }
        for (number, attendee) in problem.attendees.enumerated() {
            let needed = slots.filter { problem.items[$0.item].needs.contains(number) }
            let attended = needed.filter { slot in
                attendee.available.contains { $0.contains(slot.from) && $0.contains(slot.until - 1) }
            }
            cost.absent += needed.count - attended.count
            guard let first = attended.first, let last = attended.last, !attendee.staysThroughout else { continue }
            cost.waiting += last.until - first.from - attended.reduce(0) { $0 + $1.until - $1.from }
            if let rest, first.from <= rest.lowerBound, rest.upperBound <= last.from { cost.waiting -= rest.count }
            if let told = attendee.told, told != first.from..<last.until { cost.moved += 1 }
        }
        return cost
    }

    /// The least of all orders, by the cost and by the waiting alone.
    static func best(_ problem: SlotOrderProblem) -> (cost: SlotOrderProblem.Cost, waiting: Int) {
        var best = cost(problem, Array(problem.items.indices))
        var waiting = Int.max
        func extend(_ order: [Int], _ left: [Int]) {
            guard !left.isEmpty else {
                let cost = cost(problem, order)
                best = min(best, cost)
                waiting = min(waiting, cost.waiting)
                return
            }
            for item in left { extend(order + [item], left.filter { $0 != item }) }
        }
        extend([], Array(problem.items.indices))
        return (best, waiting)
    }
}

@Suite struct `The order of slots` {
    @Test(arguments: [false, true])
    func `is at every level as good as any of all orders, pins or not, and said to be proven`(isPinned: Bool) {
        var chance = SeededGenerator(seed: 20_261_130)
        for number in 0..<500 {
            let problem = SmallMeeting.draw(&chance, everyoneIsThere: false, isPinned: isPinned)
            let best = SmallMeeting.best(problem).cost
            let answer = SlotOrderSolver(problem, chance: SeededGenerator(seed: UInt64(number))).solve()
            #expect(answer.order.sorted() == Array(problem.items.indices))
            // Where the pins cannot all be kept, people have to look at them; the planner says so.
            #expect(answer.cost.broken == best.broken, "meeting \(number)")
            guard best.broken == 0 else { continue }
            #expect(answer.cost == SmallMeeting.cost(problem, answer.order), "meeting \(number)")
            #expect(answer.cost == best, "meeting \(number)")
            #expect(answer.waitingBound <= best.waiting)
            #expect(answer.proven.count == PlannedMeeting.Level.allCases.count)
        }
    }

    @Test func `is found by the programme alone, from no good order at all`() throws {
        var chance = SeededGenerator(seed: 17)
        let hopeless = SlotOrderProblem.Cost(broken: 1_000)
        for number in 0..<300 {
            let problem = SmallMeeting.draw(&chance, everyoneIsThere: false, isPinned: number % 2 == 0)
            let best = SmallMeeting.best(problem).cost
            let programme = try #require(SlotProgramme(problem))
            let found = try #require(programme.run(below: hopeless, mostStates: 1_000_000))
            #expect((found.order == nil) == (best.broken > 0), "meeting \(number)")
            guard let order = found.order else { continue }
            #expect(SmallMeeting.cost(problem, order) == best && found.cost == best, "meeting \(number)")
        }
    }

    @Test func `after issue moves as few people's times as any order does, in a thousand small meetings`() {
        var chance = SeededGenerator(seed: 2026)
        var moved = 0
        for number in 0..<1_000 {
            var problem = SmallMeeting.draw(&chance, everyoneIsThere: false, mostItems: 5)
            let issued = SlotOrderSolver(problem, chance: SeededGenerator(seed: 1)).solve().order
            tell(&problem, issued)
            // Something happens: an item comes, an item goes, somebody declines, a slot grows.
            var order = issued
            switch chance.below(4) {
            case 0:
                problem.items.append(
                    .init(
                        minutes: 10, needs: problem.attendees.indices.filter { _ in chance.below(2) == 0 }, urgency: 3))
                problem.close += 10
                order.append(problem.items.count - 1)
            case 1: problem.attendees[chance.below(problem.attendees.count)].available = []
            case 2: problem.items[chance.below(problem.items.count)].minutes += 5
            default:
                let from = problem.opening + chance.below(problem.totalMinutes)
                problem.attendees[chance.below(problem.attendees.count)].available = [from..<(from + 20)]
            }
            let best = SmallMeeting.best(problem).cost
            let answer = SlotOrderSolver(problem, chance: SeededGenerator(seed: UInt64(number))).solve(from: [order])
            #expect(answer.cost == best, "meeting \(number)")
            #expect(answer.cost == SmallMeeting.cost(problem, answer.order), "meeting \(number)")
            moved += best.moved
        }
        #expect(moved > 200)
    }

    /// Tells everyone when to come for an order.
    private func tell(_ problem: inout SlotOrderProblem, _ order: [Int]) {
        let starts = problem.times(order).starts
        for attendee in problem.attendees.indices {
            let mine = zip(order, starts).filter { item, start in
                problem.items[item].needs.contains(attendee)
                    && problem.isAvailable(attendee, from: start, to: start + problem.items[item].minutes)
            }
            guard let first = mine.first, let last = mine.last else { continue }
            problem.attendees[attendee].told = first.1..<(last.1 + problem.items[last.0].minutes)
        }
    }

    @Test func `no order waits less than the bound, and where everyone is there some order reaches it`() {
        var chance = SeededGenerator(seed: 7)
        var positive = 0
        for number in 0..<250 {
            let problem = SmallMeeting.draw(&chance, everyoneIsThere: true)
            let answer = SlotOrderSolver(problem, chance: SeededGenerator(seed: 1)).solve()
            let least = SmallMeeting.best(problem).waiting
            #expect(answer.waitingBound == least && answer.cost.waiting == least, "meeting \(number)")
            if least > 0 { positive += 1 }
        }
        #expect(positive > 10)
    }

    @Test func `the bound holds where nobody is absent who need not be`() {
        var chance = SeededGenerator(seed: 8)
        var tried = 0
        for number in 0..<400 {
            let problem = SmallMeeting.draw(&chance, everyoneIsThere: false, mostItems: 7)
            let best = SmallMeeting.best(problem)
            guard best.cost.absent == 0 else { continue }
            tried += 1
            let bound = SlotOrderSolver(problem, chance: SeededGenerator(seed: 1)).solve().waitingBound
            #expect(bound <= best.cost.waiting, "meeting \(number)")
        }
        #expect(tried > 50)
    }

    @Test func `counting with sets of bits is counting person by person`() {
        var chance = SeededGenerator(seed: 12)
        for number in 0..<500 {
            let problem = SmallMeeting.draw(&chance, everyoneIsThere: false, isPinned: number % 2 == 0, mostItems: 9)
            var order = Array(problem.items.indices)
            chance.shuffle(&order)
            var (bits, people) = (SlotOrderCounter(problem), SlotOrderCounter(problem, isFast: false))
            #expect(bits.cost(order) == people.cost(order), "meeting \(number)")
            // Past the end of the meeting nobody's diary is asked.
            guard bits.cost(order).broken == 0 else { continue }
            #expect(bits.cost(order).waiting == SmallMeeting.cost(problem, order).waiting, "meeting \(number)")
        }
    }

    @Test func `a slot at a fixed time is waited for, and the others go round it`() {
        var meeting = problem([(5, [0]), (5, [1]), (5, [2])], available: [[0..<60], [0..<60], [0..<60]])
        meeting.close = 60
        meeting.items[2].at = 20
        let answer = SlotOrderSolver(meeting, chance: SeededGenerator(seed: 1)).solve()
        #expect(answer.order.last == 2 && answer.cost.broken == 0)
        meeting.items[2].at = 17
        let waited = SlotOrderSolver(meeting, chance: SeededGenerator(seed: 1)).solve()
        #expect(meeting.times(waited.order).starts[waited.order.firstIndex(of: 2) ?? 0] == 17)
    }

    // MARK: - By hand

    private func problem(
        _ items: [(minutes: Int, needs: [Int])], available: [[Range<Int>]], throughout: Set<Int> = [], pause: Int = 0
    ) -> SlotOrderProblem {
        SlotOrderProblem(
            items: items.map { SlotOrderProblem.Item(minutes: $0.minutes, needs: $0.needs, urgency: 0) },
            attendees: available.enumerated().map {
                SlotOrderProblem.Attendee(available: $1, staysThroughout: throughout.contains($0))
            }, opening: 10, pause: pause)
    }

    @Test func `whoever is needed first and last waits in between`() {
        let three = problem([(5, [0]), (10, [1]), (5, [0])], available: [[0..<60], [0..<60]])
        #expect(three.cost([0, 1, 2]).waiting == 10)
        #expect(three.cost([0, 2, 1]).waiting == 0)
        let through = problem([(5, [0]), (10, [1]), (5, [0])], available: [[0..<60], [0..<60]], throughout: [0])
        #expect(through.cost([0, 1, 2]).waiting == 0)
    }

    @Test func `whoever is not there for the whole of a slot is absent, and waits for nothing`() {
        let late = problem([(5, [0]), (5, [0])], available: [[12..<60]])
        #expect(late.cost([0, 1]) == SlotOrderProblem.Cost(absent: 1, waiting: 0, urgency: 0))
        #expect(problem([(5, [0])], available: [[10..<15]]).cost([0]).absent == 0)
        #expect(problem([(5, [0])], available: [[10..<12, 12..<15]]).cost([0]).absent == 1)
    }

    @Test func `the break is where half the minutes are done, and is not waiting`() {
        let four = problem(
            [(5, [0]), (5, [1]), (5, [1]), (5, [0])], available: [[0..<60], [0..<60]], pause: 10)
        #expect(four.times([0, 1, 2, 3]).starts == [10, 15, 30, 35])
        #expect(four.times([0, 1, 2, 3]).breakAfter == 2)
        #expect(four.cost([0, 1, 2, 3]).waiting == 10)
        #expect(four.cost([1, 0, 3, 2]).waiting == 10)
        #expect(four.cost([1, 2, 0, 3]).waiting == 0)
    }

    @Test func `without a break there is none`() {
        #expect(problem([(5, [0]), (5, [0])], available: [[0..<60]]).times([1, 0]).breakAfter == nil)
    }

    @Test func `absence comes before waiting, waiting before urgency`() {
        typealias Cost = SlotOrderProblem.Cost
        #expect(Cost(absent: 0, waiting: 99, urgency: 99) < Cost(absent: 1, waiting: 0, urgency: 0))
        #expect(Cost(absent: 1, waiting: 0, urgency: 99) < Cost(absent: 1, waiting: 1, urgency: 0))
        #expect(Cost(absent: 1, waiting: 1, urgency: 0) < Cost(absent: 1, waiting: 1, urgency: 1))
    }

    @Test func `red comes before green where nothing else speaks`() {
        var search = SlotOrderSearch(
            SlotOrderProblem(
                items: [1, 3, 2].map { .init(minutes: 5, needs: [], urgency: $0) }, attendees: [], opening: 10, pause: 0
            ),
            chance: SeededGenerator(seed: 1))
        #expect(search.run().order == [1, 2, 0])
    }

    @Test func `a long red item comes before a short amber one, and that before a shorter green`() {
        var search = SlotOrderSearch(
            SlotOrderProblem(
                items: [(1, 1), (2, 3), (3, 10), (3, 5)].map { .init(minutes: $1, needs: [], urgency: $0) },
                attendees: [], opening: 10, pause: 0), chance: SeededGenerator(seed: 1))
        let order = search.run().order
        #expect(Set(order.prefix(2)) == [2, 3])
        #expect(order.suffix(2) == [1, 0])
    }

    @Test func `a meeting with nothing to discuss has an empty order`() {
        let nothing = SlotOrderProblem(items: [], attendees: [], opening: 10, pause: 10)
        var search = SlotOrderSearch(nothing, chance: SeededGenerator(seed: 1))
        #expect(search.run().order == [])
        #expect(SlotOrderSolver(nothing, chance: SeededGenerator(seed: 1)).solve().waitingBound == 0)
    }
}
