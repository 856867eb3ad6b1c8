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

extension MeetingNotes {
    package var isStarted: Bool { startedAt != nil }

    package func item(_ nominal: Nominal.ID) -> ItemNote? { items.first { $0.nominal == nominal } }

    /// Whether somebody was there when a nominal was discussed: as was noted of the item, or else of the meeting as a
    /// whole; nil where nobody noted it.
    package func state(of practitioner: Practitioner.ID, at nominal: Nominal.ID) -> Presence.State? {
        presences.first { $0.practitioner == practitioner && $0.nominal == nominal }?.state
            ?? presences.first { $0.practitioner == practitioner && $0.nominal == nil }?.state
    }

    /// Whether somebody was at the meeting: as was noted of it as a whole, or there for some item of it.
    package func state(of practitioner: Practitioner.ID) -> Presence.State? {
        let theirs = presences.filter { $0.practitioner == practitioner }
        if let whole = theirs.first(where: { $0.nominal == nil })?.state, whole == .present { return whole }
        if theirs.contains(where: { $0.state == .present }) { return .present }
        return theirs.first { $0.nominal == nil }?.state ?? theirs.first?.state
    }
}

extension PlannedMeeting {
    /// The meeting as it went: what was deferred, or not agreed, is due again, and what was only noted had its turn
    /// without a discussion.
    package func held(as notes: MeetingNotes) -> PlannedMeeting {
        guard notes.isStarted else { return self }
        let outcomes = Dictionary(notes.items.map { ($0.nominal, $0.outcome) }) { first, _ in first }
        let undecided = Set(notes.decisions.filter { !$0.isAgreed }.map(\.nominal))
        var held = self
        held.slots.removeAll { slot in
            outcomes[slot.nominal].map { $0 != .discussed } ?? false
                || series == .macc && undecided.contains(slot.nominal)
        }
        held.noted =
            slots.map(\.nominal).filter { outcomes[$0] == .noted }
            + noted.filter { outcomes[$0] == nil || outcomes[$0] == .noted }
        return held
    }

    /// The series and the day that a meeting's reference tells: `map-2026-12-02`.
    package static func seriesAndDay(of id: ID) -> (series: Series, day: Day)? {
        let parts = id.text.split(separator: "-", maxSplits: 1)
        guard let first = parts.first, let last = parts.last, parts.count == 2,
            let series = Series(rawValue: String(first)), let day = Day(iso: last)
        else { return nil }
        return (series, day)
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
