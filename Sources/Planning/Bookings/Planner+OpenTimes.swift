package import Casework

/// What a search for a time has found.
package struct Openings: Sendable {
    /// Free as far as calendars say: the best first, and varied.
    package var times: [OpenTime]
    /// Times that would be better, or the only ones, and for which somebody's calendar says nothing.
    package var unknown: [OpenTime]
    /// Why there is no time at all.
    package var hindrance: Hindrance?

    /// What is in everybody's way.
    package struct Hindrance: Sendable {
        package var cause: Shortfall.Cause
        /// In a sentence, with references.
        package var reason: String
        package var people: [PersonsWeek]
        /// The nominal's own commitments, and their contacts of the week.
        package var nominal: [Engagement]
    }

    /// One practitioner's week, as far as it matters for the contact.
    package struct PersonsWeek: Sendable {
        package var practitioner: Practitioner.ID
        package var days: [PersonsDay]
    }

    package struct PersonsDay: Sendable {
        package var day: Day
        /// When they work.
        package var hours: [Range<Moment>]
        package var engagements: [Engagement]
        /// Starts that would suit this practitioner, if everybody and everything else did.
        package var starts: [ClosedRange<Moment>]
        /// Whether their calendar has ended by then.
        package var isUnknown: Bool
    }

    /// Something that takes time already.
    package struct Engagement: Hashable, Sendable {
        package enum Sort: Hashable, Sendable {
            /// In a practitioner's own calendar.
            case busy
            case meeting(String)
            case contact(Contact.ID)
            /// The nominal's own.
            case commitment
        }

        package var sort: Sort
        package var interval: Range<Moment>
    }
}

extension Planner {
    /// The best times of a week for a contact, everything else staying as it is.
    ///
    /// A contact that helps comes on top of those planned. Where no more are due, it takes the place of one of its
    /// kind that is planned that week, if there is one.
    ///
    /// - Parameter given: The planned contact that gives way, where the one who asks knows which.
    package func openTimes(
        for nominal: Nominal, kind: ContactKind, week: Day, in plan: Plan, insteadOf given: Contact.ID? = nil,
        limit: Int
    ) -> Openings {
        let search = OpenTimes(register, plan, nominal: nominal, kind: kind)
        let days = week..<(week + 7)
        let planned = plan.contacts.filter {
            $0.nominal == nominal.id && register.diaries.canMove($0) && days.contains($0.day)
        }
        var found: [OpenTime]
        if let given {
            found = planned.filter { $0.id == given }.flatMap { search.all(on: days, insteadOf: $0) }
        } else {
            found = search.all(on: days, insteadOf: nil)
            let mine = planned.filter { $0.kind == kind }
            if !mine.isEmpty, !found.contains(where: { $0.change.shortfall < 0 }) {
                found = mine.flatMap { search.all(on: days, insteadOf: $0) }
            }
        }
        let ranked = found.bestFirst()
        let times = ranked.filter(\.unknown.isEmpty).varied(limit)
        let unknown = ranked.filter { !$0.unknown.isEmpty }.filter { time in
            times.count < limit || times.last.map { time.change < $0.change } ?? true
        }.varied(limit)
        return Openings(
            times: times, unknown: unknown,
            hindrance: ranked.isEmpty ? hindrance(for: nominal, kind: kind, week: week, in: plan, search) : nil)
    }

    /// The nearest times of the same week that would do, an hour apart at least, each the best there is then.
    ///
    /// - Parameter contact: A planned contact that gives way: one that is to be moved.
    package func openTimes(
        for nominal: Nominal, kind: ContactKind, near wanted: Moment, in plan: Plan, leavingOut contact: Contact.ID?,
        limit: Int
    ) -> [OpenTime] {
        let monday = wanted.day.monday
        let replaced = plan.contacts.first { $0.id == contact && register.diaries.canMove($0) }
        let best = OpenTimes(register, plan, nominal: nominal, kind: kind)
            .all(on: monday..<(monday + 7), insteadOf: replaced).bestFirst()
        return best.filter(\.unknown.isEmpty).enumerated()
            .map { (away: abs($0.element.contact.start - wanted), rank: $0.offset, time: $0.element) }
            .sorted { ($0.away, $0.rank) < ($1.away, $1.rank) }
            .map(\.time).apart(limit)
    }

    private func hindrance(
        for nominal: Nominal, kind: ContactKind, week: Day, in plan: Plan, _ search: OpenTimes
    ) -> Openings.Hindrance {
        let reasons = ShortfallReasons(
            register, BookingProblem.Frame(register, nominal), weeks: plan.weeks, meetings: plan.meetings,
            contacts: plan.contacts)
        let (cause, reason) = reasons.hindrance(of: kind, for: nominal, week: week)
        return Openings.Hindrance(
            cause: cause, reason: reason, people: search.people(from: week), nominal: search.commitments(from: week))
    }
}

extension OpenTimes {
    /// What the nominal has that week.
    func commitments(from week: Day) -> [Openings.Engagement] {
        let days = week..<(week + 7)
        let contacts = diary.contacts(with: nominal.id).filter { days.contains($0.day) }
            .map { Openings.Engagement(sort: .contact($0.id), interval: $0.interval) }
        let own = register.caseload.unavailability.filter { $0.nominal == nominal.id }.flatMap { commitment in
            days.filter(commitment.holds).map { day in
                Openings.Engagement(
                    sort: .commitment,
                    interval: day.at(commitment.start)..<day.at(max(commitment.start, commitment.end)))
            }
        }
        return (contacts + own).sorted { $0.interval.lowerBound < $1.interval.lowerBound }
    }

    /// The week of each of the nominal's own practitioners who could be at the contact.
    func people(from week: Day) -> [Openings.PersonsWeek] {
        let own = Set(nominal.leads).union(register.involved(with: nominal.id))
        let crews = options.map { option in option.crew.map { register.caseload.practitioners[$0].id } }
        return Set(crews.joined()).intersection(own).sorted().map { practitioner in
            Openings.PersonsWeek(
                practitioner: practitioner,
                days: (week..<(week + 7)).compactMap { day(of: practitioner, $0) })
        }
    }

    private func day(of practitioner: Practitioner.ID, _ day: Day) -> Openings.PersonsDay? {
        let routes = diary.routes(of: practitioner, on: day)
        guard let last = routes.last?.block.interval.upperBound else { return nil }
        let engagements = routes.flatMap(\.commitments).map { commitment in
            let sort: Openings.Engagement.Sort =
                commitment.contact.map { .contact($0.id) }
                ?? (commitment.isMeeting ? .meeting(commitment.name) : .busy)
            return Openings.Engagement(sort: sort, interval: commitment.interval)
        }
        return Openings.PersonsDay(
            day: day, hours: routes.map(\.block.interval), engagements: engagements,
            starts: starts(for: practitioner, on: day, routes),
            isUnknown: register.diaries.knownUntil[practitioner].map { $0 < last } ?? false)
    }

    /// The starts at which one practitioner could be at the contact, those that follow one another as one range.
    private func starts(
        for practitioner: Practitioner.ID, on day: Day, _ routes: [Itineraries.Itinerary]
    ) -> [ClosedRange<Moment>] {
        let grid = max(1, register.policy.gridMinutes)
        let mine = options.filter { $0.crew.contains { register.caseload.practitioners[$0].id == practitioner } }
        var ranges: [ClosedRange<Moment>] = []
        for minute in stride(from: 0, to: Moment.minutesPerDay, by: grid) {
            let start = day.at(minute)
            let isOpen = mine.contains { option in
                let contact = contact(option, by: [practitioner], at: start, insteadOf: nil)
                return routes.contains { route in
                    contact.interval.clamped(to: route.block.interval) == contact.interval
                        && diary.travel(of: route, with: contact, without: nil) != nil
                }
            }
            guard isOpen else { continue }
            if let last = ranges.last, last.upperBound + grid == start {
                ranges[ranges.count - 1] = last.lowerBound...start
            } else {
                ranges.append(start...start)
            }
        }
        return ranges
    }
}
