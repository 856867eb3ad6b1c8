/// What a person has settled about one nominal's item at a meeting; it holds for that meeting alone.
package struct ArrangedItem: Hashable, Sendable {
    /// What becomes of the item.
    package enum Turn: String, CaseIterable, Hashable, Sendable {
        /// It is discussed, whether due or not.
        case added
        /// It is not discussed; what is due comes back as due.
        case removed
        /// It is noted without discussion, and a written update is asked for.
        case noted
        /// It is discussed at the next meeting instead, whether due then or not.
        case deferred

        /// `was removed by hand`.
        package var inWords: String { "was \(rawValue) by hand" }
    }

    package var nominal: Nominal.ID
    /// Nil: what the rules make of it.
    package var turn: Turn?
    /// The reason, as it was given.
    package var why: String?
    /// Nil: those of the policy.
    package var minutes: Int?

    package init(nominal: Nominal.ID, turn: Turn? = nil, why: String? = nil, minutes: Int? = nil) {
        self.nominal = nominal
        self.turn = turn
        self.why = why
        self.minutes = minutes
    }

    /// The minutes that an item can be given.
    package static let minutesAllowed = 1...60

    /// Whether nothing is settled any more.
    package var isEmpty: Bool { turn == nil && minutes == nil }

    /// Whether the item is taken off the list of those that are discussed.
    package var isOff: Bool { turn.map { $0 != .added } ?? false }

    /// Settles what an arrangement says of the item; nothing where it says nothing of it.
    package mutating func settle(_ arrangement: Arrangement) {
        switch arrangement {
        case .turn(nominal, let turn, let why):
            (self.turn, self.why) = (turn, why)
            // What is not discussed has no minutes.
            if isOff { minutes = nil }
        case .takeBack(nominal, _): (turn, why) = (nil, nil)
        case .minutes(nominal, let minutes): self.minutes = minutes
        default: break
        }
    }
}

extension Arrangements {
    package func item(of nominal: Nominal.ID, at meeting: PlannedMeeting.ID) -> ArrangedItem? {
        items[meeting]?.first { $0.nominal == nominal }
    }

    /// What is settled about items of a meeting and its agenda does not have, a sentence each: there is no room for
    /// it, or the rules do not allow it any more.
    package func notKept(at meeting: PlannedMeeting) -> [String] {
        (items[meeting.id] ?? []).compactMap { item in
            let slot = meeting.slots.first { $0.nominal == item.nominal }
            switch item.turn {
            case .added where slot == nil: return "\(item.nominal) was added by hand, and there is no room for a slot"
            case .noted where !meeting.noted.contains(item.nominal):
                return "\(item.nominal) was to be noted without discussion, and may not be"
            case .removed where slot != nil, .deferred where slot != nil:
                return "\(item.nominal) \(item.turn?.inWords ?? ""), and has a slot"
            default: break
            }
            guard let minutes = item.minutes, slot?.minutes != minutes else { return nil }
            return "\(item.nominal) was given \(minutes) min by hand, and has "
                + (slot.map { "\($0.minutes)" } ?? "no slot")
        }
    }
}
