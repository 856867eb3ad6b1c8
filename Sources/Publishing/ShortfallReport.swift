package import Casework

/// What managers are shown on a screen of what falls short: the weeks ahead, and up to twelve that are over.
package struct ShortfallReport: Sendable {
    /// What of it is asked for; nil: whoever, whatever.
    package struct Filter: Hashable, Sendable {
        package var lead: Practitioner.ID?
        package var cohort: Nominal.Cohort?
        /// Only the nominals and weeks that fall short, or fell short, for this cause among others.
        package var cause: Shortfall.Cause?

        package init(lead: Practitioner.ID? = nil, cohort: Nominal.Cohort? = nil, cause: Shortfall.Cause? = nil) {
            self.lead = lead
            self.cohort = cohort
            self.cause = cause
        }
    }

    private let page: ShortfallsPage
    private let over: OverFigures
    /// The nominals it tells of by reference.
    package let nominals: [Nominal.ID]

    /// - Parameters:
    ///   - earlierTargets: Of the weeks before the plan.
    ///   - earlierShortfalls: What plans of those weeks said of them when they were made.
    ///   - plannedBefore: Those of them, by their Mondays, of which there was a plan.
    ///   - today: Weeks before its own are over.
    package init(
        plan: Plan, caseload: Caseload, targets: [WeeklyTarget], earlierTargets: [WeeklyTarget],
        earlierShortfalls: [Shortfall] = [], plannedBefore: Set<Day> = [], filter: Filter = Filter(), today: Day
    ) {
        let directory = Directory(caseload)
        let all = ContactWeek.all(of: plan, targets).filter { filter.holds($0, directory) }
        var over = (ContactWeek.all(earlierTargets, planned: earlierShortfalls) + all).filter {
            $0.week < today.monday && filter.holds($0, directory)
        }.map(\.over)
        let shown = Set(over.map(\.week)).sorted().suffix(ShortfallReport.weeksOver)
        over.removeAll { !shown.contains($0.week) }
        let planned = plannedBefore.union(plan.weeks.mondays)
        var ahead = all.filter { $0.week >= today.monday }
        if let cause = filter.cause {
            ahead.removeAll { week in week.shortfall.map { !$0.causes.contains(cause) } ?? true }
            over.removeAll { week in
                week.figures.missing == 0 || week.shortfall.map { !$0.causes.contains(cause) } ?? true
            }
        }
        var plan = plan
        let left = max(0, plan.weeks.mondays.count { $0 >= today.monday })
        if left < plan.weeks.count, let weeks = Weeks(from: max(plan.weeks.from, today.monday), count: max(1, left)) {
            plan.weeks = weeks
        }
        page = ShortfallsPage(
            plan: plan, weeks: ahead, earlier: over, leastShortfalls: [], directory: directory, prepared: nil)
        self.over = OverFigures(
            weeks: over, shown: Array(shown), planned: planned, cause: filter.cause, directory: directory)
        nominals = Set(ahead.map(\.nominal)).sorted()
    }

    /// How many weeks that are over it looks back on.
    package static let weeksOver = 12

    /// What a template is given, as `shortfalls.mustache` is.
    package var values: any Sendable {
        var view = page.view
        view.over = over.view
        return view
    }

    /// A row for each nominal and week with a target, for a spreadsheet.
    package func table() -> Document { ShortfallsTable(weeks: page.weeks, directory: page.directory).document() }
}

extension ShortfallReport.Filter {
    fileprivate func holds(_ week: ContactWeek, _ directory: Directory) -> Bool {
        guard lead != nil || cohort != nil else { return true }
        guard let nominal = directory.nominal(week.nominal) else { return false }
        return lead.map(nominal.leads.contains) ?? true && cohort.map { $0 == nominal.cohort } ?? true
    }
}
