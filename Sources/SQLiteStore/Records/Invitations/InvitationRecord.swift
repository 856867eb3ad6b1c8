internal import Casework
internal import GRDB
internal import Operations

/// A row of `invitation`: what somebody was last sent about an event, and how they answered.
struct InvitationRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "invitation"

    enum Columns {
        static let uid = Column("uid")
        static let practitioner = Column("practitioner")
        static let contact = Column("contact")
        static let meeting = Column("meeting")
        static let start = Column("start")
        static let end = Column("end")
        static let summary = Column("summary")
        static let place = Column("place")
        static let details = Column("details")
        static let address = Column("address")
        static let sequence = Column("sequence")
        static let isOff = Column("is_off")
        static let sentAt = Column("sent_at")
        static let answer = Column("answer")
        static let answerWrittenAt = Column("answer_written_at")
        static let proposedStart = Column("proposed_start")
        static let proposedEnd = Column("proposed_end")
        static let comment = Column("comment")
    }

    var sent: SentInvitation
}

extension InvitationRecord {
    init(row: Row) throws {
        let contact: Contact.ID? = try row.valueIfAny(Columns.contact)
        let event: Invitation.Event =
            try contact.map { .contact($0) } ?? .meeting(try row.value(Columns.meeting))
        let hasProposal = try row.valueIfAny(Columns.proposedStart) as Moment? != nil
        sent = SentInvitation(
            invitation: Invitation(
                uid: try row.value(Columns.uid), practitioner: try row.value(Columns.practitioner), event: event,
                interval: try row.interval(Columns.start, Columns.end), summary: try row.value(Columns.summary),
                place: try row.valueIfAny(Columns.place), details: try row.value(Columns.details)),
            address: try row.value(Columns.address), sequence: try row.value(Columns.sequence),
            isOff: try row.value(Columns.isOff), sentAt: try row.value(Columns.sentAt),
            answer: try row.valueIfAny(Columns.answer),
            answerWrittenAt: try row.valueIfAny(Columns.answerWrittenAt),
            proposal: hasProposal ? try row.interval(Columns.proposedStart, Columns.proposedEnd) : nil,
            comment: try row.valueIfAny(Columns.comment))
    }

    func encode(to container: inout PersistenceContainer) {
        let invitation = sent.invitation
        container[Columns.uid] = invitation.uid
        container[Columns.practitioner] = invitation.practitioner
        switch invitation.event {
        case .contact(let id): container[Columns.contact] = id
        case .meeting(let id): container[Columns.meeting] = id
        }
        container[Columns.start] = invitation.interval.lowerBound
        container[Columns.end] = invitation.interval.upperBound
        container[Columns.summary] = invitation.summary
        container[Columns.place] = invitation.place
        container[Columns.details] = invitation.details
        container[Columns.address] = sent.address
        container[Columns.sequence] = sent.sequence
        container[Columns.isOff] = sent.isOff
        container[Columns.sentAt] = sent.sentAt
        container[Columns.answer] = sent.answer
        container[Columns.answerWrittenAt] = sent.answerWrittenAt
        container[Columns.proposedStart] = sent.proposal?.lowerBound
        container[Columns.proposedEnd] = sent.proposal?.upperBound
        container[Columns.comment] = sent.comment
    }
}
