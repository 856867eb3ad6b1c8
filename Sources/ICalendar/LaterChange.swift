/// An override with RANGE=THISANDFUTURE, which the instances after it follow.
struct LaterChange: Sendable {
    var event: Event
    /// The instance it begins with.
    var position: Int
    /// Seconds on the wall by which it moved that instance, and so each later one.
    var shift: Int

    /// How far from their own place it can put instances, or their ends.
    var reach: Int { abs(shift) + event.length.reach }
}
