import Casework
import Testing

@testable import Planning

/// MAPs on Wednesdays from 2 December.
///
/// Unless a test says otherwise a meeting has ten minutes for its opening, five for its closing, and slots of 10
/// (exception), 5 (red, release) and 3 minutes.
@Suite struct `The round of reviews` {
    let office = Office().with { $0.caseload.nominals = [] }

    /// Adds a nominal who was last discussed on that day.
    private func adding(
        _ id: Nominal.ID, _ rag: Nominal.RAG, last: Day?, release: Day? = nil, to office: Office
    ) -> Office {
        office.with {
            $0.caseload.nominals.append(
                Nominal(
                    id: id, givenName: "Kit", familyName: "Marlow", cohort: .fixed, rag: rag, policeLead: "pp1",
                    probationLead: "po1", selectedOn: Day.mon - 329, releaseOn: release))
            if let last { $0.caseload.reviews.append(Review(nominal: id, series: .map, heldOn: last)) }
        }
    }

    private func one(_ rag: Nominal.RAG, last: Day?, release: Day? = nil) -> Office {
        adding("n001", rag, last: last, release: release, to: office)
    }

    private func meetings(_ days: [Day], minutes: Int = 60) -> [MeetingDate] {
        days.map { MeetingDate(series: .map, interval: $0.at(9, 0)..<($0.at(9, 0) + minutes), place: "office") }
    }

    private func plan(
        _ office: Office, _ days: [Day] = [.wed], minutes: Int = 60, later: Day? = nil
    ) throws -> [AgendaContents] {
        let rule = try #require(office.caseload.policy.meetings[.map])
        var round = ReviewRound(office.register, rule)
        return round.plan(meetings(days, minutes: minutes), later: later)
    }

    private func weeks(_ count: Int) -> [Day] { (0..<count).map { Day.wed + 7 * $0 } }

    // MARK: - Who is due

    @Test(arguments: [(Nominal.RAG.red, 1), (.amber, 2), (.green, 4), (.blue, 4)])
    func `each rating has its turn: red every week, amber every second, green and blue every fourth`(
        rag: Nominal.RAG, every: Int
    ) throws {
        let due = try plan(one(rag, last: .wed - 7 * every))
        #expect(due[0].items.map(\.reason.rawValue) == [rag.rawValue])
        if every > 1 { #expect(try plan(one(rag, last: .wed - 7 * (every - 1)))[0].items == []) }
        // Over eight weeks the turn comes round.
        let rounds = try plan(one(rag, last: .wed - 7 * every), weeks(8))
        #expect(rounds.map(\.items.count) == (0..<8).map { $0 % every == 0 ? 1 : 0 })
    }

    @Test func `whoever was never discussed is due at once, and the agenda says so`() throws {
        let new = try plan(one(.green, last: nil))
        #expect(new[0].items.map(\.reason) == [.green])
        #expect(new[0].items.first?.matters == ["not discussed at a MAP before"])
    }

    @Test func `nobody is due before the day they are selected`() throws {
        var later = one(.red, last: nil)
        later.change("n001") { $0.selectedOn = .wed + 1 }
        let rounds = try plan(later, weeks(2))
        #expect(rounds.map(\.items.count) == [0, 1])
    }

    @Test func `a meeting moved by a bank holiday changes nobody's turn`() throws {
        // Held on the Friday two weeks ago, due again this Wednesday.
        #expect(try plan(one(.amber, last: .fri - 14))[0].items.count == 1)
        // Moved to the Tuesday of this week.
        #expect(try plan(one(.amber, last: .wed - 14), [.tue])[0].items.count == 1)
        // And from one to the next.
        #expect(try plan(one(.red, last: .wed - 7), [.thu, .tue + 7, .wed + 14]).map(\.items.count) == [1, 1, 1])
    }

    @Test func `an exception since the last review is due at once, first, and long`() throws {
        let quiet = adding("n002", .red, last: .wed - 7, to: one(.green, last: .wed - 7))
        let arrested = quiet.with {
            $0.caseload.exceptions = [
                ReviewException(nominal: "n001", on: .tue, kind: .breach),
                ReviewException(nominal: "n001", on: .mon, kind: .arrest, note: "Kit Marlow at Mill Lane"),
            ]
        }
        let items = try plan(arrested)[0].items
        #expect(items.map(\.nominal) == ["n001", "n002"])
        #expect(items.first?.reason == .exception)
        #expect(items.first?.minutes == 10)
        #expect(items.first?.matters == ["arrest, Mon 30 Nov", "breach, Tue 1 Dec"])
    }

    @Test func `an exception on the day of the last review was part of it, one after the meeting waits`() throws {
        func exception(_ day: Day) -> Office {
            one(.green, last: .wed - 7).with {
                $0.caseload.exceptions = [ReviewException(nominal: "n001", on: day, kind: .crisis)]
            }
        }
        #expect(try plan(exception(.wed - 7), weeks(2)).map(\.items.count) == [0, 0])
        #expect(try plan(exception(.wed - 6), weeks(2)).map(\.items.count) == [1, 0])
        #expect(try plan(exception(.wed), weeks(2)).map(\.items.count) == [1, 0])
        #expect(try plan(exception(.wed + 1), weeks(2)).map(\.items.count) == [0, 1])
    }

    @Test func `weekly in the last 28 days before release, then as red`() throws {
        let release = Day.wed + 28
        let rounds = try plan(one(.blue, last: .wed - 7, release: release), weeks(6))
        #expect(
            rounds.map { $0.items.map(\.reason) } == [[.release], [.release], [.release], [.release], [.red], [.red]])
        #expect(rounds[0].items.first?.matters == ["release on Wed 30 Dec"])
        #expect(try plan(one(.blue, last: .wed - 7, release: release + 1))[0].items == [])
    }

    @Test func `items are taken by reason, the most overdue first`() throws {
        var all = office
        all = adding("n001", .blue, last: .wed - 28, to: all)
        all = adding("n002", .green, last: .wed - 28, to: all)
        all = adding("n003", .green, last: .wed - 42, to: all)
        all = adding("n004", .amber, last: .wed - 14, to: all)
        all = adding("n005", .blue, last: .wed - 7, release: .wed + 3, to: all)
        all = adding("n006", .red, last: .wed - 7, to: all)
        all = adding("n007", .amber, last: .wed - 7, to: all)
        all.caseload.exceptions = [ReviewException(nominal: "n007", on: .mon, kind: .recall)]
        let items = try plan(all)[0].items
        #expect(items.map(\.nominal.text) == ["n007", "n006", "n005", "n004", "n003", "n002", "n001"])
    }

    // MARK: - Too full

    /// So many ambers, discussed so many days ago: three minutes each.
    private func ambers(_ count: Int, last: Day = .wed - 14, reds: Int = 0) -> Office {
        var all = office
        for number in 0..<reds { all = adding(Nominal.ID("r\(number)"), .red, last: .wed - 7, to: all) }
        for number in 0..<count { all = adding(Nominal.ID("a\(number)"), .amber, last: last, to: all) }
        return all
    }

    @Test func `a meeting that is too full says so: minutes planned, minutes there are`() throws {
        let contents = try plan(ambers(5), minutes: 25)[0]
        #expect(contents.minutesNeeded == 15)
        #expect(contents.minutesAvailable == 10)
    }

    @Test func `just full is not too full`() throws {
        let contents = try plan(ambers(5), minutes: 30)[0]
        #expect(contents.items.count == 5)
        #expect(contents.noted == [])
    }

    @Test func `routine items are noted, the last in the order of taking, and no more than needed`() throws {
        let contents = try plan(ambers(5), minutes: 25)[0]
        #expect(contents.items.map(\.nominal.text) == ["a0", "a1", "a2"])
        #expect(contents.noted.map(\.text) == ["a3", "a4"])
        #expect(contents.deferred == [])
    }

    @Test func `red and exceptions are never noted: what then does not fit is deferred to the next meeting`() throws {
        let contents = try plan(ambers(2, reds: 3), [.wed, .wed + 7], minutes: 25)[0]
        #expect(contents.items.map(\.nominal.text) == ["r0", "r1"])
        #expect(contents.noted.map(\.text) == ["a0", "a1"])
        #expect(contents.deferred == [.init(nominal: "r2", due: .wed + 7)])
    }

    @Test func `the day a deferred item is due is the next meeting's, wherever that is known from`() throws {
        let full = ambers(0, reds: 3)
        #expect(try plan(full, minutes: 25)[0].deferred.map(\.due) == [.wed + 7])
        #expect(try plan(full, minutes: 25, later: .tue + 7)[0].deferred.map(\.due) == [.tue + 7])
        #expect(try plan(full, [.wed, .thu + 7], minutes: 25)[0].deferred.map(\.due) == [.thu + 7])
    }

    @Test func `nothing is noted where the policy does not want it`() throws {
        let strict = ambers(5).with { $0.caseload.policy.meetings[.map]?.noteWhenFull = false }
        let contents = try plan(strict, minutes: 25)[0]
        #expect(contents.noted == [])
        #expect(contents.deferred.map(\.nominal.text) == ["a3", "a4"])
    }

    @Test func `nobody is noted twice running, whoever was noted is discussed next`() throws {
        // Ten due each fortnight, room for three: whoever was noted and does not fit is deferred.
        let rounds = try plan(ambers(10), [.wed, .wed + 14, .wed + 28, .wed + 42], minutes: 24)
        var notedSince: Set<Nominal.ID> = []
        var noted = 0
        for contents in rounds {
            #expect(notedSince.isDisjoint(with: contents.noted))
            notedSince.subtract(contents.items.map(\.nominal))
            notedSince.formUnion(contents.noted)
            noted += contents.noted.count
        }
        #expect(noted > 7)
    }

    @Test func `whoever was never discussed is not noted`() throws {
        let new = ambers(0, reds: 2).with {
            $0 = adding("a0", .amber, last: nil, to: $0)
        }
        let contents = try plan(new, minutes: 25)[0]
        #expect(contents.noted == [])
        #expect(contents.deferred.map(\.nominal.text) == ["a0"])
    }

    @Test func `those are noted first who are discussed again within the month`() throws {
        var all = office
        // By the next MAP the first would be 35 days without a discussion, the second 21.
        all = adding("a0", .amber, last: .wed - 14, to: all)
        all = adding("a1", .amber, last: .wed - 14, to: all)
        all = adding("g0", .green, last: .wed - 28, to: all)
        let contents = try plan(all, minutes: 21)[0]
        #expect(contents.noted.map(\.text) == ["a1"])
        #expect(contents.items.map(\.nominal.text) == ["a0", "g0"])
    }

    @Test func `no review passes 31 days where there is room`() throws {
        // Thirty greens discussed on four different weeks, room for eight a week.
        var all = office
        for number in 0..<30 {
            all = adding(Nominal.ID("g\(100 + number)"), .green, last: .wed - 7 * (1 + number % 4), to: all)
        }
        let days = weeks(9)
        let rounds = try plan(all, days, minutes: 15 + 8 * 3)
        var last = Dictionary(
            uniqueKeysWithValues: all.caseload.reviews.map { ($0.nominal, $0.heldOn) })
        for (day, contents) in zip(days, rounds) {
            for item in contents.items {
                #expect(day - (last[item.nominal] ?? day) <= 31)
                last[item.nominal] = day
            }
        }
        #expect(last.values.allSatisfy { days[8] - $0 <= 31 })
    }

    // MARK: - Bringing forward

    @Test func `a spare meeting takes reviews of the next one if that would be too full`() throws {
        // Twelve greens, all due in the second week; each meeting has room for eight.
        var all = office
        for number in 0..<12 { all = adding(Nominal.ID("g\(100 + number)"), .green, last: .wed - 21, to: all) }
        let rounds = try plan(all, weeks(2), minutes: 15 + 8 * 3)
        #expect(rounds.map(\.items.count) == [4, 8])
        #expect(rounds.allSatisfy { $0.noted.isEmpty && $0.deferred.isEmpty })
        #expect(rounds[0].items.first?.matters == ["brought forward: the MAP on Wed 9 Dec is full"])
        #expect(rounds[0].minutesNeeded == 12)
        #expect(Set(rounds.flatMap { $0.items.map(\.nominal) }).count == 12)
    }

    @Test func `nothing is brought forward where the next has room`() throws {
        var spare = office
        for number in 0..<8 { spare = adding(Nominal.ID("g\(100 + number)"), .green, last: .wed - 21, to: spare) }
        #expect(try plan(spare, weeks(2), minutes: 15 + 8 * 3).map(\.items.count) == [0, 8])
    }

    // MARK: - Minutes

    @Test func `a long meeting has a break, and so less time`() throws {
        let rule = try #require(Policy.standard.meetings[.map])
        #expect(rule.minutesForSlots(length: 120, wanted: 105) == 105)
        #expect(rule.minutesForSlots(length: 180, wanted: 120) == 165)
        #expect(rule.minutesForSlots(length: 180, wanted: 121) == 155)
        // With a break there would be less room than without.
        #expect(rule.minutesForSlots(length: 140, wanted: 200) == 120)
        #expect(rule.minutesForSlots(length: 10, wanted: 5) == 0)
    }
}
