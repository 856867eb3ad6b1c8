import Casework
import Testing

@testable import Planning

@Suite struct `The parts of a week` {
    /// An untidy office in which nobody stands in and no room is short: its people depend on few others.
    private static func loose(seed: UInt64) -> Register {
        RandomOffice.untidy(seed: seed).with { office in
            for index in office.caseload.nominals.indices {
                office.caseload.nominals[index].hasLimitedAccess = true
                office.caseload.nominals[index].policeLead = index % 2 == 0 ? "pp1" : "pp2"
                office.caseload.nominals[index].probationLead = index % 2 == 0 ? "po1" : "po2"
            }
            for index in office.caseload.locations.indices { office.caseload.locations[index].rooms = nil }
        }.register
    }

    @Test func `have nobody and no room in common, and are the whole week together`() {
        var several = 0
        for seed in 0..<60 as Range<UInt64> {
            let register = seed % 3 == 0 ? RandomOffice.untidy(seed: seed).register : Self.loose(seed: seed)
            let whole = Ledger(register, week: .mon).problem
            let parts = BookingParts(whole).parts
            if parts.filter({ $0.size > 0 }).count > 1 { several += 1 }
            #expect(parts.flatMap(\.nominals).sorted() == Array(whole.nominals.indices))
            #expect(parts.flatMap(\.problem.practitioners).sorted() == whole.practitioners.sorted())
            #expect(parts.map { Bookings($0.problem).score }.reduce(.zero, +) == Bookings(whole).score)
            var partOfRoom: [Int: Int] = [:]
            for (number, part) in parts.enumerated() {
                for (nominal, original) in part.nominals.enumerated() where whole.isActive(original) {
                    #expect(part.problem.nominals[nominal] == whole.nominals[original])
                    #expect(part.problem.keepApart[nominal].count == whole.keepApart[original].count)
                    for (option, before) in zip(part.problem.options[nominal], whole.options[original]) {
                        #expect(
                            option.crew.map { part.problem.practitioners[$0] }
                                == before.crew.map { whole.practitioners[$0] })
                        guard let place = option.place, whole.rooms[place] != nil else { continue }
                        #expect(partOfRoom.updateValue(number, forKey: place) ?? number == number)
                    }
                }
            }
        }
        #expect(several > 10, "hardly any week came apart: \(several)")
    }

    @Test func `are booked side by side as they are one after another`() {
        for seed in 0..<20 as Range<UInt64> {
            let parts = BookingParts(Ledger(Self.loose(seed: seed), week: .mon).problem)
            let chance = SeededGenerator(seed: seed)
            var last = Score.zero
            let together = parts.search(until: Iterations(), week: 0, of: 1, chance: chance) { last = $0 }
            var score = Score.zero
            var inTurn: Set<Bookings.Visit> = []
            for part in parts.parts {
                var search = BookingSearch(part.problem, chance: chance.branch(UInt64(part.nominals.first ?? .max)))
                let outcome = search.run(
                    progress: { Iterations().used(rounds: $0, size: part.size, share: 1, week: 0, of: 1) },
                    report: { _ in })
                score = score + outcome.score
                for visit in outcome.visits {
                    inTurn.insert(
                        Bookings.Visit(
                            nominal: part.nominals[visit.nominal], option: visit.option, start: visit.start))
                }
            }
            #expect(Set(together) == inTurn)
            #expect(last == score)
        }
    }
}
