/// Copies the diary into a file, and writes down that it was disclosed.
package struct BackUpDiary {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Returns: What the history of the copy came to.
    package func callAsFunction(to path: String, by actor: String, at now: Timestamp) throws -> HistoryCheck {
        let check = try store.backUp(to: path)
        try store.write { diary in
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure,
                    detail: "wrote a backup with \(check.entries) entries of the history, head \(check.head)"))
        }
        return check
    }
}
