/// What one practitioner can do at most with a spell of free time, at given prices: the route that earns most.
///
/// A dynamic programme over the grid and the places. It knows no route to be impossible that is possible: travel
/// counts in full, every contact lies in the nominal's open time, and only who was seen before the last is forgotten,
/// so that it may see somebody again by way of two others.
struct SpellProgramme {
    /// One practitioner's part in a contact with one nominal.
    struct Part {
        /// Its number in the list of prices.
        var number: Int
        /// Nil: of any nominal, at a place where there is more than one to see.
        var nominal: Int?
        var place: Int
        var minutes: Int
        /// When it can begin, in minutes of the week: stretches within the spell.
        var starts: [ClosedRange<Int>]
    }

    /// A part as the programme sees it.
    private struct Job {
        var number: Int
        var node: Int
        var length: Int
        var slots: [ClosedRange<Int>]
    }

    /// The best way to be at a node, ready to begin there.
    private struct Label {
        var value = -1
        /// The node left before, if it is one person's alone.
        var previous = -1
        /// The label from which the part before was begun, and that part; -1: nothing before.
        var origin = -1
        var job = -1
    }

    private var jobs: [Job] = []
    /// The parts that the plan that is known has here.
    private let known: [Int]
    private let slots: Int
    private let nodes: Int
    private let lengths: [Int]
    /// For each node, whether it is one nominal's alone: nobody is seen there twice running.
    private let isSingle: [Bool]
    /// For each node, the first slot at which one can be there.
    private let reached: [Int]
    /// Slots from one beginning to the next: by length, node, next node.
    private var steps: [Int]

    init(_ spell: Spell, _ parts: [Part], known: [Int], travel: ShortestTravel, grid: Int) {
        self.known = known
        let first = (spell.start + grid - 1) / grid
        slots = max(0, spell.end / grid - first + 1)
        let places = Array(Set(parts.map(\.place))).sorted()
        let nodeOf = Dictionary(places.enumerated().map { ($1, $0) }) { first, _ in first }
        lengths = Array(Set(parts.map(\.minutes))).sorted()
        let lengthOf = Dictionary(lengths.enumerated().map { ($1, $0) }) { first, _ in first }
        nodes = places.count
        var nominals: [Set<Int?>] = Array(repeating: [], count: places.count)
        for part in parts {
            guard let node = nodeOf[part.place], let length = lengthOf[part.minutes] else { continue }
            nominals[node].insert(part.nominal)
            jobs.append(
                Job(
                    number: part.number, node: node, length: length,
                    slots: part.starts.map { ($0.lowerBound / grid - first)...($0.upperBound / grid - first) }))
        }
        isSingle = nominals.map { $0.count == 1 && !$0.contains(nil) }
        reached = places.map { (spell.start + travel[spell.from, $0] + grid - 1) / grid - first }
        steps = []
        for length in lengths {
            for from in places {
                for to in places { steps.append((length + travel[from, to] + grid - 1) / grid) }
            }
        }
    }

    /// What a look costs, roughly.
    var work: Int { slots * nodes * nodes * lengths.count }

    /// The most that a route through the spell earns.
    ///
    /// - Parameter visit: Told of each part of that route.
    func most(at prices: [Int], visit: (Int) -> Void) -> Int {
        var earnings: [Int] = []
        var earner: [Int] = []
        var last = Array(repeating: -1, count: nodes)
        let table = nodes * lengths.count
        for (index, job) in jobs.enumerated() where prices[job.number] > 0 {
            if earnings.isEmpty {
                earnings = Array(repeating: 0, count: slots * table)
                earner = Array(repeating: -1, count: slots * table)
            }
            for range in job.slots {
                last[job.node] = max(last[job.node], range.upperBound)
                for slot in range {
                    let cell = slot * table + job.node * lengths.count + job.length
                    if prices[job.number] > earnings[cell] {
                        earnings[cell] = prices[job.number]
                        earner[cell] = index
                    }
                }
            }
        }
        let open = (0..<nodes).filter { last[$0] >= 0 }
        if open.isEmpty {
            known.forEach(visit)
            return 0
        }

        // Two labels for each slot and node: the best, and the best that comes from elsewhere.
        var labels = Array(repeating: Label(), count: slots * nodes * 2)
        var (most, end, endJob) = (0, -1, -1)
        for slot in 0..<slots {
            for node in open where slot <= last[node] {
                let here = (slot * nodes + node) * 2
                if slot == reached[node] { SpellProgramme.settle(&labels, at: here, Label(value: 0)) }
                if slot > 0 {
                    let before = here - nodes * 2
                    SpellProgramme.settle(&labels, at: here, labels[before])
                    SpellProgramme.settle(&labels, at: here, labels[before + 1])
                }
                let (best, other) = (labels[here], labels[here + 1])
                guard best.value >= 0 else { continue }
                for length in lengths.indices {
                    let cell = slot * table + node * lengths.count + length
                    let earned = earnings[cell]
                    guard earned > 0 else { continue }
                    let job = earner[cell]
                    if best.value + earned > most { (most, end, endJob) = (best.value + earned, here, job) }
                    let row = (length * nodes + node) * nodes
                    for next in open {
                        let then = slot + steps[row + next]
                        if then > last[next] || next == node && isSingle[node] { continue }
                        let isReturn = best.previous == next
                        let value = isReturn ? other.value : best.value
                        if value < 0 { continue }
                        SpellProgramme.settle(
                            &labels, at: (then * nodes + next) * 2,
                            Label(
                                value: value + earned, previous: isSingle[node] ? node : -1,
                                origin: isReturn ? here + 1 : here, job: job))
                    }
                }
            }
        }
        // Of routes that earn the same, the one that is planned.
        if known.reduce(0, { $0 + prices[$1] }) == most {
            known.forEach(visit)
            return most
        }
        while end >= 0, endJob >= 0 {
            visit(jobs[endJob].number)
            (end, endJob) = (labels[end].origin, labels[end].job)
        }
        return most
    }

    /// Keeps the best two labels that come from different nodes.
    private static func settle(_ labels: inout [Label], at index: Int, _ label: Label) {
        guard label.value > labels[index + 1].value else { return }
        if label.value > labels[index].value {
            if label.previous != labels[index].previous { labels[index + 1] = labels[index] }
            labels[index] = label
        } else if label.previous != labels[index].previous {
            labels[index + 1] = label
        }
    }
}
