/// How somebody answers an invitation.
package enum InvitationAnswer: String, CaseIterable, Hashable, Sendable {
    case accepted, tentative, declined

    /// `has accepted`, after somebody's reference.
    package var inWords: String {
        switch self {
        case .accepted: "has accepted"
        case .tentative: "may come"
        case .declined: "has declined"
        }
    }
}

/// What came back to an invitation, read but not yet judged.
package struct InvitationReply: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case answer(InvitationAnswer)
        /// Another time that would suit them, on the office's clock.
        case proposal(Range<Moment>)
        /// Somebody else is to go instead.
        case delegated
    }

    package var uid: String
    package var sequence: Int
    /// When it was written, in seconds of UTC since 1970.
    package var writtenAt: Int
    /// Who is said to answer.
    package var attendee: EmailAddress
    /// Whether it says that somebody else wrote it for them.
    package var isSentByAnother: Bool
    /// Who sent the mail, by its From or its Sender; nil: there was no mail, only a calendar file that somebody saved.
    package var senders: [EmailAddress]?
    package var content: Content
    /// What they wrote with it, on one line and of `longestComment` characters at most.
    package var comment: String?

    package static let longestComment = 500

    package init(
        uid: String, sequence: Int, writtenAt: Int, attendee: EmailAddress, isSentByAnother: Bool = false,
        senders: [EmailAddress]?, content: Content, comment: String? = nil
    ) {
        self.uid = uid
        self.sequence = sequence
        self.writtenAt = writtenAt
        self.attendee = attendee
        self.isSentByAnother = isSentByAnother
        self.senders = senders
        self.content = content
        self.comment = comment
    }
}
