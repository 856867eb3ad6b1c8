internal import Casework

/// A slot names everyone needed, as there or absent: the leads and the involved, agencies sharing nothing excepted.
enum EveryoneNeeded: Rule {
    static let code = "M4"

    static func violations(in evidence: Evidence) -> [Violation] {
        let register = evidence.register
        return evidence.plan.meetings.filter { !register.diaries.hasBegun($0) }.flatMap { meeting in
            meeting.slots.compactMap { slot -> Violation? in
                guard let nominal = register.nominals[slot.nominal] else {
                    return Violation(code, "\(meeting.id): a slot for \(slot.nominal), who is not on record")
                }
                let needed = register.needed(for: nominal, on: meeting.interval.lowerBound.day)
                guard
                    Set(slot.attendees).union(slot.absent) != needed
                        || !Set(slot.attendees).isDisjoint(with: slot.absent)
                else { return nil }
                return Violation(code, "\(meeting.id): \(slot.nominal) needs \(needed.sorted()), the slot names others")
            }
        }
    }
}
