package import Casework
package import Planning

/// What a change has done to the plan that people have.
package struct ChangedPlan {
    /// The plan as people had it, its contacts as they stood.
    package var before: Plan
    package var after: Plan
    package var caseload: Caseload
    /// What confirmed contacts stand in the way of, for people to sort out: they are never moved.
    package var clashes: [Violation]

    package var difference: PlanDifference { PlanDifference(from: before, to: after) }
}

extension DiaryStore {
    /// Makes a change and plans the latest plan's weeks again around it, all in one transaction.
    ///
    /// - Parameters:
    ///   - change: Judges and makes the change, and says for the history what it was; gets the caseload and the latest
    ///     plan, if there is one, as they were.
    ///   - holding: Looks at what has become of the plan; nothing is changed where that throws.
    /// - Returns: What became of the plan; nil if there is none, or its weeks are over.
    func changing(
        _ reading: @escaping PlanWeeks.DiaryReading, by actor: String, at now: Timestamp, clock: Moment,
        _ change: (any DiaryWriting, Caseload, Plan?, PlanWeeks.DiaryReading) throws -> String,
        holding: (ChangedPlan) throws -> Void = { _ in }
    ) throws -> ChangedPlan? {
        let reading = try readAhead(reading)
        return try write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            let before = try diary.latestPlan()?.plan
            let detail = try change(diary, caseload, before, reading)
            try diary.record(HistoryEntry(at: now, actor: actor, act: .alteration, detail: detail))
            guard let before, clock < before.weeks.days.upperBound.start else { return nil }
            let changed = try diary.replan(before, reading, by: actor, at: now, clock: clock)
            try holding(changed)
            return changed
        }
    }

    /// Reads the calendars before anything is locked: others may change the diary meanwhile.
    ///
    /// - Returns: What reads them again only where they have changed since.
    private func readAhead(_ reading: @escaping PlanWeeks.DiaryReading) throws -> PlanWeeks.DiaryReading {
        let known = try read { diary in
            try diary.latestPlan() == nil ? nil : diary.caseload().map { ($0, try diary.calendars()) }
        }
        // What is wrong with a calendar is said where it is needed.
        guard let (caseload, calendars) = known, let diaries = try? reading(caseload, calendars) else { return reading }
        let sources = CalendarSources(caseload, calendars)
        return { caseload, calendars in
            sources == CalendarSources(caseload, calendars) ? diaries : try reading(caseload, calendars)
        }
    }
}

extension DiaryWriting {
    /// Plans the weeks of the latest plan again with as little change as can be, and stores what has changed.
    fileprivate func replan(
        _ before: Plan, _ reading: PlanWeeks.DiaryReading, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> ChangedPlan {
        guard let caseload = try caseload(), let published = try latestPlan()?.plan else { throw DiaryRefusal.noPlan }
        let planner = Planner(caseload, try diaries(for: published.weeks, caseload, at: clock, reading: reading))
        let after = try planner.replanned(published)
        // What nobody would notice is no new plan.
        if !PlanDifference(from: published, to: after).isEmpty || after.shortfalls != published.shortfalls {
            try keep(after, seed: 1, by: actor, at: now)
        }
        return ChangedPlan(before: before, after: after, caseload: caseload, clashes: planner.clashes(in: after))
    }
}

/// Plans the weeks of the latest plan again, after an import or for whatever else has changed, with as little change
/// as can be.
package struct Replan {
    private let store: any DiaryStore
    private let reading: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.reading = reading
    }

    package func callAsFunction(by actor: String, at now: Timestamp, clock: Moment) throws -> ChangedPlan {
        let changed = try store.changing(reading, by: actor, at: now, clock: clock) { _, _, plan, _ in
            guard let plan else { throw DiaryRefusal.noPlan }
            guard clock < plan.weeks.days.upperBound.start else { throw DiaryRefusal.weeksAreOver(plan.weeks) }
            return "planned the weeks from \(plan.weeks.from) again, from the published plan"
        }
        guard let changed else { throw DiaryRefusal.noPlan }
        return changed
    }
}
