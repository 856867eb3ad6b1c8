package import Casework

/// A caseload and its diaries, to be asked by reference.
package struct Register: Sendable {
    package let caseload: Caseload
    package let diaries: Diaries
    package let nominals: [Nominal.ID: Nominal]
    package let practitioners: [Practitioner.ID: Practitioner]
    package let agencies: [Agency.ID: Agency]
    package let locations: [Location.ID: Location]
    private let involved: [Nominal.ID: Set<Practitioner.ID>]
    private let patterns: [Practitioner.ID: [WorkingBlock]]
    /// When each practitioner's calendar, read as the policy has it, leaves no room for anything.
    package let busyTimes: [Practitioner.ID: [BusyTime]]

    package init(_ caseload: Caseload, _ diaries: Diaries) {
        func byID<Subject, ID: Hashable>(_ subjects: [Subject], _ id: (Subject) -> ID) -> [ID: Subject] {
            Dictionary(subjects.map { (id($0), $0) }) { first, _ in first }
        }
        self.caseload = caseload
        self.diaries = diaries
        nominals = byID(caseload.nominals, \.id)
        practitioners = byID(caseload.practitioners, \.id)
        agencies = byID(caseload.agencies, \.id)
        locations = byID(caseload.locations, \.id)
        involved = Dictionary(grouping: caseload.involvements, by: \.nominal).mapValues { Set($0.map(\.practitioner)) }
        patterns = Dictionary(grouping: caseload.workingPatterns, by: \.practitioner)
        busyTimes = diaries.busyTimes(by: caseload.policy.calendars)
    }

    package var policy: Policy { caseload.policy }

    /// A stretch of a day that a practitioner works, and where.
    package struct Block: Hashable, Sendable {
        package var interval: Range<Moment>
        package var location: Location.ID
    }

    /// A practitioner's blocks of a day, in order; none on a bank holiday.
    package func blocks(of practitioner: Practitioner.ID, on day: Day) -> [Block] {
        guard !diaries.bankHolidays.contains(day), let base = practitioners[practitioner]?.base else { return [] }
        return (patterns[practitioner] ?? [])
            .filter { $0.holds(on: day) && $0.start < $0.end }
            .map { Block(interval: day.at($0.start)..<day.at($0.end), location: $0.location ?? base) }
            .sorted { $0.interval.lowerBound < $1.interval.lowerBound }
    }

    /// Where a practitioner works at all: their base, and wherever a block of their pattern is.
    package func workplaces(of practitioner: Practitioner.ID) -> Set<Location.ID> {
        Set((patterns[practitioner] ?? []).compactMap(\.location)).union(
            practitioners[practitioner].map { [$0.base] } ?? [])
    }

    package func agencyKind(of practitioner: Practitioner.ID) -> Agency.Kind? {
        practitioners[practitioner].flatMap { agencies[$0.agency]?.kind }
    }

    package func involved(with nominal: Nominal.ID) -> Set<Practitioner.ID> {
        involved[nominal] ?? []
    }

    /// Whether a practitioner's agency may be told about nominals on that day.
    package func mayBeTold(_ practitioner: Practitioner.ID, on day: Day) -> Bool {
        guard let agency = practitioners[practitioner].flatMap({ agencies[$0.agency] }) else { return false }
        return agency.sharing(on: day) != .none
    }

    /// Who is needed for a nominal's slot: the leads and the involved, agencies that share nothing excepted.
    package func needed(for nominal: Nominal, on day: Day) -> Set<Practitioner.ID> {
        Set(nominal.leads).union(involved(with: nominal.id).filter { mayBeTold($0, on: day) })
    }

    /// Minutes of travel between two locations.
    package func travelMinutes(from: Location.ID, to: Location.ID) -> Int {
        guard from != to, let origin = locations[from], let target = locations[to] else { return 0 }
        return caseload.travel.minutes(from: origin, to: target, policy.travel)
    }

    /// Whether a day is worked at all: Monday to Friday, and no bank holiday.
    package func isWorkingDay(_ day: Day) -> Bool {
        day.weekday.rawValue < 5 && !diaries.bankHolidays.contains(day)
    }
}
