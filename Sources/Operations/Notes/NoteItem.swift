package import Casework

/// Notes what became of one nominal's item: discussed, noted or deferred, in how many minutes, and what was said.
///
/// What is left out stays as it was noted before. Where nothing was, an item with a slot was discussed, one that was to
/// be noted or put off was so. Whoever was there at the meeting counts as there for the slots they were needed at.
package struct NoteItem {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    package struct Item: Sendable {
        package var nominal: Nominal.ID
        package var outcome: ItemNote.Outcome?
        package var minutes: Int?
        package var text: String?
        package var presences: [(practitioner: Practitioner.ID, state: Presence.State)]

        package init(
            nominal: Nominal.ID, outcome: ItemNote.Outcome? = nil, minutes: Int? = nil, text: String? = nil,
            presences: [(practitioner: Practitioner.ID, state: Presence.State)] = []
        ) {
            self.nominal = nominal
            self.outcome = outcome
            self.minutes = minutes
            self.text = text
            self.presences = presences
        }
    }

    package func callAsFunction(
        _ item: Item, at id: PlannedMeeting.ID, by actor: String, at now: Timestamp
    ) throws -> NotedMeeting {
        try store.noting(id, by: actor, at: now) { noted in
            let nominal = try noted.caseload.known(item.nominal)
            for (practitioner, _) in item.presences { _ = try noted.caseload.known(practitioner) }
            var note = noted.notes.item(nominal.id) ?? NoteItem.expected(nominal, noted)
            note.outcome = item.outcome ?? note.outcome
            note.minutesTaken = item.minutes ?? note.minutesTaken
            note.text = item.text ?? note.text
            let presences = item.presences.map {
                NoteEntry.presence(Presence(practitioner: $0.practitioner, nominal: nominal.id, state: $0.state))
            }
            let detail =
                ["\(nominal.id) \(note.outcome.rawValue)"] + (note.minutesTaken.map { ["\($0) min"] } ?? [])
                + item.presences.map { "\($0.practitioner) \($0.state.inWords)" }
                + (item.text == nil ? [] : ["with words"])
            return ([.item(note)] + presences, detail.joined(separator: ", "))
        }
    }

    /// The item as the agenda has it.
    private static func expected(_ nominal: Nominal, _ noted: NotedMeeting) -> ItemNote {
        // What the meeting has decided of the rating is after the item.
        let slotsRAG = noted.meeting.slots.first { $0.nominal == nominal.id }
            .flatMap { slot in Nominal.RAG.allCases.first { SlotReason($0) == slot.reason } }
        let rag = slotsRAG ?? nominal.rag(on: noted.day)
        if let slot = noted.meeting.slots.first(where: { $0.nominal == nominal.id }) {
            return ItemNote(
                nominal: nominal.id, outcome: .discussed, reason: slot.reason, rag: rag, minutesPlanned: slot.minutes)
        }
        let isNoted = noted.meeting.noted.contains(nominal.id)
        let isDeferred = noted.meeting.deferred.contains { $0.nominal == nominal.id }
        return ItemNote(
            nominal: nominal.id, outcome: isNoted ? .noted : isDeferred ? .deferred : .discussed,
            reason: SlotReason(rag), rag: rag, minutesPlanned: 0)
    }
}

extension Presence.State {
    /// For a sentence: `present`, `absent`, `sent apologies`.
    package var inWords: String { self == .apologies ? "sent apologies" : rawValue }
}
