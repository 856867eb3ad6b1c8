/// What a support worker has settled about meetings: fixed slots, who comes from when until when, what is discussed and
/// for how long, in which order, and what has been issued.
package struct Arrangements: Hashable, Sendable {
    package var pins: [PlannedMeeting.ID: [SlotPin]]
    package var presences: [PlannedMeeting.ID: [AgreedPresence]]
    /// What becomes of single items, and how long they take.
    package var items: [PlannedMeeting.ID: [ArrangedItem]]
    /// Slots that somebody has put in this order; any others stand where they fit best between them.
    package var orders: [PlannedMeeting.ID: [Nominal.ID]]
    /// The agendas that people have been given, as they were when they were last given one.
    package var issued: [PlannedMeeting.ID: PlannedMeeting]

    package init(
        pins: [PlannedMeeting.ID: [SlotPin]] = [:], presences: [PlannedMeeting.ID: [AgreedPresence]] = [:],
        items: [PlannedMeeting.ID: [ArrangedItem]] = [:], orders: [PlannedMeeting.ID: [Nominal.ID]] = [:],
        issued: [PlannedMeeting.ID: PlannedMeeting] = [:]
    ) {
        self.pins = pins
        self.presences = presences
        self.items = items
        self.orders = orders
        self.issued = issued
    }
}

/// A slot that is fixed: it never moves, whatever else does.
package struct SlotPin: Hashable, Sendable {
    package enum Place: Hashable, Sendable {
        /// It starts at that time of day.
        case at(ClockTime)
        /// It is the first, the second, and so on, counted from 1.
        case position(Int)
        /// It comes some time after another nominal's.
        case after(Nominal.ID)
    }

    package var nominal: Nominal.ID
    package var place: Place

    package init(nominal: Nominal.ID, place: Place) {
        self.nominal = nominal
        self.place = place
    }

    /// Whether it is the last word on where the slot is, rather than on what comes before it.
    package var hasPlace: Bool {
        if case .after = place { false } else { true }
    }

    /// `pinned at 09:45`.
    package var inWords: String {
        switch place {
        case .at(let time): "pinned at \(time)"
        case .position(let place): "pinned in place \(place)"
        case .after(let other): "pinned after \(other)"
        }
    }
}

/// What people have settled about the order of a meeting's slots.
package struct SettledOrder: Hashable, Sendable {
    package var pins: [SlotPin]
    /// Whether somebody has put the slots in an order.
    package var isByHand: Bool

    package init(pins: [SlotPin], isByHand: Bool) {
        self.pins = pins
        self.isByHand = isByHand
    }
}

/// When somebody has said they can be at a meeting.
package struct AgreedPresence: Hashable, Sendable {
    package var practitioner: Practitioner.ID
    /// Between these times of the day; nil: not at all, they have declined.
    package var window: Range<ClockTime>?

    package init(practitioner: Practitioner.ID, window: Range<ClockTime>?) {
        self.practitioner = practitioner
        self.window = window
    }
}

/// One thing to settle about a meeting.
package enum Arrangement: Hashable, Sendable {
    case pin(SlotPin)
    case unpin(Nominal.ID)
    case agree(AgreedPresence)
    /// Whatever somebody agreed is forgotten: their diary alone counts again.
    case forget(Practitioner.ID)
    /// What becomes of a nominal's item, and why.
    case turn(Nominal.ID, ArrangedItem.Turn, why: String?)
    /// That turn is forgotten: the rules decide again, and an agenda that people have stays as they have it.
    case takeBack(Nominal.ID, ArrangedItem.Turn)
    /// How many minutes an item gets; nil: those of the policy.
    case minutes(Nominal.ID, Int?)
    /// The slots in this order.
    case order([Nominal.ID])
    /// Whatever order was settled is forgotten; what is pinned stays so.
    case reorder
}

extension Arrangements {
    /// Whether the order of a meeting's slots is not the planner's alone: somebody has set it, or pinned a slot.
    package func isOrderSettled(at meeting: PlannedMeeting.ID) -> Bool {
        !(orders[meeting] ?? []).isEmpty || !(pins[meeting] ?? []).isEmpty
    }

    /// Settles one thing, in place of whatever was settled about the same nominal or person.
    package mutating func settle(_ arrangement: Arrangement, for meeting: PlannedMeeting.ID) {
        switch arrangement {
        case .pin(let pin):
            pins[meeting, default: []].removeAll { $0.nominal == pin.nominal }
            pins[meeting, default: []].append(pin)
            // Where it is pinned now is the last word on its place.
            orders[meeting]?.removeAll { $0 == pin.nominal }
        case .unpin(let nominal): pins[meeting]?.removeAll { $0.nominal == nominal }
        case .agree(let presence):
            presences[meeting, default: []].removeAll { $0.practitioner == presence.practitioner }
            presences[meeting, default: []].append(presence)
        case .forget(let practitioner): presences[meeting]?.removeAll { $0.practitioner == practitioner }
        case .turn(let nominal, _, _), .takeBack(let nominal, _), .minutes(let nominal, _):
            var item = item(of: nominal, at: meeting) ?? ArrangedItem(nominal: nominal)
            item.settle(arrangement)
            items[meeting, default: []].removeAll { $0.nominal == nominal }
            if !item.isEmpty { items[meeting, default: []].append(item) }
        case .order(let nominals): orders[meeting] = nominals
        case .reorder: orders[meeting] = nil
        }
    }
}
