import Casework

@testable import Planning

/// Offices drawn by chance: the same seed gives the same office.
struct RandomOffice {
    var office = Office()
    private var chance: SeededGenerator

    /// A caseload so small that every set of bookings can be tried: at most three nominals, a day or two of work, and
    /// a coarse grid.
    static func tiny(seed: UInt64) -> Office {
        var random = RandomOffice(seed: seed)
        random.drawTiny()
        return random.office
    }

    /// A caseload with everything that people put into diaries, clashes included.
    static func untidy(seed: UInt64) -> Office {
        var random = RandomOffice(seed: seed)
        random.drawUntidy()
        return random.office
    }

    private init(seed: UInt64) {
        chance = SeededGenerator(seed: seed &* 7919 &+ 17)
        // Nobody but leads and partner workers: whoever else could come is a matter of roles, not of the search.
        office.caseload.practitioners.removeAll { $0.role == .manager || $0.role == .supportWorker }
        office.caseload.workingPatterns = []
        office.diaries.bankHolidays = []
    }

    private mutating func happens(_ percent: Int) -> Bool { chance.below(100) < percent }
    private mutating func one<Element>(of choice: [Element]) -> Element { choice[chance.below(choice.count)] }

    private mutating func drawTravel(upTo most: Int) {
        var known: [Travel.Leg: Int] = [:]
        let places = office.caseload.locations.map(\.id)
        for (index, from) in places.enumerated() {
            for to in places[(index + 1)...] {
                known[Travel.Leg(from: from, to: to)] = chance.below(most / 5 + 1) * 5
                if happens(10) { known[Travel.Leg(from: to, to: from)] = chance.below(most / 5 + 1) * 5 }
            }
        }
        office.caseload.travel = Travel(known: known)
    }

    private mutating func drawRatings() {
        for index in office.caseload.nominals.indices {
            office.caseload.nominals[index].rag = one(of: [.red, .amber, .green])
            if happens(15) { office.caseload.nominals[index].crewing = .double }
            if happens(10) { office.caseload.nominals[index].home = nil }
            if happens(10) { office.caseload.nominals[index].hasLimitedAccess = true }
        }
    }

    // MARK: - Tiny

    private mutating func drawTiny() {
        office.caseload.policy.gridMinutes = one(of: [60, 60, 60, 90, 30])
        drawTinyCaseload()
        drawTravel(upTo: 40)
        // Mostly without shortcuts by a third place, which only a table that somebody typed in has.
        if happens(70) { straightenTravel() }
        drawRatings()
        // Cover is drawn with everyone in; limited access would forbid what the audit allows.
        for index in office.caseload.nominals.indices { office.caseload.nominals[index].hasLimitedAccess = false }
        drawTinyWork()
        drawTinyTargets()
        drawTinyObstacles()
        drawTinyContacts()
    }

    /// One to three nominals, whose leads may be the same people.
    private mutating func drawTinyCaseload() {
        switch chance.below(10) {
        case 0..<2: office.caseload.nominals.removeLast()
        case 2..<6: break
        default:
            office.caseload.locations.append(
                Location(id: "home3", name: "home3", kind: .home, latitude: 52, longitude: -1))
            var third = office.caseload.nominals[chance.below(2)]
            third.id = "n003"
            third.home = one(of: ["home1", "home3"])
            office.caseload.nominals.append(third)
            if happens(30) { office.caseload.involvements.append(Involvement(nominal: "n003", practitioner: "pw1")) }
        }
        for index in office.caseload.nominals.indices where happens(30) {
            office.caseload.nominals[index].policeLead = one(of: ["pp1", "pp2"])
            office.caseload.nominals[index].probationLead = one(of: ["po1", "po2"])
        }
    }

    /// Makes every way as short as the shortest by other places.
    private mutating func straightenTravel() {
        let places = office.caseload.locations.map(\.id)
        var known: [Travel.Leg: Int] = [:]
        for from in places {
            for to in places where from != to {
                known[Travel.Leg(from: from, to: to)] = office.register.travelMinutes(from: from, to: to)
            }
        }
        for middle in places {
            for from in places {
                for to in places {
                    guard let first = known[.init(from: from, to: middle)],
                        let second = known[.init(from: middle, to: to)],
                        let direct = known[.init(from: from, to: to)]
                    else { continue }
                    known[.init(from: from, to: to)] = min(direct, first + second)
                }
            }
        }
        office.caseload.travel = Travel(known: known)
    }

    private mutating func drawTinyWork() {
        let days = happens(30) ? [Weekday.monday] : one(of: [[.monday, .tuesday], [.monday, .wednesday]])
        for practitioner in office.caseload.practitioners where happens(70) {
            for day in days where happens(85) {
                let start = 540 + 60 * chance.below(2)
                let away: Location.ID? = happens(15) ? one(of: ["office", "station"]) : nil
                let hours = 2 + chance.below(3)
                office.work(practitioner.id, [day], from: start, until: start + 60 * hours, at: away)
                if happens(15) { office.work(practitioner.id, [day], from: 840, until: 930) }
            }
        }
    }

    private mutating func drawTinyTargets() {
        let kinds: [ContactKind] = [.jointVisit, "office", "police_visit", "partner", "phone"]
        let first = chance.below(kinds.count)
        office.offer(kinds[first], .jointVisit, kinds[(first + 1 + chance.below(4)) % kinds.count])
        for cohort in Nominal.Cohort.allCases {
            for rag in [Nominal.RAG.red, .amber, .green] {
                let target = Target(
                    contacts: one(of: [0, 1, 1, 2, 2, 3]), jointEveryWeeks: chance.below(2),
                    homeEveryWeeks: chance.below(2))
                office.caseload.policy.targets[cohort]?[rag] = target
            }
        }
    }

    private mutating func drawTinyObstacles() {
        let nominals = office.caseload.nominals.map(\.id)
        if happens(50) { office.change("office") { [rooms = happens(70) ? 1 : 2] in $0.rooms = rooms } }
        if happens(30) { office.caseload.keepApart = [KeepApart(first: nominals[0], second: one(of: nominals))] }
        office.caseload.keepApart.removeAll { $0.first == $0.second }
        while happens(40) { drawTinyBusyTime() }
        while happens(30) { drawTinyUnavailability() }
        if happens(15) { office.change("n001") { $0.contactSuspendedFrom = .tue } }
        if happens(10) {
            office.change("n001") {
                $0.rag = .blue
                $0.releaseOn = .mon
            }
        }
    }

    private mutating func drawTinyBusyTime() {
        let day = one(of: [Day.mon, .tue])
        let start = day.at(9 + chance.below(4), 30 * chance.below(2))
        office.busy(one(of: office.caseload.practitioners).id, start, start + 30 * (1 + chance.below(3)))
    }

    private mutating func drawTinyUnavailability() {
        let start = 540 + 60 * chance.below(3)
        office.caseload.unavailability.append(
            Unavailability(
                nominal: one(of: office.caseload.nominals).id, day: .weekly(one(of: [.monday, .tuesday])),
                start: ClockTime(minutes: start), end: ClockTime(minutes: start + 60 * (1 + chance.below(2)))))
    }

    private mutating func drawTinyContacts() {
        if happens(20) {
            office.caseload.contacts.append(
                contact("v-c", at: Day.mon.at(9 + chance.below(3), 0), .confirmed))
        }
        for (number, nominal) in office.caseload.nominals.enumerated() where happens(30) {
            let start = one(of: [Day.mon, .tue]).at(9 + chance.below(3), 0)
            let id = Contact.ID("v-\(number)")
            let planned =
                if happens(30), let home = nominal.home {
                    jointVisit(
                        id, with: nominal.id, at: start, .at(home), by: [nominal.probationLead, nominal.policeLead])
                } else {
                    contact(id, with: nominal.id, at: start, "office", by: [nominal.probationLead])
                }
            office.caseload.contacts.append(planned)
        }
    }

    // MARK: - One change

    /// The same office once something has happened to somebody's week.
    static func changed(_ office: Office, seed: UInt64) -> Office {
        var random = RandomOffice(seed: seed)
        random.office = office
        random.drawChange()
        return random.office
    }

    private mutating func drawChange() {
        let planned = office.caseload.contacts.filter { $0.status == .planned }
        switch chance.below(6) {
        case 0..<3:
            // Somebody falls ill, or something comes up.
            guard !planned.isEmpty else { return drawTinyBusyTime() }
            let contact = one(of: planned)
            let (start, end) = happens(50) ? (contact.day.at(0), contact.day.at(1440)) : (contact.start, contact.end)
            office.busy(one(of: contact.practitioners), start, end)
        case 3:
            guard !planned.isEmpty else { return drawTinyUnavailability() }
            let contact = one(of: planned)
            office.caseload.unavailability.append(
                Unavailability(
                    nominal: contact.nominal, day: .weekly(contact.day.weekday), start: ClockTime(minutes: 540),
                    end: ClockTime(minutes: 1020)))
        case 4:
            office.change(one(of: office.caseload.nominals).id) { [day = Day.mon + chance.below(2)] in
                $0.rag = .blue
                $0.releaseOn = day
            }
        default:
            office.change(one(of: office.caseload.nominals).id) { $0.contactSuspendedFrom = .mon }
        }
    }

    // MARK: - Untidy

    private mutating func drawUntidy() {
        office.caseload.policy.gridMinutes = one(of: [5, 15, 30])
        office.caseload.policy.maxContactsPerDay = one(of: [1, 1, 2])
        for number in 3...(3 + chance.below(8)) {
            var nominal = office.caseload.nominals[number % 2]
            nominal.id = Nominal.ID("n00\(number)")
            nominal.policeLead = one(of: ["pp1", "pp2"])
            nominal.probationLead = one(of: ["po1", "po2"])
            nominal.cohort = one(of: Nominal.Cohort.allCases)
            office.caseload.nominals.append(nominal)
        }
        drawTravel(upTo: 60)
        drawRatings()
        for index in office.caseload.nominals.indices where happens(15) {
            office.caseload.nominals[index].rag = .blue
            office.caseload.nominals[index].releaseOn = happens(70) ? .mon + chance.below(14) - 3 : nil
        }
        for practitioner in office.caseload.practitioners where happens(92) {
            for weekday in Weekday.allCases.prefix(5) where happens(80) {
                let start = 480 + 15 * chance.below(8)
                let away: Location.ID? = happens(20) ? one(of: ["office", "station", "centre"]) : nil
                if happens(40) {
                    office.work(practitioner.id, [weekday], from: start, until: 720, at: away)
                    office.work(practitioner.id, [weekday], from: happens(50) ? 720 : 765, until: 1020)
                } else {
                    office.work(practitioner.id, [weekday], from: start, until: start + 60 * (3 + chance.below(6)))
                }
            }
        }
        if happens(30) { office.diaries.bankHolidays = [one(of: [.mon, .wed, .fri])] }
        for index in office.caseload.locations.indices where happens(40) {
            office.caseload.locations[index].rooms = 1 + chance.below(2)
        }
        let nominals = office.caseload.nominals.map(\.id)
        for _ in 0..<chance.below(3) {
            office.caseload.keepApart.append(KeepApart(first: nominals[0], second: nominals[1 + chance.below(2)]))
        }
        for nominal in nominals {
            if happens(25) { office.caseload.involvements.append(Involvement(nominal: nominal, practitioner: "pw1")) }
            if happens(10) { office.caseload.involvements.append(Involvement(nominal: nominal, practitioner: "pp2")) }
            if happens(15) {
                office.change(nominal) { [day = Day.mon + chance.below(9)] in $0.contactSuspendedFrom = day }
            }
            if happens(30) {
                let start = 480 + 15 * chance.below(24)
                office.caseload.unavailability.append(
                    Unavailability(
                        nominal: nominal, day: .weekly(one(of: Weekday.allCases)), start: ClockTime(minutes: start),
                        end: ClockTime(minutes: start + 60 * (1 + chance.below(5)))))
            }
        }
        drawContacts(nominals)
        drawBusyTimes()
        drawMeetings()
    }

    /// Contacts as they might have come from anywhere, and not always as the rules would have them.
    private mutating func drawContacts(_ nominals: [Nominal.ID]) {
        for number in 0..<chance.below(14) {
            let kind = one(of: office.caseload.policy.contacts.keys.sorted())
            let status = one(of: [Contact.Status.planned, .planned, .confirmed, .confirmed, .attended, .rescheduled])
            let place: Place =
                kind == "phone" ? "online" : one(of: ["office", "home1", "home2", "centre"] as [Place])
            let crew = Array(
                Set([one(of: office.caseload.practitioners).id, one(of: office.caseload.practitioners).id]).sorted()
                    .prefix(1 + chance.below(2)))
            let day = Day.mon + chance.below(14)
            office.caseload.contacts.append(
                contact(
                    Contact.ID(happens(50) ? "a-\(number)" : "v-\(number)"), with: one(of: nominals), kind,
                    at: day.at(8 + chance.below(9), 15 * chance.below(4)), place, by: crew, status))
        }
    }

    /// Busy times of all sorts: some that say again what is booked already, some that clash with it.
    private mutating func drawBusyTimes() {
        for practitioner in office.caseload.practitioners.map(\.id) {
            for _ in 0..<chance.below(6) {
                let start = (Day.mon + chance.below(12)).at(7 + chance.below(10), 5 * chance.below(12))
                office.busy(practitioner, start, start + 5 * (1 + chance.below(48)))
            }
        }
        for contact in office.caseload.contacts where happens(50) {
            for practitioner in contact.practitioners { office.busy(practitioner, contact.start, contact.end) }
        }
    }

    private mutating func drawMeetings() {
        for week in 0..<2 {
            let day = Day.wed + 7 * week
            let start = day.at(9, 15 * chance.below(8))
            office.diaries.meetings.append(
                MeetingDate(
                    series: .map, interval: start..<(start + 30 * (1 + chance.below(4))),
                    place: one(of: ["office", "station", "online"] as [Place]),
                    throughout: happens(30) ? ["pw1"] : []))
        }
        if happens(50) {
            office.diaries.meetings.append(
                MeetingDate(series: .macc, interval: .thu(10)..<(.thu(12)), place: "office"))
        }
        office.diaries.meetings.sort { $0.interval.lowerBound < $1.interval.lowerBound }
    }
}
