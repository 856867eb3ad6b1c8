import Casework
import Foundation
import Publishing
import Testing

@Suite struct AgendaTests {
    private let page: String

    init() throws {
        page = try Cast.document("agendas/map-2026-12-02_OS.html")
    }

    @Test(arguments: [
        "<h1>MAP <span class=\"when\">Wednesday 2 December 2026</span></h1>",
        "Multi-Agency Practitioner meeting",
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
        let page = try Cast.document("agendas/map-2026-12-02_OS.html", of: publication)
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
        #expect(page.contains("Any order of these timeslots has at least 2 minutes; whether there is a better one"))
        #expect(page.contains("asked for 10 minutes of their people's time"))
        #expect(page.contains("would take 120 minutes: <strong>110 minutes saved</strong>"))
    }

    @Test func `a proven best order is said to be one`() throws {
        var publication = Cast.publication
        publication.plan.meetings[0].proven.insert(.waiting)
        publication.plan.meetings[0].waitingLowerBound = publication.plan.meetings[0].waitingMinutes
        let page = try Cast.document("agendas/map-2026-12-02_OS.html", of: publication)
        #expect(page.contains("No order of these timeslots has less: this is proven."))
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
        #expect(
            other.contains(
                "<strong>Cannot be there:</strong> Nadia Rahman (Probation). Ask Nadia Rahman for a written update."))
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
        let page = try Cast.document("agendas/map-2026-12-02_OS.html", of: publication)
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
            let page = try Cast.document("agendas/map-2026-12-02_OS.html", of: publication)
            #expect(page.contains("<td>PC Tom Ashdown</td></tr>"))
            #expect(
                page.contains(
                    "<strong>Cannot be there:</strong> Nadia Rahman (Probation). "
                        + "Nobody is in post to ask for a written update.</p>"))
        }
        publication.caseload.workingPatterns[1].until = Cast.day("2026-12-07")
        let page = try Cast.document("agendas/map-2026-12-02_OS.html", of: publication)
        #expect(page.contains("<td>PC Tom Ashdown and Nadia Rahman</td></tr>"))
        publication.caseload.workingPatterns = [block("sw1")]
        #expect(
            try Cast.document("agendas/map-2026-12-02_OS.html", of: publication).contains(
                "<td>nobody: both posts are vacant</td>"))
    }

    @Test func `an action without a date says so`() throws {
        var publication = Cast.publication
        publication.caseload.actions[1].dueOn = nil
        let page = try Cast.document("agendas/map-2026-12-02_OS.html", of: publication)
        #expect(page.contains("Confirm the letter was sent <span class=\"owner\">– Housing desk, no due date</span>"))
        #expect(!page.contains("due no"))
    }

    @Test func `actions about nobody are on the agenda of the meeting that raised them`() {
        #expect(page.contains("<th scope=\"row\">Book a larger room</th><td>Angela Croft</td><td>no date</td>"))
        #expect(!page.contains("Draft the annual report"))
    }

    @Test func `it says which agencies may have it, as of its day`() throws {
        #expect(page.contains("<strong>May be given to:</strong> Police and Probation."))
        #expect(page.contains("<strong>Not to be given to:</strong> Clearwater Recovery."))
        var publication = Cast.publication
        publication.caseload.agencies[0].agreementUntil = Cast.day("2026-12-01")
        let later = try Cast.document("agendas/map-2026-12-02_OS.html", of: publication)
        #expect(later.contains("<strong>May be given to:</strong> Probation."))
    }

    @Test func `a meeting without noted, deferred or open items has no empty headings`() throws {
        var publication = Cast.publication
        publication.plan.meetings[0].noted = []
        publication.plan.meetings[0].deferred = []
        publication.caseload.actions = []
        let page = try Cast.document("agendas/map-2026-12-02_OS.html", of: publication)
        for heading in ["Noted without", "Deferred", "Other open actions", "Open actions"] {
            #expect(!page.contains(heading))
        }
    }

    /// The list item of one nominal's timeslot.
    private func slot(_ nominal: String) throws -> Substring {
        let start = try #require(page.range(of: "<h3>\(nominal)"))
        let end = try #require(page.range(of: "</li>\n<li class=\"", range: start.upperBound..<page.endIndex))
        return page[start.lowerBound..<end.lowerBound]
    }
}
