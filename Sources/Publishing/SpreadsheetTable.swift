package import Casework

/// A CSV table (RFC 4180) that is safe to open in a spreadsheet; its first line is the marking.
package struct SpreadsheetTable: Sendable {
    package private(set) var text = ""

    package init(marking: Marking, header: [String]) {
        append([.words(marking.line)])
        append(header.map(Cell.words))
    }

    package enum Cell: Sendable {
        case words(String)
        case number(Int)
    }

    package mutating func append(_ cells: [Cell]) {
        text += cells.map(SpreadsheetTable.written).joined(separator: ",") + "\r\n"
    }

    private static func written(_ cell: Cell) -> String {
        switch cell {
        case .number(let number): return String(number)
        case .words(let words):
            let safe = disarmed(words)
            if !safe.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) { return safe }
            return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        }
    }

    /// A cell that a spreadsheet would take for a formula gets an apostrophe in front, which shows it as text.
    private static func disarmed(_ words: String) -> String {
        guard let first = words.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) else { return words }
        return "'" + words
    }
}
