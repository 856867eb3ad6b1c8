package import Casework

/// The page of what falls short: the four figures from each side a manager asks about, and every shortfall's reasons.
struct ShortfallsPage: Sendable {
    let plan: Plan
    let weeks: [ContactWeek]
    /// The weeks before, of which the targets are taken by today's ratings.
    let earlier: [ContactWeek]
    let leastShortfalls: [LeastShortfall]
    let directory: Directory
    let prepared: String?

    func document(_ templates: TemplateSet) throws -> Document {
        Document(
            path: directory.marking.fileName("shortfalls", "html"), content: try templates.page("shortfalls", of: view))
    }

    var view: ShortfallsView {
        let short = Set(weeks.filter { $0.shortfall != nil }.map(\.nominal)).count
        let nominals = Wording.counted(Set(weeks.map(\.nominal)).count, "nominal")
        return ShortfallsView(
            marking: directory.marking.line, period: plan.weeks.inWords, prepared: prepared,
            total: FiguresView(weeks.total),
            fallShort: "\(short) of \(nominals) with a target \(short == 1 ? "falls" : "fall") short",
            least: LeastShortfall.inWords(leastShortfalls), trend: trend,
            byWeek: byWeek, byLead: byLead, byCohort: byCohort, byCause: byCause, byNominal: Several(byNominal),
            shortfalls: Several(shortfalls))
    }

    // MARK: Trend

    /// Target, offered and kept, week by week; nil where nothing is known of the weeks before.
    private var trend: TrendView? {
        let before = Dictionary(grouping: earlier, by: \.week).sorted { $0.key < $1.key }
        if before.isEmpty { return nil }
        let ahead = Dictionary(grouping: weeks, by: \.week).sorted { $0.key < $1.key }
        let withOutcomes = Set(plan.contacts.filter(\.status.isOutcome).map(\.day.monday))
        let rows =
            before.map { week, weeks in TrendRowView(week, weeks, isAhead: false, isKnown: true) }
            + ahead.map { week, weeks in
                TrendRowView(week, weeks, isAhead: true, isKnown: withOutcomes.contains(week))
            }
        // So many bars under one another would be no picture.
        if before.count > TrendView.mostBars { return TrendView(chart: shares(before, rows).svg, rows: rows) }
        let chart = BarChart(
            id: "trend", title: "Target, offered and kept by week",
            description: "For each row of the table of the same name: the target, the contacts offered and, where "
                + "outcomes are recorded, those kept.",
            series: [
                BarChart.Series(label: "Target", filling: .outlined),
                BarChart.Series(label: "Offered", filling: .solid),
                BarChart.Series(label: "Kept", filling: .striped),
            ],
            // Bars of nought would look like a failure where nothing is recorded yet.
            groups: zip(before + ahead, rows).map { week, row in
                let total = week.value.total
                return BarChart.Group(
                    label: row.week, values: [total.target, total.offered] + (row.kept == nil ? [] : [total.kept]))
            })
        return TrendView(chart: chart.svg, rows: rows)
    }

    /// Of the weeks that are over, how many of their targets were reached.
    private func shares(_ before: [(key: Day, value: [ContactWeek])], _ rows: [TrendRowView]) -> LineChart {
        func percent(_ part: Int, _ whole: Int) -> Int? { whole > 0 ? part * 100 / whole : nil }
        let over = rows.prefix(before.count)
        return LineChart(
            id: "trend", title: "Targets reached, week by week",
            description:
                "For each week that is over: of the nominals with a target, how many in a hundred were offered "
                + "all their contacts, and how many kept as many.",
            weeks: before.map { "\($0.key.inShort.split(separator: " ").dropFirst().joined(separator: " "))" },
            lines: [
                LineChart.Line(label: "Offered in full", values: over.map { percent($0.offeredInFull, $0.nominals) }),
                LineChart.Line(label: "Kept in full", values: over.map { percent($0.keptInFull, $0.nominals) }),
            ])
    }

    // MARK: Tables

    private var byWeek: FigureTableView? {
        let rows = Dictionary(grouping: weeks, by: \.week).sorted { $0.key < $1.key }.map { week, weeks in
            FigureRowView(label: week.inShort, count: weeks.count, figures: FiguresView(weeks.total))
        }
        // Where the trend is drawn as bars, its picture has these weeks too.
        let isDrawn = 1...TrendView.mostBars ~= Set(earlier.map(\.week)).count
        return table(rows, chart: isDrawn ? nil : "weeks", "Contacts by week")
    }

    private var byLead: FigureTableView? {
        var theirs: [Practitioner.ID: [ContactWeek]] = [:]
        for week in weeks {
            for lead in directory.nominal(week.nominal)?.leads ?? [] { theirs[lead, default: []].append(week) }
        }
        let inOrder = theirs.sorted { (-$0.value.total.allMissing, $0.key) < (-$1.value.total.allMissing, $1.key) }
        let rows = inOrder.map { lead, weeks in
            FigureRowView(
                label: directory.name(lead), note: directory.agency(of: lead)?.name, count: weeks.count,
                figures: FiguresView(weeks.total))
        }
        return table(rows, chart: "leads", "Contacts by lead practitioner")
    }

    private var byCohort: FigureTableView? {
        let rows = Nominal.Cohort.allCases.compactMap { cohort -> FigureRowView? in
            let theirs = weeks.filter { directory.nominal($0.nominal)?.cohort == cohort }
            if theirs.isEmpty { return nil }
            return FigureRowView(
                label: Wording.cohort(cohort), count: theirs.count, figures: FiguresView(theirs.total))
        }
        return table(rows, chart: "cohorts", "Contacts by cohort")
    }

    /// A shortfall with several causes is counted once, under the one that tells most.
    private var byCause: FigureTableView? {
        let short = weeks.filter { $0.shortfall != nil }
        let rows = Dictionary(grouping: short) { $0.shortfall?.causes.first }.map { cause, weeks in
            FigureRowView(
                label: cause?.inWords ?? "No single cause", count: weeks.count, figures: FiguresView(weeks.total))
        }
        let inOrder = rows.sorted { (-$0.count, $0.label) < (-$1.count, $1.label) }
        if inOrder.isEmpty { return nil }
        let chart = BarChart(
            id: "causes", title: "Shortfalls by main cause",
            description: "For each row of the table of the same name: how many shortfalls.",
            series: [BarChart.Series(label: "Shortfalls", filling: .solid)],
            groups: inOrder.map { BarChart.Group(label: $0.label, values: [$0.count]) })
        return FigureTableView(chart: chart.svg, rows: inOrder)
    }

    private var byNominal: [NominalFiguresView] {
        let all = Dictionary(grouping: weeks, by: \.nominal).mapValues(\.total)
        return all.sorted { (-$0.value.allMissing, $0.key) < (-$1.value.allMissing, $1.key) }.map { id, figures in
            let nominal = directory.nominal(id)
            return NominalFiguresView(
                nominal: id.text, cohort: nominal.map { Wording.cohort($0.cohort) } ?? "",
                rating: nominal.map { RatingView($0.rag(on: plan.weeks.from)) },
                leads: nominal?.leads.map(directory.name) ?? [], figures: FiguresView(figures))
        }
    }

    /// With a chart where there is more than one row to compare.
    private func table(_ rows: [FigureRowView], chart id: String? = nil, _ title: String = "") -> FigureTableView? {
        if rows.isEmpty { return nil }
        guard let id, rows.count > 1 else { return FigureTableView(rows: rows) }
        let chart = BarChart(
            id: id, title: title,
            description: "For each row of the table of the same name: the target, "
                + (hasOutcomes ? "the contacts offered and those kept." : "and the contacts offered."),
            series: [
                BarChart.Series(label: "Target", filling: .outlined),
                BarChart.Series(label: "Offered", filling: .solid),
            ] + (hasOutcomes ? [BarChart.Series(label: "Kept", filling: .striped)] : []),
            groups: rows.map { row in
                BarChart.Group(
                    label: row.label,
                    values: [row.figures.target, row.figures.offered] + (hasOutcomes ? [row.figures.kept] : []))
            })
        return FigureTableView(chart: chart.svg, rows: rows)
    }

    /// Whether anything is known yet of how contacts went; bars of nought would look like a failure.
    private var hasOutcomes: Bool { weeks.total.kept > 0 || plan.contacts.contains { $0.status.isOutcome } }

    // MARK: Shortfalls

    private var shortfalls: [ShortfallView] {
        weeks.compactMap(\.shortfall).map { shortfall in
            ShortfallView(
                nominal: shortfall.nominal.text, week: shortfall.week.inWords, target: shortfall.target,
                booked: shortfall.booked, missing: shortfall.missingInWords,
                causes: shortfall.causes.isEmpty ? nil : shortfall.causes.map(\.inWords).joined(separator: "; "),
                reasons: shortfall.reasons.map { directory.redaction($0, about: shortfall.nominal) })
        }
    }
}

extension Shortfall {
    /// `2 contacts and the joint visit`.
    package var missingInWords: String {
        var missing = missingContacts > 0 ? [Wording.counted(missingContacts, "contact")] : []
        if isJointMissing { missing.append("the joint visit") }
        if isHomeMissing { missing.append("the contact at home") }
        return Wording.list(missing)
    }
}

extension Weeks {
    /// `4 weeks from Monday 30 November 2026`.
    var inWords: String { "\(Wording.counted(count, "week")) from \(from.inWords)" }
}
