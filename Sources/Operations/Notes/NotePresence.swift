package import Casework

/// Notes who is at a meeting as a whole, who is not, and who sent apologies.
package struct NotePresence {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameters:
    ///   - between: Who was there for a part of the meeting alone: for the slots outside it that they were needed at
    ///     they count as absent.
    ///   - restIsPresent: Whether everybody else is there who was expected and of whom nothing was noted before.
    package func callAsFunction(
        _ presences: [(practitioner: Practitioner.ID, state: Presence.State)],
        between: [Practitioner.ID: Range<Moment>] = [:], restIsPresent: Bool,
        at id: PlannedMeeting.ID, by actor: String, at now: Timestamp
    ) throws -> NotedMeeting {
        try store.noting(id, by: actor, at: now) { noted in
            for (practitioner, _) in presences { _ = try noted.caseload.known(practitioner) }
            let told = Set(presences.map(\.practitioner))
                .union(noted.notes.presences.filter { $0.nominal == nil }.map(\.practitioner))
            let rest = restIsPresent ? noted.meeting.attendance.map(\.practitioner).filter { !told.contains($0) } : []
            let all = presences + rest.map { (practitioner: $0, state: .present) }
            let missed = noted.meeting.slots.flatMap { slot in
                slot.attendees.filter { between[$0].map { !$0.overlaps(slot.start..<slot.end) } ?? false }
                    .map { NoteEntry.presence(Presence(practitioner: $0, nominal: slot.nominal, state: .absent)) }
            }
            return (
                all.map { .presence(Presence(practitioner: $0.practitioner, state: $0.state)) } + missed,
                all.isEmpty
                    ? "nobody new in the register"
                    : all.map { "\($0.practitioner) \($0.state.inWords)" }.joined(separator: ", ")
            )
        }
    }
}
