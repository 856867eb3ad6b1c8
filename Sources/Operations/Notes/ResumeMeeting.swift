package import Casework

/// Goes on with a meeting whose notes were closed, by mistake or too early.
package struct ResumeMeeting {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Returns: The meeting; as it is where it has not been ended.
    package func callAsFunction(
        _ id: PlannedMeeting.ID, by actor: String, at now: Timestamp
    ) throws -> NotedMeeting {
        try store.noting(id, by: actor, at: now) { noted in
            guard let end = noted.notes.endedAt else { return ([], "to be gone on with, and not ended") }
            return ([.resumed], "gone on with, and not ended at \(end.clock)")
        }
    }
}
