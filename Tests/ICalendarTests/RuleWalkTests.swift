import Testing

@testable import ICalendar

/// A rule is followed from shortly before the stretch that matters; that must make no difference.
struct RuleWalkTests {
    private let budget = WalkBudget(ReadingLimits(stepsPerRule: .max, steps: .max, walking: .seconds(600)))

    private func walk(_ rule: RecurrenceRule, _ start: WallTime, _ until: WallTime?, _ stretch: Range<WallTime>)
        -> RuleWalk
    {
        RuleWalk(rule, from: start, until: until, keeping: stretch, limit: .max, budget: budget)
    }

    @Test func `the stretch of a rule is the same whether or not what lies before is asked for`() throws {
        var random = SplitMix(state: 11)
        func pick<Element>(_ values: [Element]) -> Element { values[Int(random.next() % UInt64(values.count))] }
        let parts = [
            "BYMONTH=2", "BYMONTH=1,6,12", "BYMONTHDAY=-31", "BYMONTHDAY=29,30", "BYMONTHDAY=1,-1", "BYDAY=MO",
            "BYDAY=-1SU,5SA", "BYDAY=20MO,-3FR", "BYDAY=1MO,TU", "BYDAY=MO,WE,FR", "BYSETPOS=-1", "BYSETPOS=1,-1",
            "BYHOUR=0,23", "WKST=SU",
        ]
        var compared = 0
        for _ in 0..<1_500 {
            var text = "FREQ=\(pick(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]));INTERVAL=\(pick([1, 1, 2, 3, 7, 12]))"
            for _ in 0..<random.next() % 3 { text += ";" + pick(parts) }
            let day = Int(random.next() % 12_000) - 1_000
            let start = WallTime(seconds: day * 86_400 + pick([0, 34_200]))
            guard let rule = try? RecurrenceRule(text, start: start, isAllDay: false) else { continue }
            let from = start.advanced(by: Int(random.next() % 9_000) * 86_400)
            let stretch = from..<from.advanced(by: 400 * 86_400)
            let until = pick([nil, from.advanced(by: -9_000_000), from.advanced(by: 9_000_000)])
            let all = walk(rule, start, until, start..<stretch.upperBound)
            let some = walk(rule, start, until, stretch)
            #expect(some.starts == all.starts.filter { stretch.contains($0) }, "\(text) from \(start), \(stretch)")
            if until != nil { #expect(some.last == all.last, "\(text) from \(start) until \(from)") }
            compared += some.starts.isEmpty ? 0 : 1
        }
        #expect(compared > 300)
    }
}
