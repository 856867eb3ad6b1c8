/// Says whether the history is as it was written, and writes down that it was asked.
package struct VerifyAudit {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter head: The head of an earlier check, which the history must still have.
    package func callAsFunction(expecting head: String? = nil, by actor: String, at now: Timestamp) throws
        -> HistoryCheck
    {
        let check = try store.read { try $0.verifyHistory(expecting: head) }
        try store.write { diary in
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .consultation,
                    detail: "verified \(check.entries) entries of the history, head \(check.head): "
                        + (check.flaw?.description ?? "all are as they were written")))
        }
        return check
    }
}
