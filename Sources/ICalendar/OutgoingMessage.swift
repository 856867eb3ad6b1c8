/// One event for one person, as a message between calendar programs (RFC 5546): a question, or word that it is off.
package struct OutgoingMessage: Hashable, Sendable {
    package enum Method: String, Hashable, Sendable {
        case request = "REQUEST"
        case cancel = "CANCEL"
    }

    /// Somebody's part in an event.
    package struct Party: Hashable, Sendable {
        package var name: String
        /// An e-mail address, without `mailto:`.
        package var address: String

        package init(name: String, address: String) {
            self.name = name
            self.address = address
        }
    }

    package enum Participation: String, Hashable, Sendable {
        case needsAction = "NEEDS-ACTION"
        case accepted = "ACCEPTED"
        case tentative = "TENTATIVE"
        case declined = "DECLINED"
    }

    package var method: Method
    /// Who wrote it, as `-//Organisation//Product 1.0//EN`.
    package var productID: String
    package var organiser: Party
    package var attendee: Party
    /// How the attendee has answered; only one who has not is asked to.
    package var participation: Participation
    /// Its times are on the wall in Europe/London.
    package var event: OutgoingEvent

    package init(
        method: Method, productID: String, organiser: Party, attendee: Party,
        participation: Participation = .needsAction, event: OutgoingEvent
    ) {
        self.method = method
        self.productID = productID
        self.organiser = organiser
        self.attendee = attendee
        self.participation = participation
        self.event = event
    }

    /// The message as iCalendar text, with CRLF line ends and lines of at most 75 octets.
    ///
    /// - Throws: for an event without identifier, or with an end before its start.
    package func text() throws(CalendarError) -> String {
        try event.check()
        let written: Result<String, CalendarError> = Libical.exclusively {
            do throws(CalendarError) {
                return .success(try CalendarWriter.component(self).text())
            } catch {
                return .failure(error)
            }
        }
        return try written.get()
    }

    var organiserLine: String { "ORGANIZER;\(OutgoingMessage.name(organiser)):mailto:\(organiser.address)" }

    var attendeeLine: String {
        let isAsked = method == .request && participation == .needsAction
        return "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=\(participation.rawValue);"
            + "RSVP=\(isAsked ? "TRUE" : "FALSE");\(OutgoingMessage.name(attendee)):mailto:\(attendee.address)"
    }

    /// In quotes, because names have commas; without quotes of its own, which no two programs escape alike.
    private static func name(_ party: Party) -> String {
        "CN=\"\(OutgoingText.oneLine(party.name).filter { $0 != "\"" && $0 != "^" && $0 != "\\" })\""
    }
}
