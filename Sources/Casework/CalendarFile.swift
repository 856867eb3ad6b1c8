/// A calendar as it was published, byte for byte.
///
/// Kept unread, because what it says depends on the days one asks for.
package struct CalendarFile: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        /// The caseload's folder.
        case folder
        /// Fetched from where its owner publishes it.
        ///
        /// - Parameter zone: That of its times that have none, by IANA name; nil: the policy's.
        case address(zone: String?)
    }

    /// The file's name in the folder's `calendars/`: `po1.ics`, `map.ics`, `bank-holidays.ics`.
    package var name: String
    package var content: [UInt8]
    package var source: Source

    package init(name: String, content: [UInt8], source: Source = .folder) {
        self.name = name
        self.content = content
        self.source = source
    }

    /// The name that a practitioner's calendar has in the folder.
    package static func name(of practitioner: Practitioner.ID) -> String { "\(practitioner).ics" }

    /// Whether it says the same as another content does.
    ///
    /// Google stamps every event anew with each request (`DTSTAMP`), which tells nobody anything.
    package func says(_ other: [UInt8]) -> Bool {
        content == other || CalendarFile.withoutStamps(content).elementsEqual(CalendarFile.withoutStamps(other))
    }

    private static func withoutStamps(_ content: [UInt8]) -> [ArraySlice<UInt8>] {
        content.split(separator: UInt8(ascii: "\n")).filter { !$0.starts(with: "DTSTAMP".utf8) }
    }
}
