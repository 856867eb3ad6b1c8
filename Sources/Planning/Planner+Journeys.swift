package import Casework

extension Planner {
    /// Every practitioner's way to each contact and meeting of some weeks; none where they are there already.
    package func journeys(in weeks: Weeks, meetings: [PlannedMeeting], contacts: [Contact]) -> [Journey] {
        let itineraries = Itineraries(
            register, weeks: weeks, meetings: meetings, contacts: contacts.filter(\.status.countsAsOffered))
        return itineraries.all.flatMap { itinerary in
            itineraries.steps(of: itinerary).compactMap { step in
                guard let next = step.next, next.contact != nil || next.isMeeting, step.minutes > 0 else { return nil }
                return Journey(
                    practitioner: itinerary.practitioner, event: next.name, from: step.from, minutes: step.minutes)
            }
        }
    }

    /// What was to be offered in the weeks before, by what is on record of each nominal today: earlier ratings and
    /// cohorts are not kept.
    package func targets(before weeks: Weeks, count: Int) -> [WeeklyTarget] {
        let rules = TargetRules(register)
        return (1...max(1, count)).reversed().flatMap { back in
            let week = weeks.from - 7 * back
            return register.caseload.nominals.filter { $0.selectedOn < week + 7 }
                .map { rules.target(for: $0, week: week) }
        }
    }
}
