import Casework
import Testing

@testable import Planning

/// A week's bookings, and the same week as contacts: what `Bookings` keeps up is held against a count from scratch.
struct Ledger {
    let register: Register
    let problem: BookingProblem
    var bookings: Bookings
    private let standing: [Contact]
    private let meetings: [PlannedMeeting]

    init(_ register: Register, week: Day, meetings: [PlannedMeeting] = []) {
        self.register = register
        self.meetings = meetings.filter { $0.interval.lowerBound.day.monday == week }
        standing = register.caseload.contacts.filter { $0.day.monday == week && $0.status.countsAsOffered }
        let rules = TargetRules(register)
        problem = BookingProblem(
            BookingProblem.Frame(register), week: week,
            targets: register.caseload.nominals.map { rules.target(for: $0, week: week) }, meetings: self.meetings,
            standing: standing)
        bookings = Bookings(problem)
    }

    /// The contacts as they stand: those that cannot change, and those booked.
    var contacts: [Contact] {
        var number = 0
        return standing.filter { $0.status != .planned }
            + bookings.visits.compactMap(\.self).map { visit in
                let option = problem.options[visit.nominal][visit.option]
                var contact = Contact(
                    id: "", nominal: problem.nominals[visit.nominal], kind: problem.kinds[option.kind],
                    start: problem.week.start + visit.start, minutes: option.minutes,
                    place: option.place.flatMap(problem.travel.location).map { .at($0) } ?? .online,
                    practitioners: option.crew.map { problem.practitioners[$0] }, status: .planned)
                let before = standing.first {
                    $0.status == .planned && $0.nominal == contact.nominal && $0.kind == contact.kind
                        && $0.isWhereItWas(contact)
                }
                number += 1
                contact.id = before?.id ?? Contact.ID("new-\(number)")
                return contact
            }
    }

    func counted() throws -> Score {
        let weeks = try #require(Weeks(from: problem.week, count: 1))
        return Recount(register).assess(weeks, meetings: meetings, contacts: contacts).score
    }

    /// Books or cancels something drawn by chance.
    mutating func step(_ chance: inout SeededGenerator) {
        let nominal = chance.below(problem.nominals.count)
        if chance.below(4) == 0, !bookings.visits.isEmpty {
            bookings.cancel(chance.below(bookings.visits.count))
        } else if chance.below(3) == 0 {
            let need: Bookings.Need = [.joint, .home, .any][chance.below(3)]
            if let opening = bookings.bestOpening(for: nominal, need: need, weighing: .init(), chance: &chance) {
                bookings.book(opening.visit)
            }
        } else if !problem.options[nominal].isEmpty {
            bookings.book(
                Bookings.Visit(
                    nominal: nominal, option: chance.below(problem.options[nominal].count),
                    start: chance.below(5) * 1440 + (480 + chance.below(540)) / problem.grid * problem.grid))
        }
    }
}

@Suite struct `The running score of bookings` {
    @Test func `is the score counted from scratch, after whatever was booked and cancelled`() throws {
        var (booked, steps) = (0, 0)
        for seed in 0..<60 as Range<UInt64> {
            let register = RandomOffice.untidy(seed: seed).register
            var chance = SeededGenerator(seed: seed)
            let meetings = AgendaPlanner(register, chance: chance.branch(1)).plan(.two) { _ in }
            var ledger = Ledger(register, week: seed % 2 == 0 ? .mon : .mon + 7, meetings: meetings)
            // The way within fixed commitments that clash is the same whatever is booked.
            let fixed = try ledger.counted().travelMinutes - ledger.bookings.score.travelMinutes
            for _ in 0..<60 {
                let before = ledger.bookings.visits.compactMap(\.self).count
                ledger.step(&chance)
                if ledger.bookings.visits.compactMap(\.self).count > before { booked += 1 }
                var score = ledger.bookings.score
                score.travelMinutes += fixed
                let counted = try ledger.counted()
                steps += 1
                guard score == counted else {
                    Issue.record("seed \(seed): kept up \(score), counted \(counted)")
                    return
                }
            }
        }
        #expect(booked * 4 > steps, "hardly anything was ever booked: \(booked) in \(steps)")
    }

    @Test func `an opening costs what it says`() throws {
        var openings = 0
        for seed in 0..<40 as Range<UInt64> {
            var chance = SeededGenerator(seed: seed)
            var ledger = Ledger(RandomOffice.untidy(seed: seed).register, week: .mon)
            for nominal in ledger.problem.nominals.indices {
                guard
                    let opening = ledger.bookings.bestOpening(
                        for: nominal, need: .any, weighing: .init(), chance: &chance)
                else { continue }
                let before = ledger.bookings.score
                let isOriginal = ledger.bookings.originalsOut(of: nominal).contains(opening.visit)
                let isBooked = ledger.bookings.book(opening.visit)
                #expect(isBooked)
                var expected = before + opening.gain
                if isOriginal { expected.moved -= 1 }
                #expect(ledger.bookings.score == expected)
                openings += 1
            }
        }
        #expect(openings > 50)
    }

    @Test func `with all that stands in its way out, a contact fits wherever it fits the empty diary`() {
        var made = 0
        for seed in 0..<60 as Range<UInt64> {
            var chance = SeededGenerator(seed: seed)
            var ledger = Ledger(RandomOffice.untidy(seed: seed).register, week: .mon)
            let empty = ledger.bookings
            for _ in 0..<60 { ledger.step(&chance) }
            for nominal in ledger.problem.nominals.indices where !ledger.problem.options[nominal].isEmpty {
                let visit = Bookings.Visit(
                    nominal: nominal, option: chance.below(ledger.problem.options[nominal].count),
                    start: chance.below(5) * 1440 + (480 + chance.below(540)) / ledger.problem.grid
                        * ledger.problem.grid)
                guard empty.fits(visit) else { continue }
                var bookings = ledger.bookings
                let obstacles = Set(bookings.obstacles(to: visit))
                if obstacles.isEmpty { #expect(bookings.fits(visit)) }
                for number in obstacles { bookings.cancel(number) }
                #expect(bookings.fits(visit))
                if !obstacles.isEmpty { made += 1 }
            }
        }
        #expect(made > 10, "hardly anything ever stood in the way: \(made)")
    }

    @Test func `comes back to what it was when everything is cancelled`() {
        for seed in 0..<20 as Range<UInt64> {
            var chance = SeededGenerator(seed: seed)
            var ledger = Ledger(RandomOffice.untidy(seed: seed).register, week: .mon)
            let before = (ledger.bookings.score, ledger.bookings.routes.map(\.count))
            for _ in 0..<40 { ledger.step(&chance) }
            for number in ledger.bookings.visits.indices { ledger.bookings.cancel(number) }
            #expect(ledger.bookings.score == before.0)
            #expect(ledger.bookings.routes.map(\.count) == before.1)
        }
    }

    @Test func `whatever is booked keeps every rule`() throws {
        for seed in 0..<40 as Range<UInt64> {
            let register = RandomOffice.untidy(seed: seed).register
            var chance = SeededGenerator(seed: seed)
            var ledger = Ledger(register, week: .mon)
            for _ in 0..<60 { ledger.step(&chance) }
            let plan = Plan(
                weeks: .one, timezone: "", meetings: [], contacts: ledger.contacts, shortfalls: [], score: .zero)
            let evidence = Evidence(plan, register)
            let broken = Audit.rules.filter { $0.code.hasPrefix("R") }.flatMap { $0.violations(in: evidence) }
            #expect(broken == [], "seed \(seed)")
        }
    }
}
