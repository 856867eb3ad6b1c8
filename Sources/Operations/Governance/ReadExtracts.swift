package import Casework

/// Hands out what the leads put into their own systems of record, and writes down that it was disclosed.
package struct ReadExtracts {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameters:
    ///   - nominals: Whom they are about; nil: everyone.
    ///   - make: Makes the extracts, and says which lead is told of whom.
    /// - Throws: `DiaryRefusal` if there is nobody of such a reference.
    package func callAsFunction<Papers>(
        of days: Range<Day>, about nominals: Set<Nominal.ID>?, by actor: String, at now: Timestamp,
        make: (Caseload, [MeetingNotes]) throws -> (
            papers: Papers, recipients: [(Practitioner.ID, about: [Nominal.ID])]
        )
    ) throws -> Papers {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            let known = Set(caseload.nominals.map(\.id))
            if let unknown = nominals?.subtracting(known).min() { throw DiaryRefusal.noSuchNominal(unknown) }
            let made = try make(caseload, try diary.allNotes(in: days))
            let leads = made.recipients.isEmpty ? "nobody" : ToldInWords.of(made.recipients)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure,
                    detail: "wrote extracts of \(days.lowerBound) to \(days.upperBound - 1) for \(leads)"))
            return made.papers
        }
    }
}
