import Casework

/// The ids that one table gives, for those of another to be checked against.
///
/// It has the ids of faulty rows as well, so that one mistake is reported as one, and it takes any id when the table
/// could not be read to its end.
struct Register<Subject> {
    /// What one is called: `a practitioner`.
    let subject: String
    let file: String
    private let ids: Set<String>
    /// By what they are in small letters: ids are case-sensitive, which is easily missed.
    private let twins: [String: String]
    private let isWhole: Bool

    init(_ subject: String, _ table: Table) {
        self.init(subject, of: table.form, ids: table.ids, isWhole: table.hasAllIDs)
    }

    init(_ subject: String, of form: TableForm, ids: some Sequence<String>, isWhole: Bool = true) {
        self.subject = subject
        file = form.file
        self.ids = Set(ids)
        twins = Dictionary(self.ids.map { ($0.lowercased(), $0) }, uniquingKeysWith: min)
        self.isWhole = isWhole
    }

    func accepts(_ id: String) -> Bool {
        ids.contains(id) || !isWhole && Identifier<Subject>.isWellFormed(id)
    }

    /// What would have been right in place of an id, or of none.
    func expected(for id: String?) -> String {
        let twin = id.flatMap { twins[$0.lowercased()] }
        return "\(subject) of \(file)" + (twin.map { " (did you mean “\($0)”?)" } ?? "")
    }
}

/// The tables that others refer to.
struct Known {
    let agencies: Register<Agency>
    let locations: Register<Location>
    let practitioners: Register<Practitioner>
    let nominals: Register<Nominal>
    /// What the rows said that had no fault: only these can be judged by more than their id.
    var agency: [Agency.ID: Agency] = [:]
    var location: [Location.ID: Location] = [:]
    var practitioner: [Practitioner.ID: Practitioner] = [:]

    /// The kind of agency someone works for, if their row and their agency's can be read.
    func agencyKind(of id: Practitioner.ID) -> Agency.Kind? {
        practitioner[id].flatMap { agency[$0.agency]?.kind }
    }
}

/// Remembers on which line a key was first given, and notes every later line with the same.
struct Unique<Key: Hashable> {
    private var lines: [Key: Int] = [:]

    /// Notes a fault if the key was there before; `columns` are those it is made of, the first of them to blame.
    mutating func check(_ key: Key, _ row: Row, _ columns: String..., expected: String) {
        guard let column = columns.first, row.areSound(columns) else { return }
        if let first = lines[key] {
            row.fault(column, expected: "\(expected): line \(first) has the same")
        } else {
            lines[key] = row.line
        }
    }
}
