package import Casework

/// An export in which nothing was wrong.
package struct ImportedExport: Sendable {
    package var caseload: Caseload
    /// Nil: the export says nothing of them.
    package var equalities: Equalities?
    package var calendars: [CalendarFile]
    /// A sentence each.
    package var warnings: [String]
    /// The files that can be there and are not.
    package var absent: [String]

    package init(
        caseload: Caseload, equalities: Equalities? = nil, calendars: [CalendarFile], warnings: [String] = [],
        absent: [String] = []
    ) {
        self.caseload = caseload
        self.equalities = equalities
        self.calendars = calendars
        self.warnings = warnings
        self.absent = absent
    }
}

/// Why an export is not taken: every fault in it, a line each, with its file and line.
package struct ExportFaults: Error {
    package var lines: [String]

    package init(_ lines: [String]) {
        self.lines = lines
    }
}
