/// One thing that is wrong, or odd, in a caseload folder.
///
/// Written so that whoever keeps the file can mend it without asking anyone: where it stands, what it says there,
/// and what would have been right.
package struct Fault: Hashable, Sendable, CustomStringConvertible {
    package enum Severity: String, Hashable, Sendable {
        /// Nothing of the folder is taken until it is mended.
        case fault
        /// The folder is taken all the same.
        case warning
    }

    /// The file's path within the folder: `nominals.csv`, `calendars/po1.ics`.
    package var file: String
    /// Counted from 1, as editors do; a record that spans several lines stands at its first.
    package var line: Int?
    /// The column of a table, or the key of the policy: `release_on`, `contacts.phone.minutes`.
    package var column: String?
    /// As a clause: `says “2026-13-01”`, `is blank`.
    package var says: String
    /// Of a fault, what would have been right; of a warning, what is made of it.
    package var expected: String
    package var severity: Severity

    package init(
        file: String, line: Int? = nil, column: String? = nil, says: String, expected: String,
        severity: Severity = .fault
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.says = says
        self.expected = expected
        self.severity = severity
    }

    /// What is planned around, since nobody can mend it here.
    var asWarning: Fault {
        guard severity == .fault else { return self }
        var warning = self
        warning.severity = .warning
        warning.expected = "where \(expected) was expected; its owner's time is unknown there, not free"
        return warning
    }

    /// `nominals.csv:3: release_on: says “2026-13-01”, expected a date such as 2026-11-30`.
    package var description: String {
        let place = [line.map { "\(file):\($0)" } ?? file, column].compactMap { $0 }.joined(separator: ": ")
        return "\(place): \(says), \(severity == .fault ? "expected " : "")\(expected)"
    }
}

/// Everything that was found in a folder that cannot be taken.
package struct Faults: Error, Hashable, Sendable {
    /// In the order of the files, and of the lines in each; never empty.
    package var faults: [Fault]
    /// What would have been reported beside, had the folder been taken.
    package var warnings: [Fault]

    package init(faults: [Fault], warnings: [Fault] = []) {
        self.faults = faults
        self.warnings = warnings
    }
}
