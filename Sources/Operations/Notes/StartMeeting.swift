package import Casework

/// Opens the notes of a meeting, on its day or after it.
package struct StartMeeting {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter clock: The time on the office's clock; noted after the day, a meeting began when it was to begin.
    /// - Returns: The meeting; as it is where it was opened before.
    package func callAsFunction(
        _ id: PlannedMeeting.ID, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> NotedMeeting {
        try store.write { diary in
            let noted = try diary.noted(id)
            guard clock.day >= noted.day else { throw NotesRefusal.ahead(id, noted.day) }
            guard !noted.notes.isStarted else {
                try diary.record(
                    HistoryEntry(at: now, actor: actor, act: .consultation, detail: "looked at the notes of \(id)"))
                return noted
            }
            let start = clock.day == noted.day ? clock : noted.meeting.interval.lowerBound
            try diary.keep(.started(start), of: noted.meeting, at: now)
            try diary.record(
                HistoryEntry(at: now, actor: actor, act: .alteration, detail: "\(id): started at \(start.clock)"))
            return try diary.noted(id)
        }
    }
}
