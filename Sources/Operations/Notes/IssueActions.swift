package import Casework

/// Takes out each owner's open actions, and writes down to whom their lists are given.
package struct IssueActions {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter owner: Only theirs.
    /// - Returns: The open actions by owner, in order of owner; what is on record beside them; the last meeting whose
    ///   actions are to be sent; and the calendars, for whoever counts working days.
    package func callAsFunction(
        owner: String? = nil, by actor: String, at now: Timestamp, today: Day
    ) throws -> (
        lists: [(owner: String, actions: [Action])], caseload: Caseload, lastMeeting: MeetingNotes?,
        calendars: [CalendarFile]
    ) {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            let owned = Dictionary(grouping: caseload.actions.open, by: \.owner)
            let lists = owned.keys.sorted().filter { owner == nil || owner == $0 }.map { ($0, owned[$0] ?? []) }
            guard !lists.isEmpty else { throw NotesRefusal.nothingToIssue(owner ?? "nobody") }
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure,
                    detail: "issued action lists to "
                        + lists.map { reference(of: $0.0, caseload) }.joined(separator: ", ")
                ))
            let last = try diary.allNotes(in: (today - 35)..<(today + 1)).last { $0.isStarted }
            return (lists, caseload, last, try diary.calendars())
        }
    }

    /// The history has references alone: whoever is none of the practitioners is not named in it.
    private func reference(of owner: String, _ caseload: Caseload) -> String {
        caseload.practitioners.contains { $0.id.text == owner } ? owner : "another owner"
    }
}
