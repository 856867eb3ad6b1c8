package import Casework

/// Makes letters to nominals with their appointments of a week, and writes down for whom.
package struct HandOutLetters {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameters:
    ///   - nominals: To whom; empty: everyone with an appointment.
    ///   - make: Makes the letters, and says to whom they are.
    /// - Throws: `DiaryRefusal` if the diary knows one of them not.
    package func callAsFunction<Papers>(
        to nominals: [Nominal.ID], in week: Weeks, by actor: String, at now: Timestamp,
        make: (Caseload) throws -> (papers: Papers, recipients: [Nominal.ID])
    ) throws -> Papers {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            let known = Set(caseload.nominals.map(\.id))
            if let stranger = nominals.first(where: { !known.contains($0) }) {
                throw DiaryRefusal.noSuchNominal(stranger)
            }
            let made = try make(caseload)
            if !made.recipients.isEmpty {
                try diary.record(
                    HistoryEntry(
                        at: now, actor: actor, act: .disclosure,
                        detail: "made letters with the appointments of the week from \(week.from) for "
                            + made.recipients.map(\.text).joined(separator: ", ")))
            }
            return made.papers
        }
    }
}
