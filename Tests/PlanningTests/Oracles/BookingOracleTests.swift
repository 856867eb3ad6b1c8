import Casework
import Testing

@testable import Planning

/// Tries every set of contacts that the audit lets through, and keeps the best score there is.
private struct BruteForce {
    let register: Register
    /// For each nominal and day, the contacts that could be had if nothing else were booked.
    private var cells: [[Contact]] = []
    private let standing: [Contact]
    private let rules = Audit.rules.filter { $0.code != "S1" }
    private(set) var best: Score

    init(_ register: Register) {
        self.register = register
        standing = register.caseload.contacts.filter { $0.status == .confirmed }
        best = Recount(register).assess(.one, meetings: [], contacts: standing).score
        for nominal in register.caseload.nominals {
            for day in [Day.mon, .tue, .wed] {
                let cell = candidates(for: nominal, on: day).filter { isAllowed(standing + [$0]) }
                if !cell.isEmpty { cells.append(cell) }
            }
        }
    }

    /// How many sets there are at most.
    var size: Int { cells.reduce(1) { $0 * ($1.count + 1) } }

    mutating func run() -> Score {
        extend(standing, from: 0)
        return best
    }

    private mutating func extend(_ contacts: [Contact], from cell: Int) {
        guard cell < cells.count else {
            best = min(best, Recount(register).assess(.one, meetings: [], contacts: contacts).score)
            return
        }
        extend(contacts, from: cell + 1)
        for contact in cells[cell] where contacts.count == standing.count || isAllowed(contacts + [contact]) {
            extend(contacts + [contact], from: cell + 1)
        }
    }

    private func isAllowed(_ contacts: [Contact]) -> Bool {
        let plan = Plan(
            weeks: .one, timezone: "", meetings: [], contacts: contacts, shortfalls: [], score: .zero)
        let evidence = Evidence(plan, register)
        return rules.allSatisfy { $0.violations(in: evidence).isEmpty }
    }

    private func candidates(for nominal: Nominal, on day: Day) -> [Contact] {
        var found: [Contact] = []
        for (kind, rule) in register.policy.contacts {
            for crew in Set(rule.crews.flatMap(crews)) {
                for place in rule.places.flatMap(places) {
                    for hour in 8...12 {
                        found.append(
                            named(
                                Contact(
                                    id: "new", nominal: nominal.id, kind: kind, start: day.at(hour, 0),
                                    minutes: rule.minutes,
                                    place: place, practitioners: crew.sorted(), status: .planned)))
                    }
                }
            }
        }
        return found
    }

    /// A contact that is where one was planned before is that one.
    private func named(_ contact: Contact) -> Contact {
        var contact = contact
        let before = register.caseload.contacts.first {
            $0.status == .planned && $0.nominal == contact.nominal && $0.kind == contact.kind
                && $0.isWhereItWas(contact)
        }
        contact.id = before?.id ?? Contact.ID("\(contact.nominal)-\(contact.day)")
        return contact
    }

    private func crews(_ kinds: [Agency.Kind]) -> [Set<Practitioner.ID>] {
        kinds.reduce([[]]) { crews, kind in
            crews.flatMap { crew in
                register.caseload.practitioners
                    .filter { register.agencyKind(of: $0.id) == kind && !crew.contains($0.id) }
                    .map { crew.union([$0.id]) }
            }
        }
    }

    private func places(_ kind: Policy.PlaceKind) -> [Place] {
        switch kind {
        case .online: [.online]
        case .location(let kind): register.caseload.locations.filter { $0.kind == kind }.map { .at($0.id) }
        }
    }
}

@Suite struct `The search for bookings` {
    @Test func `reaches the best there is on nearly all tiny caseloads, and never claims better`() {
        var (tried, asShort, equal, booked) = (0, 0, 0, 0)
        for seed in 0..<2000 as Range<UInt64> where tried < 300 {
            let register = RandomOffice.tiny(seed: seed).register
            var force = BruteForce(register)
            guard (2...3000).contains(force.size) else { continue }
            let best = force.run()
            let contacts = ContactPlanner(register, meetings: [], chance: SeededGenerator(seed: seed))
                .plan(.one, until: Iterations(perWeek: 1000)) { _, _ in }
            let found = Recount(register).assess(.one, meetings: [], contacts: contacts).score
            tried += 1
            booked += contacts.count
            if found.shortfall == best.shortfall { asShort += 1 }
            if found == best { equal += 1 }
            #expect(found >= best, "seed \(seed): \(found) is better than all there is, \(best)")
        }
        #expect(tried == 300)
        #expect(booked > tried)
        #expect(asShort * 100 >= tried * 97, "the least shortfall on \(asShort) of \(tried)")
        #expect(equal * 100 >= tried * 95, "the best score on \(equal) of \(tried)")
    }
}
