internal import Casework

/// One meeting before its slots have an order: what it takes, who is needed, when they can be there.
struct MeetingSetting {
    let id: PlannedMeeting.ID
    /// For each item, who is needed.
    let needs: [Set<Practitioner.ID>]
    /// Everyone needed for anything.
    let attendees: [Practitioner]
    let presence: Presence
    let problem: SlotOrderProblem
    /// The items in the order that people have been given, with what has been added since at the end; nil where
    /// nothing is issued.
    let issuedOrder: [Int]?
    /// The items in the order that a person has put them in, with any others where they fit best; nil where nobody has.
    let arrangedOrder: [Int]?
    /// The same problem with nobody called earlier than they have been told: minutes that have become free stay so.
    let held: SlotOrderProblem?

    private let rule: Policy.MeetingRule
    private let throughout: Set<Practitioner.ID>
    private let numbers: [Practitioner.ID: Int]

    init(_ register: Register, _ date: MeetingDate, _ contents: AgendaContents, _ rule: Policy.MeetingRule) {
        let start = date.interval.lowerBound
        let needs = contents.items.map { item in
            register.nominals[item.nominal].map { register.needed(for: $0, on: date.day) } ?? []
        }
        let attendees = register.caseload.practitioners.filter { person in needs.contains { $0.contains(person.id) } }
        let numbers = Dictionary(attendees.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let places = Dictionary(contents.items.enumerated().map { ($1.nominal, $0) }) { first, _ in first }
        let id = PlannedMeeting.id(date.series, on: date.day)
        let arrangements = register.diaries.arrangements
        let issued = arrangements.issued[id]
        let presence = Presence(register, date, agreed: arrangements.presences[id] ?? [])
        let total = contents.items.reduce(0) { $0 + $1.minutes }
        func fromStart(_ interval: Range<Moment>) -> Range<Int> {
            (interval.lowerBound - start)..<(interval.upperBound - start)
        }
        var problem = SlotOrderProblem(
            items: zip(contents.items, needs).map { item, needs in
                SlotOrderProblem.Item(
                    minutes: item.minutes, needs: needs.compactMap { numbers[$0] }.sorted(),
                    urgency: register.nominals[item.nominal]?.rag(on: date.day).urgency ?? 0)
            },
            attendees: attendees.map { person in
                let stays = rule.staysThroughout(person) || date.throughout.contains(person.id)
                return SlotOrderProblem.Attendee(
                    available: presence.times(of: person.id).map(fromStart),
                    // The score counts as staying only whom the policy names.
                    staysThroughout: rule.staysThroughout(person),
                    told: stays ? nil : issued?.expected(person.id).map(fromStart))
            },
            opening: rule.openingMinutes + rule.businessMinutes,
            pause: rule.pause.map { total > $0.afterMinutes ? $0.minutes : 0 } ?? 0,
            close: date.interval.minutes - rule.closingMinutes)
        for pin in arrangements.pins[id] ?? [] {
            guard let number = places[pin.nominal] else { continue }
            switch pin.place {
            case .at(let time): problem.items[number].at = time.minutes - start.minuteOfDay
            case .position(let position): problem.items[number].position = position - 1
            case .after(let other): problem.items[number].after += places[other].map { [$0] } ?? []
            }
        }
        let arranged = (arrangements.orders[id] ?? []).compactMap { places[$0] }
        for (before, item) in zip(arranged, arranged.dropFirst()) { problem.items[item].after.append(before) }
        arrangedOrder =
            arranged.isEmpty
            ? nil : problem.placing(contents.items.indices.filter { !arranged.contains($0) }, after: arranged)
        held = issued.map { issued in
            var held = problem
            for slot in issued.slots {
                if let number = places[slot.nominal] { held.items[number].notBefore = slot.start - start }
            }
            return held
        }
        issuedOrder = issued.map { issued in
            let known = issued.slots.compactMap { places[$0.nominal] }
            return known + contents.items.indices.filter { !known.contains($0) }
        }
        (self.id, self.needs, self.attendees, self.presence) = (id, needs, attendees, presence)
        (self.problem, self.rule, self.numbers) = (problem, rule, numbers)
        throughout = date.throughout
    }

    func number(of practitioner: Practitioner.ID) -> Int? { numbers[practitioner] }

    /// The slot of an item, who has that number, so many minutes after the meeting's start; the why is left to others.
    func slot(_ item: AgendaItem, _ number: Int, at minute: Int, from start: Moment) -> PlannedMeeting.Slot {
        let who = needs[number].sorted()
        let isThere = { (id: Practitioner.ID) in
            self.number(of: id).map { problem.isAvailable($0, from: minute, to: minute + item.minutes) } ?? false
        }
        return PlannedMeeting.Slot(
            nominal: item.nominal, reason: item.reason, matters: item.matters, start: start + minute,
            minutes: item.minutes, attendees: who.filter(isThere), absent: who.filter { !isThere($0) })
    }

    func staysThroughout(_ practitioner: Practitioner) -> Bool {
        rule.staysThroughout(practitioner) || throughout.contains(practitioner.id)
    }
}

extension SlotOrderProblem {
    /// An order with more items, each put where it costs least; the first ones stay in their order.
    fileprivate func placing(_ others: [Int], after first: [Int]) -> [Int] {
        var counter = SlotOrderCounter(self)
        return others.reduce(first + others) { order, item in
            let rest = order.filter { $0 != item }
            let orders = (0...rest.count).map { Array(rest.prefix($0)) + [item] + Array(rest.dropFirst($0)) }
            let costs = orders.map { counter.cost($0) }
            return zip(orders, costs).min { $0.1 < $1.1 }?.0 ?? order
        }
    }
}

extension Nominal.RAG {
    /// What a minute later counts, by rating.
    fileprivate var urgency: Int {
        switch self {
        case .red: 3
        case .amber: 2
        case .green: 1
        case .blue: 0
        }
    }
}
