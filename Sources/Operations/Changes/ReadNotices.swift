package import Casework

/// Lists what the diary was told and still holds, and writes down that it was looked at.
package struct ReadNotices {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    package func callAsFunction(by actor: String, at now: Timestamp) throws -> [RecordedNotice] {
        try store.write { diary in
            try diary.record(
                HistoryEntry(at: now, actor: actor, act: .consultation, detail: "looked at what was noted"))
            return try diary.notices()
        }
    }
}
