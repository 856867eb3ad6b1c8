internal import Casework

/// A slot that is pinned is where it is pinned, at every meeting that has it.
enum ArrangedStays: Rule {
    static let code = "M6"

    static func violations(in evidence: Evidence) -> [Violation] {
        evidence.plan.meetings.filter { !evidence.register.diaries.hasBegun($0) }.flatMap { meeting in
            (evidence.register.diaries.arrangements.pins[meeting.id] ?? []).compactMap { pin -> Violation? in
                guard let position = meeting.slots.firstIndex(where: { $0.nominal == pin.nominal }) else { return nil }
                let slot = meeting.slots[position]
                switch pin.place {
                case .at(let time) where slot.start.clock != time:
                    return Violation(code, "\(meeting.id): \(pin.nominal) is at \(slot.start.clock), pinned to \(time)")
                case .position(let place) where place != position + 1:
                    return Violation(
                        code, "\(meeting.id): \(pin.nominal) is in place \(position + 1), pinned to place \(place)")
                case .after(let other)
                where meeting.slots.firstIndex { $0.nominal == other }.map { $0 > position } ?? false:
                    return Violation(code, "\(meeting.id): \(pin.nominal) comes before \(other), pinned after")
                case .at, .position, .after: return nil
                }
            }
        }
    }
}
