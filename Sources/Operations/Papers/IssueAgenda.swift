package import Casework

/// Gives a meeting's agenda to those it concerns.
package struct IssueAgenda {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter make: Makes the documents, and says who gets an agenda of their own and who the running order, and
    ///   whom each tells of; nil: only notes that the agenda has been given out.
    /// - Returns: The agenda as issued, what is on record beside it, what has changed since it was issued before,
    ///   if it was, and the documents.
    /// - Throws: `DiaryRefusal` if there is no such meeting; then, and when a document cannot be made, nothing is noted.
    package func callAsFunction<Papers>(
        _ id: PlannedMeeting.ID, by actor: String, at now: Timestamp,
        make: (
            (MeetingMaterial) throws -> (
                papers: Papers, attendees: [(Practitioner.ID, about: [Nominal.ID])],
                chairs: [(Practitioner.ID, about: [Nominal.ID])]
            )
        )?
    ) throws -> (
        meeting: PlannedMeeting, caseload: Caseload, difference: AgendaDifference?, papers: Papers?
    ) {
        try store.write { diary in
            let material = try diary.material(for: id)
            let meeting = material.meeting
            let before = try diary.arrangements().issued[id]
            guard try diary.issue(id, at: now) else { throw DiaryRefusal.noSuchMeeting(id, []) }
            var detail = "issued the agenda of \(id) to \(meeting.attendance.count) attendees"
            let made = try make?(material)
            if let made {
                detail += ": \(ToldInWords.of(attendees: made.attendees, chairs: made.chairs))"
            } else if !meeting.attendance.isEmpty {
                // In whatever way it went out, everybody has the items that they are needed for.
                let told = meeting.attendance.map(\.practitioner).sorted().map { person in
                    (person, about: meeting.slots.filter { $0.attendees.contains(person) }.map(\.nominal))
                }
                detail += ": \(ToldInWords.of(told))"
            }
            try diary.record(HistoryEntry(at: now, actor: actor, act: .disclosure, detail: detail))
            return (meeting, material.caseload, before.map { AgendaDifference(from: $0, to: meeting) }, made?.papers)
        }
    }

    /// Only notes that the agenda has been given out.
    package func callAsFunction(
        _ id: PlannedMeeting.ID, by actor: String, at now: Timestamp
    ) throws -> (meeting: PlannedMeeting, caseload: Caseload, difference: AgendaDifference?) {
        let none:
            (
                (MeetingMaterial) throws -> (
                    papers: Never, attendees: [(Practitioner.ID, about: [Nominal.ID])],
                    chairs: [(Practitioner.ID, about: [Nominal.ID])]
                )
            )? = nil
        let issued = try callAsFunction(id, by: actor, at: now, make: none)
        return (issued.meeting, issued.caseload, issued.difference)
    }
}

/// What the documents of one meeting are made from.
package struct MeetingMaterial: Sendable {
    package var meeting: PlannedMeeting
    package var caseload: Caseload
    /// Those who have said that they cannot come.
    package var declined: Set<Practitioner.ID>
    /// The contacts of the latest plan.
    package var contacts: [Contact]
    package var notes: MeetingNotes
    package var storedAt: Timestamp
}

extension DiaryReading {
    /// - Throws: `DiaryRefusal` if there is no such meeting.
    package func material(for id: PlannedMeeting.ID) throws -> MeetingMaterial {
        try material(of: try onRecord().plan.meeting(id))
    }

    /// - Parameter meeting: As it is planned, or as it was issued.
    package func material(of meeting: PlannedMeeting) throws -> MeetingMaterial {
        guard let caseload = try caseload() else { throw DiaryRefusal.empty }
        guard let stored = try latestPlan() else { throw DiaryRefusal.noPlan }
        return MeetingMaterial(
            meeting: meeting, caseload: caseload, declined: try declined()[meeting.id] ?? [],
            contacts: stored.plan.contacts, notes: try notes(of: meeting.id), storedAt: stored.storedAt)
    }

    /// Those who cannot come to a meeting: they said so to the support worker, or declined the invitation.
    func declined() throws -> [PlannedMeeting.ID: Set<Practitioner.ID>] {
        let arranged = try arrangements().presences.mapValues { presences in
            Set(presences.filter { $0.window == nil }.map(\.practitioner))
        }
        return try invitations().reduce(into: arranged) { declined, sent in
            guard case .meeting(let meeting) = sent.invitation.event, sent.answer == .declined, !sent.isOff else {
                return
            }
            declined[meeting, default: []].insert(sent.invitation.practitioner)
        }
    }
}
