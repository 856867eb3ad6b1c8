/// A table as RFC 4180 has it: a header row, then rows of the same width.
struct Sheet {
    private var lines: [String]

    init(_ columns: String...) {
        lines = [columns.joined(separator: ",")]
    }

    /// Adds a row; nil is a blank cell.
    mutating func add(_ cells: String?...) {
        lines.append(cells.map { Sheet.quoted($0 ?? "") }.joined(separator: ","))
    }

    func file(_ path: String) -> SampleFile {
        SampleFile(path: path, content: lines.joined(separator: "\r\n") + "\r\n")
    }

    /// Quotes what would otherwise be read as more than one cell.
    private static func quoted(_ text: String) -> String {
        let needsQuotes = text.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
        guard needsQuotes else { return text }
        let doubled = text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        return "\"\(doubled)\""
    }
}
