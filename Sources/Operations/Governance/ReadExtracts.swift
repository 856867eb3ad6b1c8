package import Casework

/// Hands out what the leads put into their own systems of record, and writes down that it was disclosed.
package struct ReadExtracts {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter nominals: Whom they are about; nil: everyone.
    /// - Throws: `DiaryRefusal` if there is nobody of such a reference.
    package func callAsFunction(
        of days: Range<Day>, about nominals: Set<Nominal.ID>?, by actor: String, at now: Timestamp
    ) throws -> (caseload: Caseload, notes: [MeetingNotes]) {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            let known = Set(caseload.nominals.map(\.id))
            if let unknown = nominals?.subtracting(known).min() { throw DiaryRefusal.noSuchNominal(unknown) }
            let whom = nominals.map { $0.sorted().map(\.text).joined(separator: ", ") } ?? "every nominal"
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure,
                    detail:
                        "wrote extracts of \(days.lowerBound) to \(days.upperBound - 1) about \(whom) for their leads"
                ))
            return (caseload, try diary.allNotes(in: days))
        }
    }
}
