package import Casework

/// Takes out what the notes of a meeting are made of, and writes down to whom they are given.
package struct IssueNotes {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter make: Makes each recipient's copy, of a meeting and from the day of the one of its series before,
    ///   since when closed actions are told; and says whom each tells of.
    /// - Returns: The meeting, what was made, and the calendars, for whoever counts working days.
    package func callAsFunction<Papers>(
        _ id: PlannedMeeting.ID, by actor: String, at now: Timestamp,
        make: (NotedMeeting, _ previous: Day) throws -> (
            papers: Papers, recipients: [(Practitioner.ID, about: [Nominal.ID])]
        )
    ) throws -> (noted: NotedMeeting, papers: Papers, calendars: [CalendarFile]) {
        try store.write { diary in
            let noted = try diary.noted(id)
            guard noted.notes.isStarted else { throw NotesRefusal.notStarted(id) }
            let made = try make(noted, try diary.dayBefore(noted))
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure,
                    detail: "issued the notes of \(id) to \(ToldInWords.of(made.recipients))"))
            return (noted, made.papers, try diary.calendars())
        }
    }
}

extension DiaryReading {
    /// The day of the meeting of the same series before; where none is on record, when it would usually have been.
    package func dayBefore(_ noted: NotedMeeting) throws -> Day {
        let day = noted.day
        let before = try meetings(in: (day - 70)..<day).filter { $0.series == noted.meeting.series }
        return before.map(\.interval.lowerBound.day).max() ?? day - (noted.meeting.series == .map ? 7 : 28)
    }
}
