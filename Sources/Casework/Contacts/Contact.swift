/// One appointment with a nominal: what is booked, and what became of it.
package struct Contact: Hashable, Sendable {
    package typealias ID = Identifier<Contact>

    /// Where a contact stands.
    ///
    /// From `attended` on it is an outcome; the nDelius codes are in the glossary.
    package enum Status: String, CaseIterable, Hashable, Sendable {
        case planned, confirmed
        case attended
        case attendedFailedToComply = "attended_failed_to_comply"
        case sentHome = "sent_home"
        case acceptableAbsence = "acceptable_absence"
        case unacceptableAbsence = "unacceptable_absence"
        case failedToAttend = "failed_to_attend"
        case rescheduled
        case cancelledByService = "cancelled_by_service"

        /// `failed to attend`, for a reader.
        package var inWords: String { String(rawValue.map { $0 == "_" ? " " : $0 }) }

        /// Whether it has happened, or will not.
        package var isOutcome: Bool { self != .planned && self != .confirmed }

        /// Whether it counts as offered: everything does but what the service itself put off or called off.
        package var countsAsOffered: Bool { self != .rescheduled && self != .cancelledByService }

        /// Whether it counts as kept.
        package var countsAsKept: Bool { self == .attended }
    }

    package var id: ID
    package var nominal: Nominal.ID
    package var kind: ContactKind
    package var start: Moment
    package var minutes: Int
    package var place: Place
    package var practitioners: [Practitioner.ID]
    package var status: Status

    package init(
        id: ID, nominal: Nominal.ID, kind: ContactKind, start: Moment, minutes: Int, place: Place,
        practitioners: [Practitioner.ID], status: Status
    ) {
        self.id = id
        self.nominal = nominal
        self.kind = kind
        self.start = start
        self.minutes = minutes
        self.place = place
        self.practitioners = practitioners
        self.status = status
    }

    package var end: Moment { start + minutes }
    package var interval: Range<Moment> { start..<end }
    package var day: Day { start.day }

    /// Whether start, place and crew are the same: what a person who turns up would notice.
    package func isWhereItWas(_ other: Contact) -> Bool {
        start == other.start && place == other.place && Set(practitioners) == Set(other.practitioners)
    }

    /// By start, then by reference: the order in which contacts are written.
    package static func inOrder(_ left: Contact, _ right: Contact) -> Bool {
        (left.start, left.nominal, left.id) < (right.start, right.nominal, right.id)
    }
}
