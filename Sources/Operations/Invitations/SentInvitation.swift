package import Casework

/// What somebody was last sent about one event, and what came back.
package struct SentInvitation: Hashable, Sendable {
    package var invitation: Invitation
    /// Where it went.
    package var address: EmailAddress
    package var sequence: Int
    /// Whether the last word was that it is off for them.
    package var isOff: Bool
    package var sentAt: Timestamp
    package var answer: InvitationAnswer?
    /// When the last answer that was taken says it was written.
    package var answerWrittenAt: Timestamp?
    /// Another time they would rather have.
    package var proposal: Range<Moment>?
    /// What they wrote with the last answer that was taken; anybody's name may be in it.
    package var comment: String?

    package init(
        invitation: Invitation, address: EmailAddress, sequence: Int = 0, isOff: Bool = false, sentAt: Timestamp,
        answer: InvitationAnswer? = nil, answerWrittenAt: Timestamp? = nil, proposal: Range<Moment>? = nil,
        comment: String? = nil
    ) {
        self.invitation = invitation
        self.address = address
        self.sequence = sequence
        self.isOff = isOff
        self.sentAt = sentAt
        self.answer = answer
        self.answerWrittenAt = answerWrittenAt
        self.proposal = proposal
        self.comment = comment
    }
}
