package import Casework

/// Takes an answer to an invitation, or a proposal of another time, into the diary.
///
/// A decline puts the person's time up for planning again, as though somebody had noted it by hand. What is forged or
/// stale changes nothing, and the history says that it came.
package struct TakeReply {
    private let store: any DiaryStore
    private let reading: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.reading = reading
    }

    package enum Outcome {
        /// The same reply has been taken before; nothing has changed.
        case known(SentInvitation)
        /// Kept, and nothing else changed.
        case kept(SentInvitation)
        case declinedContact(SentInvitation, Contact, ChangedPlan?)
        case declinedMeeting(SentInvitation, ArrangeMeeting.Outcome)
    }

    /// - Throws: `ReplyRefusal`, once the history has it.
    package func callAsFunction(
        _ reply: InvitationReply, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> Outcome {
        do {
            return try take(reply, by: actor, at: now, clock: clock)
        } catch let refusal as ReplyRefusal {
            try refuse(refusal, by: actor, at: now)
        } catch DiaryRefusal.changedMeanwhile {
            throw DiaryRefusal.changedMeanwhile
        } catch let refusal as DiaryRefusal {
            try refuse(.cannotBeDone("\(refusal)"), by: actor, at: now)
        }
    }

    /// Writes down that a reply was not taken, and why.
    ///
    /// - Throws: The refusal, always.
    package func refuse(_ refusal: ReplyRefusal, by actor: String, at now: Timestamp) throws -> Never {
        try store.write { diary in
            try diary.record(
                HistoryEntry(at: now, actor: actor, act: .collection, detail: "refused a reply: \(refusal)"))
        }
        throw refusal
    }

    private func take(
        _ reply: InvitationReply, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> Outcome {
        let sent = try store.read { try reply.judged($0, at: clock) }
        var taken = sent
        taken.answerWrittenAt = Timestamp(seconds: reply.writtenAt)
        taken.comment = reply.comment
        switch reply.content {
        case .answer(let answer): (taken.answer, taken.proposal) = (answer, nil)
        case .proposal(let interval): taken.proposal = interval
        case .delegated: throw ReplyRefusal.delegated(sent.invitation)
        }
        if taken == sent { return .known(sent) }
        // Judged again by what is there when it is kept: somebody may have sent a change meanwhile.
        let keep = { (diary: any DiaryWriting) in
            guard try reply.judged(diary, at: clock) == sent else { throw DiaryRefusal.changedMeanwhile }
            try diary.keep(taken)
            try diary.record(
                HistoryEntry(at: now, actor: actor, act: .alteration, detail: reply.historyDetail(sent.invitation)))
        }
        guard case .answer(.declined) = reply.content, sent.answer != .declined else {
            try store.write(keep)
            return .kept(taken)
        }
        let practitioner = sent.invitation.practitioner
        switch sent.invitation.event {
        case .contact(let id):
            // Between a change and the next mail people answer what they were told, and not what is booked by now.
            let standing = try store.read { try $0.caseload()?.contacts.first { $0.id == id } }
            if let standing,
                standing.interval != sent.invitation.interval || !standing.practitioners.contains(practitioner)
            {
                try store.write(keep)
                return .kept(taken)
            }
            let (contact, plan) = try DeclineContact(store, diaries: reading)(
                id, of: practitioner, by: actor, at: now, clock: clock, alongside: keep)
            return .declinedContact(taken, contact, plan)
        case .meeting(let id):
            let outcome = try ArrangeMeeting(store, diaries: reading)(
                .agree(AgreedPresence(practitioner: practitioner, window: nil)), for: id, by: actor, at: now,
                clock: clock, alongside: keep)
            return .declinedMeeting(taken, outcome)
        }
    }
}

extension InvitationReply {
    /// What it answers, if it is what it says it is, and not out of date.
    fileprivate func judged(_ diary: any DiaryReading, at clock: Moment) throws -> SentInvitation {
        let all = try diary.invitations().filter { $0.invitation.uid == uid }
        guard let first = all.first else { throw ReplyRefusal.unknownEvent }
        guard let sent = all.first(where: { $0.address == attendee }) else {
            throw ReplyRefusal.notInvited(first.invitation)
        }
        let invitation = sent.invitation
        if isSentByAnother { throw ReplyRefusal.sentByAnother(invitation) }
        if let senders, !senders.contains(attendee) { throw ReplyRefusal.wrongSender(invitation) }
        if sent.isOff { throw ReplyRefusal.off(invitation) }
        if sequence < sent.sequence { throw ReplyRefusal.stale(invitation) }
        if sequence > sent.sequence { throw ReplyRefusal.neverSent(invitation, sequence) }
        if let last = sent.answerWrittenAt, writtenAt < last.seconds { throw ReplyRefusal.overtaken(invitation) }
        if invitation.interval.lowerBound < clock { throw ReplyRefusal.begun(invitation) }
        return sent
    }

    fileprivate func historyDetail(_ invitation: Invitation) -> String {
        // Without a mail there is no sender to hold it against: whoever gave us the file vouches for it.
        let source = senders == nil ? ", by a calendar file without its mail" : ""
        return switch content {
        case .answer(let answer): "\(invitation.practitioner) \(answer.inWords): \(invitation)\(source)"
        case .proposal(let interval):
            "\(invitation.practitioner) proposes \(interval.lowerBound.inShort) to \(interval.upperBound.clock) for "
                + "\(invitation)\(source)"
        case .delegated: "\(invitation.practitioner) delegates \(invitation)\(source)"
        }
    }
}
