import Casework

/// Weeks that are over, from the sides that the weeks ahead are told from: what was due, offered and kept, and why what
/// was missing was.
///
/// Why is known only of what the plan of a week said would fall short when it was made.
struct OverFigures: Sendable {
    let weeks: [ContactWeek]
    /// The Mondays that the screen looks back on, whether or not the filter leaves anything of them.
    let shown: [Day]
    /// Those of which there was a plan.
    let planned: Set<Day>
    /// What was filtered by.
    let cause: Shortfall.Cause?
    let directory: Directory

    /// Nil where nothing is on record.
    var view: OverView? {
        guard let first = shown.first else { return nil }
        return OverView(
            since: first.inWords, knowledge: knowledge,
            overCauses: table("over-causes", causes), overLeads: table("over-leads", leads),
            overCohorts: table("over-cohorts", cohorts))
    }

    /// How far causes are known.
    private var knowledge: String {
        let unknown = shown.count { !planned.contains($0) }
        let known =
            unknown == 0
            ? "Each of these weeks had a plan, which said what would fall short and why."
            : "Of \(unknown) of these \(Wording.counted(shown.count, "week")) no plan is on record: why anything was "
                + "missing in them was not known then."
        guard let cause else { return known }
        return "These figures, too, are only of the nominals and weeks that fell short with the cause "
            + "“\(cause.inWords)” on record. \(known)"
    }

    // MARK: Sides

    private var causes: [FigureRowView] {
        let short = weeks.filter { $0.figures.missing > 0 }
        return Dictionary(grouping: short) { $0.shortfall?.causes.first }
            .sorted { (-$0.value.count, $0.key?.inWords ?? "") < (-$1.value.count, $1.key?.inWords ?? "") }
            .map { row($0.key?.inWords ?? "Not known then", $0.value) }
    }

    private var leads: [FigureRowView] {
        var theirs: [Practitioner.ID: [ContactWeek]] = [:]
        for week in weeks {
            for lead in directory.nominal(week.nominal)?.leads ?? [] { theirs[lead, default: []].append(week) }
        }
        return theirs.sorted { (-$0.value.total.missing, $0.key) < (-$1.value.total.missing, $1.key) }.map {
            row(directory.name($0.key), $0.value, note: directory.agency(of: $0.key)?.name)
        }
    }

    private var cohorts: [FigureRowView] {
        Nominal.Cohort.allCases.compactMap { cohort in
            let theirs = weeks.filter { directory.nominal($0.nominal)?.cohort == cohort }
            return theirs.isEmpty ? nil : row(Wording.cohort(cohort), theirs)
        }
    }

    private func row(_ label: String, _ weeks: [ContactWeek], note: String? = nil) -> FigureRowView {
        FigureRowView(
            label: label, note: note, count: weeks.count { $0.figures.missing > 0 }, figures: FiguresView(weeks.total))
    }

    private func table(_ id: String, _ rows: [FigureRowView]) -> FigureTableView? {
        if rows.isEmpty { return nil }
        let chart = BarChart(
            id: id, title: "Contacts due, offered and kept",
            description: "For each row of the table below: the target, the contacts offered and those kept.",
            series: [
                BarChart.Series(label: "Target", filling: .outlined),
                BarChart.Series(label: "Offered", filling: .solid),
                BarChart.Series(label: "Kept", filling: .striped),
            ],
            groups: rows.map { row in
                BarChart.Group(
                    label: row.label, values: [row.figures.target, row.figures.offered, row.figures.kept])
            })
        return FigureTableView(chart: chart.svg, rows: rows)
    }
}
