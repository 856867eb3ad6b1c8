import Testing

@testable import Planning

/// Small meetings drawn by chance, and every order there is of their items.
private enum SmallMeeting {
    /// - Parameter everyoneIsThere: Nobody comes late, leaves early or is away in between.
    static func draw(_ chance: inout SeededGenerator, everyoneIsThere: Bool) -> SlotOrderProblem {
        let attendees = 2 + chance.below(5)
        let items = (0..<(2 + chance.below(6))).map { _ in
            SlotOrderProblem.Item(
                minutes: [3, 5, 10][chance.below(3)],
                needs: (0..<attendees).filter { _ in chance.below(100) < 40 }, urgency: chance.below(4))
        }
        let total = items.reduce(0) { $0 + $1.minutes }
        let opening = 10
        let pause = chance.below(2) * 10
        let whole = 0..<(opening + total + pause + 5)
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
            }, opening: opening, pause: pause)
    }

    /// The least of all orders, by the cost and by the waiting alone.
    static func best(_ problem: SlotOrderProblem) -> (cost: SlotOrderProblem.Cost, waiting: Int) {
        var best = problem.cost(Array(problem.items.indices))
        var waiting = Int.max
        func extend(_ order: [Int], _ left: [Int]) {
            guard !left.isEmpty else {
                let cost = problem.cost(order)
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
    @Test func `is as good as any of all orders, on nearly all small meetings`() {
        var chance = SeededGenerator(seed: 20_261_130)
        var equal = 0
        let meetings = 250
        for number in 0..<meetings {
            let problem = SmallMeeting.draw(&chance, everyoneIsThere: false)
            let best = SmallMeeting.best(problem).cost
            var search = SlotOrderSearch(problem, chance: SeededGenerator(seed: UInt64(number)))
            let (order, cost) = search.run()
            #expect(order.sorted() == Array(problem.items.indices))
            #expect(cost == problem.cost(order))
            #expect(cost >= best, "meeting \(number)")
            if cost == best { equal += 1 }
        }
        #expect(equal * 100 >= meetings * 99, "\(equal) of \(meetings)")
    }

    @Test func `no order waits less than the bound, and where everyone is there some order reaches it`() {
        var chance = SeededGenerator(seed: 7)
        var positive = 0
        for number in 0..<250 {
            let problem = SmallMeeting.draw(&chance, everyoneIsThere: true)
            let known = problem.cost(Array(problem.items.indices))
            let bound = WaitingBound.find(for: problem, below: known).minutes
            let least = SmallMeeting.best(problem).waiting
            // With at most seven items there are fewer sorts of them than the bound tells apart.
            #expect(bound == least, "meeting \(number)")
            if bound > 0 { positive += 1 }
        }
        #expect(positive > 25)
    }

    @Test func `the bound holds where some are not there all the time, and nobody is absent`() {
        var chance = SeededGenerator(seed: 8)
        var tried = 0
        for number in 0..<400 {
            let problem = SmallMeeting.draw(&chance, everyoneIsThere: false)
            let best = SmallMeeting.best(problem)
            guard best.cost.absent == 0 else { continue }
            tried += 1
            #expect(WaitingBound.find(for: problem, below: best.cost).minutes <= best.cost.waiting, "meeting \(number)")
        }
        #expect(tried > 50)
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
        #expect(WaitingBound.find(for: nothing, below: nothing.cost([])).minutes == 0)
    }
}
