/// What was noted of a meeting: who was there, what became of each item, what was written in and decided.
///
/// Actions are in the caseload's log, under the meeting's reference.
package struct MeetingNotes: Hashable, Sendable {
    package var meeting: PlannedMeeting.ID
    /// When the meeting was opened, on the office's clock; nil: it has not begun, and only updates have come in.
    package var startedAt: Moment?
    package var endedAt: Moment?
    package var presences: [Presence]
    package var items: [ItemNote]
    package var updates: [WrittenUpdate]
    package var decisions: [Decision]

    package init(
        meeting: PlannedMeeting.ID, startedAt: Moment? = nil, endedAt: Moment? = nil, presences: [Presence] = [],
        items: [ItemNote] = [], updates: [WrittenUpdate] = [], decisions: [Decision] = []
    ) {
        self.meeting = meeting
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.presences = presences
        self.items = items
        self.updates = updates
        self.decisions = decisions
    }
}

/// Whether somebody was there: for one item, or for the meeting as a whole.
package struct Presence: Hashable, Sendable {
    package enum State: String, CaseIterable, Hashable, Sendable {
        case present, absent
        /// Absent, and said so before.
        case apologies
    }

    package var practitioner: Practitioner.ID
    /// Nil: the meeting as a whole.
    package var nominal: Nominal.ID?
    package var state: State

    package init(practitioner: Practitioner.ID, nominal: Nominal.ID? = nil, state: State) {
        self.practitioner = practitioner
        self.nominal = nominal
        self.state = state
    }
}

/// What became of one item of an agenda.
package struct ItemNote: Hashable, Sendable {
    package enum Outcome: String, CaseIterable, Hashable, Sendable {
        case discussed, noted, deferred
    }

    package var nominal: Nominal.ID
    package var outcome: Outcome
    /// Why it was on the agenda, and the rating then, kept for the figures of planned against actual minutes.
    package var reason: SlotReason
    package var rag: Nominal.RAG
    /// Nothing for what was to be noted without discussion.
    package var minutesPlanned: Int
    /// Nil where nobody took the time.
    package var minutesTaken: Int?
    /// What was said, as short as can be.
    package var text: String?

    package init(
        nominal: Nominal.ID, outcome: Outcome, reason: SlotReason, rag: Nominal.RAG, minutesPlanned: Int,
        minutesTaken: Int? = nil, text: String? = nil
    ) {
        self.nominal = nominal
        self.outcome = outcome
        self.reason = reason
        self.rag = rag
        self.minutesPlanned = minutesPlanned
        self.minutesTaken = minutesTaken
        self.text = text
    }
}

/// What somebody who could not be there, or whose item was only noted, wrote in.
package struct WrittenUpdate: Hashable, Sendable {
    package var nominal: Nominal.ID
    package var practitioner: Practitioner.ID
    package var receivedOn: Day
    /// Nil where it was only noted that it came.
    package var text: String?

    package init(nominal: Nominal.ID, practitioner: Practitioner.ID, receivedOn: Day, text: String? = nil) {
        self.nominal = nominal
        self.practitioner = practitioner
        self.receivedOn = receivedOn
        self.text = text
    }
}

/// What a meeting decided about a nominal; it takes effect only with both services' agreement.
package struct Decision: Hashable, Sendable {
    package enum Matter: Hashable, Sendable {
        case select
        /// The day the three months of tapering contact begin.
        case deselect(from: Day)
        case changeRAG(Nominal.RAG)
        case changeCohort(Nominal.Cohort)
        case changeContacts(Target, from: Day, until: Day)
        /// Something else, in words; it changes nothing on record.
        case other
    }

    package var nominal: Nominal.ID
    package var matter: Matter
    /// What was decided and why: a reason is always given (HMI Probation, IOM Effective Practice Guide, 2020).
    package var text: String
    package var agreedByPolice: Practitioner.ID?
    package var agreedByProbation: Practitioner.ID?
    /// Who did not agree, and why.
    package var dissent: String?

    package init(
        nominal: Nominal.ID, matter: Matter, text: String, agreedByPolice: Practitioner.ID? = nil,
        agreedByProbation: Practitioner.ID? = nil, dissent: String? = nil
    ) {
        self.nominal = nominal
        self.matter = matter
        self.text = text
        self.agreedByPolice = agreedByPolice
        self.agreedByProbation = agreedByProbation
        self.dissent = dissent
    }

    package var isAgreed: Bool { agreedByPolice != nil && agreedByProbation != nil }
}
