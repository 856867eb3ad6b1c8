package import Casework

/// Shows what is noted of a meeting, and writes down that it was looked at.
package struct ReadNotes {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    package func callAsFunction(
        _ id: PlannedMeeting.ID, by actor: String, at now: Timestamp
    ) throws -> NotedMeeting {
        try store.write { diary in
            let noted = try diary.noted(id)
            try diary.record(
                HistoryEntry(at: now, actor: actor, act: .consultation, detail: "looked at the notes of \(id)"))
            return noted
        }
    }
}
