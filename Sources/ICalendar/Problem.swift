/// Something in a calendar that could not be taken as written, and what was made of it.
package struct Problem: Hashable, Sendable {
    /// The event's identifier, where the problem is with one event and it has one.
    package var uid: String?
    /// The line in the file as it was read, counted from 1.
    package var line: Int?
    /// One sentence for the owner of the calendar.
    ///
    /// It quotes rules and zone names, never a title.
    package var reason: String

    package init(uid: String? = nil, line: Int? = nil, reason: String) {
        self.uid = uid
        self.line = line
        self.reason = reason
    }
}
