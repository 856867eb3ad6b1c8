import Casework
import Publishing

/// The invented team that every test of this target uses: one MAP, a few visits, one shortfall.
enum Cast {
    /// Thursday 26 November 2026, 09:14 UTC.
    static let asOf = 1_795_684_440
    static let monday = day("2026-11-30")
    static let wednesday = day("2026-12-02")

    /// A date written in a test; the epoch where it is mistyped, which no expectation meets.
    static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }
    static func moment(_ iso: String) -> Moment { Moment(iso: iso) ?? Moment(minutes: 0) }

    static let ffion = Nominal(
        id: Nominal.ID("n001"), givenName: "Ffion", familyName: "Lloyd-Jones", born: day("1987-03-09"), cohort: .fixed,
        rag: .red, policeLead: Practitioner.ID("po1"), probationLead: Practitioner.ID("pp1"),
        home: Location.ID("home1"), selectedOn: day("2026-01-05"))
    static let łukasz = Nominal(
        id: Nominal.ID("n002"), givenName: "Łukasz", familyName: "O'Neill", born: day("1991-11-30"), cohort: .flex,
        rag: .amber, policeLead: Practitioner.ID("po1"), probationLead: Practitioner.ID("pp1"),
        home: Location.ID("home2"), selectedOn: day("2026-02-02"))
    /// Named to nobody but the leads.
    static let siân = Nominal(
        id: Nominal.ID("n003"), givenName: "Siân", familyName: "Canal", cohort: .free, rag: .green,
        policeLead: Practitioner.ID("po1"), probationLead: Practitioner.ID("pp1"), selectedOn: day("2026-03-02"),
        hasLimitedAccess: true)
    static let owen = Nominal(
        id: Nominal.ID("n004"), givenName: "Owen", familyName: "Abara", cohort: .flex, rag: .blue,
        policeLead: Practitioner.ID("po1"), probationLead: Practitioner.ID("pp1"), selectedOn: day("2026-03-02"))

    static var caseload: Caseload {
        var caseload = Caseload()
        caseload.agencies = [
            Agency(id: Agency.ID("police"), name: "Police", kind: .police, sharing: .full),
            Agency(id: Agency.ID("probation"), name: "Probation", kind: .probation, sharing: .full),
            Agency(id: Agency.ID("clear"), name: "Clearwater Recovery", kind: .partner, sharing: .case),
            Agency(id: Agency.ID("next"), name: "Next Step", kind: .partner, sharing: .none),
        ]
        caseload.locations = [
            location("office", "Canal Street Office", .probationOffice),
            location("station", "Hill Station", .policeStation),
            location("clearwater", "Clearwater House", .partnerOffice), location("home1", "14 Tithebarn Row", .home),
            location("home2", "Flat 3, Weir Cottages", .home),
        ]
        caseload.practitioners = [
            practitioner("po1", "PC Tom Ashdown", "police", .offenderManager),
            practitioner("pp1", "Nadia Rahman", "probation", .probationPractitioner),
            practitioner("dw1", "Carys Penhale", "clear", .partnerWorker),
            practitioner("jw1", "Stefan Brandt", "next", .partnerWorker),
            practitioner("sw1", "Angela Croft", "probation", .supportWorker),
        ]
        caseload.nominals = [ffion, łukasz, siân, owen]
        caseload.involvements = [Involvement(nominal: ffion.id, practitioner: Practitioner.ID("dw1"))]
        caseload.reviews = [
            Review(nominal: ffion.id, series: .map, heldOn: day("2026-11-18")),
            Review(nominal: ffion.id, series: .map, heldOn: day("2026-11-25")),
        ]
        caseload.actions = [
            Action(
                id: Action.ID("a1"), nominal: ffion.id, meeting: "map-2026-11-25", raisedOn: day("2026-11-25"),
                owner: "pp1", dueOn: day("2026-12-01"), text: "Ask ffion's sister <b>\"Ann\"</b> about the tenancy",
                status: .open),
            Action(
                id: Action.ID("a2"), nominal: ffion.id, meeting: "map-2026-11-25", raisedOn: day("2026-11-25"),
                owner: "Housing desk", dueOn: wednesday, text: "Confirm the letter was sent", status: .open),
            Action(
                id: Action.ID("a3"), nominal: ffion.id, meeting: "map-2026-11-25", raisedOn: day("2026-11-25"),
                owner: "pp1", text: "Long since finished", status: .done),
            Action(
                id: Action.ID("a4"), meeting: "map-2026-11-25", raisedOn: day("2026-11-25"), owner: "sw1",
                text: "Book a larger room", status: .open),
            Action(
                id: Action.ID("a5"), meeting: "macc-2026-11-19", raisedOn: day("2026-11-19"), owner: "sw1",
                text: "Draft the annual report", status: .open),
            Action(
                id: Action.ID("a6"), nominal: siân.id, meeting: "map-2026-11-25", raisedOn: day("2026-11-25"),
                owner: "pp1", text: "For the leads alone", status: .open),
        ]
        return caseload
    }

    static var meeting: PlannedMeeting {
        PlannedMeeting(
            id: PlannedMeeting.id(.map, on: wednesday), series: .map,
            interval: moment("2026-12-02T09:30")..<moment("2026-12-02T11:30"),
            place: .at(Location.ID("station")),
            slots: [
                slot(
                    ffion, .exception, "2026-12-02T09:40", 10, ["pp1", "dw1", "po1"],
                    matters: ["arrest of Ffion, Fri 27 Nov"]),
                slot(siân, .green, "2026-12-02T10:00", 3, ["po1"], absent: ["pp1"], matters: ["nobody's business"]),
                slot(łukasz, .amber, "2026-12-02T10:03", 3, ["po1"], absent: ["pp1"]),
            ],
            breaks: [PlannedMeeting.Pause(start: moment("2026-12-02T09:50"), minutes: 10)],
            attendance: [
                attendance("pp1", "2026-12-02T09:40", "2026-12-02T09:50"),
                attendance("dw1", "2026-12-02T09:40", "2026-12-02T09:50"),
                attendance("po1", "2026-12-02T09:40", "2026-12-02T10:06"),
                attendance("sw1", "2026-12-02T09:30", "2026-12-02T11:30"),
            ],
            noted: [owen.id], deferred: [PlannedMeeting.Deferral(nominal: owen.id, due: day("2026-12-09"))],
            minutesNeeded: 22, minutesAvailable: 95, waitingMinutes: 3, waitingLowerBound: 2, proven: [.absences])
    }

    static var plan: Plan {
        guard let weeks = Weeks(from: monday, count: 1) else { preconditionFailure("30 November 2026 is a Monday") }
        return Plan(
            weeks: weeks, timezone: "Europe/London", meetings: [meeting],
            contacts: [
                contact(
                    "v1", ffion, .jointVisit, "2026-12-01T10:00",
                    .at(Location.ID("home1")), ["po1", "pp1"], .confirmed),
                contact(
                    "v2", ffion, ContactKind("office"), "2026-12-03T10:00",
                    .at(Location.ID("office")), ["pp1"], .planned),
                contact(
                    "v3", łukasz, ContactKind("phone"), "2026-12-03T12:00",
                    .online, ["po1"], .attended),
                contact(
                    "v4", ffion, ContactKind("partner"), "2026-12-04T09:00",
                    .at(Location.ID("clearwater")), ["dw1"], .planned),
                contact(
                    "v5", łukasz, ContactKind("partner"), "2026-12-04T11:00",
                    .at(Location.ID("clearwater")), ["dw1", "jw1"], .planned),
                contact(
                    "v6", łukasz, ContactKind("office"), "2026-12-04T15:00",
                    .at(Location.ID("office")), ["pp1"], .rescheduled),
            ],
            shortfalls: [
                Shortfall(
                    nominal: łukasz.id, week: monday, target: 3, booked: 1, missingContacts: 2, isJointMissing: true,
                    isHomeMissing: false, causes: [.capacity, .busy],
                    reasons: ["=Nadia Rahman has 35 minutes left for Łukasz, \"at most\"", "Free the training day"])
            ],
            score: Score(shortfall: 10, moved: 1, cover: 2, travelMinutes: 61, spread: 4))
    }

    static var publication: Publication {
        Publication(
            plan: plan, caseload: caseload,
            targets: [
                WeeklyTarget(
                    nominal: ffion.id, week: monday, contacts: 3, isJointDue: true, isHomeDue: true, offered: 3, kept: 2
                ),
                WeeklyTarget(
                    nominal: łukasz.id, week: monday, contacts: 3, isJointDue: true, isHomeDue: false, offered: 2,
                    kept: 1),
                WeeklyTarget(
                    nominal: owen.id, week: monday, contacts: 0, isJointDue: false, isHomeDue: false, offered: 0,
                    kept: 0),
            ],
            asOf: asOf, productVersion: "0.1")
    }

    static func document(_ path: String, of publication: Publication = publication) throws -> String {
        try publication.documents().first { $0.path == path }?.text ?? ""
    }

    // MARK: Short ways to say it

    private static func location(_ id: String, _ name: String, _ kind: Location.Kind) -> Location {
        Location(id: Location.ID(id), name: name, kind: kind, latitude: 53, longitude: -2)
    }

    private static func practitioner(
        _ id: String, _ name: String, _ agency: String, _ role: Practitioner.Role
    ) -> Practitioner {
        Practitioner(
            id: Practitioner.ID(id), name: name, agency: Agency.ID(agency), role: role, base: Location.ID("office"))
    }

    private static func slot(
        _ nominal: Nominal, _ reason: SlotReason, _ start: String, _ minutes: Int, _ attendees: [String],
        absent: [String] = [], matters: [String] = []
    ) -> PlannedMeeting.Slot {
        PlannedMeeting.Slot(
            nominal: nominal.id, reason: reason, matters: matters, start: moment(start), minutes: minutes,
            attendees: attendees.map { Practitioner.ID($0) }, absent: absent.map { Practitioner.ID($0) })
    }

    private static func attendance(_ id: String, _ from: String, _ until: String) -> PlannedMeeting.Attendance {
        PlannedMeeting.Attendance(practitioner: Practitioner.ID(id), interval: moment(from)..<moment(until))
    }

    private static func contact(
        _ id: String, _ nominal: Nominal, _ kind: ContactKind, _ start: String, _ place: Place, _ crew: [String],
        _ status: Contact.Status
    ) -> Contact {
        Contact(
            id: Contact.ID(id), nominal: nominal.id, kind: kind, start: moment(start), minutes: 45, place: place,
            practitioners: crew.map { Practitioner.ID($0) }, status: status)
    }
}
