package import Casework

/// Notes that somebody has written in about a nominal, before the meeting or at it.
package struct NoteUpdate {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter text: What they wrote; nil where it is only noted that it came.
    package func callAsFunction(
        _ text: String?, about nominal: Nominal.ID, from practitioner: Practitioner.ID, for id: PlannedMeeting.ID,
        by actor: String, at now: Timestamp, today: Day
    ) throws -> NotedMeeting {
        try store.write { diary in
            let noted = try diary.noted(id)
            _ = try noted.caseload.known(nominal)
            _ = try noted.caseload.known(practitioner)
            let update = WrittenUpdate(nominal: nominal, practitioner: practitioner, receivedOn: today, text: text)
            try diary.keep(.update(update), of: noted.meeting, at: now)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .collection,
                    detail: "\(id): update on \(nominal) received from \(practitioner)"))
            return try diary.noted(id)
        }
    }
}
