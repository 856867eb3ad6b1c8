package import Casework

/// Closes the notes of a meeting; what was missed can still be noted.
package struct EndMeeting {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter clock: The time on the office's clock; noted after the day, a meeting ended when it was to end.
    package func callAsFunction(
        _ id: PlannedMeeting.ID, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> NotedMeeting {
        try store.noting(id, by: actor, at: now) { noted in
            let began = noted.notes.startedAt ?? noted.meeting.interval.lowerBound
            let end = clock.day == noted.day ? clock : noted.meeting.interval.upperBound
            guard noted.notes.endedAt == nil else { return ([], "its end was asked for again") }
            return ([.ended(max(began, end))], "ended at \(max(began, end).clock)")
        }
    }
}
