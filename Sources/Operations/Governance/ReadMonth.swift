package import Casework

/// Hands out a month's figures, and writes down that they were disclosed.
package struct ReadMonth {
    private let store: any DiaryStore

    package struct Material {
        package var caseload: Caseload
        package var memberships: [Membership]
        package var equalities: Equalities
        package var notes: [MeetingNotes]
        /// As they were issued, or else as they were planned.
        package var meetings: [PlannedMeeting]
        /// The day from which each is deselected, by what meetings decided.
        package var deselections: [Nominal.ID: Day]
    }

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter make: Makes the pack and the list of active cases, and says who is on it.
    package func callAsFunction<Papers>(
        of days: Range<Day>, by actor: String, at now: Timestamp,
        make: (Material) throws -> (papers: Papers, about: [Nominal.ID])
    ) throws -> Papers {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            let issued = try diary.arrangements().issued
            // With what was decided and told since the export.
            let latest = Dictionary(caseload.nominals.map { ($0.id, $0) }) { first, _ in first }
            let memberships = try diary.memberships().map { membership in
                Membership(nominal: latest[membership.nominal.id] ?? membership.nominal, leftOn: membership.leftOn)
            }
            let material = Material(
                caseload: caseload, memberships: memberships, equalities: try diary.equalities(),
                notes: try diary.allNotes(in: days),
                meetings: try diary.meetings(in: days).map { issued[$0.id] ?? $0 },
                deselections: Dictionary(
                    caseload.nominals.compactMap { nominal in nominal.deselectedOn.map { (nominal.id, $0) } },
                    uniquingKeysWith: { first, _ in first }))
            let made = try make(material)
            // The list of active cases goes with the figures.
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure,
                    detail: "wrote the monthly pack of \(days.lowerBound) to \(days.upperBound - 1), with the list of "
                        + "active cases\(ToldInWords.of(made.about))"))
            return made.papers
        }
    }
}
