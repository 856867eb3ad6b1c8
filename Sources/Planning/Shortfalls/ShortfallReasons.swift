internal import Casework

/// Says why a shortfall is one, and what would cure it: whose time, how much, which commitment is in the way.
struct ShortfallReasons {
    private let register: Register
    private let frame: BookingProblem.Frame
    private let contacts: [Contact]
    private let days: [DayKey: [Itineraries.Itinerary]]
    private let rules: Policy

    private struct DayKey: Hashable {
        var practitioner: Practitioner.ID
        var day: Day
    }

    init(_ register: Register, weeks: Weeks, meetings: [PlannedMeeting], contacts: [Contact]) {
        self.register = register
        self.contacts = contacts
        rules = register.policy
        frame = BookingProblem.Frame(register)
        days = Dictionary(
            grouping: Itineraries(register, weeks: weeks, meetings: meetings, contacts: contacts).all
        ) { DayKey(practitioner: $0.practitioner, day: $0.block.interval.lowerBound.day) }
    }

    /// The same shortfall with its causes and reasons.
    func explained(_ shortfall: Shortfall, target: WeeklyTarget) -> Shortfall {
        guard let nominal = register.nominals[shortfall.nominal],
            let number = frame.nominalNumbers[shortfall.nominal]
        else { return shortfall }
        var needs: [Need] = []
        if shortfall.isJointMissing { needs.append(.joint) }
        if shortfall.isHomeMissing { needs.append(.home) }
        if shortfall.missingContacts > 0 { needs.append(.any) }
        var explained = shortfall
        var causes: [Shortfall.Cause] = []
        for need in needs {
            let options = frame.options[number].filter { need.suits($0) }
            let finding = Trial(self, nominal, target, need, options).finding()
            causes.append(finding.cause)
            let subject = need.inWords(shortfall, target)
            explained.reasons.append("\(subject): \(finding.reason)")
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

    private enum Need {
        case joint, home, any

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
            mine = reasons.contacts.filter { $0.nominal == nominal.id && $0.day.monday == target.week }
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
            for option in options {
                let crew = option.crew.map { register.caseload.practitioners[$0].id }
                for day in days.open {
                    if isSuspended(crew, on: day) {
                        suspended += 1
                        continue
                    }
                    for minute in stride(from: 0, to: Moment.minutesPerDay, by: max(1, reasons.rules.gridMinutes)) {
                        let start = day.at(minute)
                        let end = start + option.minutes
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
                            if let place, isFull(place, from: start, until: end) {
                                full.insert(place)
                            } else if let place, isKeptApart(at: place, from: start, until: end) {
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
            var open = Array(target.week..<(target.week + 7)).filter { !nominal.isInCustody(on: $0) }
            if let jointOn = target.jointOn, options.allSatisfy(\.isJoint) { open = open.filter { $0 == jointOn } }
            if nominal.rag == .blue, let release = nominal.releaseOn, !open.contains(where: register.isWorkingDay) {
                return (
                    [],
                    Finding(
                        cause: .released, reason: "released \(release.inShort), with no working day left in the week.")
                )
            }
            let most = reasons.rules.maxContactsPerDay
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
                    reason: "\(who) \(who.contains(" ") ? "do" : "does") not work on the days left; "
                        + "an hour of theirs on \(free.first { register.isWorkingDay($0) }?.inShort ?? "one of them") "
                        + "would do.")
            )
        }

        private func isSuspended(_ crew: [Practitioner.ID], on day: Day) -> Bool {
            guard let from = nominal.contactSuspendedFrom, from <= day else { return false }
            return crew.contains { register.agencyKind(of: $0) == .probation }
        }

        /// Whether the nominal is somewhere else then: a commitment, or another contact of the same day.
        private func isCommitted(from start: Moment, until end: Moment) -> Bool {
            if standing.contains(where: { $0.start < end && start < $0.end }) { return true }
            return register.caseload.unavailability.contains { commitment in
                commitment.nominal == nominal.id && commitment.holds(on: start.day)
                    && start < start.day.at(commitment.end) && start.day.at(commitment.start) < end
            }
        }

        /// The nominal's contacts of the week that stay.
        ///
        /// For a joint visit or one at home, another that is only planned could give way.
        private var standing: [Contact] { need == .any ? mine : mine.filter { $0.status != .planned } }

        private func isKeptApart(at place: Location.ID, from start: Moment, until end: Moment) -> Bool {
            let gap = reasons.rules.keepApartMinutes
            let others = register.caseload.keepApart.compactMap { pair in
                pair.first == nominal.id ? pair.second : pair.second == nominal.id ? pair.first : nil
            }
            return reasons.contacts.contains { contact in
                others.contains(contact.nominal) && contact.place == .at(place) && start < contact.end + gap
                    && contact.start < end + gap
            }
        }

        private func isFull(_ place: Location.ID, from start: Moment, until end: Moment) -> Bool {
            guard let rooms = register.locations[place]?.rooms else { return false }
            let there = reasons.contacts.filter { $0.place == .at(place) && $0.start < end && start < $0.end }
            return ([start] + there.map(\.start)).contains { moment in
                there.count { $0.interval.contains(moment) } >= rooms
            }
        }

        /// Whether a contact could be then if it were not for that one obstacle of that practitioner.
        private func isAllThereIs(
            _ obstacle: Obstacle, for practitioner: Practitioner.ID, _ option: BookingProblem.Option,
            from start: Moment, until end: Moment
        ) -> Bool {
            let place = option.place.flatMap(reasons.frame.travel.location)
            if let place, isFull(place, from: start, until: end) || isKeptApart(at: place, from: start, until: end) {
                return false
            }
            switch obstacle {
            case .tooFar: return true
            case .notWorking:
                // Someone who does not work then may have something in the calendar all the same.
                var away = 0
                if let base = register.practitioners[practitioner]?.base, let place {
                    away = max(
                        register.travelMinutes(from: base, to: place), register.travelMinutes(from: place, to: base))
                }
                return !(register.diaries.busyTimes[practitioner] ?? []).contains {
                    $0.interval.lowerBound < end + away && start - away < $0.interval.upperBound
                }
            case .busy, .meeting, .contact:
                return self.obstacle(for: practitioner, option, from: start, until: end, but: obstacle) == nil
            }
        }

        /// - Parameter other: An obstacle to look past.
        private func obstacle(
            for practitioner: Practitioner.ID, _ option: BookingProblem.Option, from start: Moment, until end: Moment,
            but other: Obstacle? = nil
        ) -> Obstacle? {
            let blocks = register.blocks(of: practitioner, on: start.day)
            guard let block = blocks.first(where: { $0.interval.lowerBound <= start && end <= $0.interval.upperBound })
            else { return .notWorking }
            let place = option.place.flatMap(reasons.frame.travel.location) ?? block.location
            let itinerary = reasons.days[DayKey(practitioner: practitioner, day: start.day)]?
                .first { $0.block == block }
            let route = (itinerary?.commitments ?? []).filter { obstacle($0) != other }
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

        /// Which obstacle a manager can move most easily: a busy time, then more hours, then what is booked.
        private func isBetter(_ obstacle: Obstacle, than other: Obstacle?) -> Bool {
            func rank(_ obstacle: Obstacle) -> Int {
                switch obstacle {
                case .busy: 0
                case .tooFar: 1
                case .notWorking: 2
                case .contact: 3
                case .meeting: 4
                }
            }
            return other.map { rank(obstacle) < rank($0) } ?? true
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
            case .vacancy: 2
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
                for itinerary in reasons.days[DayKey(practitioner: who, day: day)] ?? [] {
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
                        ? "\(who) has no working time in these four weeks (a vacant post?)"
                        : "\(who) does not work \(when)"
                )
            }
            if busy >= worked { return (.busy, "\(who) is busy or in meetings all the time \(when)") }
            let figures = "\(hours(worked)) worked, \(hours(busy)) busy or in meetings, \(hours(held)) in contacts"
            return busy * 2 > worked
                ? (.busy, "\(who) is taken up elsewhere \(when) (\(figures))")
                : (.capacity, "\(who)'s time is used up \(when) (\(figures))")
        }

        private func cured(
            _ obstacle: Obstacle, _ who: Practitioner.ID, _ start: Moment, _ minutes: Int
        ) -> String {
            let time = "\(start.inShort) to \((start + minutes).clock)"
            return switch obstacle {
            case .notWorking: " With \(who) at work, \(time) would do."
            case .tooFar: " With more time for \(who)'s journey, \(time) would do."
            case .busy(let interval):
                " Were \(who)'s busy time \(interval.lowerBound.inShort) to \(interval.upperBound.clock) moved, \(time) would do."
            case .meeting(let name, _): " Only \(name) keeps \(who) from \(time)."
            case .contact(let id, let interval):
                " Only \(id) (\(interval.lowerBound.inShort) to \(interval.upperBound.clock)) keeps \(who) from \(time): "
                    + "\(hours(minutes)) more of \(who)'s time, and the way there, would do."
            }
        }

        /// The nominal's own practitioners among a crew.
        private func names(_ crew: [Int]) -> String {
            names(crew.map { register.caseload.practitioners[$0].id }.filter(own.contains))
        }

        private func names(_ crew: [Practitioner.ID]) -> String {
            let ids = Set(crew).sorted().map(\.text)
            guard let last = ids.last, ids.count > 1 else { return ids.first ?? "nobody" }
            return "\(ids.dropLast().joined(separator: ", ")) and \(last)"
        }

        private func hours(_ minutes: Int) -> String {
            minutes < 60
                ? "\(minutes) min" : minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
        }
    }
}
