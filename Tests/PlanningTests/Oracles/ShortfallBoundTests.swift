import Casework
import Testing

@testable import Planning

@Suite struct `The bound on the shortfall` {
    /// The week's problem with a plan's contacts in it.
    private func problem(_ register: Register, _ contacts: [Contact] = []) -> BookingProblem {
        let rules = TargetRules(register)
        return BookingProblem(
            BookingProblem.Frame(register), week: .mon,
            targets: register.caseload.nominals.map { rules.target(for: $0, week: .mon) }, meetings: [],
            standing: contacts)
    }

    private func least(_ register: Register, _ contacts: [Contact] = [], known: Int) -> Int {
        ShortfallBound(problem(register, contacts)).least(known: known)
    }

    /// Contacts, and what they leave short.
    private func booked(_ register: Register, rounds: Int) -> (contacts: [Contact], shortfall: Int) {
        let contacts = ContactPlanner(register, meetings: [], chance: SeededGenerator(seed: 1))
            .plan(.one, until: Iterations(perWeek: rounds)) { _, _ in }
        return (contacts, Recount(register).assess(.one, meetings: [], contacts: contacts).score.shortfall)
    }

    @Test func `is never above the least there is of tiny weeks, and mostly is it`() {
        var (tried, short, equal) = (0, 0, 0)
        for seed in 0..<2000 as Range<UInt64> where tried < 300 {
            let register = RandomOffice.tiny(seed: seed).register
            let oracle = BookingOracle(register)
            guard (2...3000).contains(oracle.size) else { continue }
            let best = oracle.best().score.shortfall
            tried += 1
            if best > 0 { short += 1 }
            // As if nothing better were known than far too much, and with a poor plan to start from.
            let (contacts, found) = booked(register, rounds: 0)
            let bounds = [
                least(register, register.caseload.contacts, known: 1000), least(register, contacts, known: found),
            ]
            for bound in bounds {
                #expect(bound <= best, "seed \(seed): the bound is \(bound), and there is a plan of \(best)")
            }
            if bounds.contains(best), best > 0 { equal += 1 }
        }
        #expect(tried == 300)
        #expect(short > 100)
        #expect(equal * 100 >= short * 75, "\(equal) of \(short)")
    }

    @Test func `is nothing where everybody can have everything`() {
        let office = Office()
        #expect(least(office.register, known: 1000) == 0)
    }

    @Test func `is never above what is found, nor with more hours`() {
        for seed in 1...40 as ClosedRange<UInt64> {
            let office = RandomOffice.untidy(seed: seed).with { $0.diaries.meetings = [] }
            let (contacts, found) = booked(office.register, rounds: 60)
            let bound = least(office.register, contacts, known: found)
            #expect(bound <= found)
            let more = office.with { office in
                for practitioner in office.caseload.practitioners.map(\.id) {
                    office.work(practitioner, [.saturday], from: 480, until: 1200)
                }
            }
            #expect(least(more.register, contacts, known: 1000) <= found)
        }
    }

    @Test func `two homes as far as half a day each cannot share one half-day`() {
        // Both leads of everybody work one morning: 75 minutes there, 30 with the nominal, 75 back.
        let office = Office().with { office in
            office.change("n002") { $0.policeLead = "pp1" }
            office.caseload.travel = Travel(known: [
                .init(from: "station", to: "home1"): 75, .init(from: "station", to: "home2"): 75,
                .init(from: "home1", to: "home2"): 75, .init(from: "office", to: "home1"): 75,
                .init(from: "office", to: "home2"): 75, .init(from: "centre", to: "home1"): 75,
                .init(from: "centre", to: "home2"): 75,
            ])
            office.target(0, home: true)
            office.offer("police_visit")
            office.rest("pp1", "pp2", "po1", "po2")
            office.work("pp1", [.monday], from: 540, until: 750)
        }
        // Either of them could be seen; red weighs 4, amber 2.
        let (contacts, found) = booked(office.register, rounds: 100)
        #expect(found == 2)
        #expect(least(office.register, contacts, known: found) == 2)
    }

    @Test func `a way round that is quicker than the direct one counts`() {
        // Direct it is too far; by way of home2 it is not.
        let office = Office().with { office in
            office.change("n002") { $0.policeLead = "pp1" }
            office.caseload.travel = Travel(known: [
                .init(from: "station", to: "home1"): 150, .init(from: "station", to: "home2"): 10,
                .init(from: "home2", to: "home1"): 10,
            ])
            office.target(0, home: true)
            office.offer("police_visit")
            office.rest("pp1", "pp2", "po1", "po2")
            office.work("pp1", [.monday], from: 540, until: 840)
        }
        #expect(booked(office.register, rounds: 200).shortfall == 0)
        #expect(least(office.register, known: 1000) == 0)
    }

    @Test func `weeks that fall short say how short they must`() throws {
        let office = Office().with { office in
            office.only("n001", contacts: 2)
            office.offer("office")
            office.rest("po1", "po2")
        }
        let plan = try office.planner.plan(.two, seed: 1, until: Iterations(perWeek: 50))
        let least = office.planner.leastShortfalls(of: plan)
        #expect(least.map(\.week) == [.mon, .mon + 7])
        #expect(least.map(\.found) == [16, 16])
        #expect(least.allSatisfy { $0.isLeast })
        let full = Office()
        let complete = try full.planner.plan(.one, seed: 1, until: Iterations(perWeek: 200))
        #expect(complete.score.shortfall == 0)
        #expect(full.planner.leastShortfalls(of: complete) == [])
    }
}
