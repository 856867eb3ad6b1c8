internal import Casework

/// What is arranged by hand stays: where a slot is pinned, the order and the minutes of slots, and who has none.
enum ArrangedStays: Rule {
    static let code = "M6"

    static func violations(in evidence: Evidence) -> [Violation] {
        let arrangements = evidence.register.diaries.arrangements
        return evidence.plan.meetings.filter { !evidence.register.diaries.hasBegun($0) }.flatMap { meeting in
            moved(meeting, arrangements) + inAnotherOrder(meeting, arrangements) + taken(meeting, arrangements)
        }
    }

    /// Slots that are not where they are pinned.
    private static func moved(_ meeting: PlannedMeeting, _ arrangements: Arrangements) -> [Violation] {
        (arrangements.pins[meeting.id] ?? []).compactMap { pin -> Violation? in
            guard let position = meeting.slots.firstIndex(where: { $0.nominal == pin.nominal }) else { return nil }
            let slot = meeting.slots[position]
            switch pin.place {
            case .at(let time) where slot.start.clock != time:
                return Violation(
                    code, "\(meeting.id): \(pin.nominal) is \(pin.inWords), and would begin at \(slot.start.clock)")
            case .position(let place) where place != position + 1:
                return Violation(
                    code, "\(meeting.id): \(pin.nominal) is \(pin.inWords), and would be in place \(position + 1)")
            case .after(let other)
            where meeting.slots.firstIndex { $0.nominal == other }.map { $0 > position } ?? false:
                return Violation(code, "\(meeting.id): \(pin.nominal) is \(pin.inWords), and would come before it")
            case .at, .position, .after: return nil
            }
        }
    }

    private static func inAnotherOrder(_ meeting: PlannedMeeting, _ arrangements: Arrangements) -> [Violation] {
        let arranged = (arrangements.orders[meeting.id] ?? []).compactMap { nominal in
            meeting.slots.firstIndex { $0.nominal == nominal }.map { (nominal, $0) }
        }
        return zip(arranged, arranged.dropFirst()).compactMap { before, after in
            guard before.1 > after.1 else { return nil }
            return Violation(
                code, "\(meeting.id): \(after.0) was put after \(before.0) by hand, and would come before it")
        }
    }

    /// Slots of items that were taken off, and of other lengths than were given.
    private static func taken(_ meeting: PlannedMeeting, _ arrangements: Arrangements) -> [Violation] {
        meeting.slots.compactMap { slot in
            guard let item = arrangements.item(of: slot.nominal, at: meeting.id) else { return nil }
            if item.turn == .removed || item.turn == .deferred {
                return Violation(code, "\(meeting.id): \(slot.nominal) \(item.turn?.inWords ?? ""), and has a slot")
            }
            guard let minutes = item.minutes, minutes != slot.minutes else { return nil }
            return Violation(
                code, "\(meeting.id): \(slot.nominal) has \(slot.minutes) min, and was given \(minutes) by hand")
        }
    }
}
