package import Casework
package import Planning

/// Works out how contacts stand against their targets: in the weeks of the latest plan, and in those before.
///
/// Nothing is written down: whoever shows something of it to somebody records that.
package struct ReadShortfalls {
    private let reading: PlanWeeks.DiaryReading

    package struct Material: Sendable {
        /// As its contacts stand, with its shortfalls explained.
        package var plan: Plan
        package var caseload: Caseload
        /// Of every nominal in every week of the plan.
        package var targets: [WeeklyTarget]
        /// Of the weeks before, by today's ratings: earlier ones are not kept.
        package var earlierTargets: [WeeklyTarget]
        /// What earlier plans said of those weeks, when they were made.
        package var earlierShortfalls: PlannedShortfalls
        package var bankHolidays: Set<Day>
    }

    package init(diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.reading = reading
    }

    /// - Throws: `DiaryRefusal` where nothing is imported, or nothing is planned.
    package func callAsFunction(
        _ diary: any DiaryReading, weeksBefore: Int, clock: Moment
    ) throws -> Material {
        let (caseload, plan) = try diary.onRecord()
        let diaries = try diary.diaries(for: plan.weeks, caseload, at: clock, reading: reading)
        let planner = Planner(caseload, diaries)
        let now = planner.reassessed(plan)
        return Material(
            plan: now, caseload: caseload, targets: planner.targets(for: now),
            earlierTargets: planner.targets(before: plan.weeks, count: weeksBefore),
            earlierShortfalls: try diary.plannedShortfalls(
                in: (plan.weeks.from - 7 * weeksBefore)..<plan.weeks.from),
            bankHolidays: diaries.bankHolidays)
    }
}
