internal import Casework

/// Slots follow one another inside the meeting, after its opening and before its closing; none runs into a break.
enum SlotsInTurn: Rule {
    static let code = "M1"

    static func violations(in evidence: Evidence) -> [Violation] {
        evidence.plan.meetings.flatMap { meeting -> [Violation] in
            guard let rule = evidence.register.policy.meetings[meeting.series] else { return [] }
            var free = meeting.interval.lowerBound + rule.openingMinutes + rule.businessMinutes
            let close = meeting.interval.upperBound - rule.closingMinutes
            return meeting.slots.compactMap { slot in
                defer { free = max(free, slot.end) }
                if slot.start < free { return wrong(meeting, slot, "begins before the one before it ends") }
                if slot.end > close { return wrong(meeting, slot, "runs into the closing of the meeting") }
                let clash = meeting.breaks.contains { $0.start < slot.end && slot.start < $0.start + $0.minutes }
                return clash ? wrong(meeting, slot, "runs into the break") : nil
            }
        }
    }

    private static func wrong(
        _ meeting: PlannedMeeting, _ slot: PlannedMeeting.Slot, _ message: String
    ) -> Violation {
        Violation(code, "\(meeting.id): the slot of \(slot.nominal) at \(slot.start.clock) \(message)")
    }
}
