/// What one practitioner is asked to: a contact, or their own window at a meeting.
///
/// It leaves the building, so it is in the words of their feed: references and never a name.
package struct Invitation: Hashable, Sendable {
    package enum Event: Hashable, Sendable, CustomStringConvertible {
        case contact(Contact.ID)
        case meeting(PlannedMeeting.ID)

        package var description: String {
            switch self {
            case .contact(let id): id.text
            case .meeting(let id): id.text
            }
        }
    }

    /// What calendar programs know the event by, the same as in the practitioner's feed.
    package var uid: String
    package var practitioner: Practitioner.ID
    package var event: Event
    package var interval: Range<Moment>
    package var summary: String
    package var place: String?
    /// Lines of text.
    package var details: String

    package init(
        uid: String, practitioner: Practitioner.ID, event: Event, interval: Range<Moment>, summary: String,
        place: String?, details: String
    ) {
        self.uid = uid
        self.practitioner = practitioner
        self.event = event
        self.interval = interval
        self.summary = summary
        self.place = place
        self.details = details
    }

    /// Whether somebody who goes there as they were told goes to the right place at the right time.
    package func isWhereItWas(_ other: Invitation) -> Bool {
        interval == other.interval && place == other.place
    }
}

extension Invitation: CustomStringConvertible {
    /// For the history and for lists: `v-f834c6, Thu 3 Dec 10:00 to 10:45`.
    package var description: String {
        "\(event), \(interval.lowerBound.inShort) to \(interval.upperBound.clock)"
    }
}
