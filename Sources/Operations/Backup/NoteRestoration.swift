/// Writes down, in a diary that was put back from a backup, that it was.
package struct NoteRestoration {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter check: What the history of the backup came to.
    package func callAsFunction(_ check: HistoryCheck, by actor: String, at now: Timestamp) throws {
        try store.write { diary in
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .alteration,
                    detail: "restored a backup with \(check.entries) entries of the history, head \(check.head)"))
        }
    }
}
