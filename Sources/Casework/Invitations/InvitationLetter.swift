/// A mail to be sent to one practitioner about one event (RFC 5546, 3.2).
package struct InvitationLetter: Hashable, Sendable {
    package enum Method: String, Hashable, Sendable {
        case request, cancel
    }

    /// Why somebody is not to come any more.
    package enum Cancellation: Hashable, Sendable {
        case off
        /// The others still meet.
        case goesAheadWithoutThem
        /// They are invited at another address from now on.
        case addressChanged
    }

    /// Nil: they are asked to come.
    package var cancellation: Cancellation?
    /// What is now; for a cancellation, what was.
    package var invitation: Invitation
    /// What they were last sent; nil: nothing, or that it is off.
    package var before: Invitation?
    package var sequence: Int
    package var to: EmailAddress
    package var name: String
    /// What they have answered already, and need not answer again.
    package var answer: InvitationAnswer?

    package init(
        cancellation: Cancellation? = nil, invitation: Invitation, before: Invitation? = nil, sequence: Int,
        to: EmailAddress, name: String, answer: InvitationAnswer? = nil
    ) {
        self.cancellation = cancellation
        self.invitation = invitation
        self.before = before
        self.sequence = sequence
        self.to = to
        self.name = name
        self.answer = answer
    }

    package var method: Method { cancellation == nil ? .request : .cancel }
}
