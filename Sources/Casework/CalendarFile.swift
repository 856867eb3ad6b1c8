/// A calendar as it was published, byte for byte.
///
/// Kept unread, because what it says depends on the days one asks for.
package struct CalendarFile: Hashable, Sendable {
    /// The file's name in the folder's `calendars/`: `po1.ics`, `map.ics`, `bank-holidays.ics`.
    package var name: String
    package var content: [UInt8]

    package init(name: String, content: [UInt8]) {
        self.name = name
        self.content = content
    }
}
