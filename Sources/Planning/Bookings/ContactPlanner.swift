internal import Casework

/// Books the contacts of all weeks, one week after another: what is due in a week depends on those before it.
struct ContactPlanner {
    private let register: Register
    private let frame: BookingProblem.Frame
    private let meetings: [PlannedMeeting]
    private let chance: SeededGenerator

    init(_ register: Register, meetings: [PlannedMeeting], chance: SeededGenerator) {
        self.init(register, BookingProblem.Frame(register), meetings: meetings, chance: chance)
    }

    /// - Parameter frame: Of the same register, where it has been worked out before.
    init(
        _ register: Register, _ frame: BookingProblem.Frame, meetings: [PlannedMeeting], chance: SeededGenerator
    ) {
        self.register = register
        self.frame = frame
        self.meetings = meetings
        self.chance = chance
    }

    /// - Parameters:
    ///   - isMending: Whether the standing contacts are a whole plan, so that there is only as much to do as is out of
    ///     place.
    ///   - report: Told of each new best score of a week, with the week's number from 0.
    func plan(
        _ weeks: Weeks, isMending: Bool = false, until stop: any StopCriterion,
        report: (Int, Score) -> Void = { _, _ in }
    ) -> [Contact] {
        var rules = TargetRules(register)
        var ids = ContactReferences(register.caseload.contacts)
        var planned: [Contact] = []
        for (number, week) in weeks.mondays.enumerated() {
            let days = week..<(week + 7)
            let standing = register.caseload.contacts.filter { days.contains($0.day) && $0.status.countsAsOffered }
            let targets = register.caseload.nominals.map { rules.target(for: $0, week: week) }
            let problem = BookingProblem(
                frame, week: week, targets: targets,
                meetings: meetings.filter { days.contains($0.interval.lowerBound.day) }, standing: standing,
                earlier: planned)
            let parts = BookingParts(problem, sized: isMending ? \.outOfPlace : \.contactsToBook)
            let visits = parts.search(
                until: stop, week: number, of: weeks.count,
                chance: chance.branch(UInt64(bitPattern: Int64(week.number)))
            ) { report(number, $0) }
            let booked =
                standing.filter { !register.diaries.canMove($0) }
                + contacts(visits, of: problem, replacing: standing, &ids)
            planned += booked
            rules.note(booked)
        }
        return planned.sorted(by: Contact.inOrder)
    }

    /// Turns the search's visits into contacts.
    ///
    /// A contact that was planned before keeps its reference; if it had to give way, another of the same nominal and
    /// kind takes the reference over, so that calendars show a move.
    private func contacts(
        _ visits: [Bookings.Visit], of problem: BookingProblem, replacing standing: [Contact],
        _ ids: inout ContactReferences
    ) -> [Contact] {
        var freed = Dictionary(grouping: standing.filter(register.diaries.canMove), by: \.nominal)
        var kept: [Contact] = []
        var fresh: [Contact] = []
        for visit in visits.sorted(by: { ($0.start, $0.nominal, $0.option) < ($1.start, $1.nominal, $1.option) }) {
            let option = problem.options[visit.nominal][visit.option]
            let nominal = problem.nominals[visit.nominal]
            var contact = Contact(
                id: Contact.ID(""), nominal: nominal, kind: problem.kinds[option.kind],
                start: problem.week.start + visit.start, minutes: option.minutes,
                place: option.place.flatMap(problem.travel.location).map { .at($0) } ?? .online,
                practitioners: option.crew.map { problem.practitioners[$0] }.sorted(), status: .planned)
            if let index = freed[nominal]?.firstIndex(where: { $0.kind == contact.kind && $0.isWhereItWas(contact) }),
                let before = freed[nominal]?.remove(at: index)
            {
                contact.id = before.id
                kept.append(contact)
            } else {
                fresh.append(contact)
            }
        }
        for var contact in fresh {
            let left = freed[contact.nominal] ?? []
            if let index = left.firstIndex(where: { $0.kind == contact.kind }) {
                contact.id = left[index].id
                freed[contact.nominal]?.remove(at: index)
            } else {
                contact.id = ids.next(for: contact)
            }
            kept.append(contact)
        }
        return kept
    }
}
