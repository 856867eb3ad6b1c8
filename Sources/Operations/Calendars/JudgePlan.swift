package import Casework
package import Planning

/// What of the latest plan no longer holds, as the diary stands; nothing is changed, or disclosed.
package struct JudgePlan {
    private let store: any DiaryStore
    private let reading: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.reading = reading
    }

    /// - Returns: Nothing where there is no plan, or its weeks are over.
    package func callAsFunction(clock: Moment) throws -> [Violation] {
        try store.read { diary in
            guard let caseload = try diary.caseload(), let plan = try diary.latestPlan()?.plan,
                clock < plan.weeks.days.upperBound.start
            else { return [] }
            let planner = Planner(caseload, try diary.diaries(for: plan.weeks, caseload, at: clock, reading: reading))
            let violations = planner.violations(of: planner.reassessed(plan))
            return violations + planner.clashes(in: plan).filter { !violations.contains($0) }
        }
    }
}
