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

    package func callAsFunction(of days: Range<Day>, by actor: String, at now: Timestamp) throws -> Material {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            // The list of active cases goes with the figures.
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure,
                    detail: "wrote the monthly pack of \(days.lowerBound) to \(days.upperBound - 1), with the list of "
                        + "active cases"))
            let issued = try diary.arrangements().issued
            // With what was decided and told since the export.
            let now = Dictionary(caseload.nominals.map { ($0.id, $0) }) { first, _ in first }
            let memberships = try diary.memberships().map { membership in
                Membership(nominal: now[membership.nominal.id] ?? membership.nominal, leftOn: membership.leftOn)
            }
            return Material(
                caseload: caseload, memberships: memberships, equalities: try diary.equalities(),
                notes: try diary.allNotes(in: days),
                meetings: try diary.meetings(in: days).map { issued[$0.id] ?? $0 },
                deselections: Dictionary(
                    caseload.nominals.compactMap { nominal in nominal.deselectedOn.map { (nominal.id, $0) } },
                    uniquingKeysWith: { first, _ in first }))
        }
    }
}
