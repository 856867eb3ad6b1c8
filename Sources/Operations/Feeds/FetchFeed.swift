package import Casework

/// Looks up the link that a calendar program asks by, and writes down, before anything goes out, what does.
///
/// Works in somebody else's transaction: many programs ask at once, and share one.
package struct FetchFeed {
    private let diary: any DiaryWriting

    package init(_ diary: any DiaryWriting) {
        self.diary = diary
    }

    package struct Fetch: Hashable, Sendable {
        package var link: FeedLink
        package var state: State
        /// Of the diary, when the link was looked up.
        package var revision: Int
        /// Whether what goes out is on record; where it is not, it is not to go out.
        package var isRecorded: Bool
    }

    package enum State: Hashable, Sendable {
        case inForce
        /// Not long ago: programs are to forget what they hold.
        case revoked
        case gone
    }

    /// What a program would be given.
    package enum Handing: Hashable, Sendable {
        /// A calendar that tells of these.
        case calendar([Nominal.ID])
        /// It has the calendar as it is, or asks how things stand.
        case nothingNew
        /// The calendar has to be made first; then they are looked up again.
        case notMade
    }

    /// - Parameters:
    ///   - digest: Of the token in the address.
    ///   - handing: Says what would go out by a link that is not gone, of a revision of the diary or a later one.
    /// - Returns: Nil where there is no such link.
    package func callAsFunction(
        digest: String, at now: Timestamp, handing: (FeedLink, State, _ revision: Int) -> Handing
    ) throws -> Fetch? {
        guard var link = try diary.feedLink(digest: digest) else { return nil }
        let owner = try diary.owner(of: link)
        if link.revokedAt == nil, !link.isRightful(of: owner) {
            try diary.revoke(link, by: link.owner.text, at: now)
            link.revokedAt = now
        }
        let state: State =
            link.revokedAt.map { now.seconds - $0.seconds < FeedLink.secondsOfGrace ? .revoked : .gone } ?? .inForce
        var fetch = Fetch(link: link, state: state, revision: try diary.revision(), isRecorded: true)
        if state != .gone {
            let what: String
            switch (handing(link, state, fetch.revision), state) {
            case (.notMade, _):
                fetch.isRecorded = false
                return fetch
            case (.nothingNew, _): what = "told that nothing is new by feed \(link.inWords)"
            case (.calendar(let nominals), .inForce):
                what = "handed out by feed \(link.inWords)\(ToldInWords.of(nominals))"
            case (.calendar, _): what = "handed out an empty calendar by revoked feed \(link.inWords)"
            }
            try diary.record(
                HistoryEntry(
                    at: now, actor: link.owner.text, act: .disclosure, detail: what, agency: owner?.account.agency,
                    route: "/feeds"))
        }
        try diary.noteFetch(of: link, at: now)
        return fetch
    }
}
