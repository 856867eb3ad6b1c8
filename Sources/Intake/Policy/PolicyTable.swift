import Casework
import Yams

/// One table of a policy, asked for its values key by key.
///
/// Each value lands where the default stood, if it is there and right; what has not been asked for by the end is
/// a key that no policy has.
final class PolicyTable {
    let path: String
    let line: Int?
    private let findings: Findings
    private var entries: [(key: String, line: Int?, value: Node)] = []
    private var asked: [String] = []

    /// - Parameter keys: Those it may have, for whoever wrote something else than a table.
    init?(_ node: Node, path: String, _ keys: [String], _ findings: Findings) {
        self.path = path
        self.findings = findings
        line = node.mark?.line
        guard case .mapping(let mapping) = node else {
            findings.fault(
                PolicyFile.name, line: node.mark?.line, column: path.isEmpty ? nil : path,
                says: PolicyTable.says(node),
                expected: "a table with keys such as \(alternatives(keys))")
            return nil
        }
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else {
                findings.fault(
                    PolicyFile.name, line: key.mark?.line, column: path.isEmpty ? nil : path,
                    says: "has a key that is not a word", expected: "a word for a key")
                continue
            }
            entries.append((scalar.string, key.mark?.line, value))
        }
    }

    var keys: [String] { entries.map(\.key) }

    func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    // MARK: Values

    func number(_ key: String, _ range: ClosedRange<Int>, _ target: inout Int) {
        if let number = number(key, range) { target = number }
    }

    func number(_ key: String, _ range: ClosedRange<Int>) -> Int? {
        value(key, "a whole number from \(range.lowerBound) to \(range.upperBound)") { node in
            PolicyTable.word(node).flatMap(Row.wholeNumber).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    func decimal(_ key: String, _ range: ClosedRange<Double>, _ target: inout Double) {
        let expected = "a number from \(range.lowerBound) to \(range.upperBound)"
        let number = value(key, expected) { node in
            PolicyTable.word(node).flatMap(Row.decimalNumber).flatMap { range.contains($0) ? $0 : nil }
        }
        if let number { target = number }
    }

    func flag(_ key: String, _ target: inout Bool, expected: String = "true or false") {
        if let flag = value(key, expected, { $0.bool }) { target = flag }
    }

    func word<Value>(_ key: String, _ expected: String, _ target: inout Value, _ reading: (String) -> Value?) {
        if let value = value(key, expected, { PolicyTable.word($0).flatMap(reading) }) { target = value }
    }

    /// A list, each entry of which is read by itself; nil where the key is not there or some entry is wrong.
    func list<Value>(_ key: String, _ expected: String, _ reading: (Node) -> Value?) -> [Value]? {
        guard let entry = entry(key) else { return nil }
        guard case .sequence(let sequence) = entry.value else {
            fault(entry.line, key, PolicyTable.says(entry.value), "a list of \(expected)")
            return nil
        }
        var values: [Value] = []
        for node in sequence {
            if let value = reading(node) {
                values.append(value)
            } else {
                fault(node.mark?.line ?? entry.line, key, PolicyTable.says(node), expected)
            }
        }
        return values.count == sequence.count ? values : nil
    }

    func table(_ key: String, _ keys: [String]) -> PolicyTable? {
        entry(key).flatMap { PolicyTable($0.value, path: path(key), keys, findings) }
    }

    /// Whether the key is there and has been left blank on purpose: `break: null`.
    func isNull(_ key: String) -> Bool { entry(key)?.value.null != nil }

    /// Tables by the words of an enumeration: `red: {…}`.
    func forEach<Key>(_ keys: [Key], _ body: (Key, PolicyTable, String) -> Void)
    where Key: RawRepresentable, Key.RawValue == String {
        for key in keys { body(key, self, key.rawValue) }
    }

    // MARK: What is wrong

    func fault(_ key: String, says: String, expected: String) {
        let line = entries.first { $0.key == key }?.line ?? line
        fault(line, key, says, expected)
    }

    func warn(_ key: String, says: String, _ consequence: String) {
        let line = entries.first { $0.key == key }?.line ?? line
        findings.warn(PolicyFile.name, line: line, column: path(key), says: says, consequence)
    }

    /// Notes the keys that nobody asked for.
    func finish() {
        for entry in entries where !asked.contains(entry.key) {
            let hint = Spelling.hint(entry.key, in: asked)
            fault(entry.line, entry.key, "is no key of a policy\(hint)", "one of \(alternatives(asked))")
        }
    }

    private func fault(_ line: Int?, _ key: String, _ says: String, _ expected: String) {
        findings.fault(PolicyFile.name, line: line, column: path(key), says: says, expected: expected)
    }

    private func path(_ key: String) -> String {
        let key = String(quoted(key).dropFirst().dropLast())
        return path.isEmpty ? key : "\(path).\(key)"
    }

    private func entry(_ key: String) -> (key: String, line: Int?, value: Node)? {
        if !asked.contains(key) { asked.append(key) }
        return entries.first { $0.key == key }
    }

    private func value<Value>(_ key: String, _ expected: String, _ reading: (Node) -> Value?) -> Value? {
        guard let entry = entry(key) else { return nil }
        if let value = reading(entry.value) { return value }
        fault(entry.value.mark?.line ?? entry.line, key, PolicyTable.says(entry.value), expected)
        return nil
    }

    static func word(_ node: Node) -> String? {
        if case .scalar(let scalar) = node { scalar.string } else { nil }
    }

    private static func says(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "is blank" : "says \(quoted(scalar.string))"
        case .sequence: "is a list"
        default: "is a table"
        }
    }
}
