package import Casework

/// Lists what people were sent and how they answered, and writes down that it was looked at.
package struct ReadInvitations {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Returns: What was sent, by practitioner, then in order of time; and what is on record beside it.
    /// - Throws: `DiaryRefusal` if the scope has somebody nobody knows.
    package func callAsFunction(
        _ scope: InvitationScope = .all, by actor: String, at now: Timestamp
    ) throws -> (sent: [SentInvitation], caseload: Caseload) {
        try store.write { diary in
            try diary.record(
                HistoryEntry(at: now, actor: actor, act: .consultation, detail: "looked at who was invited to what"))
            try diary.check(scope)
            let sent = try diary.invitations().filter { scope.includes($0.invitation) }
            return (sent, try diary.caseload() ?? Caseload())
        }
    }
}
