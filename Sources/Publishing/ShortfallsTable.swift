import Casework

/// `shortfalls_OS.csv`: every nominal and week with a target, one row each, for a manager's own spreadsheet.
struct ShortfallsTable: Sendable {
    let weeks: [ContactWeek]
    let directory: Directory

    private static let header = [
        "nominal", "week", "cohort", "rag", "police_lead", "probation_lead", "target", "offered", "kept",
        "missing_contacts", "missing_joint", "missing_home", "causes", "reasons", "short",
    ]

    func document() -> Document {
        var table = SpreadsheetTable(marking: directory.marking, header: ShortfallsTable.header)
        for week in weeks { table.append(row(week)) }
        return Document(path: directory.marking.fileName("shortfalls", "csv"), content: table.text)
    }

    private func row(_ week: ContactWeek) -> [SpreadsheetTable.Cell] {
        let nominal = directory.nominal(week.nominal)
        let figures = week.figures
        let causes = week.shortfall?.causes.map(\.rawValue) ?? []
        let reasons = week.shortfall?.reasons.map { directory.redaction($0, about: week.nominal) } ?? []
        return [
            .words(week.nominal.text), .words(week.week.description), .words(nominal?.cohort.rawValue ?? ""),
            .words(nominal?.rag(on: week.week).rawValue ?? ""), .words(nominal?.policeLead.text ?? ""),
            .words(nominal?.probationLead.text ?? ""), .number(figures.target), .number(figures.offered),
            .number(figures.kept), .number(figures.missing), .number(figures.missingJoint),
            .number(figures.missingHome), .words(causes.joined(separator: ";")),
            .words(reasons.joined(separator: " ")), .words(figures.allMissing > 0 ? "yes" : "no"),
        ]
    }
}
