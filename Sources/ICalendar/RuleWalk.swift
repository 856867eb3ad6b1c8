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
        self = Libical.exclusively {
            RuleWalk(unlocked: rule, from: start, until: until, keeping: stretch, limit: limit, budget: budget)
        }
    }

    private init(
        unlocked rule: RecurrenceRule,
        from start: WallTime,
        until: WallTime?,
        keeping stretch: Range<WallTime>,
        limit: Int,
        budget: WalkBudget
    ) {
        last = start
        guard !budget.isSpent else {
            cutShort = start
            return
        }
        guard var iterator = RuleIterator(rule, from: rule.walkStart) else { return }
        var seen = 0
        while rule.count.map({ seen < $0 }) ?? true {
            guard let instance = iterator.next() else { return }
            if let until, instance > until { return }
            if instance < start { continue }
            seen += 1
            if rule.count != nil || until != nil { last = instance }
            guard instance < stretch.upperBound else {
                if rule.count == nil, until == nil { last = nil }
                return
            }
            if instance >= stretch.lowerBound { starts.append(instance) }
            // Reading the clock costs more than a step; a single step may be slow, so it is read often.
            if seen >= budget.stepsPerRule || starts.count > limit || (seen % 64 == 0 && budget.isSpent) {
                cutShort = instance
                return
            }
        }
    }
}
