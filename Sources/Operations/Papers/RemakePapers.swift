package import Casework

/// Makes the papers of an agenda that has been issued once more, as it was issued, and writes down to whom they go.
package struct RemakePapers {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter make: Makes the documents, and says who gets an agenda of their own and who the running order, and
    ///   whom each tells of.
    /// - Throws: `DiaryRefusal` if the agenda has not been issued; then, and when a document cannot be made, nothing is
    ///   noted.
    package func callAsFunction<Papers>(
        _ id: PlannedMeeting.ID, by actor: String, at now: Timestamp,
        make: (MeetingMaterial) throws -> (
            papers: Papers, attendees: [(Practitioner.ID, about: [Nominal.ID])],
            chairs: [(Practitioner.ID, about: [Nominal.ID])]
        )
    ) throws -> (caseload: Caseload, papers: Papers) {
        try store.write { diary in
            guard let issued = try diary.arrangements().issued[id] else { throw DiaryRefusal.notIssued(id) }
            let material = try diary.material(of: issued)
            let made = try make(material)
            let told = ToldInWords.of(attendees: made.attendees, chairs: made.chairs)
            let detail = "made the papers of \(id) again: \(told)"
            try diary.record(HistoryEntry(at: now, actor: actor, act: .disclosure, detail: detail))
            return (material.caseload, made.papers)
        }
    }
}
