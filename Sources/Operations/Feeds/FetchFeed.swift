internal import Casework

/// Looks up the link that a calendar program asks by, and writes down, before anything goes out, that it does.
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
    }

    package enum State: Hashable, Sendable {
        case inForce
        /// Not long ago: programs are to forget what they hold.
        case revoked
        case gone
    }

    /// - Parameter digest: Of the token in the address.
    /// - Returns: Nil where there is no such link.
    package func callAsFunction(digest: String, at now: Timestamp) throws -> Fetch? {
        guard let link = try diary.feedLink(digest: digest) else { return nil }
        let state: State =
            link.revokedAt.map { now.seconds - $0.seconds < FeedLink.secondsOfGrace ? .revoked : .gone } ?? .inForce
        if state == .inForce {
            try diary.record(
                HistoryEntry(
                    at: now, actor: link.owner.text, act: .disclosure, detail: "handed out by feed \(link.inWords)"))
        }
        try diary.noteFetch(of: link, at: now)
        return Fetch(link: link, state: state, revision: try diary.revision())
    }
}
