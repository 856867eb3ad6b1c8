package import Casework
package import Foundation
package import ICalendar

/// A caseload folder in which nothing was wrong.
package struct CaseloadFolder: Sendable {
    package var caseload: Caseload
    /// Nil: the folder says nothing of them.
    package var equalities: Equalities?
    /// The folder's own, unread: what they say depends on the days one asks for.
    package var calendars: [CalendarFile]
    package var warnings: [Fault]
    /// The optional files that are not there, in the contract's order; `calendars/` where there is none at all.
    package var absent: [String]

    package init(
        caseload: Caseload, equalities: Equalities? = nil, calendars: [CalendarFile], warnings: [Fault],
        absent: [String] = []
    ) {
        self.caseload = caseload
        self.equalities = equalities
        self.calendars = calendars
        self.warnings = warnings
        self.absent = absent
    }
}

/// Reads a caseload folder.
package enum CaseloadReader {
    /// Reads everything in the folder, or says everything that is wrong with it.
    ///
    /// - Parameters:
    ///   - today: The day by which agreements have lapsed or not.
    ///   - days: The days for which calendars are tried out, so that their faults come with the others'.
    ///   - readCalendar: What reads them.
    package static func read(
        folder: URL, today: Day, days: Range<Day>, with readCalendar: @escaping ReadCalendar = readCalendarHere
    ) throws(Faults) -> CaseloadFolder {
        let findings = Findings()
        let result = read(folder, today, days, readCalendar, findings)
        let faults = findings.inOrder(.fault)
        let warnings = findings.inOrder(.warning)
        guard faults.isEmpty, let folder = result else {
            throw Faults(faults: faults, warnings: warnings)
        }
        return CaseloadFolder(
            caseload: folder.caseload, equalities: folder.equalities, calendars: folder.calendars, warnings: warnings,
            absent: folder.absent)
    }

    private static func read(
        _ folder: URL, _ today: Day, _ days: Range<Day>, _ readCalendar: @escaping ReadCalendar, _ findings: Findings
    ) -> CaseloadFolder? {
        let required = FolderForm.tables.filter(\.isRequired).map(\.file).joined(separator: ", ")
        guard let names = FolderListing.names(in: folder) else {
            findings.fault(folder.path, says: "is not a folder that can be read", expected: "a caseload folder")
            return nil
        }
        FolderListing.warnOfUnread(names, in: folder.path, findings)
        guard names.contains(where: { FolderForm.files.contains($0) }) else {
            findings.fault(folder.path, says: "has none of a caseload's files", expected: required)
            return nil
        }
        let tables = Tables(folder, names, findings)
        var known = tables.known
        var caseload = Caseload()
        let policy = policyBytes(folder, names, findings)
        let (read, kinds) = PolicyFile.read(policy ?? [], known.practitioners, findings)
        caseload.policy = read

        caseload.agencies = AgenciesFile.read(tables[AgenciesFile.form], today: today)
        known.agency = tables[AgenciesFile.form].sound(caseload.agencies, by: \.id)
        caseload.locations = LocationsFile.read(tables[LocationsFile.form])
        known.location = tables[LocationsFile.form].sound(caseload.locations, by: \.id)
        caseload.travel = TravelFile.read(tables[TravelFile.form], known)
        caseload.practitioners = PractitionersFile.read(tables[PractitionersFile.form], known)
        known.practitioner = tables[PractitionersFile.form].sound(caseload.practitioners, by: \.id)
        caseload.workingPatterns = WorkingPatternsFile.read(tables[WorkingPatternsFile.form], known)
        caseload.nominals = NominalsFile.read(tables[NominalsFile.form], known, today: today)
        caseload.variations = VariationsFile.read(tables[VariationsFile.form], known)
        caseload.exceptions = ExceptionsFile.read(tables[ExceptionsFile.form], known)
        caseload.involvements = InvolvementsFile.read(tables[InvolvementsFile.form], known)
        caseload.unavailability = UnavailabilityFile.read(tables[UnavailabilityFile.form], known)
        caseload.keepApart = KeepApartFile.read(tables[KeepApartFile.form], known)
        caseload.contacts = ContactsFile.read(tables[ContactsFile.form], known, kinds: kinds)
        caseload.reviews = ReviewsFile.read(tables[ReviewsFile.form], known, today: today)
        caseload.proposals = ProposalsFile.read(tables[ProposalsFile.form], known)
        caseload.actions = ActionsFile.read(tables[ActionsFile.form], known)
        let equalities = EqualitiesFile.read(tables[EqualitiesFile.form], known)
        warnOfVacantPosts(caseload, tables, findings)
        let calendars = calendars(folder, names, known, zone: read.timezone, days, readCalendar, findings)
        return CaseloadFolder(
            caseload: caseload, equalities: names.contains(EqualitiesFile.form.file) ? equalities : nil,
            calendars: calendars, warnings: [], absent: FolderListing.absent(from: names, calendars: calendars))
    }

    private static func policyBytes(_ folder: URL, _ names: [String], _ findings: Findings) -> [UInt8]? {
        guard names.contains(PolicyFile.name) else { return nil }
        let url = folder.appendingPathComponent(PolicyFile.name)
        return FileContent.read(url, as: PolicyFile.name, upTo: FileContent.mostBytesOfPolicy, findings)
    }

    /// The folder's calendars, each tried out over the days.
    private static func calendars(
        _ folder: URL, _ names: [String], _ known: Known, zone: String, _ days: Range<Day>,
        _ readCalendar: @escaping ReadCalendar, _ findings: Findings
    ) -> [CalendarFile] {
        guard names.contains(FolderForm.calendars) else { return [] }
        let url = folder.appendingPathComponent(FolderForm.calendars)
        let files = CalendarsFolder.read(url, as: FolderForm.calendars, findings)
        for file in files {
            let name = CalendarName(file)
            let check = CalendarCheck(
                label: "\(FolderForm.calendars)/\(file.name)", name: name, practitioners: known.practitioners,
                locations: known.locations, findings: findings, readCalendar: readCalendar)
            if case .practitioner(let id) = name, !known.practitioners.accepts(id.text) { check.noteUnknownOwner(id) }
            guard let content = check.read(file, days: days, zone: zone), name == .bankHolidays else { continue }
            _ = BankHolidays.read(content, CalendarText(file.content), check.label, findings)
        }
        return files
    }

    /// A lead who never works leaves their nominals without contacts, which the plan alone would not explain.
    private static func warnOfVacantPosts(_ caseload: Caseload, _ tables: Tables, _ findings: Findings) {
        let working = Set(caseload.workingPatterns.map(\.practitioner))
        let led = Dictionary(grouping: caseload.nominals.flatMap(\.leads)) { $0 }.mapValues(\.count)
        for (practitioner, row) in zip(caseload.practitioners, tables[PractitionersFile.form].rows) where row.isSound {
            guard let count = led[practitioner.id], !working.contains(practitioner.id) else { continue }
            row.warn(
                "practitioner", says: "says \(quoted(practitioner.id.text)), who has no working pattern",
                "though the lead of \(count) \(count == 1 ? "nominal" : "nominals")")
        }
    }
}

/// All tables of a folder, cut into rows.
private struct Tables {
    private var tables: [String: Table] = [:]

    init(_ folder: URL, _ names: [String], _ findings: Findings) {
        for form in FolderForm.tables {
            tables[form.file] = Tables.table(form, folder, names, findings)
        }
    }

    subscript(_ form: TableForm) -> Table { tables[form.file] ?? Table(missing: form) }

    var known: Known {
        Known(
            agencies: Register("an agency", self[AgenciesFile.form]),
            locations: Register("a location", self[LocationsFile.form]),
            practitioners: Register("a practitioner", self[PractitionersFile.form]),
            nominals: Register("a nominal", self[NominalsFile.form]))
    }

    private static func table(_ form: TableForm, _ folder: URL, _ names: [String], _ findings: Findings) -> Table {
        guard names.contains(form.file) else {
            if form.isRequired {
                let other = names.first { FolderListing.meaning(of: $0) == form.file }
                let hint = other.map { " (is it \(quoted($0))?)" } ?? ""
                findings.fault(form.file, says: "is missing\(hint)", expected: "a table of \(form.header)")
            }
            return Table(missing: form)
        }
        let url = folder.appendingPathComponent(form.file)
        guard let bytes = FileContent.read(url, as: form.file, upTo: FileContent.mostBytesOfTable, findings) else {
            return Table(unreadable: form)
        }
        return Table(form, bytes, findings)
    }
}

extension Table {
    /// What was read of the rows that had no fault, by id.
    func sound<Value, ID>(_ values: [Value], by id: (Value) -> ID) -> [ID: Value] {
        let sound = zip(values, rows).filter(\.1.isSound).map { (id($0.0), $0.0) }
        return Dictionary(sound, uniquingKeysWith: { first, _ in first })
    }
}
