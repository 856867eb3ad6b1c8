package import Casework
internal import Planning

/// Hands the latest plan out, as the contacts stand now, and writes down that it was disclosed.
package struct ReadPlan {
    private let store: any DiaryStore
    private let diaries: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.diaries = diaries
    }

    /// - Parameter recipient: Whom it goes to, for the history.
    package func callAsFunction(
        for recipient: String, by actor: String, at now: Timestamp, clock: Moment? = nil
    ) throws -> (
        stored: StoredPlan, caseload: Caseload, diaries: Diaries, feeds: ReadFeeds.Material,
        declined: [PlannedMeeting.ID: Set<Practitioner.ID>]
    ) {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            guard var stored = try diary.latestPlan() else { throw DiaryRefusal.noPlan }
            let diaries = try diary.diaries(for: stored.plan.weeks, caseload, at: clock, reading: self.diaries)
            let planner = Planner(caseload, diaries)
            stored.plan = planner.reassessed(stored.plan)
            let violations = planner.violations(of: stored.plan)
            guard violations.isEmpty else { throw DiaryRefusal.outdated(violations) }
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure,
                    detail: "exported the plan from \(stored.plan.weeks.from) to \(recipient): "
                        + "\(stored.plan.meetings.count) agendas, \(caseload.practitioners.count) feeds, "
                        // plan.json has what is due to everybody.
                        + "about everybody\(ToldInWords.of(caseload.nominals.map(\.id)))"))
            return (
                stored, caseload, diaries, try diary.feedMaterial(today: clock?.day ?? stored.plan.weeks.from),
                try diary.declined()
            )
        }
    }
}
