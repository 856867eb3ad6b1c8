internal import Casework

/// Says why a shortfall is one, and what would cure it: whose time, how much, which commitment is in the way.
struct ShortfallReasons {
    private let register: Register
    private let frame: BookingProblem.Frame
    private let diary: StandingDiary
    private let smallestCure: SmallestCure

    init(_ register: Register, weeks: Weeks, meetings: [PlannedMeeting], contacts: [Contact]) {
        self.init(
            register, BookingProblem.Frame(register), weeks: weeks, meetings: meetings, contacts: contacts)
    }

    /// - Parameter frame: Of these nominals at least who are asked about.
    init(
        _ register: Register, _ frame: BookingProblem.Frame, weeks: Weeks, meetings: [PlannedMeeting],
        contacts: [Contact]
    ) {
        self.register = register
        self.frame = frame
        diary = StandingDiary(register, weeks: weeks, meetings: meetings, contacts: contacts)
        smallestCure = SmallestCure(
            register, frame, weeks: weeks, meetings: meetings, contacts: contacts, diary: diary)
    }

    /// The same shortfall with its causes and reasons.
    func explained(_ shortfall: Shortfall, target: WeeklyTarget) -> Shortfall {
        guard let nominal = register.nominals[shortfall.nominal],
            let number = frame.nominalNumbers[shortfall.nominal]
        else { return shortfall }
        let needs = Need.all(of: shortfall)
        let cures = cures(for: nominal, target)
        var explained = shortfall
        var causes: [Shortfall.Cause] = []
        for need in needs {
            let finding = Trial(self, nominal, target, need, options(of: number, for: need, target)).finding()
            causes.append(finding.cause)
            let subject = need.inWords(shortfall, target)
            explained.reasons.append("\(subject): \(finding.reason)\(inWords(cures.filter { $0.need == need }))")
        }
        explained.causes = causes.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        if nominal.rag == .blue, let release = nominal.releaseOn, release >= target.week,
            !explained.causes.contains(.released)
        {
            explained.causes.append(.released)
            explained.reasons.append("Released \(release.inShort): only the days from then on count.")
        }
        if nominal.hasLimitedAccess {
            explained.reasons.append("Limited access: no colleague is asked to stand in for a lead.")
        }
        return explained
    }

    /// Why a contact of that kind cannot be had in a week, as the diary stands.
    func hindrance(of kind: ContactKind, for nominal: Nominal, week: Day) -> (cause: Shortfall.Cause, reason: String) {
        let target = WeeklyTarget(
            nominal: nominal.id, week: week, contacts: 0, isJointDue: false, isHomeDue: false)
        let options = frame.nominalNumbers[nominal.id].map { frame.options[$0] } ?? []
        let finding = Trial(self, nominal, target, .any, options.filter { frame.kinds[$0.kind] == kind }).finding()
        return (finding.cause, finding.reason)
    }

    /// The ways to have a contact that would count.
    private func options(of nominal: Int, for need: Need, _ target: WeeklyTarget) -> [BookingProblem.Option] {
        let mine = diary.contacts(with: target.nominal).filter { $0.day.monday == target.week }
        return frame.options[nominal].filter { option in
            let kind = frame.kinds[option.kind]
            let most = register.policy.contacts[kind]?.atMostPerWeek ?? Int.max
            return need.suits(option) && (need != .any || mine.count { $0.kind == kind } < most)
        }
    }

    // MARK: - What would cure it

    /// What would cure a nominal's week, contact by contact, everything else staying as it is; each takes those before
    /// it as granted.
    ///
    /// - Returns: With each the need it is for; fewer than there are needs where no hours would do.
    func cures(for nominal: Nominal, _ target: WeeklyTarget) -> [(need: Need, cure: SmallestCure.Cure)] {
        guard let number = frame.nominalNumbers[nominal.id] else { return [] }
        let days = (target.week..<(target.week + 7)).filter { !nominal.isInCustody(on: $0) }
        let own = frame.options[number].filter { $0.cover == 0 }
        let options = own.isEmpty ? frame.options[number] : own
        var mine = diary.contacts(with: nominal.id).filter { $0.day.monday == target.week }
        var ask = smallestCure
        var cures: [(need: Need, cure: SmallestCure.Cure)] = []

        func grant(_ need: Need, _ cure: SmallestCure.Cure?) -> Bool {
            guard let cure else { return false }
            cures.append((need, cure))
            ask = ask.after(cure)
            mine.append(cure.contact)
            return true
        }
        func missing() -> (booked: Int, contacts: Int, joint: Bool, home: Bool) {
            target.missing(mine, home: nominal.home, policy: register.policy)
        }
        if missing().joint {
            let jointDays = target.jointOn.map { day in days.filter { $0 == day } } ?? days
            let joint = ask.cure(for: nominal, by: options.filter(\.isJoint), on: jointDays)
            var both: SmallestCure.Cure?
            if missing().home, let joint {
                // One visit that is joint and at home, if that asks for no more than one of each.
                both = ask.cure(for: nominal, by: options.filter { $0.isJoint && $0.isHome }, on: jointDays)
                let home = ask.after(joint).cure(for: nominal, by: options.filter(\.isHome), on: days)
                if let minutes = home?.minutes, let most = both?.minutes, joint.minutes + minutes < most { both = nil }
            }
            _ = grant(.joint, both ?? joint)
        }
        if missing().home { _ = grant(.home, ask.cure(for: nominal, by: options.filter(\.isHome), on: days)) }
        while missing().contacts > 0 {
            let counting = options.filter { option in
                let kind = frame.kinds[option.kind]
                return mine.count { $0.kind == kind } < register.policy.contacts[kind]?.atMostPerWeek ?? Int.max
            }
            guard grant(.any, ask.cure(for: nominal, by: counting, on: days)) else { break }
        }
        return cures
    }

    /// The hours to ask for, as the end of a sentence's paragraph; nothing where none are needed.
    private func inWords(_ cures: [(need: Need, cure: SmallestCure.Cure)]) -> String {
        let extra = cures.flatMap(\.cure.extra)
        guard !extra.isEmpty else { return "" }
        let minutes = extra.reduce(0) { $0 + $1.minutes }
        let contacts = cures.map { "\($0.cure.contact.start.inShort) to \($0.cure.contact.end.clock)" }
        return " With extra hours of \(extra.map(\.inWords).listed) (\(minutes.asHours)), \(contacts.listed) would do, "
            + "with nothing else moved."
    }

    enum Need {
        case joint, home, any

        static func all(of shortfall: Shortfall) -> [Need] {
            (shortfall.isJointMissing ? [.joint] : []) + (shortfall.isHomeMissing ? [.home] : [])
                + (shortfall.missingContacts > 0 ? [.any] : [])
        }

        func suits(_ option: BookingProblem.Option) -> Bool {
            switch self {
            case .joint: option.isJoint
            case .home: option.isHome
            case .any: true
            }
        }

        func inWords(_ shortfall: Shortfall, _ target: WeeklyTarget) -> String {
            switch self {
            case .joint: target.jointOn == nil ? "Joint visit missing" : "Joint visit on the day of release missing"
            case .home: "Contact at home missing"
            case .any:
                shortfall.missingContacts == 1
                    ? "1 contact missing" : "\(shortfall.missingContacts) contacts missing"
            }
        }
    }

    /// What stands in the way, and how it could be cured.
    private struct Finding {
        var cause: Shortfall.Cause
        var reason: String
    }

    /// Why one practitioner cannot be at a contact at a given time.
    private enum Obstacle: Hashable {
        case notWorking
        case busy(Range<Moment>)
        case meeting(String, Range<Moment>)
        case contact(Contact.ID, Range<Moment>)
        case tooFar
    }

    /// Tries every start of the week for every option, and keeps account of what each one fails on.
    private struct Trial {
        private let reasons: ShortfallReasons
        private let register: Register
        private let nominal: Nominal
        private let target: WeeklyTarget
        private let need: Need
        private let options: [BookingProblem.Option]
        private var mine: [Contact]
        /// The nominal's own practitioners: the words are about them, though colleagues are tried as well.
        private let own: Set<Practitioner.ID>

        init(
            _ reasons: ShortfallReasons, _ nominal: Nominal, _ target: WeeklyTarget, _ need: Need,
            _ options: [BookingProblem.Option]
        ) {
            self.need = need
            own = Set(nominal.leads).union(reasons.register.involved(with: nominal.id))
            self.reasons = reasons
            register = reasons.register
            self.nominal = nominal
            self.target = target
            self.options = options
            mine = reasons.diary.contacts(with: nominal.id).filter { $0.day.monday == target.week }
        }

        func finding() -> Finding {
            guard !options.isEmpty else {
                return Finding(cause: .place, reason: "no place and crew that the policy allows would do.")
            }
            let days = openDays()
            if let finding = days.finding { return finding }
            var suspended = 0
            var tried = 0
            var unavailable = 0
            var full: Set<Location.ID> = []
            var apart = 0
            var possible: (start: Moment, crew: [Practitioner.ID])?
            var crewFree = 0
            var obstacles: [Practitioner.ID: [Obstacle: Int]] = [:]
            // For each practitioner, starts at which they themselves could.
            var could: [Practitioner.ID: Int] = [:]
            var nearest: (obstacle: Obstacle, who: Practitioner.ID, start: Moment, minutes: Int)?
            let diary = reasons.diary
            for option in options {
                let crew = option.crew.map { register.caseload.practitioners[$0].id }
                for day in days.open {
                    if diary.isSuspended(nominal, for: crew, on: day) {
                        suspended += 1
                        continue
                    }
                    for minute in stride(from: 0, to: Moment.minutesPerDay, by: max(1, register.policy.gridMinutes)) {
                        let start = day.at(minute)
                        let end = start + option.minutes
                        if let now = register.diaries.now, start < now { continue }
                        let found = crew.map { obstacle(for: $0, option, from: start, until: end) }
                        // Nights and the like: nobody of the crew is at work.
                        if found.allSatisfy({ $0 == .notWorking }) { continue }
                        tried += 1
                        if isCommitted(from: start, until: end) {
                            unavailable += 1
                            continue
                        }
                        for (who, obstacle) in zip(crew, found) {
                            if let obstacle {
                                obstacles[who, default: [:]][obstacle, default: 0] += 1
                            } else {
                                could[who, default: 0] += 1
                            }
                        }
                        let blocked = zip(crew, found).compactMap { who, obstacle in obstacle.map { (who, $0) } }
                        if blocked.isEmpty {
                            crewFree += 1
                            let place = option.place.flatMap(reasons.frame.travel.location)
                            if let place, diary.isFull(place, in: start..<end) {
                                full.insert(place)
                            } else if let place, diary.isKeptApart(nominal.id, at: place, in: start..<end) {
                                apart += 1
                            } else if possible == nil {
                                possible = (start, crew)
                            }
                        } else if blocked.count == 1, let (who, obstacle) = blocked.first,
                            isBetter(obstacle, than: nearest?.obstacle),
                            isAllThereIs(obstacle, for: who, option, from: start, until: end)
                        {
                            nearest = (obstacle, who, start, option.minutes)
                        }
                    }
                }
            }
            if tried == 0 {
                if suspended > 0, let from = nominal.contactSuspendedFrom {
                    return Finding(
                        cause: .suspended,
                        reason: "probation contact is suspended from \(from.inShort), and nobody else is free.")
                }
                let crew = names(options.flatMap(\.crew))
                return Finding(
                    cause: .vacancy,
                    reason: "\(crew) \(crew.contains(" ") ? "have" : "has") no working time on the days left.")
            }
            if unavailable == tried {
                return Finding(
                    cause: .nominalUnavailable,
                    reason: "the nominal's own commitments take every time at which \(names(options.flatMap(\.crew))) "
                        + "could come.")
            }
            if let possible {
                return Finding(
                    cause: .open,
                    reason: "\(possible.start.inShort) with \(names(possible.crew)) is possible now: plan again.")
            }
            if crewFree > 0 {
                if let place = full.sorted().first {
                    return Finding(cause: .rooms, reason: "all rooms at \(place) are taken at the times that are left.")
                }
                return Finding(
                    cause: .keepApart,
                    reason: "at the times that are left another nominal, to be kept apart, is at the place.")
            }
            return blockedFinding(obstacles, could, nearest, on: days.open)
        }

        /// The days on which one more contact could be at all.
        private func openDays() -> (open: [Day], finding: Finding?) {
            let ahead = (target.week..<(target.week + 7)).filter { day in
                register.diaries.now.map { $0.day <= day } ?? true
            }
            var open = ahead.filter { !nominal.isInCustody(on: $0) }
            if open.isEmpty, !ahead.isEmpty {
                let until = nominal.releaseOn.map { "until \($0.inWords)" } ?? "with no day of release known"
                return ([], Finding(cause: .custody, reason: "the nominal is in custody, \(until)."))
            }
            if let jointOn = target.jointOn, options.allSatisfy(\.isJoint) { open = open.filter { $0 == jointOn } }
            if nominal.rag == .blue, let release = nominal.releaseOn, !open.contains(where: register.isWorkingDay) {
                return (
                    [],
                    Finding(
                        cause: .released, reason: "released \(release.inWords), with no working day left in the week.")
                )
            }
            let most = register.policy.maxContactsPerDay
            let free = open.filter { day in standing.count { $0.day == day } < most }
            let worked = free.filter { day in
                options.contains { option in
                    option.crew.contains {
                        !register.blocks(of: register.caseload.practitioners[$0].id, on: day).isEmpty
                    }
                }
            }
            guard worked.isEmpty else { return (worked, nil) }
            if open.contains(where: register.isWorkingDay), free.allSatisfy({ !register.isWorkingDay($0) }) {
                return (
                    [],
                    Finding(
                        cause: .daysTaken,
                        reason: "every working day left has its contact already (\(most) a day at most).")
                )
            }
            let who = names(options.flatMap(\.crew))
            return (
                [],
                Finding(
                    cause: .vacancy,
                    reason: "\(who) \(who.contains(" ") ? "do" : "does") not work on the days left.")
            )
        }

        /// Whether the nominal is somewhere else then: a commitment, or another contact of the same day.
        private func isCommitted(from start: Moment, until end: Moment) -> Bool {
            if standing.contains(where: { $0.start < end && start < $0.end }) { return true }
            return reasons.diary.commitment(of: nominal.id, in: start..<end) != nil
        }

        /// The nominal's contacts of the week that stay.
        ///
        /// For a joint visit or one at home, another that is only planned could give way.
        private var standing: [Contact] { need == .any ? mine : mine.filter { $0.status != .planned } }

        /// Whether a contact could be then if it were not for that one obstacle of that practitioner.
        private func isAllThereIs(
            _ obstacle: Obstacle, for practitioner: Practitioner.ID, _ option: BookingProblem.Option,
            from start: Moment, until end: Moment
        ) -> Bool {
            let (diary, place) = (reasons.diary, option.place.flatMap(reasons.frame.travel.location))
            if let place,
                diary.isFull(place, in: start..<end)
                    || diary.isKeptApart(nominal.id, at: place, in: start..<end)
            {
                return false
            }
            return self.obstacle(for: practitioner, option, from: start, until: end, but: obstacle) == nil
        }

        /// - Parameter other: An obstacle to look past.
        private func obstacle(
            for practitioner: Practitioner.ID, _ option: BookingProblem.Option, from start: Moment, until end: Moment,
            but other: Obstacle? = nil
        ) -> Obstacle? {
            let routes = reasons.diary.routes(of: practitioner, on: start.day)
            guard
                let itinerary = routes.first(where: {
                    $0.block.interval.lowerBound <= start && end <= $0.block.interval.upperBound
                })
            else { return .notWorking }
            let block = itinerary.block
            let place = option.place.flatMap(reasons.frame.travel.location) ?? block.location
            let route = itinerary.commitments.filter { obstacle($0) != other }
            var (here, free) = (block.location, block.interval.lowerBound)
            var last: Itineraries.Commitment?
            for commitment in route where commitment.interval.lowerBound < end && commitment.interval.upperBound > free
            {
                (here, free, last) = (commitment.place, commitment.interval.upperBound, commitment)
            }
            if free + register.travelMinutes(from: here, to: place) > start { return last.map(obstacle) ?? .tooFar }
            let next = route.first { $0.interval.lowerBound >= end }
            let deadline = next?.interval.lowerBound ?? block.interval.upperBound
            if end + register.travelMinutes(from: place, to: next?.place ?? block.location) > deadline {
                return next.map(obstacle) ?? .tooFar
            }
            return nil
        }

        private func obstacle(_ commitment: Itineraries.Commitment) -> Obstacle {
            if let contact = commitment.contact { return .contact(contact.id, commitment.interval) }
            return commitment.isMeeting
                ? .meeting(commitment.name, commitment.interval) : .busy(commitment.interval)
        }

        /// Which obstacle a manager can move most easily: a busy time, then what is booked; more hours are said apart.
        private func isBetter(_ obstacle: Obstacle, than other: Obstacle?) -> Bool {
            guard let rank = rank(obstacle) else { return false }
            return other.flatMap(self.rank).map { rank < $0 } ?? true
        }

        private func rank(_ obstacle: Obstacle) -> Int? {
            switch obstacle {
            case .busy: 0
            case .contact: 1
            case .meeting: 2
            case .notWorking, .tooFar: nil
            }
        }

        private func blockedFinding(
            _ obstacles: [Practitioner.ID: [Obstacle: Int]], _ could: [Practitioner.ID: Int],
            _ nearest: (obstacle: Obstacle, who: Practitioner.ID, start: Moment, minutes: Int)?, on days: [Day]
        ) -> Finding {
            let cure = nearest.map { cured($0.obstacle, $0.who, $0.start, $0.minutes) } ?? ""
            let never = obstacles.keys.filter { own.contains($0) && could[$0, default: 0] == 0 }.sorted()
            guard !never.isEmpty else {
                return Finding(
                    cause: .noCommonTime,
                    reason: "\(names(options.flatMap(\.crew))) have time, but not at the same time.\(cure)")
            }
            let accounts = never.map { account(of: $0, on: days) }
            let cause = accounts.map(\.cause).max { weight($0) < weight($1) } ?? .capacity
            return Finding(cause: cause, reason: "\(accounts.map(\.words).joined(separator: "; ")).\(cure)")
        }

        /// The harder a cause is to mend by booking differently, the more it tells.
        private func weight(_ cause: Shortfall.Cause) -> Int {
            switch cause {
            case .vacancy: 3
            case .tooFar: 2
            case .busy: 1
            default: 0
            }
        }

        /// Where one practitioner's time goes on the days that could be used.
        private func account(
            of who: Practitioner.ID, on days: [Day]
        ) -> (cause: Shortfall.Cause, words: String) {
            var (worked, held, busy) = (0, 0, 0)
            for day in days {
                for block in register.blocks(of: who, on: day) { worked += block.interval.minutes }
                for itinerary in reasons.diary.routes(of: who, on: day) {
                    // Commitments can overlap; time is taken up once.
                    var until = itinerary.block.interval.lowerBound
                    for commitment in itinerary.commitments {
                        let minutes = max(
                            0, commitment.interval.upperBound - max(until, commitment.interval.lowerBound))
                        if commitment.contact == nil { busy += minutes } else { held += minutes }
                        until = max(until, commitment.interval.upperBound)
                    }
                }
            }
            let when =
                if days.count == 1, let day = days.first {
                    "on \(day.inShort)"
                } else if (target.week..<(target.week + 7)).allSatisfy({
                    days.contains($0) || !register.isWorkingDay($0)
                }) {
                    "that week"
                } else {
                    "on the days left"
                }
            if worked == 0 {
                let isVacant = (target.week..<(target.week + 28)).allSatisfy {
                    register.blocks(of: who, on: $0).isEmpty
                }
                return (
                    .vacancy,
                    isVacant
                        ? "\(who) has no working time in these four weeks (does anybody hold the post?)"
                        : "\(who) does not work \(when)"
                )
            }
            if let tooFar = distance(from: who, on: days, when) { return (.tooFar, tooFar) }
            if busy >= worked { return (.busy, "\(who) is busy or in meetings all the time \(when)") }
            let figures = "\(worked.asHours) worked, \(busy.asHours) busy or in meetings, \(held.asHours) in contacts"
            return busy * 2 > worked
                ? (.busy, "\(who) is taken up elsewhere \(when) (\(figures))")
                : (.capacity, "\(who)'s time is used up \(when) (\(figures))")
        }

        /// Says by how much every block is too short to get there and back; nil if there is one that is not.
        private func distance(from who: Practitioner.ID, on days: [Day], _ when: String) -> String? {
            let blocks = days.flatMap { register.blocks(of: who, on: $0) }
            var nearest: (over: Int, way: Int, minutes: Int, block: Register.Block, place: Location.ID)?
            for option in options where option.crew.contains(where: { register.caseload.practitioners[$0].id == who }) {
                for block in blocks {
                    guard let place = option.place.flatMap(reasons.frame.travel.location) else { return nil }
                    let way =
                        register.travelMinutes(from: block.location, to: place)
                        + register.travelMinutes(from: place, to: block.location)
                    let over = way + option.minutes - block.interval.minutes
                    guard over > 0 else { return nil }
                    if nearest.map({ over < $0.over }) ?? true {
                        nearest = (over, way, option.minutes, block, place)
                    }
                }
            }
            return nearest.map { far in
                "\(who) cannot get to \(far.place) and back in any block \(when) (\(far.way.asHours) on the way and "
                    + "\(far.minutes.asHours) there, \(far.over.asHours) more than the \(far.block.interval.minutes.asHours) "
                    + "of the longest)"
            }
        }

        private func cured(
            _ obstacle: Obstacle, _ who: Practitioner.ID, _ start: Moment, _ minutes: Int
        ) -> String {
            let time = "\(start.inShort) to \((start + minutes).clock)"
            return switch obstacle {
            case .notWorking, .tooFar: ""
            case .busy(let interval):
                " Were \(who)'s busy time \(interval.lowerBound.inShort) to \(interval.upperBound.clock) moved, \(time) would do."
            case .meeting(let name, _): " Only \(name) keeps \(who) from \(time)."
            case .contact(let id, let interval):
                " Only \(id) (\(interval.lowerBound.inShort) to \(interval.upperBound.clock)) keeps \(who) from \(time)."
            }
        }

        /// The nominal's own practitioners among a crew.
        private func names(_ crew: [Int]) -> String {
            names(crew.map { register.caseload.practitioners[$0].id }.filter(own.contains))
        }

        private func names(_ crew: [Practitioner.ID]) -> String {
            let ids = Set(crew).sorted().map(\.text)
            return ids.isEmpty ? "nobody" : ids.listed
        }
    }
}

extension [String] {
    /// `po1, po2 and po3`.
    fileprivate var listed: String {
        guard let last, count > 1 else { return first ?? "" }
        return "\(dropLast().joined(separator: ", ")) and \(last)"
    }
}

extension Int {
    /// Minutes as a person says them: `1 h 30 min`.
    fileprivate var asHours: String {
        self < 60 ? "\(self) min" : self % 60 == 0 ? "\(self / 60) h" : "\(self / 60) h \(self % 60) min"
    }
}
