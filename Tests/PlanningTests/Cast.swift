import Casework
import Planning

/// The invented office that every test of this target uses: two police officers, two probation practitioners, a partner
/// worker, a manager and a support worker, and two nominals.
///
/// Everybody works Monday to Friday, 09:00 to 17:00.
///
/// The week is that of Monday 30 November 2026.
struct Office {
    var caseload = Caseload()
    var diaries = Diaries(days: (Day.mon - 91)..<(Day.mon + 91))

    var register: Register { Register(caseload, diaries) }
    var planner: Planner { Planner(caseload, diaries) }

    init() {
        caseload.agencies = [
            Agency(id: "police", name: "Wexcombe Police", kind: .police, sharing: .full),
            Agency(id: "probation", name: "Wexcombe Probation", kind: .probation, sharing: .full),
            Agency(id: "turning", name: "Turning Tide", kind: .partner, sharing: .case),
        ]
        caseload.locations = [
            place("office", .probationOffice, rooms: 2), place("station", .policeStation),
            place("centre", .partnerOffice), place("home1", .home), place("home2", .home),
        ]
        caseload.travel = Travel(known: Office.minutes)
        caseload.practitioners = [
            Practitioner(id: "pp1", name: "Asha Pell", agency: "police", role: .offenderManager, base: "station"),
            Practitioner(id: "pp2", name: "Ben Orme", agency: "police", role: .offenderManager, base: "station"),
            Practitioner(
                id: "po1", name: "Cara Voss", agency: "probation", role: .probationPractitioner, base: "office"),
            Practitioner(
                id: "po2", name: "Dev Nair", agency: "probation", role: .probationPractitioner, base: "office"),
            Practitioner(id: "pw1", name: "Ewa Lind", agency: "turning", role: .partnerWorker, base: "centre"),
            Practitioner(id: "mg1", name: "Flo Hart", agency: "probation", role: .manager, base: "office"),
            Practitioner(id: "sw1", name: "Gus Reid", agency: "probation", role: .supportWorker, base: "office"),
        ]
        for practitioner in caseload.practitioners { work(practitioner.id) }
        caseload.nominals = [
            Nominal(
                id: "n001", givenName: "Kit", familyName: "Marlow", cohort: .fixed, rag: .red, policeLead: "pp1",
                probationLead: "po1", home: "home1", selectedOn: Day.mon - 329),
            Nominal(
                id: "n002", givenName: "Lou", familyName: "Tarrant", cohort: .flex, rag: .amber, policeLead: "pp2",
                probationLead: "po2", home: "home2", selectedOn: Day.mon - 329),
        ]
        caseload.involvements = [Involvement(nominal: "n001", practitioner: "pw1")]
    }

    /// Minutes between the places, in one direction: the same the other way.
    private static let minutes: [Travel.Leg: Int] = [
        .init(from: "office", to: "station"): 10, .init(from: "office", to: "centre"): 10,
        .init(from: "station", to: "centre"): 10, .init(from: "office", to: "home1"): 15,
        .init(from: "station", to: "home1"): 15, .init(from: "centre", to: "home1"): 15,
        .init(from: "office", to: "home2"): 15, .init(from: "station", to: "home2"): 15,
        .init(from: "centre", to: "home2"): 15, .init(from: "home1", to: "home2"): 20,
    ]

    private func place(_ id: Location.ID, _ kind: Location.Kind, rooms: Int? = nil) -> Location {
        Location(id: id, name: id.text, kind: kind, latitude: 52, longitude: -1, rooms: rooms)
    }

    // MARK: - The office with a difference

    /// The same office after a change.
    func with(_ change: (inout Office) -> Void) -> Office {
        var office = self
        change(&office)
        return office
    }

    /// The same office with these contacts on record.
    func having(_ contacts: Contact...) -> Office { with { $0.caseload.contacts += contacts } }

    mutating func change(_ nominal: Nominal.ID, _ change: (inout Nominal) -> Void) {
        for index in caseload.nominals.indices where caseload.nominals[index].id == nominal {
            change(&caseload.nominals[index])
        }
    }

    mutating func change(_ location: Location.ID, _ change: (inout Location) -> Void) {
        for index in caseload.locations.indices where caseload.locations[index].id == location {
            change(&caseload.locations[index])
        }
    }

    /// Adds working time: from Monday to Friday unless days are named.
    mutating func work(
        _ practitioner: Practitioner.ID, _ weekdays: [Weekday] = Array(Weekday.allCases.prefix(5)),
        from start: Int = 9 * 60, until end: Int = 17 * 60, at location: Location.ID? = nil
    ) {
        caseload.workingPatterns += weekdays.map {
            WorkingBlock(
                practitioner: practitioner, weekday: $0, start: ClockTime(minutes: start),
                end: ClockTime(minutes: end), location: location)
        }
    }

    /// Takes all of a practitioner's working time away.
    mutating func rest(_ practitioners: Practitioner.ID...) {
        caseload.workingPatterns.removeAll { practitioners.contains($0.practitioner) }
    }

    mutating func busy(_ practitioner: Practitioner.ID, _ start: Moment, _ end: Moment) {
        diaries.busyTimes[practitioner, default: []].append(BusyTime(start..<end))
    }

    /// Leaves one nominal, with a target of their own: so many contacts, a joint visit or one at home or neither.
    mutating func only(_ nominal: Nominal.ID, contacts: Int, joint: Bool = false, home: Bool = false) {
        caseload.nominals.removeAll { $0.id != nominal }
        caseload.involvements.removeAll { $0.nominal != nominal }
        target(contacts, joint: joint, home: home)
    }

    /// The same target for everyone.
    mutating func target(_ contacts: Int, joint: Bool = false, home: Bool = false) {
        let target = Target(contacts: contacts, jointEveryWeeks: joint ? 1 : 0, homeEveryWeeks: home ? 1 : 0)
        for cohort in Nominal.Cohort.allCases {
            caseload.policy.targets[cohort] = [.red: target, .amber: target, .green: target]
        }
    }

    /// Leaves only these kinds of contact in the policy.
    mutating func offer(_ kinds: ContactKind...) {
        caseload.policy.contacts = caseload.policy.contacts.filter { kinds.contains($0.key) }
    }

    // MARK: - Plans

    /// A plan of these contacts and meetings with its figures counted, as one that is meant to be right would be.
    func plan(_ contacts: [Contact], meetings: [PlannedMeeting] = [], weeks: Weeks = .one) -> Plan {
        let (score, shortfalls, _) = Recount(register).assess(weeks, meetings: meetings, contacts: contacts)
        return Plan(
            weeks: weeks, timezone: "Europe/London", meetings: meetings, contacts: contacts,
            shortfalls: shortfalls.map { shortfall in
                var explained = shortfall
                explained.reasons = ["as counted"]
                return explained
            }, score: score)
    }

    /// What the whole audit finds wrong with a plan of these contacts and meetings.
    func faults(_ contacts: Contact..., meetings: [PlannedMeeting] = []) -> [Violation] {
        Audit(register).violations(of: plan(contacts, meetings: meetings))
    }

    func faults(of meetings: PlannedMeeting...) -> [Violation] {
        Audit(register).violations(of: plan([], meetings: meetings))
    }
}

/// A contact, with n001 at the office by their probation lead unless it says otherwise.
func contact(
    _ id: Contact.ID, with nominal: Nominal.ID = "n001", _ kind: ContactKind = "office", at start: Moment,
    _ place: Place = "office", by crew: [Practitioner.ID] = ["po1"], minutes: Int? = nil,
    _ status: Contact.Status = .planned
) -> Contact {
    let usual = Policy.standard.contacts[kind]?.minutes ?? 30
    return Contact(
        id: id, nominal: nominal, kind: kind, start: start, minutes: minutes ?? usual, place: place,
        practitioners: crew, status: status)
}

/// A contact of that status at the office.
func contact(
    _ id: Contact.ID, with nominal: Nominal.ID = "n001", at start: Moment, _ status: Contact.Status
) -> Contact {
    contact(id, with: nominal, "office", at: start, "office", status)
}

/// A joint visit with n001 at home by both leads unless it says otherwise.
func jointVisit(
    _ id: Contact.ID, with nominal: Nominal.ID = "n001", at start: Moment, _ place: Place = "home1",
    by crew: [Practitioner.ID] = ["po1", "pp1"], _ status: Contact.Status = .planned
) -> Contact {
    contact(id, with: nominal, .jointVisit, at: start, place, by: crew, status)
}

/// A joint visit of that status with n001 at home.
func jointVisit(_ id: Contact.ID, at start: Moment, _ status: Contact.Status) -> Contact {
    jointVisit(id, at: start, "home1", status)
}

extension Day {
    /// Monday 30 November 2026.
    static let mon = Day(number: 20_787)
    static let tue = mon + 1
    static let wed = mon + 2
    static let thu = mon + 3
    static let fri = mon + 4
    static let sat = mon + 5
    static let sun = mon + 6

    func at(_ hour: Int, _ minute: Int) -> Moment { at(hour * 60 + minute) }
}

extension Moment {
    static func mon(_ hour: Int, _ minute: Int = 0) -> Moment { Day.mon.at(hour, minute) }
    static func tue(_ hour: Int, _ minute: Int = 0) -> Moment { Day.tue.at(hour, minute) }
    static func wed(_ hour: Int, _ minute: Int = 0) -> Moment { Day.wed.at(hour, minute) }
    static func thu(_ hour: Int, _ minute: Int = 0) -> Moment { Day.thu.at(hour, minute) }
    static func fri(_ hour: Int, _ minute: Int = 0) -> Moment { Day.fri.at(hour, minute) }
    static func sat(_ hour: Int, _ minute: Int = 0) -> Moment { Day.sat.at(hour, minute) }
}

extension Weeks {
    static let one = Weeks.from(.mon, 1)
    static let two = Weeks.from(.mon, 2)
    static let four = Weeks.from(.mon, 4)

    private static func from(_ day: Day, _ count: Int) -> Weeks {
        guard let weeks = Weeks(from: day, count: count) else { preconditionFailure("\(day) is no Monday") }
        return weeks
    }
}

extension Identifier: ExpressibleByStringLiteral, ExpressibleByUnicodeScalarLiteral,
    ExpressibleByExtendedGraphemeClusterLiteral
{
    package init(stringLiteral text: String) { self.init(text) }
}

extension ContactKind: ExpressibleByStringLiteral, ExpressibleByUnicodeScalarLiteral,
    ExpressibleByExtendedGraphemeClusterLiteral
{
    package init(stringLiteral text: String) { self.init(text) }
}

extension Place: ExpressibleByStringLiteral, ExpressibleByUnicodeScalarLiteral,
    ExpressibleByExtendedGraphemeClusterLiteral
{
    package init(stringLiteral text: String) { self.init(text) }
}

extension [Violation] {
    /// The codes of the rules that are broken, one for each violation.
    var rules: [String] { map(\.rule) }
}
