package import Casework

/// Gives a link another address; the old one is revoked.
package struct ReplaceFeedLink {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameters:
    ///   - owner: Whose it has to be; nil: anybody's.
    ///   - digest: Of the token that the new address will have.
    /// - Throws: `FeedLinkRefusal` where there is none such in force.
    package func callAsFunction(
        _ number: Int, of owner: Account.ID?, digest: String, by actor: String, at now: Timestamp
    ) throws -> FeedLink {
        try store.write { diary in
            let old = try diary.feedLink(inForce: number, of: owner)
            try diary.revoke(old, at: now)
            let link = try diary.make(
                FeedLink(
                    owner: old.owner, practitioner: old.practitioner, level: old.level, label: old.label, madeAt: now),
                digest: digest)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure,
                    detail: "made feed \(link.inWords), for \(link.owner), in place of link \(old.number)"))
            return link
        }
    }
}

extension DiaryReading {
    func feedLink(inForce number: Int, of owner: Account.ID?) throws -> FeedLink {
        let link = try feedLinks().first { link in
            link.number == number && link.revokedAt == nil && (owner.map { link.owner == $0 } ?? true)
        }
        guard let link else { throw FeedLinkRefusal.noSuchLink(number) }
        return link
    }
}
