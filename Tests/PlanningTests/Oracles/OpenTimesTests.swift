import Casework
import Testing

@testable import Planning

/// Tries every start, place and crew there is against the audit.
private struct EveryTime {
    let office: Office
    let plan: Plan
    private let rules = Audit.rules.filter { $0.code != "S1" }

    /// What the score changes by, for every contact that the audit lets through.
    func all(
        _ kind: ContactKind, with nominal: Nominal, insteadOf replaced: Contact?, on days: [Day]
    ) -> [Contact: Score] {
        let register = office.register
        let others = plan.contacts.filter { $0.id != replaced?.id }
        let before = Recount(register).assess(plan.weeks, meetings: plan.meetings, contacts: plan.contacts).score
        guard let rule = register.policy.contacts[kind] else { return [:] }
        var found: [Contact: Score] = [:]
        for crew in Set(rule.crews.flatMap(crews)) {
            for place in rule.places.flatMap(places) {
                for day in days {
                    for minute in stride(from: 0, to: 1440, by: register.policy.gridMinutes) {
                        let contact = Contact(
                            id: replaced?.id ?? OpenTime.unbooked, nominal: nominal.id, kind: kind,
                            start: day.at(minute), minutes: rule.minutes, place: place, practitioners: crew.sorted(),
                            status: .planned)
                        if let replaced, replaced.isWhereItWas(contact) { continue }
                        // The audit does not say that nobody can be in two places at once.
                        if others.contains(where: {
                            $0.nominal == nominal.id && $0.interval.overlaps(contact.interval)
                        }) {
                            continue
                        }
                        guard isAllowed(others + [contact]) else { continue }
                        let after = Recount(register).assess(
                            plan.weeks, meetings: plan.meetings, contacts: others + [contact]
                        ).score
                        found[contact] = Score(
                            shortfall: after.shortfall - before.shortfall, moved: after.moved - before.moved,
                            cover: after.cover - before.cover,
                            travelMinutes: after.travelMinutes - before.travelMinutes,
                            spread: after.spread - before.spread)
                    }
                }
            }
        }
        return found
    }

    private func isAllowed(_ contacts: [Contact]) -> Bool {
        var plan = plan
        plan.contacts = contacts
        let evidence = Evidence(plan, office.register)
        return rules.allSatisfy { $0.violations(in: evidence).isEmpty }
    }

    private func crews(_ kinds: [Agency.Kind]) -> [Set<Practitioner.ID>] {
        let register = office.register
        return kinds.reduce([[]]) { crews, kind in
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
        case .location(let kind): office.caseload.locations.filter { $0.kind == kind }.map { .at($0.id) }
        }
    }
}

@Suite struct `Finding a time` {
    /// Holds the search against every time there is, for a nominal and a kind, on top and in place of each contact.
    private func compare(_ office: Office, seed: UInt64, nominals: Int, days: [Day]) throws -> Int {
        let plan = try office.planner.plan(.one, seed: seed, until: Iterations(perWeek: 30))
        let register = office.register
        let everything = EveryTime(office: office, plan: plan)
        var compared = 0
        for nominal in office.caseload.nominals.prefix(nominals) where !nominal.hasLimitedAccess {
            for kind in office.caseload.policy.contacts.keys.sorted() {
                let mine = plan.contacts.filter {
                    $0.nominal == nominal.id && $0.kind == kind && $0.status == .planned
                }
                for replaced in [nil] + mine.map(Optional.some) {
                    let expected = everything.all(kind, with: nominal, insteadOf: replaced, on: days)
                    let found = OpenTimes(register, plan, nominal: nominal, kind: kind)
                        .all(on: days, insteadOf: replaced)
                    let changes = Dictionary(found.map { ($0.contact, $0.change) }) { first, _ in first }
                    let what: Comment = "seed \(seed), \(kind) with \(nominal.id), not \(replaced?.id.text ?? "")"
                    #expect(changes == expected, what)
                    #expect(found.count == changes.count)
                    #expect(found.bestFirst().first?.change == expected.values.min())
                    compared += expected.count
                }
            }
        }
        return compared
    }

    @Test func `on tiny caseloads finds every time that the audit lets through, and what it costs`() throws {
        var compared = 0
        for seed in 0..<120 as Range<UInt64> {
            compared += try compare(
                RandomOffice.tiny(seed: seed), seed: seed, nominals: 2, days: [.mon, .tue, .wed])
        }
        #expect(compared > 400)
    }

    @Test func `in untidy offices, too, meetings and busy times and all`() throws {
        var compared = 0
        for seed in 0..<12 as Range<UInt64> {
            let office = RandomOffice.untidy(seed: seed).with { $0.caseload.policy.gridMinutes = 60 }
            compared += try compare(office, seed: seed, nominals: 2, days: [.mon, .tue, .thu])
        }
        #expect(compared > 500)
    }

    @Test func `each answer can be booked as it is, and they differ`() throws {
        for seed in 0..<15 as Range<UInt64> {
            let office = RandomOffice.untidy(seed: seed)
            let plan = try office.planner.plan(.one, seed: seed, until: Iterations(perWeek: 60))
            for nominal in office.caseload.nominals.prefix(3) {
                for kind in office.caseload.policy.contacts.keys.sorted() {
                    let openings = office.planner.openTimes(
                        for: nominal, kind: kind, week: .mon, in: plan, limit: 5)
                    #expect((openings.times + openings.unknown).isEmpty == (openings.hindrance != nil))
                    if let hindrance = openings.hindrance { #expect(!hindrance.reason.isEmpty) }
                    for time in openings.times {
                        let contacts = plan.contacts.filter { $0.id != time.replaced?.id } + [time.contact]
                        let booked = office.plan(
                            contacts.sorted(by: Contact.inOrder), meetings: plan.meetings)
                        #expect(office.planner.violations(of: booked) == [])
                        #expect(booked.score.shortfall - plan.score.shortfall == time.change.shortfall)
                        #expect(booked.score.travelMinutes - plan.score.travelMinutes == time.change.travelMinutes)
                    }
                    let starts = openings.times.map(\.contact.start)
                    let sorts = Set(
                        openings.times.map(\.contact).map { "\($0.day) \($0.practitioners) \($0.place)" })
                    if sorts.count < starts.count {
                        let gaps = zip(starts.sorted(), starts.sorted().dropFirst()).map { $1 - $0 }
                        #expect(gaps.contains { $0 >= 60 })
                    }
                }
            }
        }
    }

    private func openings(_ office: Office, _ plan: Plan, _ kind: ContactKind = "office") throws -> Openings {
        let nominal = try #require(office.register.nominals["n001"])
        return office.planner.openTimes(for: nominal, kind: kind, week: .mon, in: plan, limit: 5)
    }

    @Test func `a contact that is due comes on top, and one more than is due in place of another`() throws {
        let office = Office().with { $0.only("n001", contacts: 2) }
        let one = office.having(contact("v-1", at: .tue(10)))
        let onTop = try openings(one, one.plan([contact("v-1", at: .tue(10))]))
        #expect(onTop.times.allSatisfy { $0.replaced == nil && $0.change.shortfall < 0 && $0.contact.day != .tue })
        let both = [contact("v-1", at: .tue(10)), contact("v-2", "police_visit", at: .thu(10), "home1", by: ["pp1"])]
        let full = office.having(both[0], both[1])
        let instead = try openings(full, full.plan(both))
        #expect(!instead.times.isEmpty)
        #expect(instead.times.allSatisfy { $0.replaced?.id == "v-1" && $0.contact.id == "v-1" && $0.change.moved == 1 })
        // What is confirmed is never given up.
        let confirmed = [contact("v-1", at: .tue(10), .confirmed), both[1]]
        let settled = office.having(confirmed[0], confirmed[1])
        #expect(try openings(settled, settled.plan(confirmed)).times.allSatisfy { $0.replaced == nil })
    }

    @Test func `where a calendar has ended the answer is unknown, and not free`() throws {
        let office = Office().with {
            $0.only("n001", contacts: 1)
            $0.change("n001") { $0.hasLimitedAccess = true }
            $0.diaries.knownUntil["po1"] = .wed(12)
        }
        let openings = try openings(office, office.plan([]))
        #expect(!openings.times.isEmpty && openings.times.allSatisfy { $0.contact.end <= .wed(12) })
        let ended = office.with { $0.diaries.knownUntil["po1"] = .mon(0) }
        let unknown = try self.openings(ended, ended.plan([]))
        #expect(unknown.times.isEmpty && unknown.hindrance == nil)
        #expect(!unknown.unknown.isEmpty && unknown.unknown.allSatisfy { $0.unknown == ["po1"] })
    }

    @Test func `the nearest times that would do are the nearest`() throws {
        let office = Office().with { $0.only("n001", contacts: 1) }
        let booked = contact("v-1", at: .tue(10))
        let diary = office.having(booked).with { $0.busy("po1", .thu(9), .thu(13)) }
        let nominal = try #require(diary.register.nominals["n001"])
        let times = diary.planner.openTimes(
            for: nominal, kind: "office", near: .thu(10), in: diary.plan([booked]), leavingOut: "v-1", limit: 3)
        #expect(times.map(\.contact.start) == [.thu(13), .thu(14), .thu(15)])
        #expect(times.allSatisfy { $0.contact.practitioners == ["po1"] && $0.replaced?.id == "v-1" })
    }

    @Test func `where there is none, it is said who works when and what is in the way`() throws {
        let office = Office().with {
            $0.only("n001", contacts: 1)
            $0.change("n001") { $0.hasLimitedAccess = true }
            $0.rest("po1")
            $0.work("po1", [.monday], from: 540, until: 600)
            $0.busy("po1", .mon(9), .mon(9, 45))
        }
        let hindrance = try #require(try openings(office, office.plan([])).hindrance)
        #expect(hindrance.cause == .busy)
        let person = try #require(hindrance.people.first)
        #expect(hindrance.people.count == 1 && person.practitioner == "po1" && person.days.map(\.day) == [.mon])
        #expect(person.days.first?.hours == [.mon(9)..<(.mon(10))])
        #expect(person.days.first?.engagements == [.init(sort: .busy, interval: .mon(9)..<(.mon(9, 45)))])
        #expect(person.days.first?.starts == [])
    }
}
