import Casework
import Foundation
import Publishing
import Testing

/// Who reads what of a meeting's notes, and of the action lists.
struct NotesTests {
    private var caseload: Caseload {
        var caseload = Cast.caseload
        let meeting = Cast.meeting.id.text
        func action(_ id: String, _ nominal: Nominal?, _ owner: String, _ text: String, due: String? = nil) -> Action {
            Action(
                id: Action.ID(id), nominal: nominal?.id, meeting: meeting, raisedOn: Cast.wednesday, owner: owner,
                dueOn: due.map(Cast.day), text: text, status: .open)
        }
        caseload.actions += [
            action("b1", Cast.ffion, "dw1", "Offer Ffion the early clinic", due: "2026-12-04"),
            action("b2", Cast.łukasz, "po1", "Call at the hostel"),
            action("b3", nil, "sw1", "Order more chairs"),
            action("b4", Cast.siân, "jw1", "Ring about the placement", due: "2026-12-09"),
            action("b5", Cast.siân, "jobs desk", "Find a placement"),
        ]
        func close(_ id: String, _ status: Action.Status, _ remark: String) {
            guard let place = caseload.actions.firstIndex(where: { $0.id.text == id }) else { return }
            caseload.actions[place].status = status
            caseload.actions[place].closing = Action.Closing(on: Cast.day("2026-11-30"), by: "una", remark: remark)
        }
        close("a1", .notDone, "nobody asked")
        close("a2", .noLongerApplicable, "she has moved")
        return caseload
    }

    private var notes: MeetingNotes {
        func item(_ nominal: Nominal, _ outcome: ItemNote.Outcome, _ minutes: Int?, _ text: String) -> ItemNote {
            ItemNote(
                nominal: nominal.id, outcome: outcome, reason: .red, rag: .red, minutesPlanned: 5,
                minutesTaken: minutes, text: text)
        }
        func decision(_ nominal: Nominal, _ matter: Decision.Matter, _ why: String, isAgreed: Bool) -> Decision {
            Decision(
                nominal: nominal.id, matter: matter, text: why, agreedByPolice: Practitioner.ID("po1"),
                agreedByProbation: isAgreed ? Practitioner.ID("pp1") : nil,
                dissent: isAgreed ? nil : "Nadia would see Ffion through December")
        }
        return MeetingNotes(
            meeting: Cast.meeting.id, startedAt: Cast.moment("2026-12-02T09:31"),
            endedAt: Cast.moment("2026-12-02T11:02"),
            presences: [
                Presence(practitioner: Practitioner.ID("po1"), state: .present),
                Presence(practitioner: Practitioner.ID("sw1"), state: .present),
                Presence(practitioner: Practitioner.ID("pp1"), state: .apologies),
                Presence(practitioner: Practitioner.ID("jw1"), state: .present),
                Presence(practitioner: Practitioner.ID("dw1"), nominal: Cast.ffion.id, state: .present),
            ],
            items: [
                item(Cast.ffion, .discussed, 12, "Ffion Lloyd-Jones missed two"),
                item(Cast.łukasz, .deferred, nil, "no time"), item(Cast.siân, .discussed, 3, "for the leads alone"),
            ],
            updates: [
                WrittenUpdate(
                    nominal: Cast.ffion.id, practitioner: Practitioner.ID("pp1"), receivedOn: Cast.day("2026-12-01"),
                    text: "saw Ffion on Monday")
            ],
            decisions: [
                decision(Cast.ffion, .changeRAG(.amber), "calmer", isAgreed: false),
                decision(Cast.ffion, .changeCohort(.flex), "under the threshold", isAgreed: true),
                decision(Cast.siân, .changeRAG(.red), "arrested", isAgreed: true),
            ])
    }

    private func pages(on day: String = "2026-12-02") throws -> [String: String] {
        let documents = try NotesPaper(
            meeting: Cast.meeting, notes: notes, caseload: caseload, previous: Cast.day("2026-11-25"),
            recipients: ["dw1", "jw1", "po1", "pp1", "sw1"].map { Practitioner.ID($0) },
            issuedAt: Cast.moment("\(day)T12:05")
        ).documents()
        return Dictionary(documents.map { ($0.path, $0.text) }) { first, _ in first }
    }

    /// What a reader reads: the style sheet has words of its own.
    private func page(_ reader: String, on day: String = "2026-12-02") throws -> String {
        let page = try #require(try pages(on: day)["notes-map-2026-12-02-\(reader)_OS.html"])
        return String(page[try #require(page.range(of: "<main>")).lowerBound...])
    }

    @Test func `each recipient has a page of their own, marked, and with no nominal's name`() throws {
        let pages = try pages()
        #expect(pages.count == 5)
        for (path, page) in pages {
            for nominal in Cast.caseload.nominals {
                let options: String.CompareOptions = [.caseInsensitive, .diacriticInsensitive]
                // A site and a worker share words with names; the whole name is nobody else's.
                #expect(page.range(of: nominal.givenName, options: options) == nil, "\(path): \(nominal.givenName)")
            }
            #expect(page.contains(">OFFICIAL-SENSITIVE</p>"))
            #expect(page.contains("09:31 to 11:02"))
        }
    }

    @Test func `the register tells who was there, who sent what, and who came to look on`() throws {
        let page = try page("po1")
        #expect(page.contains("<th scope=\"row\">Clearwater Recovery</th><td>Carys Penhale</td>"))
        #expect(page.contains("<th scope=\"row\">Nadia Rahman</th><td>Probation</td><td>n001, Tue 1 Dec</td>"))
        #expect(page.contains("<strong>Observers:</strong> <span class=\"line\">Stefan Brandt (Next Step)</span>"))
        #expect(!page.contains("not recorded"))
    }

    @Test func `a lead reads items, updates, decisions with agreement and dissent, and actions`() throws {
        let page = try page("po1")
        for told in [
            "n001 missed two", "12 of 10 minutes", "PC Tom Ashdown (Police)", "Carys Penhale (Clearwater Recovery)",
            "saw n001 on Monday", "RAG to amber", "PC Tom Ashdown agreed for the police.",
            "Nobody agreed for probation.", "would see n001 through December", "Cohort to flex",
            "PC Tom Ashdown for the police, Nadia Rahman for probation", "Offer n001 the early clinic",
            "Deferred: due again at the next meeting", "for the leads alone", "RAG to red", "Order more chairs",
        ] {
            #expect(page.contains(told), "\(told)")
        }
        #expect(!page.contains("other items, which are not yours"))
    }

    @Test func `a partner who is involved reads their items, and neither cohort nor dissent`() throws {
        let page = try page("dw1")
        for told in ["n001 missed two", "saw n001 on Monday", "Offer n001 the early clinic", "RAG to amber"] {
            #expect(page.contains(told), "\(told)")
        }
        #expect(page.contains("Not decided yet") && !page.contains("Not agreed"))
        #expect(page.contains("The meeting had other items, which are not yours to read."))
        for kept in ["n002", "n003", "through December", "agreed for", "flex", "threshold", "hostel", "arrested"] {
            #expect(!page.contains(kept), "\(kept)")
        }
    }

    @Test func `whoever's agency shares nothing reads of no nominal`() throws {
        let page = try page("jw1")
        #expect(page.contains("No item of this meeting may be shared with you."))
        for kept in ["n001", "n002", "n003", "clinic", "missed", "amber", "placement"] {
            #expect(!page.contains(kept), "\(kept)")
        }
        #expect(page.contains("Order more chairs"))
    }

    @Test func `those who hold the meeting read every item but what access is limited to the leads`() throws {
        let page = try page("sw1")
        #expect(page.contains("n001 missed two") && page.contains("Deferred") && page.contains("through December"))
        #expect(page.contains("n003") && page.contains("Details with the leads."))
        for kept in ["for the leads alone", "arrested", "placement"] { #expect(!page.contains(kept), "\(kept)") }
    }

    @Test func `once an agreement has lapsed its people read nothing more`() throws {
        var lapsed = caseload
        lapsed.agencies[2].agreementUntil = Cast.day("2026-12-03")
        func page(on day: String) throws -> String {
            let paper = NotesPaper(
                meeting: Cast.meeting, notes: notes, caseload: lapsed, previous: Cast.day("2026-11-25"),
                recipients: [Practitioner.ID("dw1")], issuedAt: Cast.moment("\(day)T12:05"))
            return try #require(try paper.documents().first?.text)
        }
        #expect(try page(on: "2026-12-03").contains("n001"))
        #expect(try !page(on: "2026-12-04").contains("n001"))
    }

    @Test func `actions closed undone since the last meeting stand apart by why`() throws {
        let page = try page("pp1")
        let split = page.components(separatedBy: "No longer applicable</h3>")
        #expect(split.count == 2)
        let parts = split.last?.components(separatedBy: "Not done</h3>") ?? []
        #expect(parts.count == 2)
        #expect(parts.first?.contains("she has moved") == true)
        #expect(parts.last?.contains("nobody asked") == true)
        let none = try self.page("jw1")
        #expect(none.contains("<p>None.</p>") && !none.contains("she has moved"))
    }

    @Test func `notes that are not closed say so, and a value can be no markup`() throws {
        var open = notes
        open.endedAt = nil
        open.items[0].text = "<script>alert(1)</script> {{{marking}}}"
        let paper = NotesPaper(
            meeting: Cast.meeting, notes: open, caseload: caseload, previous: Cast.day("2026-11-25"),
            recipients: [Practitioner.ID("po1")], issuedAt: Cast.moment("2026-12-02T10:05"))
        let page = try #require(try paper.documents().first?.text)
        #expect(page.contains("The notes are not closed yet."))
        #expect(page.contains("&lt;script&gt;alert(1)") && page.contains("{{{marking}}}"))
        #expect(!page.contains("<script>"))
    }

    // MARK: Action lists

    private func lists() throws -> [String: String] {
        let open = caseload.actions.filter { $0.status == .open }
        let owned = Dictionary(grouping: open, by: \.owner)
        let documents = try ActionListPaper(
            lists: owned.keys.sorted().map { ($0, owned[$0] ?? []) }, caseload: caseload,
            issuedAt: Cast.moment("2026-12-07T09:00")
        ).documents()
        return Dictionary(documents.map { ($0.path, $0.text) }) { first, _ in first }
    }

    @Test func `each owner has a list of their own, overdue first`() throws {
        let lists = try lists()
        #expect(Set(lists.keys).isSuperset(of: ["actions-dw1_OS.html", "actions-jobs-desk_OS.html"]))
        let page = try #require(lists["actions-dw1_OS.html"])
        #expect(page.contains("Carys Penhale, Clearwater Recovery"))
        #expect(page.contains("<h2>Overdue</h2>") && !page.contains("<h2>Still to do</h2>"))
        #expect(page.contains("Offer n001 the early clinic") && page.contains("Fri 4 Dec"))
        #expect(lists["actions-po1_OS.html"]?.contains("Call at the hostel") == true)
        #expect(lists["actions-pp1_OS.html"]?.contains("For the leads alone") == true)
    }

    @Test func `an owner who may know only a reference is told whom to ask, and a desk not even that`() throws {
        let lists = try lists()
        let page = try #require(lists["actions-jw1_OS.html"])
        #expect(page.contains("Ask the support worker what is to be done.") && page.contains("n003"))
        #expect(!page.contains("placement"))
        let desk = try #require(lists["actions-jobs-desk_OS.html"])
        #expect(desk.contains("Ask the support worker what is to be done.") && desk.contains("somebody"))
        #expect(!desk.contains("placement") && !desk.contains("n003"))
    }

    @Test func `owners whose names make the same file have one each`() throws {
        let action = Action(
            id: Action.ID("x"), meeting: "map", raisedOn: Cast.wednesday, owner: "", text: "Do it", status: .open)
        let paths = try ActionListPaper(
            lists: ["The desk", "the/desk", "../../desk", "../"].map { ($0, [action]) }, caseload: caseload,
            issuedAt: Cast.moment("2026-12-07T09:00")
        ).documents().map(\.path)
        #expect(
            paths == [
                "actions-the-desk_OS.html", "actions-the-desk-other_OS.html", "actions-desk_OS.html",
                "actions-owner_OS.html",
            ])
    }

    @Test func `minutes as CSV begin with the marking`() {
        let items = [(5, 4), (5, 9), (3, 5)].map { planned, taken in
            ItemNote(
                nominal: Cast.ffion.id, outcome: .discussed, reason: .red, rag: .red, minutesPlanned: planned,
                minutesTaken: taken)
        }
        let table = MinutesTable(MinutesTaken.figures(of: items), marking: Marking())
        #expect(
            table.text
                == "OFFICIAL-SENSITIVE\r\nreason,rag,items,mean_planned,mean_taken,median_taken\r\n"
                + "red,red,3,4.3,6.0,5.0\r\n")
    }
}
