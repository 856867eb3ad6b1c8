import Casework

/// One table of the folder, cut into rows whose values can be asked for by column.
struct Table {
    let form: TableForm
    /// Rows with a value for every column of the header.
    var rows: [Row] = []
    /// The ids in all lines of the file, also of those that cannot be read otherwise.
    var ids: Set<String> = []
    /// Whether `ids` is all there is; if not, nothing can be said of an id that is not among them.
    var hasAllIDs = true

    /// Reads a file's bytes, and notes what is wrong with its lines; what is wrong with their values is for the
    /// reader of the file to say.
    init(_ form: TableForm, _ bytes: [UInt8], _ findings: Findings) {
        self.form = form
        hasAllIDs = false
        guard let content = Table.content(form, bytes, findings) else { return }
        let (records, isWhole) = RecordScanner.records(in: content)
        guard let first = records.first else {
            findings.fault(form.file, says: "is empty", expected: "a header row: \(form.header)")
            return
        }
        let header = Header(first, form, findings)
        // Bytes that are no table at all are reported once, not once for every column and line.
        guard !header.isForeign else { return }
        hasAllIDs = isWhole && form.idColumn.map { header.columns[$0] != nil } ?? true
        for record in records.dropFirst() {
            let values = Table.values(record, header, form, findings)
            note(header.value(form.idColumn, in: values ?? record.looseValues))
            if let values { rows.append(Row(form, header, record.line, values, findings)) }
        }
        if !isWhole {
            findings.fault(
                form.file, says: "has too many lines with stray quotation marks, and is not read further",
                expected: "a table as RFC 4180 describes it")
        }
    }

    /// Notes the id of a line; a line without one that can be read may be any that others refer to.
    private mutating func note(_ id: String?) {
        guard form.idColumn != nil else { return }
        if let id, Identifier<Table>.isWellFormed(id) { ids.insert(id) } else { hasAllIDs = false }
    }

    /// A table that is not there; if it should be, nothing is known of its ids.
    init(missing form: TableForm) {
        self.form = form
        hasAllIDs = !form.isRequired
    }

    /// A table that is there, but not to be had.
    init(unreadable form: TableForm) {
        self.form = form
        hasAllIDs = false
    }

    /// The bytes, if they are text, or text but for some letters.
    private static func content(_ form: TableForm, _ bytes: [UInt8], _ findings: Findings) -> ArraySlice<UInt8>? {
        let content = Encoding.withoutByteOrderMark(bytes)
        if let other = Encoding.otherThanText(bytes) {
            findings.fault(form.file, says: other, expected: "CSV, saved as UTF-8")
            return nil
        }
        if let zero = content.firstIndex(of: 0) {
            findings.fault(
                form.file, line: Encoding.line(of: zero, in: content), says: "has a zero byte", expected: "text")
            return nil
        }
        guard let line = Encoding.firstBadLine(content) else { return content }
        findings.fault(
            form.file, line: line, says: "has a letter that is not UTF-8",
            expected: "CSV, saved as UTF-8 (“CSV UTF-8” in Excel)")
        // Letters are read as far as they can be, so that the other faults come to light as well.
        return Array(String(decoding: content, as: UTF8.self).utf8)[...]
    }

    private static func values(
        _ record: Record, _ header: Header, _ form: TableForm, _ findings: Findings
    ) -> [String]? {
        guard !record.isMisquoted, let values = try? record.values() else {
            findings.fault(
                form.file, line: record.line, says: "has a stray quotation mark",
                expected: "quotation marks around a whole value only, and doubled within it")
            return nil
        }
        guard values.count == header.count else {
            findings.fault(
                form.file, line: record.line, says: "has \(values.count) \(values.count == 1 ? "value" : "values")",
                expected: "\(header.count), one for each column")
            return nil
        }
        return values
    }
}

extension TableForm {
    /// `agency, name, kind`: the columns that must be there.
    var header: String { columns.filter(\.isRequired).map(\.name).joined(separator: ", ") }
}

/// Where each column of a table stands in its rows.
struct Header {
    let columns: [String: Int]
    let count: Int
    /// Whether not one column is as expected.
    let isForeign: Bool
    /// What is said of a column that no such table has.
    static let isUnknown = "is no column of this file"

    init(_ record: Record, _ form: TableForm, _ findings: Findings) {
        let names = record.isMisquoted ? nil : try? record.values()
        let known = form.columns.map(\.name)
        var columns: [String: Int] = [:]
        var extra: [String] = []
        for (index, name) in (names ?? []).enumerated() {
            if columns[name] != nil {
                findings.fault(
                    form.file, line: record.line, column: name, says: "is there twice", expected: "each column once")
            } else if known.contains(name) {
                columns[name] = index
            } else {
                extra.append(name)
            }
        }
        self.columns = columns
        count = names?.count ?? 0
        isForeign = columns.isEmpty
        guard !isForeign else {
            let other = [";": "semicolons", "\t": "tabs"].first { names?.first?.contains($0.key) ?? false }
            let hint = other.map { " (this one is separated by \($0.value); save it with commas)" } ?? ""
            findings.fault(
                form.file, line: record.line, says: "has none of the columns",
                expected: "a header row: \(form.header)\(hint)")
            return
        }
        for column in form.columns where column.isRequired && columns[column.name] == nil {
            let hint = Spelling.closest(to: column.name, in: extra).map { "; is it “\($0)”?" } ?? ""
            findings.fault(
                form.file, line: record.line, column: column.name, says: "is missing", expected: "this column\(hint)")
        }
        for name in extra where !name.isEmpty {
            let hint = Spelling.hint(name, in: known.filter { columns[$0] == nil })
            findings.warn(
                form.file, line: record.line, column: name, says: Header.isUnknown + hint, "it is left out")
        }
    }

    func value(_ column: String?, in values: [String]) -> String? {
        guard let column, let index = columns[column], values.indices.contains(index) else { return nil }
        return values[index]
    }
}
