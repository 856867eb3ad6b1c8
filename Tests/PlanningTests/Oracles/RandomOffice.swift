import Casework

@testable import Planning

/// Offices drawn by chance: the same seed gives the same office.
struct RandomOffice {
    var office = Office()
    private var chance: SeededGenerator

    /// A caseload so small that every set of bookings can be tried: at most two nominals, a day or two of work, and
    /// contacts that start on the hour.
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
        office.caseload.policy.gridMinutes = 60
        if happens(40) { office.caseload.nominals.removeLast() }
        drawTravel(upTo: 40)
        drawRatings()
        // Cover is drawn with everyone in; limited access would forbid what the audit allows.
        for index in office.caseload.nominals.indices { office.caseload.nominals[index].hasLimitedAccess = false }

        let days = happens(50) ? [Weekday.monday] : one(of: [[.monday, .tuesday], [.monday, .wednesday]])
        for practitioner in office.caseload.practitioners where happens(70) {
            for day in days where happens(85) {
                let start = 540 + 60 * chance.below(2)
                let away: Location.ID? = happens(15) ? one(of: ["office", "station"]) : nil
                office.work(practitioner.id, [day], from: start, until: start + 60 * (2 + chance.below(2)), at: away)
            }
        }
        let kinds: [ContactKind] = [.jointVisit, "office", "police_visit", "partner", "phone"]
        let first = chance.below(kinds.count)
        office.offer(kinds[first], .jointVisit, kinds[(first + 1 + chance.below(4)) % kinds.count])
        for cohort in Nominal.Cohort.allCases {
            for rag in [Nominal.RAG.red, .amber, .green] {
                office.caseload.policy.targets[cohort]?[rag] = Target(
                    contacts: chance.below(4), jointEveryWeeks: chance.below(2), homeEveryWeeks: chance.below(2))
            }
        }
        if happens(40) { office.change("office") { $0.rooms = 1 } }
        if happens(30) { office.caseload.keepApart = [KeepApart(first: "n001", second: "n002")] }
        if happens(30) { office.busy(one(of: ["pp1", "po1", "pw1"]), .mon(10), .mon(10, 30)) }
        if happens(30) {
            let start = 540 + 60 * chance.below(3)
            office.caseload.unavailability = [
                Unavailability(
                    nominal: "n001", day: .weekly(.monday), start: ClockTime(minutes: start),
                    end: ClockTime(minutes: start + 60))
            ]
        }
        if happens(15) { office.change("n001") { $0.contactSuspendedFrom = .tue } }
        if happens(10) {
            office.change("n001") {
                $0.rag = .blue
                $0.releaseOn = .mon
            }
        }
        if happens(20) {
            office.caseload.contacts.append(
                contact("v-c", at: Day.mon.at(9 + chance.below(3), 0), .confirmed))
        }
        for (id, nominal) in [("v-p", "n001"), ("v-q", "n002")] as [(Contact.ID, Nominal.ID)]
        where happens(30) && office.caseload.nominals.contains(where: { $0.id == nominal }) {
            let day = one(of: [Day.mon, .tue])
            let lead: Practitioner.ID = nominal == "n001" ? "po1" : "po2"
            office.caseload.contacts.append(
                contact(id, with: nominal, at: day.at(9 + chance.below(3), 0), "office", by: [lead]))
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
