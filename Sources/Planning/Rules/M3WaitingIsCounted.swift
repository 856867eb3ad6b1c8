internal import Casework

/// The waiting a meeting states is what its slots cost, and its bound is not above that.
enum WaitingIsCounted: Rule {
    static let code = "M3"

    static func violations(in evidence: Evidence) -> [Violation] {
        evidence.plan.meetings.compactMap { meeting in
            let waiting = waiting(at: meeting, evidence.register)
            if waiting != meeting.waitingMinutes {
                return Violation(
                    code, "\(meeting.id): says \(meeting.waitingMinutes) min of waiting, counted \(waiting)")
            }
            let bound = meeting.waitingLowerBound
            if bound > waiting {
                return Violation(code, "\(meeting.id): a bound of \(bound) does not fit \(waiting) min of waiting")
            }
            return nil
        }
    }

    private static func waiting(at meeting: PlannedMeeting, _ register: Register) -> Int {
        let rule = register.policy.meetings[meeting.series]
        return Set(meeting.slots.flatMap(\.attendees)).reduce(0) { sum, attendee in
            if let person = register.practitioners[attendee], rule?.staysThroughout(person) == true { return sum }
            let mine = meeting.slots.filter { $0.attendees.contains(attendee) }
            guard let from = mine.map(\.start).min(), let until = mine.map(\.end).max() else { return sum }
            let rest = meeting.breaks.filter { from <= $0.start && $0.start < until }.reduce(0) { $0 + $1.minutes }
            return sum + (until - from) - rest - mine.reduce(0) { $0 + $1.minutes }
        }
    }
}
