package import Casework

/// Shows what has been done with the diary, and writes down that it was looked at.
package struct ReadAudit {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    package struct Page: Hashable, Sendable {
        /// Latest first.
        package var entries: [AuditEntry]
        /// What `before` of the next page is; nil: there is none.
        package var next: Int?
        /// What papers of it are marked with.
        package var marking: Marking
    }

    /// - Throws: `DiaryRefusal` if there is nobody of such a reference on record.
    package func callAsFunction(_ query: AuditQuery, by actor: String, at now: Timestamp) throws -> Page {
        try store.write { diary in
            // A reference that is nobody's any more would come back into the history by being asked for.
            if let nominal = query.nominal, try !diary.memberships().contains(where: { $0.nominal.id == nominal }) {
                throw DiaryRefusal.noSuchNominal(nominal)
            }
            var more = query
            more.limit = min(max(0, query.limit), Int.max - 1) + 1
            var entries = try diary.history(more)
            let next = entries.count == more.limit ? entries.dropLast().last?.number : nil
            if entries.count == more.limit { entries.removeLast() }
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .consultation,
                    detail: "looked at \(entries.count) of the history's entries\(query.inWords)"))
            return Page(entries: entries, next: next, marking: try diary.caseload()?.policy.marking ?? Marking())
        }
    }
}

extension AuditQuery {
    /// What was asked; not for which words, which may be a name.
    fileprivate var inWords: String {
        var parts: [String] = []
        if let nominal { parts.append("about \(nominal)") }
        if let actor { parts.append("by \(actor)") }
        if let act { parts.append("of \(act.rawValue)") }
        if let days { parts.append("from \(days.lowerBound) until \(days.upperBound - 1)") }
        if !words.isEmpty { parts.append("with certain words") }
        return parts.isEmpty ? "" : " " + parts.joined(separator: ", ")
    }
}
