/// The shape of one table: its file, and its columns as `design/caseload.md` lists them.
struct TableForm {
    struct Column: Hashable {
        let name: String
        /// Whether it must be there, with a value in every row.
        let isRequired: Bool
    }

    let file: String
    let isRequired: Bool
    let columns: [Column]
    /// The column that other tables refer to, if any does.
    let idColumn: String?

    /// - Parameter columns: As the contract writes them, `?` after what may be missing or blank: `agency, email?`.
    init(_ file: String, isRequired: Bool = false, columns: String, id idColumn: String? = nil) {
        self.file = file
        self.isRequired = isRequired
        self.columns = columns.split(separator: ",").map { part in
            let word = part.drop { $0 == " " }
            return Column(name: word.last == "?" ? String(word.dropLast()) : String(word), isRequired: word.last != "?")
        }
        self.idColumn = idColumn
    }
}

/// What a caseload folder may hold.
enum FolderForm {
    static let tables: [TableForm] = [
        AgenciesFile.form, LocationsFile.form, TravelFile.form, PractitionersFile.form, WorkingPatternsFile.form,
        NominalsFile.form, VariationsFile.form, ExceptionsFile.form, InvolvementsFile.form, UnavailabilityFile.form,
        KeepApartFile.form, ContactsFile.form, ReviewsFile.form, ProposalsFile.form, ActionsFile.form,
        EqualitiesFile.form,
    ]
    static let calendars = "calendars"
    /// In the order in which faults are reported.
    static let files = tables.map(\.file) + [PolicyFile.name, calendars]
}
