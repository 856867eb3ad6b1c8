internal import Casework

/// The score and the shortfalls a plan states are those counted from it, and every shortfall says why.
enum ScoreIsCounted: Rule {
    static let code = "S1"

    static func violations(in evidence: Evidence) -> [Violation] {
        let plan = evidence.plan
        let (score, shortfalls, _) = Recount(evidence.register)
            .assess(plan.weeks, meetings: plan.meetings, contacts: plan.contacts)
        var found: [Violation] = []
        if score != plan.score { found.append(Violation(code, "the plan says \(plan.score), counted \(score)")) }
        if Set(plan.shortfalls.map(\.bare)) != Set(shortfalls) {
            found.append(Violation(code, "the shortfalls are not those counted"))
        }
        found += plan.shortfalls.filter(\.reasons.isEmpty)
            .map { Violation(code, "no reason is given for \($0.nominal) in the week of \($0.week)") }
        return found
    }
}
