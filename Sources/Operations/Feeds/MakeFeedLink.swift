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

    /// One address that is wanted.
    package struct Wanted {
        package var practitioner: Practitioner.ID
        /// Of the token that the address will have.
        package var digest: String
        /// Who answers for it: the practitioner's account, or a name that nobody signs in with.
        package var owner: Account.ID

        package init(_ practitioner: Practitioner.ID, digest: String, owner: Account.ID) {
            self.practitioner = practitioner
            self.digest = digest
            self.owner = owner
        }
    }

    /// - Throws: `DiaryRefusal`, `FeedLinkRefusal`.
    package func callAsFunction(
        for practitioner: Practitioner.ID, at level: FeedLevel, label: String?, digest: String, owner: Account.ID,
        by actor: String, at now: Timestamp
    ) throws -> FeedLink {
        let wanted = Wanted(practitioner, digest: digest, owner: owner)
        let links = try callAsFunction([wanted], at: level, label: label, by: actor, at: now)
        guard let link = links.first else { throw DiaryRefusal.noSuchPractitioner(practitioner) }
        return link
    }

    /// Makes several, or none.
    ///
    /// - Returns: A link for each that is wanted, in their order.
    /// - Throws: `DiaryRefusal`, `FeedLinkRefusal`.
    package func callAsFunction(
        _ wanted: [Wanted], at level: FeedLevel, label: String?, by actor: String, at now: Timestamp
    ) throws -> [FeedLink] {
        if let label, label.count > MakeFeedLink.longestLabel {
            throw FeedLinkRefusal.longLabel(most: MakeFeedLink.longestLabel)
        }
        return try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            let known = Set(caseload.practitioners.map(\.id))
            var inForce = try diary.feedLinks().filter { $0.revokedAt == nil }
            return try wanted.map { one in
                guard known.contains(one.practitioner) else { throw DiaryRefusal.noSuchPractitioner(one.practitioner) }
                let link = FeedLink(
                    owner: one.owner, practitioner: one.practitioner, level: level, label: label, madeAt: now)
                guard link.isRightful(of: try diary.account(one.owner)) else {
                    throw FeedLinkRefusal.notTheirs(one.owner, one.practitioner)
                }
                let others = inForce.count { $0.owner == one.owner && $0.practitioner == one.practitioner }
                guard others < MakeFeedLink.most else {
                    throw FeedLinkRefusal.tooMany(one.owner, most: MakeFeedLink.most)
                }
                let made = try diary.make(link, digest: one.digest)
                inForce.append(made)
                try diary.record(
                    HistoryEntry(
                        at: now, actor: actor, act: .disclosure, detail: "made feed \(made.inWords), for \(one.owner)"))
                return made
            }
        }
    }
}
