internal import Casework

/// Each attendee is expected from the start of their first slot, or earlier, to the end of their last.
enum AttendanceCoversSlots: Rule {
    static let code = "M2"

    static func violations(in evidence: Evidence) -> [Violation] {
        evidence.plan.meetings.flatMap { meeting -> [Violation] in
            let expected = Dictionary(meeting.attendance.map { ($0.practitioner, $0.interval) }) { first, _ in first }
            return meeting.slots.flatMap { slot in
                slot.attendees.compactMap { attendee in
                    if let interval = expected[attendee], interval.lowerBound <= slot.start,
                        slot.end <= interval.upperBound
                    {
                        return nil
                    }
                    return Violation(code, "\(meeting.id): \(attendee) is not expected for \(slot.nominal)'s slot")
                }
            }
        }
    }
}
