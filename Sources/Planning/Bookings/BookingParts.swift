internal import Casework
// The standard library runs nothing on another core without `await`, and planning is synchronous.
internal import Dispatch
internal import Synchronization

/// A week in parts that have nobody and no room in common, searched side by side.
///
/// Each part draws its own chance, so the plan is the same on one core as on many.
struct BookingParts: Sendable {
    let parts: [Part]

    /// Nominals and practitioners who depend on each other, as a problem of its own.
    struct Part: Sendable {
        let problem: BookingProblem
        /// For each nominal of the part, their number in the whole.
        let nominals: [Int]
        /// How much there is to do: contacts to book, or out of place.
        let size: Int

        fileprivate init(
            _ whole: BookingProblem, nominals: [Int], practitioners: [Int], sized: (BookingProblem) -> Int
        ) {
            problem = whole.part(nominals, practitioners)
            self.nominals = nominals
            size = sized(problem)
        }

        fileprivate var first: Int { nominals.first ?? .max }
    }

    /// - Parameter sized: How much there is to do in a part.
    init(_ whole: BookingProblem, sized: (BookingProblem) -> Int = \.contactsToBook) {
        var links = Links(count: whole.nominals.count + whole.practitioners.count + whole.rooms.count)
        let firstPlace = whole.nominals.count + whole.practitioners.count
        func link(_ nominal: Int, toPlace place: Int?) {
            guard let place, whole.rooms[place] != nil else { return }
            links.join(nominal, firstPlace + place)
        }
        for nominal in whole.nominals.indices {
            for other in whole.keepApart[nominal] { links.join(nominal, other) }
            for contact in whole.demands[nominal].fixed { link(nominal, toPlace: contact.place) }
            guard whole.isActive(nominal) else { continue }
            for option in whole.options[nominal] {
                for practitioner in option.crew { links.join(nominal, whole.nominals.count + practitioner) }
                link(nominal, toPlace: option.place)
            }
        }
        var nominalsOf: [Int: [Int]] = [:]
        for nominal in whole.nominals.indices { nominalsOf[links.root(of: nominal), default: []].append(nominal) }
        var practitionersOf: [Int: [Int]] = [:]
        for practitioner in whole.practitioners.indices {
            practitionersOf[links.root(of: whole.nominals.count + practitioner), default: []].append(practitioner)
        }
        // Where nothing is to be booked, nothing is to be searched: all that is one part, for the score.
        let busy = nominalsOf.filter { $0.value.contains(where: whole.isActive) }
        let idle = Set(nominalsOf.keys).union(practitionersOf.keys).subtracting(busy.keys)
        let rest = (
            nominals: idle.flatMap { nominalsOf[$0] ?? [] }.sorted(),
            practitioners: idle.flatMap { practitionersOf[$0] ?? [] }.sorted()
        )
        let groups =
            busy.map { (nominals: $0.value, practitioners: practitionersOf[$0.key] ?? []) }
            + (rest.nominals.isEmpty && rest.practitioners.isEmpty ? [] : [rest])
        // The largest first, so that no core is left with it at the end.
        parts = groups.map { Part(whole, nominals: $0.nominals, practitioners: $0.practitioners, sized: sized) }
            .sorted { ($1.size, $0.first) < ($0.size, $1.first) }
    }

    /// Searches every part, on the calling thread if there is only one.
    ///
    /// - Parameters:
    ///   - stop: When the search ends, with the week's number from 0 and how many weeks there are.
    ///   - chance: Each part's own chance comes from it, by the part's first nominal.
    ///   - report: Told of new best scores of the whole week: of each if there is one part, else now and then.
    /// - Returns: The visits, in the numbers of the whole week and in no particular order.
    func search(
        until stop: any StopCriterion, week: Int, of weeks: Int, chance: SeededGenerator, report: (Score) -> Void
    ) -> [Bookings.Visit] {
        let total = parts.reduce(0) { $0 + $1.size }
        let board = Mutex(Board(scores: parts.map { Bookings($0.problem).score }, toBegin: total))
        @Sendable func search(_ number: Int, report: (Score) -> Void) {
            let part = parts[number]
            @Sendable func used(_ rounds: Int) -> Double {
                stop.used(
                    rounds: rounds, size: part.size, share: Double(part.size) / Double(max(1, total)), week: week,
                    of: weeks)
            }
            // By the clock, a part has as much of what is left as it is of the work that has not begun.
            let begun = stop.lanes == nil ? 0 : used(0)
            let toBegin = board.withLock { board in
                defer { board.toBegin -= part.size }
                return board.toBegin
            }
            let share = stop.lanes.map { min(1, Double(part.size * $0) / Double(max(1, toBegin))) } ?? 1
            let given = (1 - begun) * share
            var search = BookingSearch(part.problem, chance: chance.branch(UInt64(part.first)))
            let visits = search.run(
                progress: { given > 0 ? (used($0) - begun) / given : 1 },
                report: { score in report(board.withLock { $0.total(with: score, of: number) }) }
            ).visits.map { visit in
                Bookings.Visit(nominal: part.nominals[visit.nominal], option: visit.option, start: visit.start)
            }
            board.withLock { $0.visits += visits }
        }
        if parts.count == 1 {
            search(0, report: report)
        } else {
            let group = DispatchGroup()
            for number in parts.indices {
                DispatchQueue.global().async(group: group) { search(number) { _ in } }
            }
            // The time decides when somebody is told how far the search is, and nothing else.
            while group.wait(timeout: .now() + .milliseconds(100)) == .timedOut { report(board.withLock(\.total)) }
            report(board.withLock(\.total))
        }
        return board.withLock(\.visits)
    }

    /// What the parts have come to so far.
    private struct Board {
        var scores: [Score]
        /// Contacts to book in parts that have not begun.
        var toBegin: Int
        var visits: [Bookings.Visit] = []

        var total: Score { scores.reduce(.zero, +) }

        mutating func total(with score: Score, of part: Int) -> Score {
            scores[part] = score
            return total
        }
    }
}

extension BookingProblem {
    /// Whether anything is, or was, to be offered to a nominal.
    func isActive(_ nominal: Int) -> Bool {
        let demand = demands[nominal]
        return demand.contacts > 0 || demand.isJointDue || demand.isHomeDue || !originalsOf[nominal].isEmpty
    }

    /// How many contacts there are to book: at least one for everybody to whom anything is, or was, to be offered.
    var contactsToBook: Int {
        nominals.indices.reduce(0) { $0 + (isActive($1) ? max(1, demands[$1].contacts) : 0) }
    }

    /// How many planned contacts cannot stay, and how many nominals are short if all others do.
    var outOfPlace: Int {
        var bookings = Bookings(self)
        for nominal in nominals.indices {
            for visit in bookings.originalsOut(of: nominal) { bookings.book(visit) }
        }
        return bookings.score.moved + nominals.indices.count { bookings.shortfall(of: $0) > 0 }
    }

    /// The problem of some nominals and practitioners alone; those whom they depend on are to be among them.
    fileprivate func part(_ nominals: [Int], _ practitioners: [Int]) -> BookingProblem {
        var part = self
        let nominalNumbers = Dictionary(uniqueKeysWithValues: zip(nominals, nominals.indices))
        let practitionerNumbers = Dictionary(uniqueKeysWithValues: zip(practitioners, practitioners.indices))
        part.nominals = nominals.map { self.nominals[$0] }
        part.practitioners = practitioners.map { self.practitioners[$0] }
        part.demands = nominals.map { demands[$0] }
        part.keepApart = nominals.map { keepApart[$0].compactMap { nominalNumbers[$0] } }
        part.ownOptions = nominals.map { ownOptions[$0] }
        part.options = nominals.map { nominal in
            // Someone with nothing to book may have practitioners of another part, and needs none.
            guard isActive(nominal) else { return [] }
            return options[nominal].map { option in
                var option = option
                option.crew = option.crew.compactMap { practitionerNumbers[$0] }
                return option
            }
        }
        part.originals = []
        part.originalsOf = nominals.map { nominal in
            originalsOf[nominal].map { index in
                var original = originals[index]
                original.nominal = nominalNumbers[nominal] ?? original.nominal
                part.originals.append(original)
                return part.originals.count - 1
            }
        }
        part.blocks = []
        part.fixedStops = []
        part.blocksOfDay = []
        for (number, practitioner) in practitioners.enumerated() {
            for day in 0..<BookingProblem.days {
                let first = part.blocks.count
                for index in blocksOfDay[practitioner * BookingProblem.days + day] {
                    var block = blocks[index]
                    block.practitioner = number
                    part.blocks.append(block)
                    part.fixedStops.append(fixedStops[index])
                }
                part.blocksOfDay.append(first..<part.blocks.count)
            }
        }
        return part
    }
}

/// Who depends on whom: sets that are joined, and never part again.
private struct Links {
    private var parents: [Int]

    init(count: Int) {
        parents = Array(0..<count)
    }

    mutating func root(of member: Int) -> Int {
        var member = member
        while parents[member] != member {
            parents[member] = parents[parents[member]]
            member = parents[member]
        }
        return member
    }

    mutating func join(_ first: Int, _ second: Int) {
        let (first, second) = (root(of: first), root(of: second))
        parents[max(first, second)] = min(first, second)
    }
}
