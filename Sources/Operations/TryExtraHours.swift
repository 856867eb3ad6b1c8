package import Casework
package import Planning

/// Says what extra hours would change in the latest plan, and writes down that somebody asked; nothing is changed.
package struct TryExtraHours {
    private let store: any DiaryStore
    private let diaries: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.diaries = diaries
    }

    /// - Parameter question: What is asked of the plan, for the history: `po2 Thu 3 Dec 17:00 to 20:00`.
    /// - Returns: The latest plan as its contacts stand now, ready to be asked.
    package func callAsFunction(
        _ question: String, seed: UInt64, by actor: String, at now: Timestamp, clock: Moment? = nil
    ) throws -> (whatIf: WhatIf, plan: Plan, caseload: Caseload) {
        let (caseload, diaries, plan) = try store.read { diary in
            let (caseload, plan) = try diary.onRecord()
            return (caseload, try diary.diaries(for: plan.weeks, caseload, at: clock, reading: self.diaries), plan)
        }
        try store.write { diary in
            try diary.record(
                HistoryEntry(at: now, actor: actor, act: .consultation, detail: "asked what if \(question)"))
        }
        let now = Planner(caseload, diaries).reassessed(plan)
        return (WhatIf(caseload, diaries, now, seed: seed), now, caseload)
    }
}
