package import Casework
internal import ICalendar

/// Practitioners' own feeds, made one at a time from what is looked up once.
package struct PeoplesFeeds: Sendable {
    private let feeds: FeedSet
    private let directory: Directory
    private let index: FeedIndex
    private let nominals: Set<Nominal.ID>

    package init(_ feeds: FeedSet) {
        self.feeds = feeds
        directory = Directory(feeds.caseload)
        index = FeedIndex(feeds.history, directory)
        nominals = feeds.nominals
    }

    /// The feed and whom it tells of, or an empty one where the caseload knows the practitioner no more: programs
    /// forget what they hold.
    ///
    /// - Throws: What ICalendar finds wrong with it.
    package func feed(
        of id: Practitioner.ID, at level: FeedSet.Level
    ) throws -> (text: String, about: [Nominal.ID]) {
        guard let practitioner = directory.practitioner(id) else { return (try empty(of: id), []) }
        let document = try feeds.document(for: .practitioner(practitioner), at: level, directory, index)
        return (document.text, document.nominals(among: nominals))
    }

    /// A calendar that holds nothing, for who is to have it no longer.
    package func empty(of id: Practitioner.ID) throws -> String {
        try feeds.calendar(
            "IOM diary \(id) (ended)", about: "Nothing is handed out at this address any more."
        ).text()
    }
}
