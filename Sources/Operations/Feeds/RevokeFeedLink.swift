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

    /// Every link of an account.
    ///
    /// - Returns: How many were in force.
    @discardableResult
    package func revokeAll(of owner: Account.ID, by actor: String, at now: Timestamp) throws -> Int {
        try store.write { diary in
            let links = try diary.feedLinks().filter { $0.owner == owner && $0.revokedAt == nil }
            for link in links { try diary.revoke(link, by: actor, at: now) }
            return links.count
        }
    }
}

extension DiaryWriting {
    /// Those of an account that it may not have any more, as it is from now on.
    func revokeFeedLinks(wrongfulOf kept: KeptAccount, by actor: String, at now: Timestamp) throws {
        let links = try feedLinks().filter {
            $0.owner == kept.account.id && $0.revokedAt == nil && !$0.isRightful(of: kept)
        }
        for link in links { try revoke(link, by: actor, at: now) }
    }

    func revoke(_ link: FeedLink, by actor: String, at now: Timestamp) throws {
        try revoke(link, at: now)
        try record(
            HistoryEntry(
                at: now, actor: actor, act: .erasure, detail: "revoked feed \(link.inWords), of \(link.owner)"))
    }
}
