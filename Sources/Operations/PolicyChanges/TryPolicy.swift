package import Casework
package import Planning

/// Says what planning would come to under another policy; nothing is stored, and nobody is told of it.
package struct TryPolicy {
    private let store: any DiaryStore
    private let reading: PlanWeeks.DiaryReading

    package struct Outcome: Sendable {
        /// The weeks of the latest plan, planned again as the policy is, and as it would be.
        package var before: Plan
        package var after: Plan
        /// How short each week must fall under the policy as it would be, whoever plans it.
        package var least: [LeastShortfall]
    }

    package init(_ store: any DiaryStore, diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.reading = reading
    }

    package func callAsFunction(
        _ change: (PolicySetting, PolicyValue), by actor: String, at now: Timestamp, clock: Moment,
        until stop: any StopCriterion
    ) throws -> Outcome {
        let (setting, value) = change
        let (caseload, plan, diaries) = try store.read { diary in
            let (caseload, plan) = try diary.onRecord()
            return (caseload, plan, try diary.diaries(for: plan.weeks, caseload, at: clock, reading: reading))
        }
        try store.write { diary in
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .consultation, detail: "asked what if \(setting.code) were \(value)"))
        }
        var changed = caseload
        setting.set(value, in: &changed.policy)
        let planner = Planner(changed, diaries)
        let after = try planner.plan(plan.weeks, seed: 1, until: stop)
        return Outcome(
            before: try Planner(caseload, diaries).plan(plan.weeks, seed: 1, until: stop), after: after,
            least: planner.leastShortfalls(of: after))
    }
}
