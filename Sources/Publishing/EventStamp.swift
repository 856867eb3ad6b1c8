/// When one event of a feed was made and last changed, as the store remembers it.
///
/// A stamp is the record's and never "now", so that the same diary gives the same bytes and a client is told that
/// nothing is new.
package struct EventStamp: Hashable, Sendable {
    /// Seconds of UTC since 1970.
    package var created: Int
    /// Seconds of UTC since 1970.
    package var lastModified: Int
    /// One more at each change of time, place or status.
    package var sequence: Int

    package init(created: Int, lastModified: Int, sequence: Int = 0) {
        self.created = created
        self.lastModified = lastModified
        self.sequence = sequence
    }
}
