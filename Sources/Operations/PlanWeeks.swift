package import Casework
package import Planning

/// Plans weeks from what the diary holds, and stores the plan.
///
/// What is confirmed stays; of what is planned as little is moved as can be.
package struct PlanWeeks {
    /// Reads calendars for a stretch of days; plugged in, because operations know nothing of iCalendar.
    package typealias DiaryReading = (_ caseload: Caseload, _ calendars: [CalendarFile]) throws -> Diaries

    private let store: any DiaryStore
    private let diaries: DiaryReading

    package init(_ store: any DiaryStore, diaries: @escaping DiaryReading) {
        self.store = store
        self.diaries = diaries
    }

    package func callAsFunction(
        _ weeks: Weeks, seed: UInt64, until stop: any StopCriterion, by actor: String, at now: Timestamp,
        progress: (Planner.Progress) -> Void = { _ in }
    ) throws -> (plan: Plan, caseload: Caseload) {
        let (revision, caseload, calendars) = try store.read { diary in
            (try diary.revision(), try diary.caseload(), try diary.calendars())
        }
        guard let caseload else { throw DiaryRefusal.empty }
        // A search takes seconds, and holds no lock meanwhile; it is judged and stored in one transaction, and only
        // if nobody has changed the diary since.
        let plan = try Planner(caseload, diaries(caseload, calendars))
            .plan(weeks, seed: seed, until: stop, progress: progress)
        try store.write { diary in
            guard try diary.revision() == revision else { throw DiaryRefusal.changedMeanwhile }
            try diary.save(plan, seed: seed, at: now)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .alteration,
                    detail: "planned \(weeks.count) weeks from \(weeks.from): \(plan.contacts.count) contacts, "
                        + "\(plan.meetings.count) meetings, \(plan.score.moved) moved"))
        }
        return (plan, caseload)
    }
}
