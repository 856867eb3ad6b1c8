import Casework

/// What one feed shows of one event.
///
/// Two that are equal are the same to whoever reads the feed, so nothing has changed for them.
struct FeedEvent: Hashable, Sendable {
    /// The UID without its host.
    var id: String
    var interval: Range<Moment>
    var summary: String
    var place: String?
    /// Lines of the description, below the marking.
    var lines: [String] = []
    /// Whether it may still move.
    var isTentative: Bool = false
}
