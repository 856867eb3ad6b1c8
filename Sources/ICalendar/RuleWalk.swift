/// The instances of one repeat rule within a stretch of wall time.
struct RuleWalk: Sendable {
    /// Starts within the stretch, in order.
    var starts: [WallTime] = []
    /// The last start of the rule, or the first beyond the stretch; nil when it goes on for ever.
    var last: WallTime?
    /// From here on nothing is known, because the walk was cut short.
    var cutShort: WallTime?

    /// Follows `rule` from `start`, keeping what is in `stretch`.
    ///
    /// The rule's own end, `until`, is on the same wall as `start`, and inclusive.
    init(
        _ rule: RecurrenceRule,
        from start: WallTime,
        until: WallTime?,
        keeping stretch: Range<WallTime>,
        limit: Int,
        budget: WalkBudget
    ) {
        var (rule, until) = (rule, until)
        if rule.isPlain, let count = rule.count {
            // There is nothing to count: the last of them can be told.
            let rounds = (min(count, 1_000_000) - 1) * rule.interval * rule.frequency.days
            let last = start.advanced(by: rounds * WallTime.secondsPerDay)
            (rule.count, until) = (nil, min(until ?? last, last))
        }
        func walk(from begin: WallTime) -> RuleWalk? {
            Libical.exclusively {
                RuleWalk(
                    unlocked: rule, of: start, from: begin, until: until, keeping: stretch, limit: limit,
                    budget: budget)
            }
        }
        // A rule that counts has to be followed from its start; others can be taken up where it begins to matter. If
        // there is nothing more by then, its last instance lies further back.
        let wanted = min(stretch.lowerBound, until ?? stretch.lowerBound)
        let begin = rule.count == nil ? rule.round(before: wanted, from: start) : start
        self = (begin == start ? nil : walk(from: begin)) ?? walk(from: start) ?? RuleWalk(last: start)
    }

    private init(last: WallTime) {
        self.last = last
    }

    /// Nil when the rule has no instance until its end.
    private init?(
        unlocked rule: RecurrenceRule,
        of first: WallTime,
        from start: WallTime,
        until: WallTime?,
        keeping stretch: Range<WallTime>,
        limit: Int,
        budget: WalkBudget
    ) {
        last = first
        guard !budget.isSpent else {
            cutShort = start
            return
        }
        guard var iterator = RuleIterator(rule, from: start.advanced(by: rule.lead)) else {
            // It has looked for one as far as it looks: there is none, from whatever round one begins.
            budget.spend(on: rule, from: start, to: RuleIterator.end)
            return
        }
        var seen = 0
        var before = start
        while rule.count.map({ seen < $0 }) ?? true {
            let next = iterator.next()
            budget.spend(on: rule, from: before, to: next ?? RuleIterator.end)
            guard let instance = next, until.map({ instance <= $0 }) ?? true else {
                if seen == 0, until != nil { return nil }
                return
            }
            if instance < start { continue }
            seen += 1
            before = instance
            if rule.count != nil || until != nil { last = instance }
            guard instance < stretch.upperBound else {
                if rule.count == nil, until == nil { last = nil }
                return
            }
            if instance >= stretch.lowerBound { starts.append(instance) }
            if seen >= budget.stepsPerRule || starts.count > limit || budget.isSpent(after: seen) {
                cutShort = instance
                return
            }
        }
    }
}

extension RecurrenceRule {
    /// Where a whole number of rounds after `start` comes to, at least one round before `wall`.
    ///
    /// From there on the rule has the same instances as from `start`, as months and years are not equally long: as
    /// long as every month has the day.
    fileprivate func round(before wall: WallTime, from start: WallTime) -> WallTime {
        func rounds(_ length: Int, in span: Int) -> Int { max(0, span / length - 1) * length }
        let seconds = wall.seconds - start.seconds
        switch frequency {
        case .daily: return start.advanced(by: rounds(interval * WallTime.secondsPerDay, in: seconds))
        case .weekly: return start.advanced(by: rounds(interval * 7 * WallTime.secondsPerDay, in: seconds))
        case .monthly, .yearly:
            guard start.dayOfMonth <= 28 else { return start }
            let months = (wall.year - start.year) * 12 + wall.month - start.month - 1
            let shift = rounds(frequency == .monthly ? interval : interval * 12, in: months)
            return WallTime(
                year: start.year, month: start.month + shift, day: start.dayOfMonth, hour: start.hour,
                minute: start.minute, second: start.second)
        }
    }
}
