package import Casework

/// Tells each practitioner what has changed of what they are asked to, and remembers what they were told.
package struct SendInvitations {
    /// Says what everybody is asked to from a moment on; plugged in, because operations know nothing of feeds.
    package typealias Composing = (StoredPlan, Caseload, Arrangements, _ from: Moment) throws -> [Invitation]

    private let store: any DiaryStore
    private let composing: Composing

    package init(_ store: any DiaryStore, composing: @escaping Composing) {
        self.store = store
        self.composing = composing
    }

    package struct Outcome: Sendable {
        package var letters: [InvitationLetter] = []
        /// Those asked to something whom no mail can reach.
        package var withoutAddress: [Practitioner.ID] = []
    }

    /// What there is to tell as things stand.
    ///
    /// - Throws: `DiaryRefusal` if there is no plan.
    package func round(_ scope: InvitationScope = .all, at clock: Moment) throws -> InvitationRound {
        try store.read { try due($0, scope, at: clock) }
    }

    /// What sending now would come to; nothing is handed over or remembered.
    ///
    /// - Throws: `DiaryRefusal` if there is no plan.
    package func rehearsed(_ scope: InvitationScope, at now: Timestamp, clock: Moment) throws -> Outcome {
        let round = try round(scope, at: clock)
        var outcome = Outcome(withoutAddress: round.withoutAddress)
        round.forEachStep(at: now) { step, _, _ in
            if case .send(let letter) = step { outcome.letters.append(letter) }
        }
        return outcome
    }

    /// - Parameter deliver: Hands a mail over, once and for all; throws if it was not taken.
    /// - Throws: `DiaryRefusal` if there is no plan or the diary changed meanwhile, and what `deliver` throws. What was
    ///   handed over until then is remembered, and is not sent again.
    package func callAsFunction(
        _ scope: InvitationScope = .all, by actor: String, at now: Timestamp, clock: Moment,
        deliver: (InvitationLetter) throws -> Void
    ) throws -> Outcome {
        let (revision, round, nominals) = try store.read { diary in
            let round = try due(diary, scope, at: clock)
            return (try diary.revision(), round, try diary.memberships().map(\.nominal.id))
        }
        var outcome = Outcome(withoutAddress: round.withoutAddress)
        try round.forEachStep(at: now) { step, before, after in
            // A transaction for each mail, around the handing over: two runs at once cannot both send it, and one that
            // is cut short has forgotten nothing but, at worst, the mail it was at. That is sent again, as the same
            // mail with the same Message-ID.
            try store.write { diary in
                let (uid, practitioner) = (after.invitation.uid, after.invitation.practitioner)
                guard try diary.revision() == revision, try diary.invitation(uid, to: practitioner) == before else {
                    throw DiaryRefusal.changedMeanwhile
                }
                if case .send(let letter) = step {
                    try deliver(letter)
                    outcome.letters.append(letter)
                    let words = ReferenceWords.all(in: letter.words)
                    try diary.record(
                        HistoryEntry(
                            at: now, actor: actor, act: .disclosure,
                            detail: letter.historyDetail + ToldInWords.of(nominals.filter { words.contains($0.text) })))
                }
                try diary.keep(after)
            }
        }
        return outcome
    }

    private func due(
        _ diary: any DiaryReading, _ scope: InvitationScope, at clock: Moment
    ) throws -> InvitationRound {
        guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
        guard let stored = try diary.latestPlan() else { throw DiaryRefusal.noPlan }
        try diary.check(scope)
        return InvitationRound(
            try composing(stored, caseload, try diary.arrangements(), clock), try diary.invitations(), caseload,
            scope: scope, at: clock)
    }
}

extension InvitationLetter {
    /// Everything that it says of the event, before and now.
    fileprivate var words: String {
        [invitation, before].compactMap { $0.map { "\($0.summary)\n\($0.details)" } }.joined(separator: "\n")
    }

    /// References only: `sent po2 REQUEST 0 of v-f834c6, Thu 3 Dec 10:00 to 10:45`.
    fileprivate var historyDetail: String {
        "sent \(invitation.practitioner) \(method.rawValue.uppercased()) \(sequence) of \(invitation)"
    }
}
