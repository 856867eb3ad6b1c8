internal import Casework

/// What people would rather have, in the numbers of one week's problem.
///
/// It stands below all levels of the score: it chooses between bookings that are worth the same.
struct Preferences: Sendable {
    /// What a preference may cost, in minutes of people's time: nobody else is sent along for one.
    static let minutes = 15
    /// Contacts at one place with no more minutes than this between them are back to back.
    static let backToBack = 30

    private let coLocated: Bool
    private let awayFromStations: Bool
    /// Whether a nominal may have two contacts on one day, so that they can be back to back.
    fileprivate let bundled: Bool
    private let agencies: [Agency.Kind?]
    private let isStation: [Bool]
    /// For each nominal, their regular times.
    private let regular: [[(kind: Int, start: Int)]]
    /// For each nominal, the hours of the week at which the police had better not call again.
    private let foreseen: [Set<Int>]
    /// For each nominal, the contacts that stand whatever is planned.
    fileprivate let fixed: [[Commitment]]

    /// Where a nominal is because of another contact.
    struct Commitment: Sendable {
        var place: Int
        var start: Int
        var end: Int
        var isWithPartner: Bool
    }

    /// Whether it can matter at what time of a day a nominal is seen.
    func areTimesMinded(of nominal: Int) -> Bool { bundled || !regular[nominal].isEmpty || !foreseen[nominal].isEmpty }

    /// - Parameters:
    ///   - fixed: Contacts of the week that stand whatever is planned.
    ///   - planned: What is booked in earlier weeks of the plan.
    init(_ frame: BookingProblem.Frame, week: Day, fixed: [Contact], planned: [Contact]) {
        let register = frame.register
        let wanted = register.policy.preferences
        coLocated = wanted.contains(.jointVisitsWhenCoLocated)
        awayFromStations = wanted.contains(.awayFromPoliceStations)
        bundled = wanted.contains(.backToBackWithPartners) && register.policy.maxContactsPerDay > 1
        agencies = register.caseload.practitioners.map { register.agencyKind(of: $0.id) }
        isStation = register.caseload.locations.map { $0.kind == .policeStation }

        let usual = UsualTimes(register, before: week, planned: planned)
        let kinds = Dictionary(frame.kinds.enumerated().map { ($1, $0) }) { first, _ in first }
        regular = register.caseload.nominals.map { nominal in
            guard wanted.contains(.regularTimes) else { return [] }
            return usual.regular[nominal.id, default: []].compactMap { time in
                kinds[time.kind].map { ($0, time.start) }
            }
        }
        foreseen = register.caseload.nominals.map { nominal in
            wanted.contains(.variedPoliceVisits) ? usual.foreseen[nominal.id, default: []] : []
        }
        let standing = Dictionary(grouping: fixed, by: \.nominal)
        self.fixed = register.caseload.nominals.map { nominal in
            standing[nominal.id, default: []].compactMap { contact in
                contact.place.location.flatMap(frame.travel.number).map { place in
                    Commitment(
                        place: place, start: contact.start - week.start, end: contact.end - week.start,
                        isWithPartner: register.isWithPartner(contact))
                }
            }
        }
    }

    /// What speaks against a contact, whatever else is booked; -1 where it keeps a regular time.
    fileprivate func inconvenience(_ nominal: Int, _ option: BookingProblem.Option, start: Int) -> Int {
        var count = 0
        if awayFromStations, let place = option.place, isStation[place] { count += 1 }
        if isPoliceCall(option) {
            if foreseen[nominal].contains(UsualTimes.hour(start)) { count += 1 }
        } else if regular[nominal].contains(where: { $0.kind == option.kind && $0.start == start }) {
            count -= 1
        }
        return count
    }

    /// The least of it on one day; nil if any time of that day is as good as another.
    fileprivate func leastInconvenience(_ nominal: Int, _ option: BookingProblem.Option, on day: Int) -> Int? {
        if isPoliceCall(option) {
            return foreseen[nominal].contains { $0 / 24 == day } ? 0 : nil
        }
        let isRegular = regular[nominal].contains { $0.kind == option.kind && $0.start / Moment.minutesPerDay == day }
        return isRegular ? -1 : nil
    }

    private func isPoliceCall(_ option: BookingProblem.Option) -> Bool {
        option.isHome && option.crew.allSatisfy { agencies[$0] == .police }
    }

    /// Whether it goes against a preference that everyone in the crew has their time at one place.
    fileprivate func isApart(_ option: BookingProblem.Option, start: Int, _ problem: BookingProblem) -> Bool {
        guard coLocated, option.isJoint else { return false }
        let day = start / Moment.minutesPerDay
        let places = option.crew.map { practitioner in
            problem.blocksOfDay[practitioner * BookingProblem.days + day]
                .first { problem.blocks[$0].start <= start && start + option.minutes <= problem.blocks[$0].end }
                .map { problem.blocks[$0].place }
        }
        return places.contains { $0 == nil || $0 != places[0] }
    }

    /// How many of the commitments, all at one place, the contact follows on, or they on it, a partner worker at one.
    fileprivate func neighbours(_ option: BookingProblem.Option, start: Int, _ commitments: [Commitment]) -> Int {
        commitments.count { other in
            (other.isWithPartner || isWithPartner(option.crew))
                && (0...Preferences.backToBack).contains(max(start - other.end, other.start - start - option.minutes))
        }
    }

    fileprivate func isWithPartner(_ crew: [Int]) -> Bool { crew.contains { agencies[$0] == .partner } }
}

extension Bookings {
    /// What speaks against a visit: 1 for each preference that it goes against, -1 for a regular time that it keeps
    /// and for each contact that it is back to back with.
    func inconvenience(_ visit: Visit, _ option: Problem.Option) -> Int {
        let apart = problem.preferences.isApart(option, start: visit.start, problem) ? 1 : 0
        let alone = problem.preferences.inconvenience(visit.nominal, option, start: visit.start)
        let others = commitments(of: visit.nominal, at: option.place, otherThan: visit)
        return apart + alone - problem.preferences.neighbours(option, start: visit.start, others)
    }

    /// The least that could speak against such a contact on that day; nil if any time that fits is as good as another.
    func leastInconvenience(_ nominal: Int, _ option: Problem.Option, on day: Int) -> Int? {
        let neighbours = commitments(of: nominal, at: option.place)
            .count { $0.start / Moment.minutesPerDay == day }
        let least = problem.preferences.leastInconvenience(nominal, option, on: day)
        return neighbours > 0 ? (least ?? 0) - neighbours : least
    }

    /// The nominal's other commitments at the place where they would have a contact, as far as they matter.
    private func commitments(
        of nominal: Int, at place: Int?, otherThan visit: Visit? = nil
    ) -> [Preferences.Commitment] {
        guard problem.preferences.bundled, let place else { return [] }
        return problem.preferences.fixed[nominal].filter { $0.place == place }
            + visitsOf[nominal].compactMap { visits[$0] }.compactMap { other in
                let option = problem.options[nominal][other.option]
                guard other != visit, option.place == place else { return nil }
                return Preferences.Commitment(
                    place: place, start: other.start, end: other.start + option.minutes,
                    isWithPartner: problem.preferences.isWithPartner(option.crew))
            }
    }
}
