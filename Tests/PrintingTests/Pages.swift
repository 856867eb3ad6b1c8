import Casework
import Publishing

/// Pages of an invented team whose people have names that are hard to print.
enum Pages {
    static let monday = Day(iso: "2026-11-30") ?? Day(number: 0)
    /// Longer than any line, and nowhere to break it.
    static let endless = String(repeating: "Llanfairpwllgwyngyll", count: 15)
    static let welsh = "Siân Llŷr-Angharad ŵ ŷ"
    static let script = "<script>alert(1)</script>"
    static let mustache = "{{{x}}} {{/details}}"

    static func agenda(marking: Marking = Marking()) throws -> Document {
        try document("agendas/", of: publication(marking))
    }

    static func shortfalls() throws -> Document { try document("shortfalls", of: publication(Marking())) }
    static func contacts() throws -> Document { try document("contacts", of: publication(Marking())) }

    private static func document(_ prefix: String, of publication: Publication) throws -> Document {
        let found = try publication.documents().first { $0.path.hasPrefix(prefix) && $0.format == .html }
        return found ?? Document(path: "nothing.html", content: "")
    }

    private static func publication(_ marking: Marking) -> Publication {
        guard let weeks = Weeks(from: monday, count: 1) else { preconditionFailure("30 November 2026 is a Monday") }
        let start = monday.start + 2 * Moment.minutesPerDay + 9 * 60
        var caseload = Caseload()
        caseload.policy.marking = marking
        caseload.agencies = [
            Agency(id: Agency.ID("police"), name: "Police & <b>Partners</b>", kind: .police, sharing: .full),
            Agency(id: Agency.ID("probation"), name: "Probation", kind: .probation, sharing: .full),
        ]
        caseload.locations = [
            Location(
                id: Location.ID("office"), name: "Canal Street Office", kind: .probationOffice, latitude: 53,
                longitude: -2)
        ]
        caseload.practitioners = [
            practitioner("po1", script, "police"), practitioner("pp1", welsh, "probation"),
            practitioner("pp2", endless, "probation"),
        ]
        caseload.nominals = (1...20).map { number in
            Nominal(
                id: nominal(number), givenName: "Given\(number)", familyName: "Family\(number)",
                born: monday - 12_000, cohort: .fixed, rag: [.red, .amber, .green, .blue][number % 4],
                policeLead: Practitioner.ID("po1"), probationLead: Practitioner.ID("pp1"), selectedOn: monday - 90)
        }
        caseload.actions = [mustache, endless, welsh, script].enumerated().map { index, text in
            Action(
                id: Action.ID("a\(index)"), nominal: nominal(1), meeting: "map-2026-11-25", raisedOn: monday - 5,
                owner: "pp1", dueOn: monday - 1, text: text, status: .open)
        }
        let meeting = PlannedMeeting(
            id: PlannedMeeting.id(.map, on: start.day), series: .map, interval: start..<(start + 150),
            place: .at(Location.ID("office")),
            slots: (1...20).map { number in
                PlannedMeeting.Slot(
                    nominal: nominal(number), reason: number % 4 == 0 ? .red : .exception,
                    matters: [number == 1 ? mustache : "missed contacts, Fri 27 Nov"],
                    start: start + 10 + 5 * number, minutes: 5,
                    attendees: [Practitioner.ID("po1"), Practitioner.ID("pp1")], absent: [])
            },
            breaks: [],
            attendance: ["po1", "pp1", "pp2"].map {
                PlannedMeeting.Attendance(
                    practitioner: Practitioner.ID($0), interval: (start + 10)..<(start + 120))
            },
            noted: [], deferred: [], minutesNeeded: 100, minutesAvailable: 120, waitingMinutes: 0,
            waitingLowerBound: 0, proven: [])
        let contacts = (1...20).map { number in
            Contact(
                id: Contact.ID("v\(number)"), nominal: nominal(number), kind: ContactKind("office"),
                start: monday.start + 10 * 60 + 15 * number, minutes: 15, place: .at(Location.ID("office")),
                practitioners: [Practitioner.ID(number % 2 == 0 ? "pp1" : "pp2")], status: .planned)
        }
        return Publication(
            plan: Plan(
                weeks: weeks, timezone: "Europe/London", meetings: [meeting], contacts: contacts,
                shortfalls: [
                    Shortfall(
                        nominal: nominal(1), week: monday, target: 3, booked: 1, missingContacts: 2,
                        isJointMissing: true, isHomeMissing: false, causes: [.capacity],
                        reasons: [mustache, script, "\(welsh) has no time"])
                ],
                score: Score(shortfall: 10, moved: 0, cover: 0, travelMinutes: 0, spread: 0)),
            caseload: caseload,
            targets: (1...20).map { number in
                WeeklyTarget(
                    nominal: nominal(number), week: monday, contacts: 3, isJointDue: true, isHomeDue: false, offered: 1,
                    kept: 0)
            },
            asOf: 1_795_684_440, productVersion: "0.1")
    }

    private static func nominal(_ number: Int) -> Nominal.ID {
        Nominal.ID(number < 10 ? "n00\(number)" : "n0\(number)")
    }

    private static func practitioner(_ id: String, _ name: String, _ agency: String) -> Practitioner {
        Practitioner(
            id: Practitioner.ID(id), name: name, agency: Agency.ID(agency),
            // Whoever has the longest name holds the meeting.
            role: id == "pp2" ? .manager : agency == "police" ? .offenderManager : .probationPractitioner,
            base: Location.ID("office"))
    }
}
