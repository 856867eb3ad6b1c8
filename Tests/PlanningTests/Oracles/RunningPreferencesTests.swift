import Casework
import Testing

@testable import Planning

/// What `Bookings` keeps up of the preferences is held against a count of the contacts.
@Suite struct `The running count of preferences` {
    /// An office in which every preference has something to say: people are used to times, the police have called at
    /// one hour, and a partner's base and the station will do for an office contact.
    private func office(seed: UInt64) -> Office {
        RandomOffice.untidy(seed: seed).with { office in
            office.caseload.policy.maxContactsPerDay = 3
            office.caseload.policy.contacts["office"]?.places = [
                .location(.probationOffice), .location(.partnerOffice), .location(.policeStation),
            ]
            for (number, nominal) in office.caseload.nominals.enumerated() {
                for back in 1...3 {
                    let week = 7 * 1440 * back
                    func record(_ kind: ContactKind, _ start: Moment, _ place: Place, _ crew: [Practitioner.ID]) {
                        office.caseload.contacts.append(
                            contact(
                                Contact.ID("h-\(kind)-\(number)-\(back)"), with: nominal.id, kind, at: start - week,
                                place, by: crew, .attended))
                    }
                    record("office", .wed(10), "office", [nominal.probationLead])
                    record("partner", .thu(11), "centre", ["pw1"])
                    if let home = nominal.home {
                        for hour in 9..<13 { record("police_visit", .tue(hour), .at(home), [nominal.policeLead]) }
                    }
                }
            }
        }
    }

    private func counted(_ contacts: [Contact], _ register: Register) -> Int {
        let kept = PreferencesKept(
            register,
            Plan(weeks: .one, timezone: "", meetings: [], contacts: contacts, shortfalls: [], score: .zero))
        return kept.jointVisits - kept.jointVisitsCoLocated - kept.backToBack + kept.atPoliceStations
            + kept.policeCallsForeseen - kept.regularTimesKept
    }

    @Test func `is the count of the contacts, after whatever was booked and cancelled`() {
        var (least, most, opened) = (0, 0, 0)
        for seed in 0..<40 as Range<UInt64> {
            let register = office(seed: seed).register
            var ledger = Ledger(register, week: .mon)
            let standing = counted(ledger.contacts, register)
            var chance = SeededGenerator(seed: seed)
            for _ in 0..<60 {
                ledger.step(&chance)
                let count = ledger.bookings.inconvenience
                (least, most) = (min(least, count), max(most, count))
                guard count == counted(ledger.contacts, register) - standing else {
                    Issue.record("seed \(seed): kept up \(count)")
                    return
                }
            }
            opened += ledger.bookings.visits.count { $0 != nil }
        }
        #expect(least < 0 && most > 3 && opened > 100, "\(least) to \(most) with \(opened)")
    }

    @Test func `finds the opening that people prefer, of all that cost the same`() throws {
        var compared = 0
        for seed in 0..<20 as Range<UInt64> {
            let register = office(seed: seed).register
            let ledger = Ledger(register, week: .mon)
            let problem = ledger.problem
            var bookings = ledger.bookings
            var chance = SeededGenerator(seed: seed)
            for nominal in problem.nominals.indices {
                guard
                    let opening = bookings.bestOpening(for: nominal, need: .any, weighing: .init(), chance: &chance)
                else { continue }
                let option = problem.options[nominal][opening.visit.option]
                let day = opening.visit.start / 1440
                bookings.book(opening.visit)
                let (score, found) = (bookings.score, bookings.inconvenience)
                bookings.cancel(bookings.visitsOf[nominal].last ?? 0)
                for start in stride(from: day * 1440, to: (day + 1) * 1440, by: problem.grid) {
                    let other = Bookings.Visit(nominal: nominal, option: opening.visit.option, start: start)
                    guard !option.isJoint, bookings.leastInconvenience(nominal, option, on: day) != nil,
                        bookings.book(other)
                    else { continue }
                    if bookings.score == score { #expect(bookings.inconvenience >= found, "seed \(seed)") }
                    compared += 1
                    bookings.cancel(bookings.visitsOf[nominal].last ?? 0)
                }
            }
        }
        #expect(compared > 25, "\(compared)")
    }
}
