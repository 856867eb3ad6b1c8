import Casework
import Operations
import Testing

/// An invented team with something in every file and every column.
enum Samples {
    /// An account that has whatever an account can have.
    static var account: KeptAccount {
        var kept = KeptAccount(
            account: Account(
                id: .init("una"), name: "Una Newcombe", role: .practitioner, agency: .init("pol"),
                practitioner: .init("po1")),
            madeAt: morning, password: "hash", mustChangePassword: true, email: EmailAddress("una@police.example"))
        kept.disabledAt = noon
        kept.lastSignedInAt = morning
        kept.secret = "seed"
        kept.lastStep = 7
        kept.recoveryCodes = ["one", "two"]
        kept.subject = .init(issuer: "https://id.example", name: "s1")
        return kept
    }

    static let morning = Timestamp(seconds: 1_795_250_000)
    static let noon = morning.later(by: 3 * 3600)
    static let evening = morning.later(by: 9 * 3600)

    static func variationRequest(_ nominal: Nominal.ID) -> VariationRequest {
        VariationRequest(
            nominal: nominal, from: Day(number: 20_006), until: Day(number: 20_019),
            target: Target(contacts: 2, jointEveryWeeks: 2, homeEveryWeeks: 4), reason: "Begins work",
            askedOn: Day(number: 20_000), askedBy: "sam")
    }

    static func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }
    static func moment(_ text: String) throws -> Moment { try #require(Moment(iso: text)) }
    static func time(_ text: String) throws -> ClockTime { try #require(ClockTime(text)) }
    static func weeks(_ text: String, _ count: Int) throws -> Weeks {
        try #require(Weeks(from: day(text), count: count))
    }

    static func contact(
        _ id: String, _ nominal: String, _ start: String, status: Contact.Status = .planned, crew: [String] = ["po1"],
        place: String = "office", kind: String = "office", minutes: Int = 30
    ) throws -> Contact {
        Contact(
            id: .init(id), nominal: .init(nominal), kind: ContactKind(kind), start: try moment(start),
            minutes: minutes, place: Place(place), practitioners: crew.map { .init($0) }, status: status)
    }

    static let feedLink = FeedLink(
        owner: .init("una"), practitioner: .init("po1"), level: .busy, label: "work phone", madeAt: noon,
        lastFetchedAt: evening, revokedAt: evening)

    static let calendars = [
        CalendarFile(name: "map.ics", content: Array("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".utf8)),
        CalendarFile(name: "po1.ics", content: [0, 255, 13, 10]),
    ]

    /// Everything in the order in which the diary gives it back.
    static func caseload() throws -> Caseload {
        var caseload = Caseload()
        caseload.policy.timezone = "Europe/Jersey"
        caseload.policy.travel.detour = 1.1 + 0.2
        caseload.policy.contacts[ContactKind("drop_in")] = Policy.ContactRule(
            minutes: 20, places: [.online, .location(.community)], crews: [[.partner, .police]], atMostPerWeek: 2)
        caseload.policy.meetings[.map]?.pause = nil
        caseload.policy.calendars = Policy.Calendars(tentative: .soft, beyondTheirEnd: .busy)
        caseload.policy.preferences = [.regularTimes, .awayFromPoliceStations]
        caseload.policy.marking.text = "OFFICIAL"
        caseload.policy.marking.suffix = "O"
        caseload.policy.marking.handling = "RECIPIENTS ONLY"
        caseload.policy.fetching.privateHosts = ["mail.example", "10.1.2.3"]
        caseload.policy.fetching.certificates = "/etc/ssl/force.pem"
        caseload.policy.feeds.host = "diary.marshbridge.example"
        caseload.policy.feeds.refreshMinutes = 30
        caseload.policy.issueWithin = Policy.IssueWithin(actionsWorkingDays: 2, notesWorkingDays: 5)
        caseload.policy.retention.months = 24
        try addPeople(to: &caseload)
        try addNominals(to: &caseload)
        try addMeetingBusiness(to: &caseload)
        caseload.contacts = [
            try contact("c1", "n001", "2026-11-23T10:00", status: .attended),
            try contact("c2", "n001", "2026-11-25T14:15", status: .failedToAttend, place: "online", kind: "phone"),
            try contact("c3", "n002", "2026-11-30T09:30", crew: ["pp1", "po1"], place: "home1", kind: "joint_visit"),
            try contact("c4", "n001", "2026-12-01T11:00", status: .confirmed),
        ]
        return caseload
    }

    private static func addPeople(to caseload: inout Caseload) throws {
        caseload.agencies = [
            Agency(
                id: .init("drugs"), name: "Turning Leaf", kind: .partner, sharing: .case,
                agreementUntil: try day("2027-03-31"), email: "desk@turningleaf.example"),
            Agency(id: .init("pol"), name: "Marshbridge Police", kind: .police, sharing: .full),
            Agency(id: .init("prob"), name: "Marshbridge Probation", kind: .probation, sharing: .full),
        ]
        caseload.locations = [
            Location(id: .init("home1"), name: "7 Alder Row", kind: .home, latitude: 51.503, longitude: -0.12),
            Location(
                id: .init("office"), name: "Mill House", kind: .probationOffice, latitude: 51.5, longitude: -0.1,
                rooms: 3),
            Location(id: .init("station"), name: "Ford Street", kind: .policeStation, latitude: -33.25, longitude: 151),
        ]
        caseload.travel = Travel(known: [
            Travel.Leg(from: .init("office"), to: .init("home1")): 12,
            Travel.Leg(from: .init("home1"), to: .init("office")): 15,
        ])
        caseload.practitioners = [
            Practitioner(
                id: .init("dw1"), name: "Ivo Brandt", agency: .init("drugs"), role: .partnerWorker,
                base: .init("office")),
            Practitioner(
                id: .init("po1"), name: "Una Mercer", agency: .init("pol"), role: .offenderManager,
                base: .init("station"), email: "una.mercer@police.example"),
            Practitioner(
                id: .init("pp1"), name: "Tam O’Dowd", agency: .init("prob"), role: .probationPractitioner,
                base: .init("office")),
        ]
        caseload.workingPatterns = [
            WorkingBlock(
                practitioner: .init("pp1"), weekday: .tuesday, start: try time("09:00"), end: try time("24:00"),
                location: .init("station"), from: try day("2026-01-05"), until: try day("2027-01-04")),
            WorkingBlock(
                practitioner: .init("po1"), weekday: .monday, start: try time("08:00"), end: try time("16:00")),
        ]
    }

    private static func addNominals(to caseload: inout Caseload) throws {
        caseload.nominals = [
            Nominal(
                id: .init("n001"), givenName: "Ash", familyName: "Fernley", born: try day("1996-02-29"),
                cohort: .fixed, rag: .red, policeLead: .init("po1"), probationLead: .init("pp1"),
                home: .init("home1"), selectedOn: try day("2026-05-01"), releaseOn: try day("2026-12-03"),
                lastOffenceOn: try day("2026-04-18"), crewing: .double, isStatutory: false, hasLimitedAccess: true,
                contactSuspendedFrom: try day("2027-06-01")),
            Nominal(
                id: .init("n002"), givenName: "Bo", familyName: "Quill", cohort: .free, rag: .green,
                policeLead: .init("po1"), probationLead: .init("pp1"), selectedOn: try day("2026-06-01")),
        ]
        caseload.variations = [
            Variation(
                nominal: .init("n002"), from: try day("2026-11-30"), until: try day("2026-12-27"), contacts: 0,
                jointEveryWeeks: 4, homeEveryWeeks: 0, agreedOn: try day("2026-11-20"), agreedBy: "MACC",
                reason: "taper"),
            Variation(
                nominal: .init("n001"), from: try day("2026-11-30"), until: try day("2026-11-30"), contacts: 5,
                agreedOn: try day("2026-11-20"), agreedBy: "pp1"),
        ]
        caseload.involvements = [Involvement(nominal: .init("n001"), practitioner: .init("dw1"))]
        caseload.unavailability = [
            Unavailability(
                nominal: .init("n001"), day: .weekly(.friday), start: try time("06:00"), end: try time("14:00"),
                reason: "warehouse shift"),
            Unavailability(
                nominal: .init("n002"), day: .on(try day("2026-12-02")), start: try time("00:00"),
                end: try time("24:00")),
        ]
        caseload.keepApart = [KeepApart(first: .init("n002"), second: .init("n001"))]
    }

    private static func addMeetingBusiness(to caseload: inout Caseload) throws {
        caseload.exceptions = [
            ReviewException(nominal: .init("n001"), on: try day("2026-11-27"), kind: .missedContacts, note: "two"),
            ReviewException(nominal: .init("n001"), on: try day("2026-11-28"), kind: .ragRaised),
        ]
        caseload.reviews = [
            Review(nominal: .init("n002"), series: .map, heldOn: try day("2026-11-18")),
            Review(nominal: .init("n001"), series: .macc, heldOn: try day("2026-11-04")),
        ]
        caseload.proposals = [
            Proposal(
                nominal: .init("n002"), kind: .changeRAG, raisedOn: try day("2026-11-19"), raisedBy: "po1",
                note: "to amber"),
            Proposal(nominal: .init("n001"), kind: .select, raisedOn: try day("2026-11-19")),
        ]
        caseload.actions = [
            Action(
                id: .init("a1"), nominal: .init("n001"), meeting: "map-2026-11-18", raisedOn: try day("2026-11-18"),
                owner: "po1", dueOn: try day("2026-12-01"), text: "Call the housing desk", status: .open),
            Action(
                id: .init("a2"), meeting: "macc-2026-11-04", raisedOn: try day("2026-11-04"), owner: "chair",
                text: "Ask for a bigger room", status: .noLongerApplicable),
        ]
    }
}

extension Timestamp {
    func later(by seconds: Int) -> Timestamp { Timestamp(seconds: self.seconds + seconds) }
}
