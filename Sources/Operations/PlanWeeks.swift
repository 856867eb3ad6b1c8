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

    /// - Parameter clock: The time on the office's clock; nil: the weeks are planned as if none of them had begun.
    package func callAsFunction(
        _ weeks: Weeks, seed: UInt64, until stop: any StopCriterion, by actor: String, at now: Timestamp,
        clock: Moment? = nil, progress: (Planner.Progress) -> Void = { _ in }
    ) throws -> (plan: Plan, caseload: Caseload, diaries: Diaries) {
        let (revision, caseload, diaries) = try store.read { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            return (
                try diary.revision(), caseload,
                try diary.diaries(for: weeks, caseload, at: clock, reading: self.diaries)
            )
        }
        // A search takes seconds, and holds no lock meanwhile; it is judged and stored in one transaction, and only
        // if nobody has changed the diary since.
        let plan = try Planner(caseload, diaries)
            .plan(weeks, seed: seed, until: stop, progress: progress)
        try store.write { diary in
            guard try diary.revision() == revision else { throw DiaryRefusal.changedMeanwhile }
            try diary.keep(plan, seed: seed, by: actor, at: now)
        }
        return (plan, caseload, diaries)
    }
}

extension DiaryWriting {
    /// Stores a plan, and writes down that it was made.
    func keep(_ plan: Plan, seed: UInt64, by actor: String, at now: Timestamp) throws {
        try save(plan, seed: seed, at: now)
        let weeks = plan.weeks
        try record(
            HistoryEntry(
                at: now, actor: actor, act: .alteration,
                detail:
                    "planned \(weeks.count) \(weeks.count == 1 ? "week" : "weeks") from \(weeks.from): "
                    + "\(plan.contacts.count) contacts, \(plan.meetings.count) meetings, \(plan.score.moved) moved"))
    }
}

extension DiaryReading {
    /// Reads the calendars, and adds what the diary knows beside them: what earlier plans have settled for the time
    /// before the weeks, what was arranged, and who is away.
    ///
    /// - Parameter clock: The time on the office's clock: of weeks that have begun, what is over stays as it is.
    package func diaries(
        for weeks: Weeks, _ caseload: Caseload, at clock: Moment? = nil, reading: PlanWeeks.DiaryReading
    ) throws -> Diaries {
        let calendars = try calendars()
        var diaries = try reading(caseload, calendars)
        // A calendar that has an address and was never had says nothing, which is not that its owner is free.
        for calendar in try publishedCalendars()
        where !calendar.hasLeft && !calendars.contains(where: { $0.name == calendar.name }) {
            diaries.knownUntil[calendar.practitioner] = diaries.days.lowerBound.start
        }
        // Far enough back for every interval that the policy knows.
        let before = (weeks.from - 70)..<weeks.from
        diaries.notes = Dictionary(
            try allNotes(in: before.lowerBound..<weeks.days.upperBound).map { ($0.meeting, $0) }
        ) { first, _ in first }
        diaries.earlier = EarlierPlans(
            meetings: try meetings(in: before).map(diaries.held),
            contacts: caseload.contacts.filter { !$0.status.isOutcome && before.contains($0.day) })
        diaries.arrangements = try arrangements()
        diaries.take(try notices().map(\.notice))
        for sent in try invitations() where !sent.isOff && sent.answer != .declined {
            diaries.leaveOut(sent.invitation)
        }
        // Weeks that are over, or lie ahead, are planned whole.
        diaries.now = clock.flatMap { weeks.days.contains($0.day) ? $0 : nil }
        if let now = diaries.now {
            diaries.begun = try meetings(in: weeks.from..<(now.day + 1)).filter(diaries.hasBegun)
        }
        return diaries
    }
}
