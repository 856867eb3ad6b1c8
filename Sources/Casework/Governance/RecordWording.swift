/// How a system of record writes what the diary holds: its codes, and its words.
///
/// Codes differ from place to place, so that a team keeps its own table; what the table leaves blank is left for
/// whoever pastes it to choose.
package struct RecordWording: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package var code: String?
        package var wording: String?

        package init(code: String? = nil, wording: String? = nil) {
            self.code = code
            self.wording = wording
        }
    }

    package struct KindAtPlace: Hashable, Sendable {
        package var kind: ContactKind
        /// Nil: wherever the table names no other entry for.
        package var place: Policy.PlaceKind?

        package init(_ kind: ContactKind, at place: Policy.PlaceKind?) {
            self.kind = kind
            self.place = place
        }
    }

    package var contacts: [KindAtPlace: Entry]
    package var outcomes: [Contact.Status: Entry]
    package var meetings: [Series: Entry]

    package init(
        contacts: [KindAtPlace: Entry] = [:], outcomes: [Contact.Status: Entry] = [:],
        meetings: [Series: Entry] = [:]
    ) {
        self.contacts = contacts
        self.outcomes = outcomes
        self.meetings = meetings
    }

    /// - Parameter place: Nil where nobody knows what sort of place it was.
    package func entry(for kind: ContactKind, at place: Policy.PlaceKind?) -> Entry {
        contacts[KindAtPlace(kind, at: place)] ?? contacts[KindAtPlace(kind, at: nil)] ?? Entry()
    }
}
