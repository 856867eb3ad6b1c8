package import Casework

/// Notes that a meeting's agenda has been given to those it concerns.
package struct IssueAgenda {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Returns: The agenda as issued, what is on record beside it, and what has changed since it was issued before,
    ///   if it was.
    /// - Throws: `DiaryRefusal` if there is no such meeting.
    package func callAsFunction(
        _ id: PlannedMeeting.ID, by actor: String, at now: Timestamp
    ) throws -> (meeting: PlannedMeeting, caseload: Caseload, difference: AgendaDifference?) {
        try store.write { diary in
            let planned = try diary.planned(id)
            let meeting = planned.meeting
            let before = try diary.arrangements().issued[id]
            guard try diary.issue(id, at: now) else { throw DiaryRefusal.noSuchMeeting(id, []) }
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure,
                    detail: "issued the agenda of \(id) to \(meeting.attendance.count) attendees"))
            return (meeting, planned.caseload, before.map { AgendaDifference(from: $0, to: meeting) })
        }
    }
}
