/// A bare ordering problem: items that follow each other without a gap, and attendees who come from the start of
/// their first item to the end of their last.
///
/// Its cost is the talent scheduling problem's (CSPLib prob039). Items and attendees are numbers.
package struct OrderingProblem: Sendable {
    package struct Item: Sendable {
        package var minutes: Int
        /// The attendees needed, a bit each.
        package var needs: UInt64
        /// Where in the order it has to be, counted from 0, if that is fixed.
        package var position: Int?
        /// The items that have to come before it.
        package var after: [Int]

        package init(minutes: Int, needs: UInt64, position: Int? = nil, after: [Int] = []) {
            self.minutes = minutes
            self.needs = needs
            self.position = position
            self.after = after
        }
    }

    package struct Attendee: Sendable {
        package var weight: Int
        /// The minutes during which they can be there, from the start of the first item; nil: any time.
        package var window: Range<Int>?

        package init(weight: Int = 1, window: Range<Int>? = nil) {
            self.weight = weight
            self.window = window
        }

        /// Whether they can be there from one minute to another.
        func isAvailable(from start: Int, to end: Int) -> Bool {
            window.map { $0.lowerBound <= start && end <= $0.upperBound } ?? true
        }
    }

    package var items: [Item]
    /// At most 64.
    package var attendees: [Attendee]

    package init(items: [Item], attendees: [Attendee]) {
        self.items = items
        self.attendees = attendees
    }

    package static let mostAttendees = 64

    /// Whether anything but the needs limits the order.
    package var isConstrained: Bool {
        items.contains { $0.position != nil || !$0.after.isEmpty } || attendees.contains { $0.window != nil }
    }

    package var totalMinutes: Int { items.reduce(0) { $0 + $1.minutes } }

    /// Weighted minutes in which attendees are needed: what no order can save.
    package var neededCost: Int {
        items.reduce(0) { sum, item in sum + item.minutes * weight(of: item.needs) }
    }

    /// The weights of a set of attendees, added up.
    func weight(of attendees: UInt64) -> Int {
        attendees.numbers.reduce(0) { $0 + self.attendees[$1].weight }
    }

    /// The cost of an order: over attendees, weight × minutes from the start of their first item to the end of
    /// their last.
    package func cost(of order: [Int]) -> Int {
        var cost = 0
        var clock = 0
        var seen: UInt64 = 0
        for number in order {
            let item = items[number]
            let new = item.needs & ~seen
            if new != 0 { cost -= weight(of: new) * clock }
            seen |= item.needs
            clock += item.minutes
        }
        seen = 0
        for number in order.reversed() {
            let item = items[number]
            let last = item.needs & ~seen
            if last != 0 { cost += weight(of: last) * clock }
            seen |= item.needs
            clock -= item.minutes
        }
        return cost
    }

    /// Whether everyone needed for an item can be there if it starts then.
    func isOpen(_ item: Item, at clock: Int) -> Bool {
        item.needs.numbers.allSatisfy { attendees[$0].isAvailable(from: clock, to: clock + item.minutes) }
    }

    /// How many times an order breaks a window, a fixed position or a precedence.
    package func breaches(of order: [Int]) -> Int {
        guard isConstrained else { return 0 }
        var breaches = 0
        var clock = 0
        var done = [Bool](repeating: false, count: items.count)
        for (position, number) in order.enumerated() {
            let item = items[number]
            if let fixed = item.position, fixed != position { breaches += 1 }
            breaches += item.after.count { !done[$0] }
            let end = clock + item.minutes
            breaches += item.needs.numbers.count { !attendees[$0].isAvailable(from: clock, to: end) }
            done[number] = true
            clock = end
        }
        return breaches
    }
}

/// What an engine has found out about an ordering problem.
package struct OrderingAnswer: Sendable {
    /// The best order found, or nil if there is none, or none was found.
    package var order: [Int]?
    package var cost: Int
    /// No order costs less.
    package var lowerBound: Int
    /// Whether it is proven that the order is the best, or that there is none.
    package var isProven: Bool
    /// States of the exact programme that were expanded.
    package var states: Int

    package var isOptimal: Bool { isProven && order != nil }
}

/// How long an ordering engine may go on, and how much it may keep.
package struct OrderingLimits {
    /// States expanded: a bound on the work that is the same on every machine.
    package var expansions: Int
    /// What may be kept at once, in bytes: the bound on memory.
    package var bytes: Int
    /// Asked often; true: stop.
    package var isTimeUp: () -> Bool

    package init(
        expansions: Int = .max, bytes: Int = OrderingLimits.usualBytes, isTimeUp: @escaping () -> Bool = { false }
    ) {
        self.expansions = expansions
        self.bytes = min(bytes, Rows.mostBytes)
        self.isTimeUp = isTimeUp
    }

    package static let usualBytes = 2 << 30

    /// What is left of the limits after so many expansions.
    func less(_ states: Int) -> OrderingLimits {
        OrderingLimits(expansions: max(0, expansions - states), bytes: bytes, isTimeUp: isTimeUp)
    }
}
