package import Casework

/// Takes back what an address gives: an empty calendar for a while, so that programs forget what they hold, and then
/// nothing.
package struct RevokeFeedLink {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter owner: Whose it has to be; nil: anybody's.
    /// - Throws: `FeedLinkRefusal` where there is none such in force.
    @discardableResult
    package func callAsFunction(
        _ number: Int, of owner: Account.ID?, by actor: String, at now: Timestamp
    ) throws -> FeedLink {
        try store.write { diary in
            let link = try diary.feedLink(inForce: number, of: owner)
            try diary.revoke(link, by: actor, at: now)
            return link
        }
    }

    /// Every link of an account, as when it may not sign in any more.
    ///
    /// - Returns: How many were in force.
    @discardableResult
    package func revokeAll(of owner: Account.ID, by actor: String, at now: Timestamp) throws -> Int {
        try store.write { try $0.revokeAllFeedLinks(of: owner, by: actor, at: now) }
    }
}

extension DiaryWriting {
    /// For verbs that take an account's rights away in the same transaction.
    package func revokeAllFeedLinks(of owner: Account.ID, by actor: String, at now: Timestamp) throws -> Int {
        let links = try feedLinks().filter { $0.owner == owner && $0.revokedAt == nil }
        for link in links { try revoke(link, by: actor, at: now) }
        return links.count
    }

    fileprivate func revoke(_ link: FeedLink, by actor: String, at now: Timestamp) throws {
        try revoke(link, at: now)
        try record(
            HistoryEntry(
                at: now, actor: actor, act: .erasure, detail: "revoked feed \(link.inWords), of \(link.owner)"))
    }
}
