import Casework
import Foundation
import Publishing
import Testing

@Suite struct RunningOrderTests {
    private let page: String

    init() throws {
        page = try Cast.document("agendas/map-2026-12-02/running-order_OS.html")
    }

    @Test(arguments: [
        "<h1>MAP running order</h1>",
        "<p class=\"lead\">Multi-Agency Practitioner meeting, Wednesday 2 December 2026</p>",
        "<dd>Wednesday 2 December 2026, 09:30 to 11:30</dd>",
        "<dd>Hill Station</dd>",
        "22 minutes needed, 95 available: 73 minutes to spare",
        "<h2 id=\"confidentiality\">Confidentiality</h2>",
        "Do not write names on this page.",
    ])
    func `it says what is held, when, where and in what confidence`(text: String) {
        #expect(page.contains(text))
    }

    @Test(arguments: [
        (3, 1, "3 items noted without discussion and 1 deferred, so that the rest fits"),
        (1, 0, "1 item noted without discussion, so that the rest fits"),
        (0, 1, "1 item deferred, so that the rest fits"), (0, 2, "2 items deferred, so that the rest fits"),
        (0, 0, "<strong>7 minutes too many</strong>"),
    ])
    func `a meeting that is too full says what made the rest fit`(noted: Int, deferred: Int, words: String) throws {
        var publication = Cast.publication
        publication.plan.meetings[0].minutesNeeded = 132
        publication.plan.meetings[0].minutesAvailable = 125
        publication.plan.meetings[0].noted = Array(repeating: Cast.owen.id, count: noted)
        let deferral = PlannedMeeting.Deferral(nominal: Cast.owen.id, due: Cast.day("2026-12-09"))
        publication.plan.meetings[0].deferred = Array(repeating: deferral, count: deferred)
        let page = try Cast.document("agendas/map-2026-12-02/running-order_OS.html", of: publication)
        #expect(page.contains("<dd>132 minutes needed, 125 available: \(words)</dd>"))
    }

    @Test func `everyone is told from when until when, and how long they wait`() {
        #expect(
            page.contains(
                "<th scope=\"row\">PC Tom Ashdown</th><td>Police</td><td class=\"number\">09:40</td>"
                    + "<td class=\"number\">10:06</td><td class=\"number\">16</td><td class=\"number\">0</td>"))
        #expect(page.contains("<td class=\"number\">0</td><td class=\"number\">stays throughout</td>"))
    }

    @Test func `the waiting, its bound and what partners are spared are stated`() {
        #expect(page.contains("<strong>3 minutes</strong> in all, over 3 people"))
        #expect(
            page.contains(
                "Any order that keeps to what was settled by hand has at least 2 minutes; whether there is a better"))
        #expect(page.contains("asked for 10 minutes of their people's time"))
        #expect(page.contains("would take 120 minutes: <strong>110 minutes saved</strong>"))
    }

    @Test func `a proven best order is said to be one`() throws {
        var publication = Cast.publication
        publication.plan.meetings[0].proven.insert(.waiting)
        publication.plan.meetings[0].waitingLowerBound = publication.plan.meetings[0].waitingMinutes
        let page = try Cast.document("agendas/map-2026-12-02/running-order_OS.html", of: publication)
        #expect(page.contains("No order that keeps to what was settled by hand has less: this is proven."))
        #expect(!page.contains("is not known"))
    }

    @Test func `items stand in order of time, opening, break and close in their places`() throws {
        let headings = page.matches(of: /<h3>([A-Za-z0-9 ]+)/).map { $0.output.1.trimmingCharacters(in: .whitespaces) }
        #expect(headings == ["Opening", "n001", "Break", "n003", "n002", "Close"])
        #expect(page.contains("<span class=\"times\">10:06 to 10:11</span>"))
        #expect(page.contains("Time left over: 79 minutes."))
    }

    @Test func `a slot says why, how rated, when last discussed, who is needed and who cannot come`() throws {
        let slot = try slot("n001")
        #expect(slot.contains("<span class=\"reason\">Exception</span>"))
        #expect(slot.contains("<li>arrest of n001, Fri 27 Nov</li>"))
        #expect(slot.contains("<span aria-hidden=\"true\">▲</span> Red</span> Fixed cohort."))
        #expect(slot.contains("Last discussed: Wed 25 Nov, MAP."))
        #expect(
            slot.contains(
                "<strong>Needed:</strong> Carys Penhale (Clearwater Recovery), PC Tom Ashdown (Police) and "
                    + "Nadia Rahman (Probation).</p>"))
        let other = try self.slot("n002")
        #expect(other.contains("Last discussed: not yet."))
        #expect(other.contains("<strong>Cannot be there:</strong> Nadia Rahman (Probation).</p>"))
        #expect(other.contains("<strong>Written update missing</strong> from Nadia Rahman.</p>"))
    }

    @Test func `open actions are under their nominal, and overdue from the day after`() throws {
        let slot = try slot("n001")
        #expect(slot.contains("– Nadia Rahman, due Tue 1 Dec</span> <strong class=\"overdue\">Overdue</strong>"))
        #expect(
            slot.contains(
                "Confirm the letter was sent <span class=\"owner\">– Housing desk, due Wed 2 Dec</span></li>"))
        #expect(!page.contains("Long since finished"))
    }

    @Test func `text typed by people is escaped, and bears references for names`() throws {
        let slot = try slot("n001")
        #expect(slot.contains("Ask n001&#39;s sister &lt;b&gt;&quot;Ann&quot;&lt;/b&gt; about the tenancy"))
    }

    @Test func `hostile text stays text wherever it comes from`() throws {
        var publication = Cast.publication
        let hostile = "<script>alert('1')</script>"
        publication.caseload.practitioners[0].name = hostile
        publication.caseload.agencies[0].name = hostile
        publication.caseload.locations[1].name = hostile
        publication.plan.meetings[0].slots[0].matters = [hostile]
        publication.plan.shortfalls[0].reasons = [hostile, "{{marking}} {{{marking}}}"]
        for document in try publication.documents() where document.path.hasSuffix(".html") {
            #expect(!document.text.contains("<script"), "\(document.path)")
        }
    }

    @Test func `a nominal with limited access has a reference and a time, and nothing else`() throws {
        let slot = try slot("n003")
        #expect(slot.contains("Limited access: details with the leads."))
        for text in ["Green", "nobody", "Nadia", "Ashdown", "leads alone", "discussed", "cohort"] {
            #expect(!slot.contains(text), "\(text)")
        }
        #expect(!page.contains("For the leads alone"))
    }

    @Test func `what is not discussed is listed with who is asked, and when it is due`() {
        #expect(page.contains("■</span> Blue, in custody</span></td><td>not yet</td>"))
        #expect(page.contains("<td>PC Tom Ashdown and Nadia Rahman</td>"))
        #expect(page.contains("</td><td>Flex</td><td>Wednesday 9 December 2026</td></tr>"))
    }

    @Test func `a deferred item says how rated and in which cohort, where access is not limited`() throws {
        var publication = Cast.publication
        let due = Cast.day("2026-12-09")
        publication.plan.meetings[0].deferred = [Cast.ffion.id, Cast.siân.id].map {
            PlannedMeeting.Deferral(nominal: $0, due: due)
        }
        let page = try Cast.document("agendas/map-2026-12-02/running-order_OS.html", of: publication)
        #expect(
            page.contains(
                "<th scope=\"row\">n001</th><td><span class=\"rag red\"><span aria-hidden=\"true\">▲</span> Red</span>"
                    + "</td><td>Fixed</td><td>Wednesday 9 December 2026</td>"))
        #expect(page.contains("<th scope=\"row\">n003</th><td></td><td>limited access</td>"))
    }

    @Test func `a vacant post is asked for no written update`() throws {
        var publication = Cast.publication
        func block(_ id: String, from: String? = nil, until: String? = nil) -> WorkingBlock {
            WorkingBlock(
                practitioner: Practitioner.ID(id), weekday: .monday, start: ClockTime(minutes: 540),
                end: ClockTime(minutes: 1020), from: from.map(Cast.day), until: until.map(Cast.day))
        }
        // The last Monday before the meeting, and the day before the first one after it.
        for until in ["2026-11-30", "2026-12-06"] {
            publication.caseload.workingPatterns = [block("po1", from: "2027-01-01"), block("pp1", until: until)]
            let page = try Cast.document("agendas/map-2026-12-02/running-order_OS.html", of: publication)
            #expect(page.contains("<td>PC Tom Ashdown</td>"))
            #expect(page.contains("<p class=\"absent\">Nobody is in post to ask for a written update.</p>"))
            #expect(!page.contains("missing</strong> from Nadia"))
        }
        publication.caseload.workingPatterns[1].until = Cast.day("2026-12-07")
        let page = try Cast.document("agendas/map-2026-12-02/running-order_OS.html", of: publication)
        #expect(page.contains("<td>PC Tom Ashdown and Nadia Rahman</td>"))
        publication.caseload.workingPatterns = [block("sw1")]
        #expect(
            try Cast.document("agendas/map-2026-12-02/running-order_OS.html", of: publication).contains(
                "<td>nobody: both posts are vacant</td>"))
    }

    @Test func `an action without a date says so`() throws {
        var publication = Cast.publication
        publication.caseload.actions[1].dueOn = nil
        let page = try Cast.document("agendas/map-2026-12-02/running-order_OS.html", of: publication)
        #expect(page.contains("Confirm the letter was sent <span class=\"owner\">– Housing desk, no due date</span>"))
        #expect(!page.contains("due no"))
    }

    @Test func `actions about nobody are on the agenda of the meeting that raised them`() {
        #expect(page.contains("<th scope=\"row\">Book a larger room</th><td>Angela Croft</td><td>no date</td>"))
        #expect(!page.contains("Draft the annual report"))
    }

    @Test func `it is for those who hold the meeting, as their agencies share on its day`() throws {
        #expect(page.contains("<strong>For those who hold the meeting:</strong> Angela Croft (Probation)."))
        var publication = Cast.publication
        publication.caseload.agencies[1].agreementUntil = Cast.day("2026-12-01")
        let later = try Cast.document("agendas/map-2026-12-02/running-order_OS.html", of: publication)
        #expect(later.contains("</strong> nobody: no chair or support worker is expected."))
        #expect(later.contains("<h3>n001</h3>") && !later.contains("Exception"))
    }

    @Test func `contacts since the last discussion are two figures, and those without an outcome are said`() throws {
        var publication = Cast.publication
        publication.caseload.contacts = [
            ("h1", "2026-11-24T10:00", Contact.Status.attended), ("h2", "2026-11-26T10:00", .attended),
            ("h3", "2026-11-27T10:00", .failedToAttend), ("h4", "2026-11-28T10:00", .cancelledByService),
        ].map { id, start, status in
            Contact(
                id: Contact.ID(id), nominal: Cast.ffion.id, kind: ContactKind("office"), start: Cast.moment(start),
                minutes: 30, place: .online, practitioners: [Practitioner.ID("pp1")], status: status)
        }
        let page = try Cast.document("agendas/map-2026-12-02/running-order_OS.html", of: publication)
        // Last discussed on 25 November; the plan has a confirmed visit on 1 December and others after the meeting.
        #expect(try slot("n001", of: page).contains("Since then: 3 offered, 1 kept, 1 without an outcome yet."))
        #expect(try slot("n002", of: page).contains("Since selection: 0 offered, 0 kept."))
    }

    @Test func `an agreed departure from the target is told with its end, without names`() throws {
        var publication = Cast.publication
        publication.caseload.variations = [
            Variation(
                nominal: Cast.ffion.id, from: Cast.monday, until: Cast.day("2026-12-20"), contacts: 4,
                jointEveryWeeks: 1, agreedOn: Cast.monday, agreedBy: "sw1", reason: "Ffion asked for it"),
            Variation(
                nominal: Cast.łukasz.id, from: Cast.monday, until: Cast.day("2026-12-01"), contacts: 9,
                agreedOn: Cast.monday, agreedBy: "macc"),
        ]
        let page = try Cast.document("agendas/map-2026-12-02/running-order_OS.html", of: publication)
        #expect(
            try slot("n001", of: page).contains(
                "4 contacts a week, joint visit every week until Sun 20 Dec, agreed by Angela Croft: "
                    + "n001 asked for it."))
        #expect(!page.contains("9 contacts"))
    }

    @Test func `who declined is told apart from who is elsewhere, and updates in from updates missing`() throws {
        var publication = Cast.publication
        let meeting = Cast.meeting.id
        publication.declined = [meeting: [Practitioner.ID("pp1")]]
        publication.notes = [
            meeting: MeetingNotes(
                meeting: meeting,
                updates: [
                    WrittenUpdate(
                        nominal: Cast.łukasz.id, practitioner: Practitioner.ID("pp1"),
                        receivedOn: Cast.day("2026-12-01"), text: "O'Neill keeps to it <b>"),
                    WrittenUpdate(
                        nominal: Cast.owen.id, practitioner: Practitioner.ID("po1"), receivedOn: Cast.monday),
                    WrittenUpdate(
                        nominal: Cast.siân.id, practitioner: Practitioner.ID("pp1"), receivedOn: Cast.monday,
                        text: "between the leads"),
                ])
        ]
        let page = try Cast.document("agendas/map-2026-12-02/running-order_OS.html", of: publication)
        let slot = try slot("n002", of: page)
        #expect(slot.contains("<strong>Declined:</strong> Nadia Rahman (Probation)."))
        #expect(!slot.contains("Cannot be there"))
        #expect(slot.contains("from Nadia Rahman (Probation), Tue 1 Dec: n002 keeps to it &lt;b&gt;</p>"))
        #expect(!slot.contains("missing"))
        // She declined, though the order still has her there.
        #expect(try self.slot("n001", of: page).contains("<strong>Declined:</strong> Nadia Rahman (Probation)."))
        #expect(page.contains("PC Tom Ashdown (Police), Mon 30 Nov</span>"))
        #expect(page.contains("missing from Nadia Rahman</span>"))
        #expect(!page.contains("between the leads"))
    }

    @Test(arguments: [
        (SlotReason.exception, "What happened"), (.release, "Gate pick-up"), (.deselect, "Exit plan made"),
        (.select, "Police agree? Probation agrees?"), (.blue, "housing told"), (.green, "Progress since last time"),
    ])
    func `a chair is prompted by the kind of item, about victims at every one`(
        reason: SlotReason, prompt: String
    ) throws {
        var publication = Cast.publication
        publication.plan.meetings[0].slots[0].reason = reason
        let page = try Cast.document("agendas/map-2026-12-02/running-order_OS.html", of: publication)
        let slot = try slot("n001", of: page)
        #expect(slot.contains(prompt))
        #expect(slot.contains("Victim safety considered: yes / no"))
        #expect(try !self.slot("n003", of: page).contains("Victim"))
    }

    @Test func `a meeting without noted, deferred or open items has no empty headings`() throws {
        var publication = Cast.publication
        publication.plan.meetings[0].noted = []
        publication.plan.meetings[0].deferred = []
        publication.caseload.actions = []
        let page = try Cast.document("agendas/map-2026-12-02/running-order_OS.html", of: publication)
        for heading in ["Noted without", "Deferred", "Other open actions", "Open actions"] {
            #expect(!page.contains(heading))
        }
    }

    private func slot(_ nominal: String) throws -> Substring { try slot(nominal, of: page) }

    /// The list item of one nominal's timeslot.
    private func slot(_ nominal: String, of page: String) throws -> Substring {
        let start = try #require(page.range(of: "<h3>\(nominal)"))
        let end = try #require(page.range(of: "</li>\n<li class=\"", range: start.upperBound..<page.endIndex))
        return page[start.lowerBound..<end.lowerBound]
    }
}
