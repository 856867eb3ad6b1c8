/// Somebody or something invited to an event.
package struct Attendee: Hashable, Sendable {
    /// The calendar address as written, usually `mailto:` and an e-mail address.
    package var address: String
    /// What the calendar says about the attendee (`CN`, `CUTYPE`, `PARTSTAT`, …), by upper-cased name; X- names too.
    package var parameters: [String: String]

    package init(address: String, parameters: [String: String] = [:]) {
        self.address = address
        self.parameters = parameters
    }
}
