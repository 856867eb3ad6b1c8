internal import Casework
internal import NIOConcurrencyHelpers
internal import NIOPosix
internal import Operations
internal import Publishing

/// Keeps feeds as they were last made, until the diary or the day is another; however many ask, each is made once.
actor FeedShelf {
    struct Key: Hashable, Sendable {
        var practitioner: Practitioner.ID
        /// Nil: the empty calendar of a link that was revoked.
        var level: FeedLevel?

        init(_ link: FeedLink, _ state: FetchFeed.State) {
            practitioner = link.practitioner
            level = state == .inForce ? link.level : nil
        }
    }

    private struct Edition: Hashable {
        var revision: Int
        var today: Day

        /// Transactions can be told of in another order than they were in.
        func isNewer(than other: Edition) -> Bool { (revision, today) > (other.revision, other.today) }
    }

    private let threads: NIOThreadPool
    private let read: @Sendable (Day) throws -> PeoplesFeeds
    private var edition = Edition(revision: -1, today: Day(number: 0))
    private var source: Task<PeoplesFeeds, any Error>?
    private var files: [Key: Task<FeedFile, any Error>] = [:]
    /// Those of an edition that are finished, for who cannot wait.
    private let ready = NIOLockedValueBox(
        (edition: Edition(revision: -1, today: Day(number: 0)), files: [Key: FeedFile]()))
    /// The last of each, of whatever edition.
    private var former: [Key: FeedFile] = [:]

    /// - Parameter read: Reads what feeds are made from, as the diary stands.
    init(on threads: NIOThreadPool, reading read: @escaping @Sendable (Day) throws -> PeoplesFeeds) {
        self.threads = threads
        self.read = read
    }

    /// The feed as of a revision of the diary, or a later one, if it is made.
    nonisolated func finished(_ key: Key, revision: Int, today: Day) -> FeedFile? {
        let asked = Edition(revision: revision, today: today)
        return ready.withLockedValue { asked.isNewer(than: $0.edition) ? nil : $0.files[key] }
    }

    /// The feed as of a revision of the diary, or a later one.
    func file(_ key: Key, revision: Int, today: Day, at now: Timestamp) async throws -> FeedFile {
        let asked = Edition(revision: revision, today: today)
        if asked.isNewer(than: edition) {
            (edition, source, files) = (asked, nil, [:])
        }
        let edition = edition
        let task = files[key] ?? make(key, at: now)
        files[key] = task
        do {
            let file = try await task.value
            former[key] = file
            ready.withLockedValue { ready in
                if edition.isNewer(than: ready.edition) { ready = (edition, [:]) }
                if edition == ready.edition { ready.files[key] = file }
            }
            return file
        } catch {
            // The next who asks has it tried again.
            if edition == self.edition { (source, files[key]) = (nil, nil) }
            throw error
        }
    }

    private func make(_ key: Key, at now: Timestamp) -> Task<FeedFile, any Error> {
        let source =
            source ?? Task { [threads, read, edition] in try await threads.runIfActive { try read(edition.today) } }
        self.source = source
        return Task { [threads, former = former[key]] in
            let feeds = try await source.value
            return try await threads.runIfActive {
                let (text, nominals) =
                    try key.level.map { try feeds.feed(of: key.practitioner, at: $0) }
                    ?? (feeds.empty(of: key.practitioner), [])
                return FeedFile(text, about: nominals, at: now, after: former)
            }
        }
    }
}
