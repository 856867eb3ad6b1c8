package import Casework

/// Hands out everything held about one nominal, as they may ask for (Data Protection Act 2018, section 45; UK GDPR,
/// article 15), and writes down that it was.
package struct ReadSubjectRecord {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter naming: Whether a text names the nominal it is given.
    /// - Throws: `DiaryRefusal` if nothing is held about anybody of that reference.
    package func callAsFunction(
        _ id: Nominal.ID, by actor: String, at now: Timestamp, naming names: @escaping (String, Nominal) -> Bool
    ) throws -> (nominal: Nominal, caseload: Caseload, tables: [HeldTable]) {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            guard let nominal = try diary.memberships().first(where: { $0.nominal.id == id })?.nominal else {
                throw DiaryRefusal.noSuchNominal(id)
            }
            // Before it is read, so that what is held of this very look is in it.
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure,
                    detail: "wrote out everything held about \(id), for their request"))
            return (nominal, caseload, try diary.everything(about: id) { names($0, nominal) })
        }
    }
}
