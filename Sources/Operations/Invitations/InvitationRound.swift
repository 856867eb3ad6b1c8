package import Casework

/// What people are to be told: what they are asked to now, held against what each was last sent.
package struct InvitationRound: Sendable {
    /// One more word to one person about one event.
    package enum Step: Hashable, Sendable {
        case send(InvitationLetter)
        /// Somebody who declined is not expected any more: they know, and nothing is sent.
        case close
    }

    /// What one person is asked to under one UID, and what they were last sent about it.
    private struct Thread {
        var wanted: Invitation?
        var sent: SentInvitation?

        /// In this order people are written to.
        var order: (Practitioner.ID, Moment, String) {
            guard let invitation = wanted ?? sent?.invitation else { return (.init(""), Moment(minutes: 0), "") }
            return (invitation.practitioner, invitation.interval.lowerBound, invitation.uid)
        }
    }

    private struct Key: Hashable {
        var uid: String
        var practitioner: Practitioner.ID

        init(_ invitation: Invitation) {
            uid = invitation.uid
            practitioner = invitation.practitioner
        }
    }

    private let threads: [Thread]
    /// What takes place, whoever is asked to it.
    private let events: Set<Invitation.Event>
    private let people: [Practitioner.ID: Practitioner]
    private let now: Moment

    /// - Parameters:
    ///   - wanted: Everything from `now` on.
    ///   - scope: Whom and what it is about; the rest waits.
    ///   - now: The time on the office's clock.
    package init(
        _ wanted: [Invitation], _ sent: [SentInvitation], _ caseload: Caseload, scope: InvitationScope = .all,
        at now: Moment
    ) {
        var threads: [Key: Thread] = [:]
        for invitation in wanted where scope.includes(invitation) {
            threads[Key(invitation), default: Thread()].wanted = invitation
        }
        for sent in sent where scope.includes(sent.invitation) {
            threads[Key(sent.invitation), default: Thread()].sent = sent
        }
        self.threads = threads.values.sorted { $0.order < $1.order }
        events = Set(wanted.map(\.event))
        people = Dictionary(caseload.practitioners.map { ($0.id, $0) }) { first, _ in first }
        self.now = now
    }

    /// Those asked to something who have no address that a mail can go to.
    package var withoutAddress: [Practitioner.ID] {
        Set(threads.compactMap(\.wanted?.practitioner)).filter { address(of: $0) == nil }.sorted()
    }

    /// Those who have something to be told, and can be.
    package var waiting: Set<Practitioner.ID> {
        Set(
            threads.compactMap { thread in
                guard case .send(let letter)? = step(thread.wanted, thread.sent) else { return nil }
                return letter.invitation.practitioner
            })
    }

    /// Whether somebody is still asked to what they were sent.
    package func stillAsks(_ sent: SentInvitation) -> Bool {
        threads.contains { $0.wanted.map(Key.init) == Key(sent.invitation) }
    }

    /// Hands on each step in turn, with what was kept before it and what is kept once it is taken.
    func forEachStep(
        at sentAt: Timestamp, _ take: (Step, _ before: SentInvitation?, _ after: SentInvitation) throws -> Void
    ) rethrows {
        for var thread in threads {
            while let step = step(thread.wanted, thread.sent), let after = after(step, thread.sent, at: sentAt) {
                try take(step, thread.sent, after)
                thread.sent = after
            }
        }
    }

    private func step(_ wanted: Invitation?, _ sent: SentInvitation?) -> Step? {
        let address = wanted.flatMap { self.address(of: $0.practitioner) }
        guard let sent, !sent.isOff else {
            guard let wanted, let address else { return nil }
            return .send(letter(wanted, before: nil, (sent?.sequence ?? -1) + 1, to: address))
        }
        guard let wanted else {
            if sent.invitation.interval.lowerBound < now { return nil }
            let goesAhead = events.contains(sent.invitation.event)
            return sent.answer == .declined
                ? .close : .send(cancellation(goesAhead ? .goesAheadWithoutThem : .off, of: sent))
        }
        // Somebody else reads the old mailbox now, or nobody does: what is in its calendar goes first.
        guard let address, address == sent.address else { return .send(cancellation(.addressChanged, of: sent)) }
        if wanted == sent.invitation { return nil }
        let answer = wanted.isWhereItWas(sent.invitation) ? sent.answer : nil
        return .send(
            letter(wanted, before: sent.invitation, sent.sequence + 1, to: address, answer: answer))
    }

    private func after(_ step: Step, _ sent: SentInvitation?, at sentAt: Timestamp) -> SentInvitation? {
        switch step {
        case .send(let letter):
            return SentInvitation(
                invitation: letter.invitation, address: letter.to, sequence: letter.sequence,
                isOff: letter.method == .cancel, sentAt: sentAt, answer: letter.answer,
                answerWrittenAt: letter.answer == nil ? nil : sent?.answerWrittenAt,
                proposal: letter.answer == nil ? nil : sent?.proposal,
                comment: letter.answer == nil ? nil : sent?.comment)
        case .close:
            var closed = sent
            closed?.isOff = true
            return closed
        }
    }

    private func cancellation(_ why: InvitationLetter.Cancellation, of sent: SentInvitation) -> InvitationLetter {
        letter(
            sent.invitation, cancellation: why, before: sent.invitation, sent.sequence + 1, to: sent.address)
    }

    private func letter(
        _ invitation: Invitation, cancellation: InvitationLetter.Cancellation? = nil, before: Invitation?,
        _ sequence: Int, to address: EmailAddress, answer: InvitationAnswer? = nil
    ) -> InvitationLetter {
        InvitationLetter(
            cancellation: cancellation, invitation: invitation, before: before, sequence: sequence, to: address,
            name: people[invitation.practitioner]?.name ?? "", answer: answer)
    }

    private func address(of practitioner: Practitioner.ID) -> EmailAddress? {
        people[practitioner]?.email.flatMap { EmailAddress($0) }
    }
}
