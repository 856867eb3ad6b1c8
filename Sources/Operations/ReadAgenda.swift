package import Casework

/// Shows the agenda of a meeting, and writes down that it was looked at.
package struct ReadAgenda {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Returns: The agenda as it is planned, what is on record beside it, what has been settled about meetings, and
    ///   how those answered who were invited to it.
    /// - Throws: `DiaryRefusal` if there is no such meeting.
    package func callAsFunction(
        _ id: PlannedMeeting.ID, by actor: String, at now: Timestamp
    ) throws -> (
        meeting: PlannedMeeting, caseload: Caseload, arrangements: Arrangements,
        answers: [Practitioner.ID: InvitationAnswer]
    ) {
        try store.write { diary in
            let planned = try diary.planned(id)
            try diary.record(
                HistoryEntry(at: now, actor: actor, act: .consultation, detail: "looked at the agenda of \(id)"))
            let invited = try diary.invitations().filter { $0.invitation.event == .meeting(id) && !$0.isOff }
            let answers = invited.compactMap { sent in sent.answer.map { (sent.invitation.practitioner, $0) } }
            return (
                planned.meeting, planned.caseload, try diary.arrangements(),
                Dictionary(answers) { first, _ in first }
            )
        }
    }
}

extension DiaryReading {
    /// What is on record, and the latest plan.
    ///
    /// - Throws: `DiaryRefusal` if there is none of these.
    func onRecord() throws -> (caseload: Caseload, plan: Plan) {
        guard let caseload = try caseload() else { throw DiaryRefusal.empty }
        guard let plan = try latestPlan()?.plan else { throw DiaryRefusal.noPlan }
        return (caseload, plan)
    }

    /// A meeting of the latest plan, with the plan and what is on record.
    ///
    /// - Throws: `DiaryRefusal` if there is none of these.
    func planned(_ id: PlannedMeeting.ID) throws -> (meeting: PlannedMeeting, plan: Plan, caseload: Caseload) {
        let (caseload, plan) = try onRecord()
        return (try plan.meeting(id), plan, caseload)
    }
}

extension Plan {
    /// A meeting, or a refusal that says which there are.
    func meeting(_ id: PlannedMeeting.ID) throws -> PlannedMeeting {
        guard let meeting = meetings.first(where: { $0.id == id }) else {
            throw DiaryRefusal.noSuchMeeting(id, meetings.map(\.id))
        }
        return meeting
    }
}
