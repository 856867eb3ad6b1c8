internal import Casework

/// How far a plan goes by what people would rather have, counted from the plan itself.
///
/// It shares with the search only what is a regular time, and when the police are foreseen.
package struct PreferencesKept: Hashable, Sendable {
    package var jointVisits = 0
    /// On a half-day when everyone in the crew works at one place.
    package var jointVisitsCoLocated = 0
    /// A partner worker's contact and another with the nominal at the same place, one after the other.
    package var backToBack = 0
    /// In person.
    package var atPoliceStations = 0
    /// The police alone at the nominal's home.
    package var policeCalls = 0
    /// At the weekday and hour of the three weeks before.
    package var policeCallsForeseen = 0
    /// Of kinds that the nominal has in that week.
    package var regularTimes = 0
    package var regularTimesKept = 0

    package init() {}

    init(_ register: Register, _ plan: Plan) {
        let byWeek = Dictionary(grouping: plan.contacts.filter(\.status.countsAsOffered)) { $0.day.monday }
        for week in plan.weeks.mondays {
            let usual = UsualTimes(register, before: week, planned: plan.contacts.filter { $0.day < week })
            for (nominal, contacts) in Dictionary(grouping: byWeek[week] ?? [], by: \.nominal) {
                count(register, contacts, foreseen: usual.foreseen[nominal] ?? [], usual.regular[nominal] ?? [])
            }
        }
    }

    /// Counts one nominal's contacts of one week.
    private mutating func count(
        _ register: Register, _ contacts: [Contact], foreseen: Set<Int>, _ regular: Set<UsualTimes.Appointment>
    ) {
        for contact in contacts {
            if contact.kind == .jointVisit {
                jointVisits += 1
                if register.areCoLocated(contact) { jointVisitsCoLocated += 1 }
            }
            if let location = contact.place.location, register.locations[location]?.kind == .policeStation {
                atPoliceStations += 1
            }
            if register.isPoliceCall(contact) {
                policeCalls += 1
                if foreseen.contains(UsualTimes.hour(contact.minuteOfWeek)) { policeCallsForeseen += 1 }
            }
            backToBack += contacts.count { other in
                contact.place.location != nil && contact.place == other.place
                    && (0...Preferences.backToBack).contains(other.start - contact.end)
                    && (register.isWithPartner(contact) || register.isWithPartner(other))
            }
        }
        let appointments = contacts.filter { !register.isPoliceCall($0) }
        let kinds = Set(appointments.map(\.kind))
        let times = Set(appointments.map { UsualTimes.Appointment(kind: $0.kind, start: $0.minuteOfWeek) })
        regularTimes += regular.count { kinds.contains($0.kind) }
        regularTimesKept += regular.intersection(times).count
    }
}

extension Register {
    /// Whether everyone at a contact has their time at one place then.
    fileprivate func areCoLocated(_ contact: Contact) -> Bool {
        let places = contact.practitioners.map { practitioner in
            blocks(of: practitioner, on: contact.day)
                .first { $0.interval.clamped(to: contact.interval) == contact.interval }?.location
        }
        return places.allSatisfy { $0 != nil && $0 == places[0] }
    }
}
