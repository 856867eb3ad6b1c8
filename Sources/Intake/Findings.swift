/// Collects what is found while a folder is read, so that reading goes on after a fault.
final class Findings {
    /// Ten thousand lines with the same mistake are one mistake; beyond this many in a file they are only counted.
    static let mostPerFile = 1_000

    /// Of warnings that are alike the first few say enough.
    private static let mostAlike = 3

    private var found: [Fault] = []
    private var counts: [String: Int] = [:]
    private var alike: [Likeness: Int] = [:]

    func add(_ fault: Fault) {
        if fault.severity == .warning {
            let likeness = Likeness(fault)
            alike[likeness, default: 0] += 1
            if alike[likeness, default: 0] > Findings.mostAlike { return }
        }
        let key = "\(fault.severity) \(fault.file)"
        let count = counts[key, default: 0] + 1
        counts[key] = count
        if count <= Findings.mostPerFile { found.append(fault) }
    }

    func fault(_ file: String, line: Int? = nil, column: String? = nil, says: String, expected: String) {
        add(Fault(file: file, line: line, column: column, says: says, expected: expected))
    }

    func warn(_ file: String, line: Int? = nil, column: String? = nil, says: String, _ consequence: String) {
        add(
            Fault(
                file: file, line: line, column: column, says: says, expected: consequence, severity: .warning))
    }

    /// Faults first.
    var all: [Fault] { inOrder(.fault) + inOrder(.warning) }

    /// What was found of one severity, in the order of the contract's files, then by line, then as found.
    func inOrder(_ severity: Fault.Severity) -> [Fault] {
        let listed = Dictionary(
            FolderForm.files.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        func place(_ fault: Fault) -> (Int, String, Int) {
            (listed[fault.file] ?? listed.count, fault.file, fault.line ?? 0)
        }
        var ordered = found.filter { $0.severity == severity }.enumerated().sorted { left, right in
            let (one, other) = (place(left.element), place(right.element))
            return one == other ? left.offset < right.offset : one < other
        }.map(\.element)
        for (key, count) in counts.sorted(by: { $0.key < $1.key }) where count > Findings.mostPerFile {
            guard let file = key.split(separator: " ", maxSplits: 1).last.map(String.init),
                key.hasPrefix(severity.rawValue), let last = ordered.lastIndex(where: { $0.file == file })
            else { continue }
            let rest = Fault(
                file: file, says: "has \(count - Findings.mostPerFile) more such lines",
                expected: severity == .fault ? "these to be mended first" : "which are not listed", severity: severity)
            ordered.insert(rest, at: last + 1)
        }
        return severity == .warning ? withCounts(ordered) : ordered
    }

    /// After the last of those that are alike, how many more there are.
    private func withCounts(_ warnings: [Fault]) -> [Fault] {
        var left = alike.mapValues { min($0, Findings.mostAlike) }
        return warnings.flatMap { warning in
            let likeness = Likeness(warning)
            left[likeness, default: 0] -= 1
            let more = alike[likeness, default: 0] - Findings.mostAlike
            guard more > 0, left[likeness] == 0 else { return [warning] }
            let rest = Fault(
                file: warning.file, column: likeness.column, says: "and \(more) more like it",
                expected: "which are not listed", severity: .warning)
            return [warning, rest]
        }
    }

    /// What warnings have in common that differ in their lines and figures, and in what they quote.
    private struct Likeness: Hashable {
        var file: String
        /// Nil for what is said of columns, not of their values.
        var column: String?
        var text: String

        init(_ fault: Fault) {
            file = fault.file
            column = fault.says.hasPrefix(Header.isUnknown) ? nil : fault.column
            text = ""
            var isQuoted = false
            for scalar in "\(fault.says), \(fault.expected)".unicodeScalars {
                switch scalar {
                case "“": isQuoted = true
                case "”": isQuoted = false
                case "0"..."9": break
                default: if !isQuoted { text.unicodeScalars.append(scalar) }
                }
            }
        }
    }
}

/// A value as a message quotes it: short, and with nothing in it that would move a terminal's cursor.
func quoted(_ value: some StringProtocol) -> String {
    var text = ""
    for scalar in value.unicodeScalars.prefix(60) {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
            text += "\\u{\(String(scalar.value, radix: 16))}"
        default: text.unicodeScalars.append(scalar)
        }
    }
    return "“\(text)\(value.unicodeScalars.count > 60 ? "…" : "")”"
}

/// `a, b or c`.
func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " or " + last
}
