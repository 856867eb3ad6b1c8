import Casework
import Foundation
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

/// What the diary holds, read as no page reads it.
private struct Oracle {
    let caseload: Caseload
    let meeting: PlannedMeeting

    init(_ service: Service, _ series: Series = .map) throws {
        let (caseload, plan) = try service.store.read { (try $0.caseload(), try $0.latestPlan()?.plan) }
        self.caseload = try #require(caseload)
        meeting = try #require(plan?.meetings.first { $0.series == series })
    }

    func worksWith(_ practitioner: Practitioner.ID, _ nominal: Nominal.ID) -> Bool {
        caseload.nominals.contains { $0.id == nominal && $0.leads.contains(practitioner) }
            || caseload.involvements.contains { $0.nominal == nominal && $0.practitioner == practitioner }
    }

    /// Whether a page has a reference, as a word of its own.
    static func shows(_ nominal: Nominal.ID, _ page: Browser.Page) -> Bool {
        page.text.split { !$0.isLetter && !$0.isNumber }.contains { $0 == nominal.text }
    }
}

@Suite struct MeetingTests {
    @Test func `every meeting ahead has its minutes in words`() async throws {
        try await Service.run { service in
            let page = try await service.browser(Person.supportWorker).get("/meetings")
            let meetings = try #require(try service.store.read { try $0.latestPlan()?.plan.meetings })
            #expect(page.status == .ok)
            for meeting in meetings {
                #expect(page.text.contains("/meetings/\(meeting.id)\""))
                #expect(page.text.contains("\(meeting.minutesNeeded) of \(meeting.minutesAvailable) minutes needed"))
            }
        }
    }

    @Test func `the support worker sees every reference, and of limited access no more`() async throws {
        try await Service.run { service in
            let oracle = try Oracle(service)
            let page = try await service.browser(Person.supportWorker).get("/meetings/\(oracle.meeting.id)")
            for slot in oracle.meeting.slots { #expect(Oracle.shows(slot.nominal, page)) }
            let limited = oracle.caseload.nominals.filter(\.hasLimitedAccess).map(\.id)
            let count = oracle.meeting.slots.count { limited.contains($0.nominal) }
            #expect(page.text.matches(of: /Limited access: details with the leads/).count == count)
        }
    }

    @Test(arguments: ["po1", "pp1"]) func `a practitioner sees their own items, and of others the times alone`(
        id: String
    ) async throws {
        let person = Account(
            id: Account.ID("them"), name: "Them", role: .practitioner,
            agency: id.hasPrefix("po") ? Person.police : Person.probation, practitioner: Practitioner.ID(id))
        try await Service.run(accounts: [person]) { service in
            for series in Series.allCases {
                let oracle = try Oracle(service, series)
                let page = try await service.browser(person).get("/meetings/\(oracle.meeting.id)")
                #expect(page.status == .ok)
                for slot in oracle.meeting.slots {
                    #expect(
                        Oracle.shows(slot.nominal, page) == oracle.worksWith(Practitioner.ID(id), slot.nominal),
                        "\(slot.nominal)")
                }
            }
        }
    }

    @Test func `a partner's worker sees nobody whom they do not work with, on no page of a meeting`() async throws {
        let meeting = "map-2026-12-02"
        let (partners, caseload) = try Team.diary().store.read { diary in
            let caseload = try #require(try diary.caseload())
            let kinds = Dictionary(uniqueKeysWithValues: caseload.agencies.map { ($0.id, $0.kind) })
            return (caseload.practitioners.filter { kinds[$0.agency] == .partner }, caseload)
        }
        try #require(!partners.isEmpty)
        let accounts = partners.map {
            Account(
                id: Account.ID("partner-\($0.id)"), name: "Partner", role: .partner, agency: $0.agency,
                practitioner: $0.id)
        }
        try await Service.run(accounts: accounts) { service in
            let oracle = try Oracle(service)
            for account in accounts {
                let own = try #require(account.practitioner)
                let browser = await service.browser(account)
                for path in ["/meetings", "/meetings/\(oracle.meeting.id)", "/meetings/\(meeting)/notes"] {
                    let page = try await browser.get(path)
                    for nominal in caseload.nominals
                    where !oracle.worksWith(own, nominal.id) || nominal.hasLimitedAccess {
                        #expect(!Oracle.shows(nominal.id, page), "\(own) sees \(nominal.id) at \(path)")
                    }
                }
                for path in ["issue", "requests", "run", "register", "items/n001"] {
                    #expect(try await browser.get("/meetings/\(meeting)/\(path)").status == .forbidden)
                }
            }
        }
    }

    @Test func `no page of a meeting has a name`() async throws {
        try await Service.run(at: Team.monday.at(2 * 1440 + 570)) { service in
            let oracle = try Oracle(service)
            let browser = await service.browser(Person.supportWorker)
            for path in ["", "/issue", "/requests", "/run"] {
                let page = try await browser.get("/meetings/\(oracle.meeting.id)\(path)")
                #expect(page.status == .ok)
                for nominal in oracle.caseload.nominals {
                    #expect(!page.text.contains("\(nominal.givenName) \(nominal.familyName)"))
                }
            }
        }
    }

    // MARK: Arranging

    @Test func `a pinned slot starts when it was pinned, and the page says what that did`() async throws {
        try await Service.run { service in
            let oracle = try Oracle(service)
            let slot = try #require(oracle.meeting.slots.last)
            let time = try #require(oracle.meeting.slots.first).start.clock
            let address = "/meetings/\(oracle.meeting.id)"
            let browser = await service.browser(Person.supportWorker)
            let page = try await browser.send(
                "\(address)/slots/\(slot.nominal)/pin", [("at", "\(time)")], from: try await browser.get(address))
            #expect(page.status == .ok)
            #expect(page.text.contains("\(slot.nominal) is pinned at \(time)."))
            #expect(page.text.contains("minutes needed"))
            let after = try Oracle(service).meeting
            #expect(after.slots.first { $0.nominal == slot.nominal }?.start.clock == time)
        }
    }

    @Test func `moving up, minutes, deferring and adding change the agenda`() async throws {
        try await Service.run { service in
            let first = try Oracle(service)
            let address = "/meetings/\(first.meeting.id)"
            let browser = await service.browser(Person.supportWorker)
            func send(_ path: String, _ fields: [(String, String)]) async throws -> Browser.Page {
                try await browser.send("\(address)/\(path)", fields, from: try await browser.get(address))
            }
            let order = first.meeting.slots.map(\.nominal)
            let page = try await send("slots/\(order[1])/place", [("step", "up")])
            #expect(page.text.contains("\(order[1]) has moved up."))
            #expect(try Oracle(service).meeting.slots.map(\.nominal).prefix(2) == [order[1], order[0]])

            _ = try await send("slots/\(order[0])/minutes", [("minutes", "7")])
            #expect(try Oracle(service).meeting.slots.first { $0.nominal == order[0] }?.minutes == 7)
            let wrong = try await send("slots/\(order[0])/minutes", [("minutes", "-5")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("1 to 60 minutes"))

            let silent = try await send("slots/\(order[0])/turn", [("turn", "deferred")])
            #expect(silent.status == .unprocessableContent && silent.text.contains("Say why"))
            _ = try await send("slots/\(order[0])/turn", [("turn", "deferred"), ("why", "lead is on leave")])
            #expect(try !Oracle(service).meeting.slots.contains { $0.nominal == order[0] })

            let missing = try await send("slots", [("why", "asked for")])
            #expect(missing.status == .unprocessableContent && missing.text.contains("href=\"#nominal\""))
        }
    }

    @Test func `times that cannot be are said beside their fields, and nothing is settled`() async throws {
        try await Service.run { service in
            let oracle = try Oracle(service)
            let address = "/meetings/\(oracle.meeting.id)"
            let browser = await service.browser(Person.supportWorker)
            let page = try await browser.send(
                "\(address)/people", [("person", "po1"), ("comes", "between"), ("from", "11:00"), ("until", "10:00")],
                from: try await browser.get(address))
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("id=\"until-error\""))
            #expect(try service.store.read { try $0.arrangements().presences.isEmpty })
        }
    }

    @Test(arguments: [Person.practitioner, Person.manager]) func `only who holds the meeting arranges it`(
        account: Account
    ) async throws {
        try await Service.run { service in
            let oracle = try Oracle(service)
            let browser = await service.browser(account)
            let page = try await browser.get("/meetings/\(oracle.meeting.id)")
            let answer = try await browser.send("/meetings/\(oracle.meeting.id)/plan", [], from: page)
            #expect(answer.status == .forbidden)
        }
    }

    // MARK: Papers

    @Test func `issuing hands out an archive, and the diary knows to whom`() async throws {
        try await Service.run { service in
            let oracle = try Oracle(service)
            let address = "/meetings/\(oracle.meeting.id)/issue"
            let browser = await service.browser(Person.supportWorker)
            let check = try await browser.get(address)
            for attendance in oracle.meeting.attendance {
                let name = try #require(oracle.caseload.practitioners.first { $0.id == attendance.practitioner }).name
                #expect(check.text.contains(name))
            }
            let job = try await browser.finished(try await browser.send(address, [("format", "html")], from: check))
                .path
            let file = try await browser.get("\(job)/file")
            #expect(file.headers[.contentType] == "application/zip")
            #expect(file.text.hasPrefix("PK"))
            #expect(file.text.contains("running-order"))
            let (issued, history) = try service.store.read {
                (try $0.arrangements().issued[oracle.meeting.id], try $0.history(limit: 50))
            }
            #expect(issued == oracle.meeting)
            let page = try await browser.get("/meetings/\(oracle.meeting.id)")
            #expect(
                page.text.contains("Issued on 30 November 2026, 09:00, to \(oracle.meeting.attendance.count) people"))
            #expect(page.text.contains("<a class=\"button quiet\" href=\"\(address)\">Issue again</a>"))
            let entry = try #require(history.first { $0.detail.contains("issued the agenda") })
            #expect(entry.act == .disclosure && entry.agency == Person.police && entry.route == address)
            let name = try Self.name(of: file)
            // Each attendee with those they work with, and whoever holds the meeting with everybody.
            for slot in oracle.meeting.slots {
                for person in slot.attendees where oracle.worksWith(person, slot.nominal) {
                    let nominal = try #require(oracle.caseload.nominals.first { $0.id == slot.nominal })
                    guard !nominal.hasLimitedAccess else { continue }
                    let pattern = try Regex("\\b\(person) \\([^)]*\\b\(slot.nominal)\\b")
                    #expect(entry.detail.contains(pattern), "\(person), \(slot.nominal)")
                }
                var query = AuditQuery()
                query.nominal = slot.nominal
                query.act = .disclosure
                let found = try service.store.read { try $0.history(query) }.map(\.entry.detail)
                #expect(found.contains(entry.detail))
                #expect(found.contains { $0.hasPrefix("downloaded \(name)") })
            }
            #expect(history.count { $0.detail.hasPrefix("downloaded") } == 1)
            _ = try await browser.get("\(job)/file")
            let again = try service.store.read { try $0.history(limit: 1) }
            #expect(again.first?.detail.hasPrefix("downloaded") == true && again.first?.route == "\(job)/file")
            #expect(try await service.browser(Person.practitioner).get("\(job)/file").status == .notFound)
            #expect(try service.store.read { try $0.history(limit: 1) } == again)
        }
    }

    @Test func `papers are made again without issuing anew`() async throws {
        try await Service.run { service in
            let oracle = try Oracle(service)
            let address = "/meetings/\(oracle.meeting.id)"
            let browser = await service.browser(Person.supportWorker)
            #expect(try await browser.get("\(address)/papers").status == .notFound)
            _ = try IssueAgenda(service.store)(oracle.meeting.id, by: "sw", at: Timestamp(seconds: 1_795_000_000))
            #expect(try await browser.get(address).text.contains("href=\"\(address)/papers\""))
            let job = try await browser.finished(
                try await browser.send(
                    "\(address)/papers", [("format", "html")], from: try await browser.get("\(address)/papers"))
            ).path
            #expect(try await browser.get("\(job)/file").text.contains("running-order"))
            let (date, history) = try service.store.read {
                (try $0.issueDate(of: oracle.meeting.id), try $0.history(limit: 50))
            }
            #expect(date == Timestamp(seconds: 1_795_000_000))
            #expect(history.contains { $0.act == .disclosure && $0.detail.contains("made the papers of") })
        }
    }

    @Test func `work that the service knows no more is said to be so, with what to do`() async throws {
        try await Service.run { service in
            let page = try await service.browser(Person.supportWorker).get("/jobs/0123456789abcdef")
            #expect(page.text.contains("Make the papers again"))
        }
    }

    private static func name(of file: Browser.Page) throws -> String {
        let header = try #require(file.headers[.contentDisposition])
        return String(try #require(header.firstMatch(of: /filename="([^"]+)"/)).output.1)
    }

    // MARK: The day

    @Test func `a meeting is run: begun, registered, noted, decided and ended`() async throws {
        try await Service.run(at: Team.monday.at(2 * 1440 + 575)) { service in
            let oracle = try Oracle(service)
            let address = "/meetings/\(oracle.meeting.id)"
            let browser = await service.browser(Person.supportWorker)
            func send(_ path: String, _ fields: [(String, String)], from page: String = "run") async throws
                -> Browser.Page
            {
                try await browser.send("\(address)/\(path)", fields, from: try await browser.get("\(address)/\(page)"))
            }
            func notes() throws -> MeetingNotes { try service.store.read { try $0.notes(of: oracle.meeting.id) } }

            let begun = try await send("start", [])
            #expect(begun.text.contains("The meeting began at 09:35"))
            // Read out when it changes, which it does once a minute.
            #expect(begun.text.contains("<p class=\"clock\" role=\"timer\" aria-live=\"polite\""))
            let late = try #require(oracle.meeting.attendance.first).practitioner
            _ = try await send("register", [("state-\(late)", "apologies"), ("rest", "yes")], from: "register")
            #expect(try notes().state(of: late) == .apologies)
            #expect(try notes().presences.count == oracle.meeting.attendance.count)
            #expect(try await browser.get("\(address)/register").text.contains(">Everyone else is there</button>"))

            #expect(
                try await browser.get("\(address)/run").text.contains("<p>Break</p>") == !oracle.meeting.breaks.isEmpty)
            let second = try #require(oracle.meeting.slots.dropFirst().first)
            let byClock = try await send(
                "items/\(second.nominal)", [("outcome", "discussed"), ("clock", "yes"), ("minutes", "")])
            #expect(byClock.text.contains("Discussed, 1 of \(second.minutes) minutes, by the clock."))

            let slot = try #require(oracle.meeting.slots.first)
            let item = "items/\(slot.nominal)"
            let wrong = try await send(item, [("outcome", "discussed"), ("minutes", "many")], from: item)
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("id=\"minutes-error\""))
            let page = try await send(item, [("outcome", "discussed"), ("minutes", "7")], from: item)
            #expect(page.text.contains("Discussed, 7 of \(slot.minutes) minutes"))
            #expect(try notes().item(slot.nominal)?.minutesTaken == 7)

            _ = try await send(
                "\(item)/updates", [("updateFrom", "po1"), ("updateText", "All well.")], from: item)
            #expect(try notes().updates.first?.text == "All well.")
            _ = try await send(
                "\(item)/actions", [("actionText", "Ring the desk"), ("actionOwner", "po1")], from: item)
            let actions = try service.store.read { try $0.caseload()?.actions ?? [] }
            #expect(actions.contains { $0.text == "Ring the desk" && $0.nominal == slot.nominal })
            let reasonless = try await send("\(item)/decisions", [("decisionMatter", "other")], from: item)
            #expect(reasonless.text.contains("id=\"decisionWhy-error\""))
            _ = try await send(
                "\(item)/decisions",
                [
                    ("decisionMatter", "other"), ("decisionWhy", "Agreed to wait."), ("decisionPolice", "po1"),
                    ("decisionProbation", "pp1"),
                ], from: item)
            #expect(try notes().decisions.first?.isAgreed == true)

            let check = try await send("end", [])
            #expect(
                check.text.contains(
                    "\(oracle.meeting.slots.count - 2) of \(oracle.meeting.slots.count) items are not done"))
            #expect(try notes().endedAt == nil)
            #expect(try await send("end", [("sure", "yes")], from: "end").text.contains("The meeting ended at"))
            let over = try await browser.get(address)
            #expect(over.text.contains("Held from 09:35 to 09:35."))
            #expect(!over.text.contains("Run the meeting") && !over.text.contains("Begun"))
            #expect(try await browser.get("/").text.contains("Held from 09:35 to 09:35."))
            #expect(try await send("resume", []).text.contains("The meeting goes on."))
            #expect(try notes().endedAt == nil)
            #expect(try service.store.read { try $0.history(limit: 5) }.contains { $0.detail.contains("gone on with") })
            #expect(try await send("end", [("sure", "yes")], from: "end").text.contains("The meeting ended at"))
            let read = try await browser.get("\(address)/notes")
            #expect(read.text.contains("Agreed to wait."))
            let practitioner = try await service.browser(Person.practitioner).get("\(address)/notes")
            #expect(
                practitioner.text.contains("Agreed to wait.")
                    == oracle.worksWith(Practitioner.ID("po1"), slot.nominal))
        }
    }

    @Test func `nobody is said to have agreed who is not on the register as there`() async throws {
        let clock = Team.monday.at(2 * 1440 + 575)
        try await Service.run(at: clock) { service in
            let oracle = try Oracle(service)
            let id = oracle.meeting.id
            let kinds = Dictionary(uniqueKeysWithValues: oracle.caseload.agencies.map { ($0.id, $0.kind) })
            let onAgenda = oracle.meeting.attendance.map(\.practitioner)
            func expected(_ kind: Agency.Kind) throws -> [Practitioner.ID] {
                oracle.caseload.practitioners.filter { kinds[$0.agency] == kind && onAgenda.contains($0.id) }.map(\.id)
            }
            let (police, probation) = (try expected(.police), try expected(.probation))
            let (away, there, other) = (
                try #require(police.first), try #require(police.last), try #require(probation.first)
            )
            try #require(away != there)
            let nominal = try #require(
                oracle.caseload.nominals.first { $0.leads.contains(Practitioner.ID("po1")) && $0.rag != .blue }
            ).id
            let browser = await service.browser(Person.practitioner)
            let item = "/meetings/\(id)/items/\(nominal)"
            func decide(_ police: Practitioner.ID, contacts: String = "3", until: String = "2026-12-20") async throws
                -> Browser.Page
            {
                try await browser.send(
                    "\(item)/decisions",
                    [
                        ("decisionMatter", "contacts"), ("decisionContacts", contacts), ("decisionUntil", until),
                        ("decisionWhy", "Talked through."), ("decisionPolice", police.text),
                        ("decisionProbation", other.text),
                    ], from: try await browser.get(item))
            }
            _ = try StartMeeting(service.store)(id, by: "sw", at: service.now, clock: clock)
            // Before the register is taken those count who are expected and have not sent apologies.
            _ = try NotePresence(service.store)(
                [(away, .apologies)], restIsPresent: false, at: id, by: "sw", at: service.now)
            let page = try await decide(away)
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("id=\"decisionPolice-error\""))
            #expect(!page.text.contains("<option value=\"\(away)\" selected"))
            let noted = try service.store.read { try $0.noted(id) }
            #expect(noted.canAgree(there, about: nominal) && noted.canAgree(other, about: nominal))
            #expect(!noted.canAgree(Practitioner.ID("po99"), about: nominal))
            _ = try NotePresence(service.store)(
                [(other, .present)], restIsPresent: false, at: id, by: "sw", at: service.now)
            #expect(try await decide(there).status == .unprocessableContent)
            _ = try NotePresence(service.store)([], restIsPresent: true, at: id, by: "sw", at: service.now)
            for (contacts, until, field) in [
                ("14", "2026-12-20", "decisionContacts"), ("8", "2026-12-20", "decisionContacts"),
                ("3", "9999-12-31", "decisionUntil"), ("3", "2027-06-03", "decisionUntil"),
            ] {
                let page = try await decide(there, contacts: contacts, until: until)
                #expect(page.status == .unprocessableContent)
                #expect(page.text.contains("id=\"\(field)-error\""), "\(contacts) until \(until)")
            }
            #expect(try service.store.read { try $0.notes(of: id) }.decisions.isEmpty)

            #expect(try await decide(there).text.contains("Both services agree."))
            let entry = try #require(
                try service.store.read { try $0.history(limit: 20) }.first { $0.detail.contains("agreed by") })
            #expect(entry.actor == "po" && entry.act == .alteration)
            #expect(entry.detail.contains("agreed by \(there) and \(other)"))
        }
    }

    @Test func `what is decided keeps the bounds of variations, whoever asks for it`() async throws {
        let clock = Team.monday.at(2 * 1440 + 575)
        try await Service.run(at: clock) { service in
            let oracle = try Oracle(service)
            let id = oracle.meeting.id
            let nominal = try #require(oracle.meeting.slots.first).nominal
            _ = try StartMeeting(service.store)(id, by: "sw", at: service.now, clock: clock)
            let day = oracle.meeting.interval.lowerBound.day
            func decide(_ contacts: Int, until: Day) throws {
                _ = try RecordDecision(service.store)(
                    .changeContacts(contacts, jointEveryWeeks: nil, homeEveryWeeks: nil, from: nil, until: until),
                    about: nominal, RecordDecision.Words(why: "Talked through."), police: nil, probation: nil, at: id,
                    by: "sw", at: service.now)
            }
            let latest = try #require(Day(iso: "2027-06-02"))
            #expect(day.description == "2026-12-02")
            #expect(throws: NotesRefusal.self) { try decide(8, until: latest) }
            #expect(throws: NotesRefusal.self) { try decide(-1, until: latest) }
            #expect(throws: NotesRefusal.self) { try decide(7, until: latest + 1) }
            try decide(7, until: latest)
            #expect(throws: NotesRefusal.self) {
                _ = try RaiseAction(service.store)(
                    "Ring", owner: "po1", due: day.latestAhead + 1, about: nil, at: nil, by: "sw", at: service.now,
                    today: day)
            }
        }
    }

    @Test func `notes do not begin before the day`() async throws {
        try await Service.run { service in
            let oracle = try Oracle(service)
            let browser = await service.browser(Person.supportWorker)
            let page = try await browser.get("/meetings/\(oracle.meeting.id)/run")
            let answer = try await browser.send("/meetings/\(oracle.meeting.id)/start", [], from: page)
            #expect(answer.status == .unprocessableContent)
            #expect(try service.store.read { try !$0.notes(of: oracle.meeting.id).isStarted })
        }
    }
}
