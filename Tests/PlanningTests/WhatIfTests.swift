import Casework
import Testing

@testable import Planning

/// Each answer is held against doing what it says and planning again.
@Suite struct `What extra hours would do` {
    // MARK: - The hours themselves

    @Test func `hours widen the block they adjoin, fill a break, or begin a block at the base`() {
        let office = Office().with {
            $0.rest("po1")
            $0.work("po1", [.monday, .tuesday], from: 540, until: 720, at: "station")
            $0.work("po1", [.monday, .tuesday], from: 750, until: 1020, at: "station")
        }
        func blocks(_ from: Moment, _ until: Moment, on day: Day) -> [String] {
            let caseload = office.caseload.working([ExtraHours(practitioner: "po1", interval: from..<until)])
            return Register(caseload, office.diaries).blocks(of: "po1", on: day)
                .map { "\($0.interval.lowerBound.clock) \($0.interval.upperBound.clock) \($0.location)" }
        }
        #expect(blocks(.mon(17), .mon(18), on: .mon) == ["09:00 12:00 station", "12:30 18:00 station"])
        #expect(blocks(.mon(8), .mon(9), on: .mon) == ["08:00 12:00 station", "12:30 17:00 station"])
        #expect(blocks(.mon(12), .mon(12, 30), on: .mon) == ["09:00 17:00 station"])
        #expect(blocks(.mon(19), .mon(20), on: .mon).last == "19:00 20:00 office")
        // Of that day alone.
        for day in [Day.tue, .mon + 7, .mon - 7] {
            #expect(blocks(.mon(17), .mon(18), on: day) == ["09:00 12:00 station", "12:30 17:00 station"])
        }
        #expect(blocks(.wed(10), .wed(11), on: .wed) == ["10:00 11:00 office"])
    }

    // MARK: - Cures

    /// The cures of every shortfall of random offices, each office with its plan.
    private func cures(
        _ seeds: Range<UInt64>,
        _ body: (
            Office, Plan, WeeklyTarget, Nominal, [(need: ShortfallReasons.Need, cure: SmallestCure.Cure)]
        ) throws -> Void
    ) throws {
        for seed in seeds {
            let office = RandomOffice.untidy(seed: seed).with { $0.caseload.policy.gridMinutes = 15 }
            let plan = try office.planner.plan(.one, seed: seed, until: Iterations(perWeek: 60))
            let reasons = ShortfallReasons(
                office.register, weeks: .one, meetings: plan.meetings, contacts: plan.contacts)
            for target in office.planner.targets(for: plan) {
                guard plan.shortfalls.contains(where: { $0.nominal == target.nominal }),
                    let nominal = office.register.nominals[target.nominal]
                else { continue }
                try body(office, plan, target, nominal, reasons.cures(for: nominal, target))
            }
        }
    }

    @Test func `with the hours of a cure its contacts can be had, and each clears what it is for`() throws {
        var tried = 0
        try cures(0..<60) { office, plan, target, nominal, cures in
            guard !cures.isEmpty else { return }
            var contacts = plan.contacts
            for (number, cure) in cures.enumerated() {
                var contact = cure.cure.contact
                contact.id = Contact.ID("cure-of-\(nominal.id)-\(number)")
                contacts.append(contact)
            }
            let cured = office.with { $0.caseload = $0.caseload.working(cures.flatMap(\.cure.extra)) }
            let evidence = Evidence(
                cured.plan(contacts.sorted(by: Contact.inOrder), meetings: plan.meetings), cured.register)
            for rule in Audit.rules where rule.code.hasPrefix("R") {
                #expect(rule.violations(in: evidence) == [], "\(nominal.id): \(cures)")
            }
            func missing(_ contacts: [Contact]) -> Int {
                let now = target.missing(
                    contacts.filter { $0.nominal == nominal.id }, home: nominal.home, policy: office.caseload.policy)
                return now.contacts + (now.joint ? 1 : 0) + (now.home ? 1 : 0)
            }
            #expect(missing(contacts) <= missing(plan.contacts) - cures.count)
            tried += 1
        }
        #expect(tried > 5)
    }

    /// An office of one nominal and people who hardly work.
    private func hardlyStaffed(_ seed: UInt64) -> Office {
        var chance = SeededGenerator(seed: seed)
        return Office().with { office in
            office.only("n001", contacts: 1)
            office.change("n001") { $0.hasLimitedAccess = true }
            office.offer("office", "police_visit")
            office.rest("po1", "pp1")
            for practitioner in ["po1", "pp1"] as [Practitioner.ID] {
                for weekday in Weekday.allCases.prefix(5) where chance.below(3) > 0 {
                    let start = 540 + 15 * chance.below(20)
                    office.work(practitioner, [weekday], from: start, until: start + 15 * (1 + chance.below(3)))
                }
                let busy = (Day.mon + chance.below(5)).at(9 + chance.below(6), 0)
                office.busy(practitioner, busy, busy + 60)
            }
        }
    }

    @Test func `no fewer hours would do`() throws {
        var tried = 0
        for seed in 0..<40 as Range<UInt64> {
            let office = hardlyStaffed(seed)
            let plan = office.plan([])
            let reasons = ShortfallReasons(office.register, weeks: .one, meetings: [], contacts: [])
            let nominal = try #require(office.register.nominals["n001"])
            let target = try #require(office.planner.targets(for: plan).first)
            let cure = try #require(reasons.cures(for: nominal, target).first).cure
            guard cure.minutes > 0 else { continue }
            tried += 1
            for practitioner in ["po1", "pp1"] as [Practitioner.ID] {
                for extra in (0..<5).flatMap({ shorter(than: cure.minutes, practitioner, .mon + $0, office.register) })
                {
                    let longer = Register(office.caseload.working(extra), office.diaries)
                    for kind in office.caseload.policy.contacts.keys {
                        let times = OpenTimes(longer, plan, nominal: nominal, kind: kind)
                            .all(on: Day.mon..<Day.sat, insteadOf: nil)
                        #expect(
                            times.isEmpty, "\(extra.map(\.inWords)) is enough; said was \(cure.extra.map(\.inWords))")
                    }
                }
            }
        }
        #expect(tried > 4)
    }

    /// Every way to widen a day by less, in quarters of an hour.
    private func shorter(
        than minutes: Int, _ practitioner: Practitioner.ID, _ day: Day, _ register: Register
    ) -> [[ExtraHours]] {
        let blocks = register.blocks(of: practitioner, on: day)
        guard let first = blocks.first?.interval.lowerBound, let last = blocks.last?.interval.upperBound else {
            return []
        }
        var ways: [[ExtraHours]] = []
        for before in stride(from: 0, to: minutes, by: 15) {
            for after in stride(from: 0, to: minutes - before, by: 15) {
                ways.append(
                    [(first - before)..<first, last..<(last + after)].filter { !$0.isEmpty }
                        .map { ExtraHours(practitioner: practitioner, interval: $0) })
            }
        }
        return ways
    }

    // MARK: - What if

    @Test func `an hour buys at least what the table says`() throws {
        var tried = 0
        for seed in 0..<40 as Range<UInt64> {
            let office = RandomOffice.untidy(seed: seed)
            let plan = try office.planner.plan(.one, seed: seed, until: Iterations(perWeek: 200))
            let whatIf = WhatIf(office.caseload, office.diaries, plan, seed: seed)
            let gains = whatIf.oneMoreHour()
            #expect(gains.map(\.points) == gains.map(\.points).sorted(by: >))
            for gain in gains.prefix(2) {
                #expect(!gain.nominals.isEmpty && gain.extra.minutes <= 60)
                // As long a search as the command gives a question about hours.
                let outcome = whatIf.with([gain.extra], until: Iterations(perWeek: 4_000))
                tried += 1
                #expect(
                    outcome.after.score.shortfall <= plan.score.shortfall - gain.points,
                    "seed \(seed): \(gain) of \(plan.score.shortfall), then \(outcome.after.score.shortfall)")
                let longer = Register(office.caseload.working([gain.extra]), office.diaries)
                let evidence = Evidence(outcome.after, longer)
                for rule in Audit.rules where rule.code.hasPrefix("R") && rule.code != "R1" {
                    #expect(rule.violations(in: evidence) == [])
                }
            }
        }
        #expect(tried > 3)
    }

    @Test func `nothing is said to be bought where nothing is short, or no hour helps`() throws {
        let office = Office().with { $0.only("n001", contacts: 1) }
        let plan = try office.planner.plan(.one, seed: 1, until: Iterations(perWeek: 20))
        #expect(plan.score.shortfall == 0)
        #expect(WhatIf(office.caseload, office.diaries, plan, seed: 1).oneMoreHour() == [])
        let often = Office().with {
            $0.only("n001", contacts: 6)
            $0.offer("office")
        }
        let full = try often.planner.plan(.one, seed: 1, until: Iterations(perWeek: 20))
        #expect(full.score.shortfall > 0)
        #expect(WhatIf(often.caseload, often.diaries, full, seed: 1).oneMoreHour() == [])
    }

    @Test func `the hour that is missing is found, and what it would move is said`() throws {
        let office = Office().with {
            $0.only("n001", contacts: 1)
            $0.offer("office")
            $0.change("n001") { $0.hasLimitedAccess = true }
            $0.rest("po1")
            $0.work("po1", [.monday], from: 540, until: 555)
        }
        let plan = try office.planner.plan(.one, seed: 1, until: Iterations(perWeek: 20))
        let whatIf = WhatIf(office.caseload, office.diaries, plan, seed: 1)
        let best = try #require(whatIf.oneMoreHour().first)
        #expect(best.points == 4 && best.nominals == ["n001"] && best.moved == 0)
        let outcome = whatIf.with([best.extra], until: Iterations(perWeek: 20))
        #expect(outcome.cleared.map(\.before.nominal) == ["n001"])
        #expect(outcome.added.count == 1 && outcome.moved.isEmpty)
    }

    @Test func `no hour is asked of a post that nobody holds, or of a time that is over`() throws {
        let office = Office().with {
            $0.only("n001", contacts: 1)
            $0.offer("office")
            $0.change("n001") { $0.hasLimitedAccess = true }
            $0.rest("po1")
        }
        let plan = try office.planner.plan(.one, seed: 1, until: Iterations(perWeek: 20))
        #expect(plan.score.shortfall > 0)
        #expect(WhatIf(office.caseload, office.diaries, plan, seed: 1).oneMoreHour() == [])
        let held = office.with { $0.work("po1", [.monday], from: 540, until: 555) }
        var diaries = held.diaries
        diaries.now = Weeks.one.days.upperBound.start - 1
        let later = try held.planner.plan(.one, seed: 1, until: Iterations(perWeek: 20))
        #expect(!WhatIf(held.caseload, held.diaries, later, seed: 1).oneMoreHour().isEmpty)
        #expect(WhatIf(held.caseload, diaries, later, seed: 1).oneMoreHour() == [])
    }
}
