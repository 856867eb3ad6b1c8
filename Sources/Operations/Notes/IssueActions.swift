package import Casework

/// Takes out each owner's open actions, and writes down to whom their lists are given.
package struct IssueActions {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameters:
    ///   - owner: Only theirs.
    ///   - make: Makes the lists of open actions by owner, in order of owner, and says of each whom it tells of.
    /// - Returns: What was made; what is on record beside it; the last meeting whose actions are to be sent; and the
    ///   calendars, for whoever counts working days.
    package func callAsFunction<Papers>(
        owner: String? = nil, by actor: String, at now: Timestamp, today: Day,
        make: ([(owner: String, actions: [Action])], Caseload) throws -> (papers: Papers, about: [[Nominal.ID]])
    ) throws -> (papers: Papers, caseload: Caseload, lastMeeting: MeetingNotes?, calendars: [CalendarFile]) {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            let owned = Dictionary(grouping: caseload.actions.open, by: \.owner)
            let lists = owned.keys.sorted().filter { owner == nil || owner == $0 }
                .map { (owner: $0, actions: owned[$0] ?? []) }
            guard !lists.isEmpty else { throw NotesRefusal.nothingToIssue(owner ?? "nobody") }
            let made = try make(lists, caseload)
            let told = zip(lists, made.about).map { list, nominals in
                (Practitioner.ID(reference(of: list.owner, caseload)), about: nominals)
            }
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure, detail: "issued action lists to \(ToldInWords.of(told))"))
            let last = try diary.allNotes(in: (today - 35)..<(today + 1)).last { $0.isStarted }
            return (made.papers, caseload, last, try diary.calendars())
        }
    }

    /// The history has references alone: whoever is none of the practitioners is not named in it.
    private func reference(of owner: String, _ caseload: Caseload) -> String {
        caseload.practitioners.contains { $0.id.text == owner } ? owner : "another owner"
    }
}
