internal import Casework
internal import Operations

/// Invitations in a terminal: references, times and answers.
enum InvitationText {
    /// Those of the time ahead, with the commands that would follow a proposal.
    static func lines(_ all: [SentInvitation], from now: Moment, diary: String) -> [String] {
        let ahead = all.filter { $0.invitation.interval.lowerBound >= now }
        var lines: [String] = []
        for sent in ahead {
            let invitation = sent.invitation
            lines.append(
                "\(invitation.practitioner.text.padded(6)) \(invitation.event.description.padded(16)) "
                    + "\(times(invitation.interval).padded(25)) "
                    + "\(sent.isOff ? "called off" : answer(sent)), sent \(sent.sentAt)"
                    + (sent.sequence == 0 ? "" : " as version \(sent.sequence)"))
            if let proposal = sent.proposal, !sent.isOff {
                lines.append("       proposes \(times(proposal)): \(follow(proposal, sent, diary: diary))")
            }
        }
        let past = all.count - ahead.count
        if past > 0 { lines.append("and \(past) for times that are over") }
        return lines.isEmpty ? ["nobody has been sent an invitation"] : lines
    }

    private static func answer(_ sent: SentInvitation) -> String { sent.answer?.inWords ?? "no answer" }

    private static func times(_ interval: Range<Moment>) -> String {
        let (from, until) = (interval.lowerBound, interval.upperBound)
        return from.day == until.day ? "\(from.inShort) to \(until.clock)" : "\(from.inShort) to \(until.inShort)"
    }

    /// What a person can do about a proposal.
    static func follow(_ proposal: Range<Moment>, _ sent: SentInvitation, diary: String) -> String {
        let invitation = sent.invitation
        switch invitation.event {
        case .contact(let id): return "iom-diary contact move \(id) --to \(proposal.lowerBound) --diary \(diary)"
        case .meeting(let id):
            let day = invitation.interval.lowerBound.day
            guard proposal.lowerBound.day == day, (proposal.upperBound - 1).day == day else {
                return "the meeting is on \(day.inShort); ring them"
            }
            let end = proposal.upperBound - day.start
            return "iom-diary agenda window \(id) \(invitation.practitioner) --from \(proposal.lowerBound.clock) "
                + "--until \(ClockTime(minutes: end)) --diary \(diary)"
        }
    }

    /// What has become of a reply.
    static func line(_ sent: SentInvitation, _ reply: InvitationReply) -> String {
        let invitation = sent.invitation
        if case .proposal(let interval) = reply.content {
            return "\(invitation.practitioner) proposes another time for \(invitation): \(times(interval)). "
                + "Nothing is moved."
        }
        return "\(invitation.practitioner) \(answer(sent)): \(invitation)."
    }
}
