package import Casework

/// Asks for written updates on what a meeting takes without those who know about it, and writes down who was asked.
package struct RequestUpdates {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter make: Makes the documents, and says whom they go to and whom they tell of.
    /// - Throws: `DiaryRefusal` if there is no such meeting.
    package func callAsFunction<Papers>(
        _ id: PlannedMeeting.ID, by actor: String, at now: Timestamp,
        make: (MeetingMaterial) throws -> (papers: Papers, recipients: [(Practitioner.ID, about: [Nominal.ID])])
    ) throws -> (papers: Papers, recipients: [(Practitioner.ID, about: [Nominal.ID])]) {
        try store.write { diary in
            let made = try make(try diary.material(for: id))
            if !made.recipients.isEmpty {
                try diary.record(
                    HistoryEntry(
                        at: now, actor: actor, act: .disclosure,
                        detail: "asked for written updates for \(id): \(ToldInWords.of(made.recipients))"))
            }
            return made
        }
    }
}
