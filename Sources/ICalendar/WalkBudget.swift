/// What is left of the time set aside for following repeat rules.
struct WalkBudget: Sendable {
    private let deadline: ContinuousClock.Instant
    let stepsPerRule: Int

    init(_ limits: ReadingLimits) {
        deadline = .now + limits.walking
        stepsPerRule = limits.stepsPerRule
    }

    var isSpent: Bool { ContinuousClock.now > deadline }
}
