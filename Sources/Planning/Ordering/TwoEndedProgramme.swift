/// The best order of items that only their needs limit, by an exact programme that grows from both ends.
///
/// A state is what is left: the items, the attendees on site at the left who are still needed, and those at the
/// right. The ends are interchangeable. Waiting is charged as items are placed; an attendee seen at both ends waits
/// for every item left that does not need them, whatever the order, and is charged at once and forgotten.
/// States are expanded in layers of items placed, each once, and only while their cost and a bound on what follows
/// stay below the best order known.
///
/// Sources: Garcia de la Banda, Stuckey and Chu 2011 (both ends, merging, dominance); Qin, Zhang, Lim and Liang 2016
/// (branch and bound with dominance); the two bounds are in `EndBound`.
final class TwoEndedProgramme {
    private let problem: OrderingProblem
    private let limits: OrderingLimits
    /// For each attendee, the items that need them.
    private let itemsOf: [UInt64]
    private let everyone: UInt64
    private var layers: [Layer]
    /// The cost, in waiting, of the best order known; states at or above it are of no use.
    private var best: Int
    private var bestEnd: (layer: Int, index: Int)?
    private(set) var expanded = 0
    private var kept = 0
    private var bound: EndBound
    /// The attendees taken into account: all, or those of one of the smaller problems of `UnseenBound`.
    private let scope: UInt64
    private let unseen: UnseenBound?

    static let mostItems = 64

    /// - Parameters:
    ///   - waiting: The waiting of an order that is known.
    ///   - scope: The attendees to take into account.
    ///   - unseen: Bounds for those not seen yet; made here if it is not given.
    init(
        _ problem: OrderingProblem, below waiting: Int, _ limits: OrderingLimits, scope: UInt64 = .max,
        unseen: UnseenBound? = nil
    ) {
        self.problem = problem
        self.limits = limits
        self.scope = scope
        self.unseen = unseen
        best = waiting
        itemsOf = problem.attendees.indices.map { attendee in
            problem.items.indices.reduce(into: UInt64(0)) { items, item in
                if problem.items[item].needs >> UInt64(attendee) & 1 == 1 { items |= 1 << UInt64(item) }
            }
        }
        everyone = problem.attendees.isEmpty ? 0 : scope & (UInt64.max >> UInt64(64 - problem.attendees.count))
        layers = (0...problem.items.count).map { _ in Layer() }
        bound = EndBound(problem.attendees.map(\.weight))
    }

    /// What is left to place, and at what cost one came to it.
    private struct State {
        var items: UInt64
        var left: UInt64
        var right: UInt64
        /// Waiting charged so far.
        var cost: Int32
        /// No completion waits less than this in all.
        var floor: Int32
    }

    /// How a state was come to, kept for the one order that is told in the end.
    private struct Origin {
        var layer: Int32
        var index: Int32
        var isLeft: Bool
    }

    /// Items that the attendees who still matter cannot tell apart: they stand together in some best order.
    private struct Class {
        var needs: UInt64
        var minutes: Int
        var items: UInt64
    }

    /// Searches; returns the least waiting known, a proven bound on it, and an order if it is better than the one
    /// known before.
    func run() -> (waiting: Int, bound: Int, order: [Int]?, isProven: Bool) {
        let count = problem.items.count
        // Items that nobody in scope is needed for stand at an end, and cost nothing.
        let all = problem.items.indices.reduce(into: UInt64(0)) { items, item in
            if problem.items[item].needs & scope != 0 { items |= 1 << UInt64(item) }
        }
        add(
            State(items: all, left: 0, right: 0, cost: 0, floor: 0), placed: count - all.nonzeroBitCount,
            Origin(layer: -1, index: -1, isLeft: true))
        for layer in layers.indices {
            var index = 0
            while index < layers[layer].states.count {
                if expanded >= limits.expansions || kept > limits.states || index & 0xFF == 0 && limits.isTimeUp() {
                    return stopped(at: layer, index)
                }
                expand(layers[layer].states[index], layer: layer, index: index)
                index += 1
            }
            layers[layer].forgetStates()
        }
        return (best, best, order(), true)
    }

    /// The bound on stopping early: what no state still waiting can do better than.
    private func stopped(at layer: Int, _ index: Int) -> (waiting: Int, bound: Int, order: [Int]?, isProven: Bool) {
        var least = best
        for number in layer..<layers.count {
            for state in layers[number].states.dropFirst(number == layer ? index : 0) {
                least = min(least, Int(max(state.floor, state.cost)))
            }
        }
        return (best, least, order(), least == best)
    }

    // MARK: - One state

    private var classes: [Class] = []

    private func expand(_ state: State, layer: Int, index: Int) {
        guard Int(max(state.floor, state.cost)) < best else { return }
        let seen = attendees { itemsOf[$0] & ~state.items != 0 }
        let open = state.left | state.right
        let active = attendees { itemsOf[$0] & state.items != 0 } & ~(seen & ~open)
        sort(state, active: active, unseen: active & ~seen)
        if classes.count <= 1 {
            // Whoever is on site is needed by all that is left: nobody waits any more.
            if Int(state.cost) < best {
                best = Int(state.cost)
                bestEnd = (layer, index)
            }
            return
        }
        // An item that needs just those on site goes to their end, at no cost.
        if let free = classes.first(where: { $0.needs == state.left }) {
            return place(free, left: true, state, layer, index, floor: state.floor)
        }
        if let free = classes.first(where: { $0.needs == state.right }) {
            return place(free, left: false, state, layer, index, floor: state.floor)
        }
        let rest = bound.find(left: state.left, right: state.right, classes.map { ($0.needs, $0.minutes) })
        var floor = max(Int(state.floor), Int(state.cost) + rest)
        guard floor < best else { return }
        // The waiting of those nobody has seen yet comes on top. It is worth its trouble in hard problems only.
        if let unseen, expanded > TwoEndedProgramme.easy {
            floor = max(floor, Int(state.cost) + rest + unseen.find(active & ~seen))
            guard floor < best else { return }
        }
        expanded += 1
        let (toLeft, toRight) = (candidates(site: state.left), candidates(site: state.right))
        let isLeft = toLeft.count <= toRight.count
        for candidate in isLeft ? toLeft : toRight {
            place(classes[candidate], left: isLeft, state, layer, index, floor: Int32(truncatingIfNeeded: floor))
        }
    }

    /// A problem is easy as long as it has needed no more states than this.
    private static let easy = 2_000

    private func attendees(_ isIncluded: (Int) -> Bool) -> UInt64 {
        var found: UInt64 = 0
        var left = everyone
        while left != 0 {
            let attendee = left.trailingZeroBitCount
            left &= left - 1
            if isIncluded(attendee) { found |= 1 << UInt64(attendee) }
        }
        return found
    }

    /// Sorts the items left into classes.
    ///
    /// An attendee not seen yet who is needed by one class alone will never wait, and is forgotten, which can make more
    /// classes equal.
    private func sort(_ state: State, active: UInt64, unseen: UInt64) {
        var active = active
        while true {
            classes.removeAll(keepingCapacity: true)
            var left = state.items
            while left != 0 {
                let item = left.trailingZeroBitCount
                left &= left - 1
                let needs = problem.items[item].needs & active
                if let found = classes.firstIndex(where: { $0.needs == needs }) {
                    classes[found].minutes += problem.items[item].minutes
                    classes[found].items |= 1 << UInt64(item)
                } else {
                    classes.append(Class(needs: needs, minutes: problem.items[item].minutes, items: 1 << UInt64(item)))
                }
            }
            var (once, twice): (UInt64, UInt64) = (0, 0)
            for item in classes {
                twice |= once & item.needs
                once |= item.needs
            }
            let single = unseen & active & once & ~twice
            if single == 0 { return }
            active &= ~single
        }
    }

    /// The classes worth placing next at an end.
    ///
    /// One that needs all on site there, and beyond them only people whom another needs as well, can go before that
    /// other at no loss.
    private func candidates(site: UInt64) -> [Int] {
        classes.indices.filter { one in
            !classes.indices.contains { other in
                other != one && site & ~classes[other].needs == 0
                    && classes[other].needs & ~(site | classes[one].needs) == 0
            }
        }
    }

    /// Places all items of a class at an end.
    private func place(_ item: Class, left: Bool, _ state: State, _ layer: Int, _ index: Int, floor: Int32) {
        var (here, there) = left ? (state.left, state.right) : (state.right, state.left)
        var cost = Int(state.cost) + problem.weight(of: here & ~item.needs) * item.minutes
        let rest = state.items & ~item.items
        // Seen at both ends now: they wait for all that is left and does not need them.
        var both = item.needs & there
        while both != 0 {
            let attendee = both.trailingZeroBitCount
            both &= both - 1
            cost += problem.attendees[attendee].weight * minutes(rest & ~itemsOf[attendee])
        }
        here = (here | item.needs) & ~there
        there &= ~item.needs
        here &= attendees { itemsOf[$0] & rest != 0 }
        guard cost < best else { return }
        let next = State(
            items: rest, left: min(here, there), right: max(here, there), cost: Int32(truncatingIfNeeded: cost),
            floor: max(floor, Int32(truncatingIfNeeded: cost)))
        // The ends may be swapped, so that mirror images are one state.
        let isSwapped = (left ? here : there) != next.left
        add(
            next, placed: problem.items.count - rest.nonzeroBitCount,
            Origin(layer: Int32(layer), index: Int32(index), isLeft: left), swapped: isSwapped)
    }

    private func minutes(_ items: UInt64) -> Int {
        var sum = 0
        var left = items
        while left != 0 {
            sum += problem.items[left.trailingZeroBitCount].minutes
            left &= left - 1
        }
        return sum
    }

    private func add(_ state: State, placed: Int, _ origin: Origin, swapped: Bool = false) {
        if layers[placed].add(state, origin, swapped: swapped) { kept += 1 }
    }

    // MARK: - The order in the end

    /// The order that led to the best end found, or nil if none is better than the one known before.
    private func order() -> [Int]? {
        guard let bestEnd, scope == .max else { return nil }
        // From the end backwards: what was placed at which side, seen from that state's own left.
        var steps: [(items: UInt64, isLeft: Bool, swapped: Bool)] = []
        var (layer, index) = bestEnd
        let middle = layers[layer].items[index]
        while layer >= 0 {
            let origin = layers[layer].origins[index]
            guard origin.layer >= 0 else { break }
            let before = layers[Int(origin.layer)].items[Int(origin.index)]
            steps.append(
                (before & ~layers[layer].items[index], origin.isLeft, layers[layer].swapped[index]))
            (layer, index) = (Int(origin.layer), Int(origin.index))
        }
        // Inside out: a swap turns round what has been put together so far.
        var order = numbers(middle)
        for step in steps {
            if step.swapped { order.reverse() }
            order = step.isLeft ? numbers(step.items) + order : order + numbers(step.items)
        }
        // Those that nobody is needed for go last, when everybody has left.
        return order + problem.items.indices.filter { !order.contains($0) }
    }

    /// Items of one class in an order within it: whoever is needed for nothing outside of it has theirs together.
    ///
    /// Such attendees were forgotten when the class was made, the ones with fewer items before those with more, so
    /// their sets of items lie in one another or apart.
    private func numbers(_ items: UInt64) -> [Int] {
        var blocks = problem.items.indices.filter { items >> UInt64($0) & 1 == 1 }.map { [$0] }
        let inside = itemsOf.filter { $0 & ~items == 0 }.sorted { $0.nonzeroBitCount < $1.nonzeroBitCount }
        for set in inside where set.nonzeroBitCount > 1 {
            let together = blocks.filter { block in block.contains { set >> UInt64($0) & 1 == 1 } }
            blocks.removeAll(where: together.contains)
            blocks.append(Array(together.joined()))
        }
        return Array(blocks.joined())
    }

    /// The states with so many items placed.
    private struct Layer {
        var states: [State] = []
        /// Kept when the states are gone, for the order in the end.
        var items: [UInt64] = []
        var origins: [Origin] = []
        var swapped: [Bool] = []
        /// Open addressing over the states; -1: free.
        private var table: [Int32] = []

        /// Keeps a state, or the cheaper of two that are the same; true if it is a new one.
        mutating func add(_ state: State, _ origin: Origin, swapped isSwapped: Bool) -> Bool {
            if states.count * 2 >= table.count { grow() }
            let mask = table.count - 1
            var slot = hash(state) & mask
            while table[slot] >= 0 {
                let index = Int(table[slot])
                let other = states[index]
                if other.items == state.items, other.left == state.left, other.right == state.right {
                    if state.cost < other.cost {
                        states[index].cost = state.cost
                        states[index].floor = state.floor
                        origins[index] = origin
                        swapped[index] = isSwapped
                    } else if state.cost == other.cost {
                        states[index].floor = max(state.floor, other.floor)
                    }
                    return false
                }
                slot = (slot + 1) & mask
            }
            table[slot] = Int32(states.count)
            states.append(state)
            items.append(state.items)
            origins.append(origin)
            swapped.append(isSwapped)
            return true
        }

        mutating func forgetStates() {
            states = []
            table = []
        }

        private mutating func grow() {
            let size = max(64, table.count * 2)
            table = [Int32](repeating: -1, count: size)
            for (index, state) in states.enumerated() {
                var slot = hash(state) & (size - 1)
                while table[slot] >= 0 { slot = (slot + 1) & (size - 1) }
                table[slot] = Int32(index)
            }
        }

        private func hash(_ state: State) -> Int {
            var mixed = state.items &* 0x9E37_79B9_7F4A_7C15
            mixed = (mixed ^ (mixed >> 29) ^ state.left) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 32) ^ state.right) &* 0x94D0_49BB_1331_11EB
            return Int(truncatingIfNeeded: (mixed ^ (mixed >> 31)) >> 1)
        }
    }
}
