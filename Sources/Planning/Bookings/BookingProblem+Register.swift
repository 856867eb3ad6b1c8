internal import Casework

extension BookingProblem {
    /// Everything that is the same for every week of a plan.
    struct Frame: Sendable {
        var register: Register
        var travel: TravelMatrix
        var options: [[Option]]
        var ownOptions: [Int]
        var kinds: [ContactKind]
        var practitionerNumbers: [Practitioner.ID: Int]
        var nominalNumbers: [Nominal.ID: Int]

        init(_ register: Register) {
            self.register = register
            travel = TravelMatrix(register)
            kinds = register.policy.contacts.keys.sorted()
            let practitioners = register.caseload.practitioners
            practitionerNumbers = Dictionary(practitioners.enumerated().map { ($1.id, $0) }) { first, _ in first }
            let nominals = register.caseload.nominals
            nominalNumbers = Dictionary(nominals.enumerated().map { ($1.id, $0) }) { first, _ in first }
            options = []
            ownOptions = []
            for nominal in nominals {
                let all = contactOptions(for: nominal)
                let own = all.filter { $0.cover == 0 }
                options.append(own + all.filter { $0.cover > 0 })
                ownOptions.append(own.count)
            }
        }

        /// The frame of one nominal alone: nobody else's home has to be known.
        init(_ register: Register, _ nominal: Nominal) {
            var caseload = register.caseload
            caseload.nominals = [nominal]
            let stays = Set(
                caseload.practitioners.map(\.base) + caseload.workingPatterns.compactMap(\.location)
                    + [nominal.home].compactMap(\.self))
            caseload.locations.removeAll { $0.kind == .home && !stays.contains($0.id) }
            self.init(Register(caseload, register.diaries))
        }

        /// Every kind, place and crew by which the rules R3 to R6 let a nominal be seen.
        private func contactOptions(for nominal: Nominal) -> [Option] {
            var found: [Option] = []
            let crews = Crews(nominal, register)
            for (number, kind) in kinds.enumerated() {
                guard let rule = register.policy.contacts[kind] else { continue }
                for crew in rule.crews.flatMap({ crews.all(of: $0) }) {
                    for place in rule.places.flatMap({ crews.places($0, for: crew) }) {
                        let isAtHome = place.location.flatMap { register.locations[$0] }?.kind == .home
                        if isAtHome, nominal.crewing == .double, crew.count < 2 { continue }
                        found.append(
                            Option(
                                kind: number, place: place.location.flatMap(travel.number), minutes: rule.minutes,
                                crew: crew.compactMap { practitionerNumbers[$0] },
                                cover: crew.count { !crews.isOwn($0) }, isJoint: kind == .jointVisit,
                                isHome: place.location != nil && place.location == nominal.home, untilDay: 7))
                    }
                }
            }
            return found
        }
    }

    /// One week: its demands, and the routes with what cannot be moved on them.
    ///
    /// - Parameters:
    ///   - targets: One for each nominal, in the caseload's order.
    ///   - meetings: Planned already; attendance is a commitment.
    ///   - standing: Contacts of the week that stay as they are (R14), and those planned before.
    ///   - earlier: What is booked in the weeks of the plan before this one.
    init(
        _ frame: Frame, week: Day, targets: [WeeklyTarget], meetings: [PlannedMeeting], standing: [Contact],
        earlier: [Contact] = []
    ) {
        let register = frame.register
        let caseload = register.caseload
        let policy = register.policy
        let fixed = standing.filter { !register.diaries.canMove($0) && $0.status.countsAsOffered }

        self.week = week
        grid = max(1, policy.gridMinutes)
        maxPerDay = policy.maxContactsPerDay
        keepApartMinutes = policy.keepApartMinutes
        travel = frame.travel
        kinds = frame.kinds
        kindLimits = frame.kinds.map { policy.contacts[$0]?.atMostPerWeek ?? Int.max }
        nominals = caseload.nominals.map(\.id)
        practitioners = caseload.practitioners.map(\.id)
        ownOptions = frame.ownOptions
        rooms = caseload.locations.map(\.rooms)
        preferences = Preferences(frame, week: week, fixed: fixed, planned: earlier)

        keepApart = Array(repeating: [], count: nominals.count)
        for pair in caseload.keepApart {
            guard let first = frame.nominalNumbers[pair.first], let second = frame.nominalNumbers[pair.second]
            else { continue }
            keepApart[first].append(second)
            keepApart[second].append(first)
        }

        (blocks, blocksOfDay, fixedStops) = BookingProblem.routes(
            frame, week: week, meetings: meetings, fixed: fixed)
        demands = BookingProblem.demands(frame, week: week, targets: targets, fixed: fixed)
        options = zip(frame.options, caseload.nominals).map { options, nominal in
            guard let suspended = nominal.contactSuspendedFrom, suspended < week + BookingProblem.days else {
                return options
            }
            let untilDay = max(0, suspended - week)
            return options.map { option in
                var option = option
                let hasProbation = option.crew.contains {
                    register.agencyKind(of: caseload.practitioners[$0].id) == .probation
                }
                if hasProbation { option.untilDay = untilDay }
                return option
            }
        }

        originals = []
        originalsOf = Array(repeating: [], count: nominals.count)
        for contact in standing where register.diaries.canMove(contact) {
            guard let nominal = frame.nominalNumbers[contact.nominal] else { continue }
            let crew = Set(contact.practitioners.compactMap { frame.practitionerNumbers[$0] })
            let place = contact.place.location.flatMap(frame.travel.number)
            let isOnGrid = contact.start.minuteOfDay % grid == 0
            let option = options[nominal].firstIndex {
                isOnGrid && kinds[$0.kind] == contact.kind && $0.place == place && Set($0.crew) == crew
                    && $0.minutes == contact.minutes
            }
            originalsOf[nominal].append(originals.count)
            originals.append(
                Original(id: contact.id, nominal: nominal, option: option, start: contact.start - week.start))
        }
    }

    private static func demands(
        _ frame: Frame, week: Day, targets: [WeeklyTarget], fixed: [Contact]
    ) -> [Demand] {
        let register = frame.register
        let kindNumbers = Dictionary(frame.kinds.enumerated().map { ($1, $0) }) { first, _ in first }
        var demands = zip(register.caseload.nominals, targets).map { nominal, target in
            Demand(
                contacts: target.contacts, isJointDue: target.isJointDue, isHomeDue: target.isHomeDue,
                jointOn: target.jointOn.map { $0 - week }, weight: register.policy.weight(of: nominal.rag),
                days: (0..<days).map { !nominal.isInCustody(on: week + $0) }, unavailable: [])
        }
        for commitment in register.caseload.unavailability {
            guard let number = frame.nominalNumbers[commitment.nominal] else { continue }
            for day in 0..<days where commitment.holds(on: week + day) {
                let midnight = day * Moment.minutesPerDay
                demands[number].unavailable.append(
                    (midnight + commitment.start.minutes)..<(midnight + max(commitment.start, commitment.end).minutes))
            }
        }
        if let first = register.diaries.bookableFrom, week.start < first {
            for number in demands.indices { demands[number].unavailable.append(0..<(first - week.start)) }
        }
        for contact in fixed {
            guard let number = frame.nominalNumbers[contact.nominal] else { continue }
            let location = contact.place.location
            demands[number].fixed.append(
                FixedContact(
                    kind: kindNumbers[contact.kind], place: location.flatMap(frame.travel.number),
                    start: contact.start - week.start, end: contact.end - week.start,
                    isJoint: contact.kind == .jointVisit,
                    isHome: location != nil && location == register.caseload.nominals[number].home))
        }
        return demands
    }

    private static func routes(
        _ frame: Frame, week: Day, meetings: [PlannedMeeting], fixed: [Contact]
    ) -> ([Block], [Range<Int>], [[Stop]]) {
        let register = frame.register
        var commitments: [Practitioner.ID: [(interval: Range<Moment>, place: Place, isContact: Bool)]] = [:]
        // Of commitments of the same times the one named first is where one goes, as `Itineraries` has it.
        for contact in fixed.sorted(by: { $0.id < $1.id }) {
            for practitioner in contact.practitioners {
                commitments[practitioner, default: []].append((contact.interval, contact.place, true))
            }
        }
        for meeting in meetings {
            for attendance in meeting.attendance {
                commitments[attendance.practitioner, default: []].append(
                    (attendance.interval, meeting.place, false))
            }
        }
        for (practitioner, times) in register.busyTimes {
            for time in times where !time.interval.isEmpty {
                commitments[practitioner, default: []].append((time.interval, .online, false))
            }
        }

        var blocks: [Block] = []
        var ofDay: [Range<Int>] = []
        var stops: [[Stop]] = []
        for (number, practitioner) in register.caseload.practitioners.enumerated() {
            let mine = commitments[practitioner.id] ?? []
            for day in 0..<days {
                let first = blocks.count
                for block in register.blocks(of: practitioner.id, on: week + day) {
                    guard let place = frame.travel.number(of: block.location) else { continue }
                    // A meeting or a busy time counts with the part inside the block; a contact lies wholly in one.
                    let parts = mine.compactMap { commitment -> Stop? in
                        if commitment.isContact, commitment.interval.clamped(to: block.interval) != commitment.interval
                        {
                            return nil
                        }
                        let part = commitment.interval.clamped(to: block.interval)
                        guard !part.isEmpty, commitment.interval.overlaps(block.interval) else { return nil }
                        let at = commitment.place.location.flatMap(frame.travel.number) ?? place
                        return Stop(
                            start: part.lowerBound - week.start, end: part.upperBound - week.start, arrival: at,
                            departure: at)
                    }
                    blocks.append(
                        Block(
                            practitioner: number, start: block.interval.lowerBound - week.start,
                            end: block.interval.upperBound - week.start, place: place))
                    stops.append(merged(parts))
                }
                ofDay.append(first..<blocks.count)
            }
        }
        return (blocks, ofDay, stops)
    }

    /// Joins commitments that overlap into one stop: begun where the first is, left where the last to end is.
    private static func merged(_ parts: [Stop]) -> [Stop] {
        var joined: [Stop] = []
        let inOrder = parts.enumerated().sorted {
            ($0.element.start, $0.element.end, $0.offset) < ($1.element.start, $1.element.end, $1.offset)
        }
        for part in inOrder.map(\.element) {
            guard var last = joined.last, part.start < last.end else {
                joined.append(part)
                continue
            }
            if part.end > last.end {
                last.end = part.end
                last.departure = part.departure
            }
            joined[joined.count - 1] = last
        }
        return joined
    }
}

/// Who may go, and where, to see one nominal.
private struct Crews {
    private let nominal: Nominal
    private let register: Register
    private let own: Set<Practitioner.ID>
    /// How many colleagues are considered to stand in for a lead, the nearest first: a bound for large teams.
    ///
    /// An agency with more of them serves a region: then those of the lead's own base are asked, not another team.
    private static let mostCover = 24
    /// With more probation offices than so many it is a region, and contacts are at those where the crew works.
    private static let mostOffices = 4
    private let offices: [Location.ID]

    init(_ nominal: Nominal, _ register: Register) {
        self.nominal = nominal
        self.register = register
        own = Set(nominal.leads).union(register.involved(with: nominal.id))
        offices = register.caseload.locations.filter { $0.kind == .probationOffice }.map(\.id)
    }

    func isOwn(_ practitioner: Practitioner.ID) -> Bool { own.contains(practitioner) }

    /// Every crew made of these kinds of agency: partner workers are involved, and without one a lead is there.
    func all(of kinds: [Agency.Kind]) -> [[Practitioner.ID]] {
        var crews: [[Practitioner.ID]] = [[]]
        for kind in kinds.sorted() {
            let candidates = candidates(kind)
            crews = crews.flatMap { crew in
                candidates.filter { !crew.contains($0) }.map { crew + [$0] }
            }
        }
        var seen: Set<Set<Practitioner.ID>> = []
        return crews.filter { crew in
            guard seen.insert(Set(crew)).inserted else { return false }
            return kinds.contains(.partner) || crew.contains(nominal.policeLead) || crew.contains(nominal.probationLead)
        }
    }

    /// The nominal's own practitioners of that kind, then colleagues of the lead who could stand in.
    ///
    /// Nobody stands in for a nominal with limited access: they would have to be told who it is.
    private func candidates(_ kind: Agency.Kind) -> [Practitioner.ID] {
        let own = register.caseload.practitioners.map(\.id).filter {
            self.own.contains($0) && register.agencyKind(of: $0) == kind
        }
        guard kind != .partner, !nominal.hasLimitedAccess else { return own }
        let lead = kind == .police ? nominal.policeLead : nominal.probationLead
        guard let base = register.practitioners[lead]?.base, let agency = register.practitioners[lead]?.agency else {
            return own
        }
        let role: Practitioner.Role = kind == .police ? .offenderManager : .probationPractitioner
        let all = register.caseload.practitioners
            .filter { $0.agency == agency && $0.role == role && !self.own.contains($0.id) }
        let colleagues = (all.count > Crews.mostCover ? all.filter { $0.base == base } : all)
            .map { (travel: register.travelMinutes(from: base, to: $0.base), id: $0.id) }
            .sorted { ($0.travel, $0.id) < ($1.travel, $1.id) }
        return own + colleagues.prefix(Crews.mostCover).map(\.id)
    }

    func places(_ kind: Policy.PlaceKind, for crew: [Practitioner.ID]) -> [Place] {
        switch kind {
        case .online: return [.online]
        case .location(.home):
            return nominal.home.map { [.at($0)] } ?? []
        case .location(.partnerOffice):
            let bases = Set(
                crew.filter { register.agencyKind(of: $0) == .partner }.compactMap {
                    register.practitioners[$0]?.base
                })
            return register.caseload.locations
                .filter { $0.kind == .partnerOffice && (bases.isEmpty || bases == [$0.id]) }
                .map { .at($0.id) }
        case .location(.probationOffice) where offices.count > Crews.mostOffices:
            let places = Set(crew.flatMap { register.workplaces(of: $0) })
            return offices.filter(places.contains).map { .at($0) }
        case .location(let kind):
            return register.caseload.locations.filter { $0.kind == kind }.map { .at($0.id) }
        }
    }
}
