import Casework

/// One row of a table, asked for its values column by column.
///
/// What is wrong with a value is noted, and a stand-in given for it: the row goes on being read for its other faults,
/// and nothing is taken from a folder that has any. A check between columns is left out where one of them is
/// at fault already, so that no fault is reported for another's sake.
final class Row {
    let file: String
    let line: Int
    private let form: TableForm
    private let header: Header
    private let values: [String]
    private let findings: Findings
    private var faultyColumns: Set<String> = []

    init(_ form: TableForm, _ header: Header, _ line: Int, _ values: [String], _ findings: Findings) {
        file = form.file
        self.form = form
        self.header = header
        self.line = line
        self.values = values
        self.findings = findings
    }

    /// Whether nothing has been found wrong with it so far.
    private(set) var isSound = true

    // MARK: What is wrong

    func fault(_ column: String, says: String? = nil, expected: String) {
        isSound = false
        faultyColumns.insert(column)
        findings.fault(
            file, line: line, column: column, says: says ?? "says \(quoted(raw(column) ?? ""))", expected: expected)
    }

    func warn(_ column: String, says: String? = nil, _ consequence: String) {
        findings.warn(
            file, line: line, column: column, says: says ?? "says \(quoted(raw(column) ?? ""))", consequence)
    }

    /// Checks the first of the columns against the others.
    func require(_ holds: @autoclosure () -> Bool, _ columns: String..., says: String? = nil, expected: String) {
        guard let column = columns.first, areSound(columns), !holds() else { return }
        fault(column, says: says, expected: expected)
    }

    /// Whether none of the columns is at fault, so that what they say can be compared.
    func areSound(_ columns: [String]) -> Bool { faultyColumns.isDisjoint(with: columns) }

    // MARK: Values

    /// The value as written; nil where it is blank, or there is no such column.
    func raw(_ column: String) -> String? {
        guard let value = header.value(column, in: values), !value.isEmpty else { return nil }
        return value
    }

    /// Reads a value; where there is none, or none that can be read, notes the fault if it is one and answers nil.
    private func read<Value>(_ column: String, _ expected: @autoclosure () -> String, _ reading: (String) -> Value?)
        -> Value?
    {
        guard let text = raw(column) else {
            guard let place = form.columns.first(where: { $0.name == column }), place.isRequired else { return nil }
            if header.columns[column] == nil {
                // Reported once, with the header.
                faultyColumns.insert(column)
                isSound = false
            } else {
                fault(column, says: "is blank", expected: expected())
            }
            return nil
        }
        if let value = reading(text) { return value }
        fault(column, expected: expected())
        return nil
    }

    /// Text on one line.
    func name(_ column: String) -> String { optionalName(column) ?? "" }

    func optionalName(_ column: String) -> String? {
        read(column, "text on one line") { text in
            text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } ? text : nil
        }
    }

    /// Text that may have several lines.
    func text(_ column: String) -> String { optionalText(column) ?? "" }

    func optionalText(_ column: String) -> String? {
        read(column, "text") { text in
            text.unicodeScalars.allSatisfy {
                $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\r" || $0 == "\t"
            } ? text : nil
        }
    }

    func email(_ column: String) -> String? {
        read(column, "an e-mail address") { text in
            let parts = text.split(separator: "@", omittingEmptySubsequences: false)
            let isAddress = parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
            return isAddress && text.utf8.allSatisfy { $0 > .space && $0 != 0x7F } ? text : nil
        }
    }

    /// One of the words of an enumeration; `standIn` is also what a blank optional column means.
    func choice<Word>(_ column: String, _ standIn: Word) -> Word
    where Word: CaseIterable & RawRepresentable, Word.RawValue == String {
        read(column, words(of: Word.self, for: column)) { Word(rawValue: $0) } ?? standIn
    }

    private func words<Word>(of _: Word.Type, for column: String) -> String
    where Word: CaseIterable & RawRepresentable, Word.RawValue == String {
        let words = Word.allCases.map(\.rawValue)
        return alternatives(words) + (raw(column).map { Spelling.hint($0, in: words) } ?? "")
    }

    /// `yes` or `no`.
    func flag(_ column: String, blank: Bool) -> Bool {
        read(column, "yes or no") { ["yes": true, "no": false][$0] } ?? blank
    }

    func weekday(_ column: String) -> Weekday {
        read(column, alternatives(Weekday.allCases.map(\.code))) { Weekday(code: $0) } ?? .monday
    }

    func day(_ column: String) -> Day { optionalDay(column) ?? Day(number: 0) }

    func optionalDay(_ column: String) -> Day? {
        read(column, "a date such as 2026-11-30") { Day(iso: $0) }
    }

    /// A weekday or a date.
    func recurrence(_ column: String) -> Unavailability.Recurrence {
        let expected = "a date such as 2026-11-30, or \(alternatives(Weekday.allCases.map(\.code)))"
        return read(column, expected) { text in
            Weekday(code: text).map { .weekly($0) } ?? Day(iso: text).map { .on($0) }
        } ?? .weekly(.monday)
    }

    func clock(_ column: String) -> ClockTime {
        read(column, "a time such as 09:30") { ClockTime($0) } ?? ClockTime(minutes: 0)
    }

    func moment(_ column: String) -> Moment {
        read(column, "a time such as 2026-11-30T09:30") { Moment(iso: $0) } ?? Moment(minutes: 0)
    }

    func number(_ column: String, _ range: ClosedRange<Int>) -> Int {
        optionalNumber(column, range) ?? range.lowerBound
    }

    func optionalNumber(_ column: String, _ range: ClosedRange<Int>) -> Int? {
        read(column, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Row.wholeNumber(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    func degrees(_ column: String, _ limit: Int) -> Double {
        read(column, "degrees from -\(limit) to \(limit), such as 52.9558") { text in
            Row.decimalNumber(text).flatMap { abs($0) <= Double(limit) ? $0 : nil }
        } ?? 0
    }

    // MARK: References

    /// The row's own id.
    func ownID<Subject>(_ column: String, of _: Subject.Type = Subject.self) -> Identifier<Subject> {
        let id = read(column, Row.idForm) { Identifier<Subject>.isWellFormed($0) ? Identifier<Subject>($0) : nil }
        return id ?? Identifier("")
    }

    func id<Subject>(_ column: String, in register: Register<Subject>) -> Identifier<Subject> {
        optionalID(column, in: register) ?? Identifier("")
    }

    func optionalID<Subject>(_ column: String, in register: Register<Subject>) -> Identifier<Subject>? {
        read(column, register.expected(for: raw(column))) { register.accepts($0) ? Identifier($0) : nil }
    }

    /// `po1;pp2`.
    func ids<Subject>(_ column: String, in register: Register<Subject>) -> [Identifier<Subject>] {
        read(column, "ids of \(register.file), separated by “;”") { text in
            let parts = text.split(separator: ";").map { Row.trimmed($0) }.filter { !$0.isEmpty }
            var seen: Set<String> = []
            for part in parts where !seen.insert(part).inserted {
                fault(column, says: "says \(quoted(part)) twice", expected: "each of them once")
            }
            for part in parts where !register.accepts(part) {
                fault(column, says: "says \(quoted(part))", expected: register.expected(for: part))
            }
            return parts.isEmpty ? nil : parts.map { Identifier($0) }
        } ?? []
    }

    /// A location's id, or `online`.
    func place(_ column: String, in register: Register<Location>) -> Place {
        read(column, "\(register.expected(for: raw(column))), or online") { text in
            text == "online" || register.accepts(text) ? Place(text) : nil
        } ?? .online
    }

    // MARK: Forms

    static let idForm = "an id of up to 32 letters, digits, “_” and “-”"

    static func wholeNumber(_ text: String) -> Int? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    /// Digits and one point: `Double` alone would also take `nan`, `0x1p3` and `1e400`.
    static func decimalNumber(_ text: String) -> Double? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        let areDigits = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard (1...2).contains(parts.count), areDigits, digits.utf8.count <= 24 else { return nil }
        return Double(text)
    }

    private static func trimmed(_ part: Substring) -> String {
        var part = part
        while part.last == " " { part.removeLast() }
        return String(part.drop { $0 == " " })
    }
}
