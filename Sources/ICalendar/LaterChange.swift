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

extension [LaterChange] {
    /// The last of them, by position, that begins at `position` or before.
    func last(notAfter position: Int) -> LaterChange? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].position <= position { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : self[low - 1]
    }
}
