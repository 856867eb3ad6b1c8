package import Casework

/// Works out the minutes that items were planned with and took, over the meetings of some days.
package struct ReadMinutes {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    package func callAsFunction(
        in days: Range<Day>, by actor: String, at now: Timestamp
    ) throws -> (meetings: Int, figures: [MinutesTaken], marking: Marking) {
        try store.write { diary in
            let notes = try diary.allNotes(in: days).filter(\.isStarted)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .consultation,
                    detail: "looked at the minutes taken at \(notes.count) meetings"))
            let marking = try diary.caseload()?.policy.marking ?? Marking()
            return (notes.count, MinutesTaken.figures(of: notes.flatMap(\.items)), marking)
        }
    }
}
