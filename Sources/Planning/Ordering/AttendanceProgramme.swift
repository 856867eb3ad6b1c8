/// The best order of items that only their needs limit, by an exact programme over who is there.
///
/// An order is told by who is there when: an item goes wherever those it needs are there and the fewest others (by
/// weight), so a sequence of arrivals and departures says what an order costs without saying where the items are.
/// The sequence is grown from both ends. A state, a `Frontier`, is who is there at the left end, who at the right, and
/// who has come and gone; there are far fewer of them than sets of items. A way to come to one remembers, of each
/// item all of whose people have been there together, the lightest company it has met: that is what it costs unless
/// a lighter one is still to come, and nothing has to be decided about it before one of its people leaves.
///
/// What comes next at an end is an *opening*: those still missing of some item arrive, and of openings that contain
/// one another only the smaller matters; or a departure of somebody none of whose items still waits for others. The
/// end with the lighter company grows, so that both ends bound what the items between them cost. Frontiers are
/// visited by how many have come and gone, each once all ways to it are known, and a way is followed only
/// while a bound on its cost (see `AttendanceBound`) stays below the best order known. One way to a frontier makes
/// another useless if, whatever is still to come, no item is dearer by more than it is cheaper so far.
///
/// The programme is ours. Published ones (Garcia de la Banda, Stuckey and Chu 2011; Qin, Zhang, Lim and Liang 2016)
/// have sets of items for states; the bound by ends and placing from both ends are theirs.
struct AttendanceProgramme {
    /// Items that need the same people, which a reduction has made one: they stand together in some best order.
    private struct Sort {
        var needs: UInt64
        var minutes: Int
        /// Of those it needs.
        var weight: Int

        /// Weighted minutes that others of a company of that weight wait for it.
        func waiting(in company: Int32) -> Int { minutes * (Int(company) - weight) }
    }

    /// Who is there at the two ends, the greater set (as a number) first, since mirror images are the same.
    private struct Frontier: Hashable {
        var left: UInt64
        var right: UInt64
        var gone: UInt64

        init(left: UInt64, right: UInt64, gone: UInt64) {
            (self.left, self.right, self.gone) = (max(left, right), min(left, right), gone)
        }

        var both: UInt64 { left & right }
        /// Arrivals and departures on the way to it.
        var events: Int { left.nonzeroBitCount + right.nonzeroBitCount + 2 * gone.nonzeroBitCount }
    }

    /// A frontier with what follows from it alone.
    private struct Node {
        var frontier: Frontier
        var number: Int32
        /// The sorts of item whose people have all been there together at one end and are all there still.
        var pending: [Int16]
        /// For each of these, the lightest company it may still meet.
        var least: [Int32]
        /// What the sorts still to open will wait at least.
        var floor: Int32
        /// Where the row of the way found last is; -1: there is none.
        var newest: Int32 = -1
    }

    /// One step from a node, and how what a way remembers carries over.
    private struct Move {
        var layer: Int
        var node: Int
        /// What the sorts still to open afterwards will wait at least.
        var floor: Int
        /// Places, before, of the sorts that are settled: somebody they need leaves.
        var settled: [Int]
        /// The sorts pending afterwards.
        var pending: [Pending]

        struct Pending {
            var sort: Sort
            /// Its place among those pending before, or -1.
            var source: Int
            /// What those there weigh if they include whom it needs, or else more than any company.
            var company: Int32
            var least: Int32
        }
    }

    /// Where a way came from, kept for the order in the end.
    private struct Step {
        var before: Int32
        var node: Int32
    }

    /// The nodes with so many events, and the ways to them, a row each: what is settled, the bound, the row before
    /// of the same node, the step, and the lightest company so far of each pending sort.
    private struct Layer {
        var nodes: [Node] = []
        var numbers: [Frontier: Int] = [:]
        var rows = Rows()
    }

    /// What a node takes in the lists that know it, roughly.
    private static let bytesOfNode = 400
    /// A new way is compared with so many found before it: more find little.
    private static let compared = 8

    private let problem: OrderingProblem
    private let sorts: [Sort]
    private var layers: [Layer]
    private var bound: AttendanceBound
    /// The waiting of the best order known: ways that cost as much are of no use.
    private var best: Int
    private var bestStep: Int32?
    private var frontiers: [Frontier] = []
    private var steps: [Step] = []
    /// Ways followed.
    private(set) var expanded = 0
    private var bytes = 0
    private let limits: OrderingLimits

    /// - Parameters:
    ///   - problem: A part of an `OrderReduction`; windows, positions and precedences are not looked at.
    ///   - waiting: The weighted waiting minutes of an order that is known.
    init(_ problem: OrderingProblem, below waiting: Int, _ limits: OrderingLimits) {
        self.problem = problem
        sorts = problem.items.map { item in
            Sort(needs: item.needs, minutes: item.minutes, weight: problem.weight(of: item.needs))
        }
        layers = (0...(2 * problem.attendees.count)).map { _ in Layer() }
        bound = AttendanceBound(problem.attendees.map(\.weight))
        best = waiting
        self.limits = limits
    }

    /// - Returns: What no order can go below, and the companies to put the items in if an order was found that is
    ///   better than the one known.
    mutating func run() -> (bound: Int, companies: [UInt64]?, isProven: Bool) {
        let start = Frontier(left: 0, right: 0, gone: 0)
        let node = number(of: start, in: 0)
        add(
            Rows.Way(settled: 0, floor: layers[0].nodes[node].floor, previous: -1, step: -1, companies: []), to: node,
            in: 0)
        for layer in layers.indices {
            for node in layers[layer].nodes.indices where layers[layer].nodes[node].newest >= 0 {
                guard !isToStop, expand(layer: layer, node: node) else { return stopped(at: layer, node) }
            }
            bytes -= layers[layer].rows.bytes
            layers[layer] = Layer()
        }
        return (best, companies(), true)
    }

    /// The clock is looked at now and then.
    private var isToStop: Bool {
        expanded >= limits.expansions || bytes > limits.bytes || expanded & 0x3F == 0 && limits.isTimeUp()
    }

    /// The bound on stopping early: what no way still to be followed can do better than.
    private func stopped(at layer: Int, _ node: Int) -> (bound: Int, companies: [UInt64]?, isProven: Bool) {
        var least = best
        for number in layer..<layers.count {
            for node in layers[number].nodes.dropFirst(number == layer ? node : 0) {
                var row = node.newest
                while row >= 0 {
                    let way = layers[number].rows.header(at: row)
                    least = min(least, Int(way.floor))
                    row = way.previous
                }
            }
        }
        return (least, companies(), least == best)
    }

    // MARK: - Frontiers

    private func isSettled(_ sort: Sort, at frontier: Frontier) -> Bool { sort.needs & frontier.gone != 0 }

    /// Whether all it needs have been there together at one end.
    private func isOpened(_ sort: Sort, at frontier: Frontier) -> Bool {
        sort.needs & ~frontier.left == 0 || sort.needs & ~frontier.right == 0
    }

    /// The node of a frontier, made when it is first come to.
    private mutating func number(of frontier: Frontier, in layer: Int) -> Int {
        if let known = layers[layer].numbers[frontier] { return known }
        let both = frontier.both
        var pending: [Int16] = []
        var open: [(needs: UInt64, minutes: Int)] = []
        var floor = 0
        for (index, sort) in sorts.enumerated() where !isSettled(sort, at: frontier) {
            if isOpened(sort, at: frontier) {
                pending.append(Int16(truncatingIfNeeded: index))
            } else {
                // Those at both ends wait for whatever stands between.
                floor += sort.minutes * problem.weight(of: both & ~sort.needs)
                let needs = sort.needs & ~both
                if let known = open.firstIndex(where: { $0.needs == needs }) {
                    open[known].minutes += sort.minutes
                } else {
                    open.append((needs, sort.minutes))
                }
            }
        }
        floor += bound.waiting(left: frontier.left & ~both, right: frontier.right & ~both, open: open)
        let least = pending.map { index in
            let needs = sorts[Int(index)].needs
            return Int32(clamping: problem.weight(of: both | needs) + bound.separator(without: both | needs))
        }
        layers[layer].nodes.append(
            Node(
                frontier: frontier, number: Int32(clamping: frontiers.count), pending: pending, least: least,
                floor: Int32(clamping: floor)))
        frontiers.append(frontier)
        let number = layers[layer].nodes.count - 1
        layers[layer].numbers[frontier] = number
        bytes += AttendanceProgramme.bytesOfNode + 6 * pending.count
        return number
    }

    // MARK: - Steps

    /// Follows all ways to a node; false if there is no time or memory for all of them.
    private mutating func expand(layer: Int, node: Int) -> Bool {
        let here = layers[layer].nodes[node]
        let frontier = here.frontier
        let isAllOpened = sorts.allSatisfy { isSettled($0, at: frontier) || isOpened($0, at: frontier) }
        let ways = layers[layer].rows.ways(from: here.newest, remembered: here.pending.count)
        // Only a sort that may still meet a lighter company is worth opening again at the other end.
        let hopeful = here.pending.indices.filter { place in
            ways.contains { $0.companies[place] > here.least[place] }
        }.map { Int(here.pending[$0]) }
        let (onlyLeft, onlyRight) = (frontier.left & ~frontier.both, frontier.right & ~frontier.both)
        let toLeave = free(onlyLeft | onlyRight, at: frontier)
        let leftOpenings = openings(at: frontier.left, hopeful, frontier)
        let rightOpenings = openings(at: frontier.right, hopeful, frontier)
        let (leftWeight, rightWeight) = (problem.weight(of: frontier.left), problem.weight(of: frontier.right))
        let leftCount = leftOpenings.count + (toLeave & onlyLeft).nonzeroBitCount
        let rightCount = rightOpenings.count + (toLeave & onlyRight).nonzeroBitCount
        let growsLeft = leftWeight != rightWeight ? leftWeight < rightWeight : leftCount <= rightCount

        var departures: [Int: Move] = [:]
        func departure(_ attendee: Int, _ programme: inout AttendanceProgramme) -> Move {
            if let known = departures[attendee] { return known }
            let made = programme.departure(of: 1 << UInt64(attendee), from: here)
            departures[attendee] = made
            return made
        }
        var moves: [Move]?
        for way in ways where Int(way.floor) < best {
            if isToStop { return false }
            expanded += 1
            if isAllOpened {
                let waiting = here.pending.indices.reduce(Int(way.settled)) { sum, place in
                    sum + sorts[Int(here.pending[place])].waiting(in: way.companies[place])
                }
                if waiting < best { (best, bestStep) = (waiting, way.step) }
            }
            // Whoever can gain nothing by staying leaves, and nothing else has to be tried.
            var idle = toLeave
            for place in here.pending.indices where idle != 0 && way.companies[place] > here.least[place] {
                idle &= ~sorts[Int(here.pending[place])].needs
            }
            if idle != 0 {
                follow(departure(idle.trailingZeroBitCount, &self), way, here)
                continue
            }
            if moves == nil {
                let side = growsLeft ? frontier.left : frontier.right
                moves = (growsLeft ? leftOpenings : rightOpenings).map { arriving in
                    move(
                        from: here,
                        to: growsLeft
                            ? Frontier(left: side | arriving, right: frontier.right, gone: frontier.gone)
                            : Frontier(left: frontier.left, right: side | arriving, gone: frontier.gone),
                        there: side | arriving, leaving: 0)
                }
                for attendee in (toLeave & (growsLeft ? onlyLeft : onlyRight)).numbers {
                    moves?.append(departure(attendee, &self))
                }
            }
            for move in moves ?? [] { follow(move, way, here) }
        }
        return true
    }

    /// Who of some could leave: those none of whose items is still to open.
    private func free(_ attendees: UInt64, at frontier: Frontier) -> UInt64 {
        sorts.reduce(attendees) { free, sort in
            isSettled(sort, at: frontier) || isOpened(sort, at: frontier) ? free : free & ~sort.needs
        }
    }

    /// The sets of people whose arrival at an end opens a sort there, none of which contains another.
    private func openings(at there: UInt64, _ hopeful: [Int], _ frontier: Frontier) -> [UInt64] {
        var found: [UInt64] = []
        func consider(_ arriving: UInt64) {
            if arriving == 0 || found.contains(where: { $0 & ~arriving == 0 }) { return }
            found.removeAll { arriving & ~$0 == 0 }
            found.append(arriving)
        }
        for sort in sorts where !isSettled(sort, at: frontier) && !isOpened(sort, at: frontier) {
            consider(sort.needs & ~there)
        }
        for index in hopeful { consider(sorts[index].needs & ~there) }
        return found
    }

    private mutating func departure(of attendee: UInt64, from here: Node) -> Move {
        let frontier = here.frontier
        let there = (frontier.left & attendee != 0 ? frontier.left : frontier.right) & ~attendee
        return move(
            from: here,
            to: Frontier(
                left: frontier.left & ~attendee, right: frontier.right & ~attendee, gone: frontier.gone | attendee),
            there: there, leaving: attendee)
    }

    private mutating func move(from here: Node, to frontier: Frontier, there: UInt64, leaving: UInt64) -> Move {
        let layer = frontier.events
        let number = number(of: frontier, in: layer)
        let node = layers[layer].nodes[number]
        let company = Int32(clamping: problem.weight(of: there))
        return Move(
            layer: layer, node: number, floor: Int(node.floor),
            settled: here.pending.indices.filter { sorts[Int(here.pending[$0])].needs & leaving != 0 },
            pending: node.pending.indices.map { place in
                let sort = sorts[Int(node.pending[place])]
                return Move.Pending(
                    sort: sort, source: here.pending.firstIndex(of: node.pending[place]) ?? -1,
                    company: sort.needs & ~there == 0 ? company : .max, least: node.least[place])
            })
    }

    private var made: [Int32] = []

    /// Takes a way one step on, and keeps it if it may still lead to something better.
    private mutating func follow(_ move: Move, _ way: Rows.Way, _ here: Node) {
        var settled = Int(way.settled)
        for place in move.settled { settled += sorts[Int(here.pending[place])].waiting(in: way.companies[place]) }
        var floor = settled + move.floor
        made.removeAll(keepingCapacity: true)
        for pending in move.pending {
            let before = pending.source >= 0 ? way.companies[pending.source] : .max
            let company = min(before, pending.company)
            made.append(company)
            floor += pending.sort.waiting(in: min(company, pending.least))
        }
        floor = max(floor, Int(way.floor))
        guard floor < best else { return }
        var row = layers[move.layer].nodes[move.node].newest
        for _ in 0..<AttendanceProgramme.compared where row >= 0 {
            let previous = layers[move.layer].rows.header(at: row).previous
            if isNoBetter(settled, move, than: row) { return }
            row = previous
        }
        add(
            Rows.Way(
                settled: Int32(clamping: settled), floor: Int32(clamping: floor), previous: -1, step: way.step,
                companies: made),
            to: move.node, in: move.layer)
    }

    /// Whether the way just made can do nothing that the one in the row cannot do as well.
    private func isNoBetter(_ settled: Int, _ move: Move, than row: Int32) -> Bool {
        layers[move.layer].rows.read(row, remembered: made.count) { otherSettled, companies in
            var dearer = Int(otherSettled) - settled
            if dearer > 0 { return false }
            for place in made.indices {
                let difference = Int(companies[companies.startIndex + place]) - Int(made[place])
                if difference > 0 {
                    dearer += move.pending[place].sort.minutes * difference
                    if dearer > 0 { return false }
                }
            }
            return true
        }
    }

    /// Keeps a way, which came from the step it names.
    private mutating func add(_ way: Rows.Way, to node: Int, in layer: Int) {
        steps.append(Step(before: way.step, node: layers[layer].nodes[node].number))
        var way = way
        way.previous = layers[layer].nodes[node].newest
        way.step = Int32(clamping: steps.count - 1)
        let old = layers[layer].rows.bytes
        layers[layer].nodes[node].newest = layers[layer].rows.append(way)
        // Twice what a step takes, since the list of them is copied when it grows.
        bytes += layers[layer].rows.bytes - old + 2 * MemoryLayout<Step>.stride
    }

    // MARK: - The order in the end

    /// Who is there one after another on the best way found, or nil if none is better than the order known before.
    private func companies() -> [UInt64]? {
        guard var step = bestStep else { return nil }
        var way: [Frontier] = []
        while step >= 0 {
            way.append(frontiers[Int(steps[Int(step)].node)])
            step = steps[Int(step)].before
        }
        // A frontier does not say which end is which: the one that stays as it was tells.
        var (left, right): (UInt64, UInt64) = (0, 0)
        var (first, last): ([UInt64], [UInt64]) = ([], [])
        for frontier in way.reversed().dropFirst() {
            let next =
                frontier.left == left || frontier.right == right
                ? (frontier.left, frontier.right) : (frontier.right, frontier.left)
            if next.0 != left { first.append(next.0) } else { last.append(next.1) }
            (left, right) = next
        }
        return first + last.reversed()
    }
}
