package import Casework

/// Hands out everything held about one nominal, as they may ask for (Data Protection Act 2018, section 45; UK GDPR,
/// article 15), and writes down that it was.
package struct ReadSubjectRecord {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameters:
    ///   - names: Makes what tells whether a text names a nominal.
    ///   - redacting: Makes what puts references in place of everybody's names, in a text about one of them.
    /// - Throws: `DiaryRefusal` if nothing is held about anybody of that reference.
    package func callAsFunction(
        _ id: Nominal.ID, by actor: String, at now: Timestamp, naming names: (Nominal) -> (String) -> Bool,
        redacting: ([Nominal], Nominal) -> (String) -> String
    ) throws -> (nominal: Nominal, caseload: Caseload, tables: [HeldTable]) {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            let everybody = try diary.memberships().map(\.nominal)
            guard let nominal = everybody.first(where: { $0.id == id }) else {
                throw DiaryRefusal.noSuchNominal(id)
            }
            // Before it is read, so that what is held of this very look is in it.
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure,
                    detail: "wrote out everything held about \(id), for their request"))
            let tables = try diary.everything(
                about: id, naming: names(nominal), redacting: redacting(everybody, nominal))
            return (nominal, caseload, tables)
        }
    }
}
