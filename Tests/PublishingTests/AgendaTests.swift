import Casework
import Foundation
import Publishing
import Testing

/// Each attendee's own agenda, and what they are asked to write.
@Suite struct AgendaTests {
    private func agenda(_ practitioner: String, of publication: Publication = Cast.publication) throws -> String {
        try Cast.document("agendas/map-2026-12-02/agenda-\(practitioner)_OS.html", of: publication)
    }

    private func requests(
        _ meeting: PlannedMeeting = Cast.meeting, declined: Set<Practitioner.ID> = [], notes: MeetingNotes? = nil,
        of caseload: Caseload = Cast.caseload
    ) throws -> [String: String] {
        let made = try MeetingPapers(
            meeting: meeting, caseload: caseload, notes: notes, declined: declined, asOf: Cast.asOf
        ).updateRequests(due: Cast.moment("2026-12-01T17:00"))
        return Dictionary(uniqueKeysWithValues: made.documents.map { ($0.path, $0.text) })
    }

    @Test func `it says when its reader is expected, for what, and where`() throws {
        let page = try agenda("dw1")
        #expect(page.contains("<h1>MAP agenda for Carys Penhale</h1>"))
        #expect(page.contains("<strong>09:40 to 09:50</strong>; the meeting is 09:30 to 11:30"))
        #expect(page.contains("<dd>1 item, 10 minutes</dd>") && page.contains("<dd>Hill Station</dd>"))
        #expect(page.contains("Do not write names on this page.") && page.contains("Carys Penhale alone."))
        #expect(try agenda("sw1").contains("You hold this meeting"))
        #expect(!page.contains("You hold this meeting"))
    }

    @Test func `the reader's slots are in full, the others are times without a reference`() throws {
        let page = try agenda("dw1")
        #expect(page.contains("<h3>n001 <span class=\"reason\">Exception</span></h3>"))
        #expect(page.contains("arrest of n001, Fri 27 Nov"))
        #expect(page.contains("2 items without you: 10:00 and 10:03"))
        for other in ["n002", "n003", "n004", "Amber", "Łukasz"] { #expect(!page.contains(other), "\(other)") }
        // A partner agency needs no cohort.
        #expect(!page.contains("cohort"))
        #expect(try agenda("po1").contains("Fixed cohort."))
    }

    @Test func `whoever is of an agency that shares nothing gets times alone`() throws {
        var publication = Cast.publication
        publication.caseload.agencies[2].sharing = .none
        let page = try agenda("dw1", of: publication)
        #expect(page.contains("<h3>You are needed</h3>") && page.contains("09:40 to 09:50"))
        for secret in ["n001", "n002", "n003", "Exception", "arrest", "▲"] { #expect(!page.contains(secret)) }
    }

    @Test func `limited access is for the leads, whoever else is needed`() throws {
        var publication = Cast.publication
        publication.plan.meetings[0].slots[1].attendees.append(Practitioner.ID("dw1"))
        publication.caseload.involvements.append(
            Involvement(nominal: Cast.siân.id, practitioner: Practitioner.ID("dw1")))
        #expect(try agenda("po1", of: publication).contains("n003"))
        let page = try agenda("dw1", of: publication)
        #expect(page.contains("<h3>You are needed</h3>") && !page.contains("n003") && !page.contains("Green"))
    }

    @Test func `beforehand it asks for the reader's updates and for what has become of their actions`() throws {
        let police = try agenda("po1")
        #expect(police.contains("what is noted without you:</p>\n<ul>\n<li>n004</li>\n</ul>"))
        let probation = try agenda("pp1")
        #expect(probation.contains("<li>n003</li>\n<li>n002</li>\n<li>n004</li>"))
        #expect(probation.contains("n003: For the leads alone"))
        #expect(!police.contains("Your open actions"))
        #expect(try agenda("sw1").contains("<li>Book a larger room"))
    }

    @Test func `an item without actions shows none of the reader's own`() throws {
        var publication = Cast.publication
        publication.caseload.actions[3].owner = "po1"
        let page = try agenda("po1", of: publication)
        #expect(page.components(separatedBy: "Book a larger room").count == 2)
        publication.caseload.actions.removeAll { $0.nominal != nil }
        #expect(try !agenda("po1", of: publication).contains("Open actions"))
    }

    @Test func `joining details of a meeting online come with the invitation`() throws {
        var publication = Cast.publication
        publication.plan.meetings[0].place = .online
        #expect(
            try agenda("dw1", of: publication).contains("<dd>Online: joining details come with the invitation</dd>"))
    }

    // MARK: Update requests

    @Test func `updates are asked of who cannot be there and of the leads of what is noted`() throws {
        let requests = try requests()
        #expect(requests.keys.sorted() == ["update-request-po1_OS.html", "update-request-pp1_OS.html"])
        let page = try #require(requests["update-request-pp1_OS.html"])
        #expect(page.contains("<strong>Tuesday 1 December 2026, 17:00</strong>"))
        let asked = page.matches(of: /<h2>(n\d+)/).map { String($0.output.1) }
        #expect(asked == ["n003", "n002", "n004"])
        #expect(page.contains("Discussed without you.") && page.contains("Noted without discussion."))
        #expect(page.contains("nobody&#39;s business") && !page.contains("Siân"))
    }

    @Test func `an action without a date is not given the request's`() throws {
        let page = try #require(requests()["update-request-pp1_OS.html"])
        #expect(page.contains("For the leads alone <span class=\"owner\">– no due date</span>"))
    }

    @Test func `an update that came in is not asked for again, and one who declines is asked`() throws {
        let notes = MeetingNotes(
            meeting: Cast.meeting.id,
            updates: [
                WrittenUpdate(
                    nominal: Cast.owen.id, practitioner: Practitioner.ID("po1"), receivedOn: Cast.monday)
            ])
        #expect(try requests(notes: notes).keys.sorted() == ["update-request-pp1_OS.html"])
        let declined = try requests(declined: [Practitioner.ID("dw1")])
        let page = try #require(declined["update-request-dw1_OS.html"])
        #expect(page.contains("n001") && !page.contains("n004"))
    }

    @Test func `nobody is asked about whom they may not know of`() throws {
        var caseload = Cast.caseload
        caseload.agencies[2].agreementUntil = Cast.monday
        #expect(try requests(declined: [Practitioner.ID("dw1")], of: caseload)["update-request-dw1_OS.html"] == nil)
    }
}
