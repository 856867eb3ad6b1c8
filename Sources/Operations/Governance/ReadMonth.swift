package import Casework

/// Hands out a month's figures, and writes down that they were disclosed.
package struct ReadMonth {
    private let store: any DiaryStore

    package struct Material {
        package var caseload: Caseload
        package var memberships: [Membership]
        package var equalities: Equalities
        package var notes: [MeetingNotes]
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
            return Material(
                caseload: caseload, memberships: try diary.memberships(), equalities: try diary.equalities(),
                notes: try diary.notes(in: days))
        }
    }
}

extension DiaryReading {
    func notes(in days: Range<Day>) throws -> [MeetingNotes] { [] }
}
