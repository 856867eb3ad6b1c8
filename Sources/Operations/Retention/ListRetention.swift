package import Casework

/// Shows whose case is closed, and from when on they may be erased; writes down that it was looked at.
///
/// Nothing is ever erased by itself: a person decides.
package struct ListRetention {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Returns: Those who are due first.
    package func callAsFunction(by actor: String, at now: Timestamp, today: Day) throws -> [RetentionCase] {
        try store.write { diary in
            let cases = try diary.closedCases(on: today)
            let names = cases.map(\.nominal.text).joined(separator: ", ")
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .consultation,
                    detail: "looked at whose case is closed: \(names.isEmpty ? "nobody's" : names)"))
            return cases
        }
    }
}
