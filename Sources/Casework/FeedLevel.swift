/// How much a calendar that goes out says.
package enum FeedLevel: String, CaseIterable, Hashable, Sendable {
    /// Times, and that they are taken.
    case busy
    /// What the readers may know, by reference.
    case reference
}
