package import Casework

/// `minutes.csv`: what items of each reason and rating were planned to take, and took.
package struct MinutesTable: Sendable {
    private let figures: [MinutesTaken]

    private let marking: Marking

    package init(_ figures: [MinutesTaken], marking: Marking) {
        self.marking = marking
        self.figures = figures
    }

    /// The marking, the headings, and a row for each.
    package var text: String {
        var table = SpreadsheetTable(
            marking: marking, header: ["reason", "rag", "items", "mean_planned", "mean_taken", "median_taken"])
        for row in figures {
            table.append([
                .words(row.reason.rawValue), .words(row.rag.rawValue), .number(row.count),
                .words(MinutesTable.tenths(row.meanPlanned)), .words(MinutesTable.tenths(row.meanTaken)),
                .words(MinutesTable.tenths(row.medianTaken)),
            ])
        }
        return table.text
    }

    /// `4.5`, `5.0`.
    package static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
