package import Casework

/// Makes an address for a calendar program to subscribe at.
package struct MakeFeedLink {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// Of one account for one practitioner, in force: a program more than anybody has.
    package static let most = 20
    package static let longestLabel = 60

    /// - Parameters:
    ///   - digest: Of the token that the address will have.
    ///   - owner: Who answers for it: the practitioner's account, or a name that nobody signs in with.
    /// - Throws: `DiaryRefusal`, `FeedLinkRefusal`.
    package func callAsFunction(
        for practitioner: Practitioner.ID, at level: FeedLevel, label: String?, digest: String, owner: Account.ID,
        by actor: String, at now: Timestamp
    ) throws -> FeedLink {
        if let label, label.count > MakeFeedLink.longestLabel {
            throw FeedLinkRefusal.longLabel(most: MakeFeedLink.longestLabel)
        }
        return try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            guard caseload.practitioners.contains(where: { $0.id == practitioner }) else {
                throw DiaryRefusal.noSuchPractitioner(practitioner)
            }
            let link = FeedLink(owner: owner, practitioner: practitioner, level: level, label: label, madeAt: now)
            guard link.isRightful(of: try diary.account(owner)) else {
                throw FeedLinkRefusal.notTheirs(owner, practitioner)
            }
            let others = try diary.feedLinks().filter {
                $0.owner == owner && $0.practitioner == practitioner && $0.revokedAt == nil
            }
            guard others.count < MakeFeedLink.most else {
                throw FeedLinkRefusal.tooMany(owner, most: MakeFeedLink.most)
            }
            let made = try diary.make(link, digest: digest)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure, detail: "made feed \(made.inWords), for \(owner)"))
            return made
        }
    }
}
