/// Lists what people were sent and how they answered, and writes down that it was looked at.
package struct ReadInvitations {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// By practitioner, then in order of time.
    package func callAsFunction(by actor: String, at now: Timestamp) throws -> [SentInvitation] {
        try store.write { diary in
            try diary.record(
                HistoryEntry(at: now, actor: actor, act: .consultation, detail: "looked at who was invited to what"))
            return try diary.invitations()
        }
    }
}
