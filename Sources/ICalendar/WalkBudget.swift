/// What is left of the work and the time set aside for following repeat rules.
final class WalkBudget {
    private let deadline: ContinuousClock.Instant
    let stepsPerRule: Int
    private var steps: Int

    init(_ limits: ReadingLimits) {
        deadline = .now + limits.walking
        stepsPerRule = limits.stepsPerRule
        steps = limits.steps
    }

    /// Counts a step from one instance of a rule to the next; libical looks at every day of a round in vain, four of
    /// them in the time of a step.
    func spend(on rule: RecurrenceRule, from: WallTime, to: WallTime) {
        let rounds = (to.day - from.day) / (rule.frequency.days * rule.interval)
        steps -= 1 + max(0, rounds - 1) * rule.frequency.days / 4
    }

    var isSpent: Bool { steps < 0 || ContinuousClock.now > deadline }

    /// The same, in a walk of so many steps: reading the clock costs as much as one, so it is read now and then.
    func isSpent(after walked: Int) -> Bool { walked % 64 == 0 ? isSpent : steps < 0 }
}
