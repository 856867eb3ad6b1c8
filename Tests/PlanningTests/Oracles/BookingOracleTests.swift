import Casework
import Foundation
import Testing

@testable import Planning

/// Tries every set of contacts, and asks the audit and the recount alone.
private struct BruteForce {
    let oracle: BookingOracle
    private let cells: [[Contact]]
    private(set) var best: Score?

    init(_ oracle: BookingOracle) {
        self.oracle = oracle
        cells = oracle.days.flatMap { day in
            Dictionary(grouping: day.candidates, by: \.nominal).values.map { $0.map(\.contact) }
        }
    }

    /// How many sets there are at most.
    var size: Int { cells.reduce(1) { $0 * ($1.count + 1) } }

    mutating func run() -> Score? {
        extend(oracle.standing, from: 0)
        return best
    }

    private mutating func extend(_ contacts: [Contact], from cell: Int) {
        guard cell < cells.count else {
            let score = Recount(oracle.register).assess(.one, meetings: [], contacts: contacts).score
            if best.map({ score < $0 }) ?? true, faults(of: contacts, in: oracle.register) == [] { best = score }
            return
        }
        extend(contacts, from: cell + 1)
        for contact in cells[cell] { extend(contacts + [contact], from: cell + 1) }
    }
}

/// What the audit finds wrong with a week of these contacts, but for the figures that the week says itself.
private func faults(of contacts: [Contact], in register: Register) -> [Violation] {
    let plan = Plan(weeks: .one, timezone: "", meetings: [], contacts: contacts, shortfalls: [], score: .zero)
    return Audit(register).violations(of: plan).filter { $0.rule != "S1" }
}

@Suite struct `Tiny caseloads` {
    /// How many to try; more where it is asked for.
    static let asked = max(2000, ProcessInfo.processInfo.environment["IOM_DIARY_SEEDS"].flatMap(Int.init) ?? 0)

    /// Tiny offices whose sets of contacts can be tried, each with its number.
    private func offices(_ count: Int, upTo most: Int = 20_000) -> some Sequence<(UInt64, Office, BookingOracle)> {
        sequence(first: UInt64(0)) { $0 + 1 }.lazy.map { seed in
            let office = RandomOffice.tiny(seed: seed)
            return (seed, office, BookingOracle(office.register))
        }.filter { (2...most).contains($0.2.size) }.prefix(count)
    }

    @Test func `are what the audit alone allows, by the oracle's count`() {
        var tried = 0
        for (seed, _, oracle) in offices(600) {
            var force = BruteForce(oracle)
            guard force.size <= 300 else { continue }
            tried += 1
            #expect(oracle.best().score == force.run(), "seed \(seed)")
        }
        #expect(tried > 100, "\(tried)")
    }

    @Test func `are booked as well as can be on every level of the score`() throws {
        var (booked, short, moved, covered) = (0, 0, 0, 0)
        for (seed, office, oracle) in offices(Self.asked) {
            let best = oracle.best()
            #expect(faults(of: best.contacts, in: office.register) == [], "seed \(seed)")
            let counted = Recount(office.register).assess(.one, meetings: [], contacts: best.contacts).score
            #expect(counted == best.score, "seed \(seed): the oracle's own count")
            let plan = try office.planner.plan(.one, seed: seed, until: Iterations())
            #expect(plan.score == best.score, "seed \(seed)")
            booked += plan.contacts.count
            if best.score.shortfall > 0 { short += 1 }
            if best.score.moved > 0 { moved += 1 }
            if best.score.cover > 0 { covered += 1 }
        }
        #expect(booked > 2 * Self.asked)
        #expect(min(short, moved, covered) * 10 > Self.asked, "\(short) short, \(moved) moved, \(covered) covered")
    }

    @Test func `are planned again after one change with no more contacts moved than there must be`() throws {
        var (tried, moved) = (0, 0)
        for (seed, office, _) in offices(Self.asked / 4) {
            let published = try office.planner.plan(.one, seed: seed, until: Iterations())
            let stored = office.with { $0.caseload.contacts = published.contacts }
            let changed = RandomOffice.changed(stored, seed: seed)
            let oracle = BookingOracle(changed.register)
            guard oracle.size <= 20_000 else { continue }
            let best = oracle.best().score
            let plan = try changed.planner.plan(.one, seed: seed, until: Iterations())
            tried += 1
            moved += best.moved
            #expect(plan.score == best, "seed \(seed)")
            // At once, with the little search that a change to a published plan has.
            let mended = try changed.planner.replanned(published)
            #expect(
                (mended.score.shortfall, mended.score.moved) == (best.shortfall, best.moved), "seed \(seed), mended")
        }
        #expect(tried * 5 > Self.asked)
        #expect(moved * 4 > tried, "\(moved) moved in \(tried)")
    }
}

@Suite struct `An exact booking` {
    /// Three nominals of an untidy office and their whole week, where no way by a third place is shorter.
    private func office(seed: UInt64) -> Office {
        RandomOffice.untidy(seed: seed).with { office in
            office.caseload.policy.gridMinutes = 15
            office.caseload.policy.maxContactsPerDay = 1
            office.caseload.travel = Office().caseload.travel
            office.caseload.nominals = Array(office.caseload.nominals.prefix(3))
            let nominals = Set(office.caseload.nominals.map(\.id))
            office.caseload.contacts.removeAll { !nominals.contains($0.nominal) }
            office.diaries.meetings = []
        }
    }

    /// The same with so many prisoners, whose contacts cannot stay, that nobody tries to be exact.
    private func crowded(_ office: Office, _ count: Int) -> Office {
        office.with { office in
            for number in 0..<count {
                var nominal = office.caseload.nominals[0]
                nominal.id = Nominal.ID("prisoner-\(number)")
                (nominal.rag, nominal.releaseOn) = (.blue, nil)
                office.caseload.nominals.append(nominal)
                office.caseload.contacts.append(contact(Contact.ID("p-\(number)"), with: nominal.id, at: .mon(10)))
            }
        }
    }

    @Test func `of a whole week is not bettered by a long search`() {
        var (proven, equal) = (0, 0)
        for seed in 0..<30 as Range<UInt64> {
            let office = office(seed: seed)
            let problem = Ledger(office.register, week: .mon).problem
            var bookings = Bookings(problem)
            var search = BookingSearch(
                Ledger(crowded(office, 9).register, week: .mon).problem, chance: SeededGenerator(seed: seed))
            var found = search.run(progress: { Double($0) / 1500 }, report: { _ in }).score
            found.moved -= 9
            guard var exact = ExactBookings(problem, below: .init(score: found, staffMinutes: Int.max)) else {
                continue
            }
            let answer = exact.run()
            guard answer.isProven else { continue }
            proven += 1
            bookings.restore(answer.visits ?? [])
            #expect(bookings.score <= found, "seed \(seed)")
            if bookings.score == found { equal += 1 }
        }
        #expect(proven >= 8, "\(proven)")
        #expect(equal * 4 >= proven * 3, "\(equal) of \(proven)")
    }

    @Test func `says nothing when it has had no time`() {
        let problem = Ledger(Office().register, week: .mon).problem
        var exact = ExactBookings(problem, below: .init(score: Bookings(problem).score), steps: 100)
        let answer = exact?.run()
        #expect(answer?.visits == nil)
        #expect(answer?.isProven == false)
    }
}
