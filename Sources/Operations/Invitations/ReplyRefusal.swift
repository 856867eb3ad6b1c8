package import Casework

/// Why a reply to an invitation changes nothing.
///
/// None of it is in the reply's own words: whoever forged it could have written anything.
package enum ReplyRefusal: Error, Hashable, CustomStringConvertible {
    /// What came is no reply, or cannot be read.
    case unreadable(String)
    case unknownEvent
    /// Whoever answers was not sent it.
    case notInvited(Invitation)
    /// An assistant answered.
    case sentByAnother(Invitation)
    case wrongSender(Invitation)
    case off(Invitation)
    /// It answers an earlier version.
    case stale(Invitation)
    case neverSent(Invitation, Int)
    /// A later answer has been taken.
    case overtaken(Invitation)
    case begun(Invitation)
    case delegated(Invitation)
    /// It is what it says it is, and the diary will not have it.
    case cannotBeDone(String)

    package var description: String {
        switch self {
        case .unreadable(let why), .cannotBeDone(let why): why
        case .unknownEvent: "it answers no invitation that was sent from this diary"
        case .notInvited(let invitation):
            "\(invitation.event) was not sent to the address that it is answered for"
        case .sentByAnother(let invitation):
            "somebody else answered \(invitation) for \(invitation.practitioner): \(invitation.practitioner) has to "
                + "answer from their own mailbox"
        case .wrongSender(let invitation):
            "it answers \(invitation) for \(invitation.practitioner), but does not come from the address that "
                + "\(invitation.practitioner) was invited at: ask them whether it is theirs"
        case .off(let invitation):
            "\(invitation.practitioner) is no longer asked to \(invitation), and has been told"
        case .stale(let invitation):
            "it answers an earlier version than \(invitation.practitioner) was sent last: \(invitation); ask them to "
                + "answer that one"
        case .neverSent(let invitation, let sequence):
            "it answers version \(sequence) of \(invitation), which was never sent"
        case .overtaken(let invitation):
            "a later answer of \(invitation.practitioner) to \(invitation) has been taken already"
        case .begun(let invitation): "\(invitation) has begun or is over"
        case .delegated(let invitation):
            "\(invitation.practitioner) wants to send somebody else to \(invitation): who goes is for the team to say. "
                + "Ask them to accept or decline; once they decline, their time is planned again"
        }
    }
}
