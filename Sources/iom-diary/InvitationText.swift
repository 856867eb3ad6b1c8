internal import Casework
internal import Operations
internal import Publishing

/// Invitations in a terminal: references, times and answers.
struct InvitationText {
    private let caseload: Caseload
    private let redaction: Redaction
    private let diary: String

    /// - Parameter diary: Its path, for the commands that would follow a proposal.
    init(_ caseload: Caseload, diary: String) {
        self.caseload = caseload
        self.diary = diary
        redaction = Redaction(caseload.nominals)
    }

    /// Those of the time ahead, with the commands that would follow a proposal.
    func lines(_ all: [SentInvitation], from now: Moment) -> [String] {
        let ahead = all.filter { $0.invitation.interval.lowerBound >= now }
        var lines: [String] = []
        for sent in ahead {
            let invitation = sent.invitation
            lines.append(
                "\(invitation.practitioner.text.padded(6)) \(invitation.event.description.padded(16)) "
                    + "\(times(invitation.interval).padded(25)) \(sent.isOff ? "called off" : answer(sent)), "
                    + "\(sent.sequence == 0 ? "sent" : "last sent") \(sent.sentAt.onTheOfficesClock.inShort)")
            if sent.isOff { continue }
            if let proposal = sent.proposal {
                lines.append("       proposes \(times(proposal)): \(follow(proposal, sent))")
            }
            lines += comment(sent).map { "       \($0)" }
        }
        let past = all.count - ahead.count
        if past > 0 { lines.append("and \(past) for times that are over") }
        return lines
    }

    /// What has become of a reply.
    ///
    /// - Parameter isOff: Whether it answers what is off by now, and they do not know yet.
    func lines(_ sent: SentInvitation, _ reply: InvitationReply, isOff: Bool) -> [String] {
        let invitation = sent.invitation
        let off = isOff ? ", which is off; the cancellation has not been sent yet" : ""
        var lines: [String]
        if case .proposal(let interval) = reply.content {
            lines = [
                "\(invitation.practitioner) proposes another time for \(invitation)\(off): \(times(interval)). "
                    + "Nothing is moved."
            ]
            if !isOff { lines.append("  " + follow(interval, sent)) }
        } else {
            lines = ["\(invitation.practitioner) \(answer(sent)): \(invitation)\(off)."]
        }
        return lines + comment(sent).map { "  \($0)" }
    }

    /// In their own words, without anybody's name.
    private func comment(_ sent: SentInvitation) -> [String] {
        sent.comment.map { ["they write: \(redaction($0))"] } ?? []
    }

    private func answer(_ sent: SentInvitation) -> String { sent.answer?.inWords ?? "no answer" }

    private func times(_ interval: Range<Moment>) -> String {
        let (from, until) = (interval.lowerBound, interval.upperBound)
        return from.day == until.day ? "\(from.inShort) to \(until.clock)" : "\(from.inShort) to \(until.inShort)"
    }

    // MARK: Proposals

    /// What a person can do about a proposal.
    private func follow(_ proposal: Range<Moment>, _ sent: SentInvitation) -> String {
        let invitation = sent.invitation
        switch invitation.event {
        case .contact(let id):
            let away = notWorking(at: proposal.lowerBound, for: invitation.interval.minutes, id)
            guard away.isEmpty else {
                return "that is outside the hours of \(away.map(\.text).joined(separator: ", ")); ring them"
            }
            return "iom-diary contact move \(id) --to \(proposal.lowerBound) --diary \(diary)"
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

    /// Who of those at a contact does not work then, so that it cannot be moved there.
    private func notWorking(at start: Moment, for minutes: Int, _ id: Contact.ID) -> [Practitioner.ID] {
        let from = start - start.day.start
        let crew = caseload.contacts.first { $0.id == id }?.practitioners ?? []
        return crew.filter { practitioner in
            !caseload.workingPatterns.contains { block in
                block.practitioner == practitioner && block.holds(on: start.day) && block.start.minutes <= from
                    && from + minutes <= block.end.minutes
            }
        }
    }
}
