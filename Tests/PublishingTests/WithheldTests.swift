import Casework
import Testing

@testable import Publishing

/// What somebody types into a text about something else tells nobody of a nominal whom they may not know of.
@Suite struct WithheldTests {
    private let partner = Practitioner.ID("dw1")

    private var notes: MeetingNotes {
        MeetingNotes(
            meeting: Cast.meeting.id, startedAt: Cast.moment("2026-12-02T09:30"),
            items: [
                ItemNote(
                    nominal: Cast.ffion.id, outcome: .discussed, reason: .exception, rag: .red, minutesPlanned: 10,
                    text: "seen with Siân Canal, N004 and Ffion's sister")
            ])
    }

    private var caseload: Caseload {
        var caseload = Cast.caseload
        caseload.actions = [
            Action(
                id: Action.ID("g1"), meeting: Cast.meeting.id.text, raisedOn: Cast.wednesday, owner: "dw1",
                text: "Ring the landlord of Owen Abara about n003", status: .open)
        ]
        return caseload
    }

    private func copy(of recipient: String, _ caseload: Caseload) throws -> String {
        let paper = NotesPaper(
            meeting: Cast.meeting, notes: notes, caseload: caseload, previous: Cast.monday,
            recipients: [Practitioner.ID(recipient)], issuedAt: Cast.moment("2026-12-03T09:00"))
        return try #require(try paper.documents().first).text
    }

    @Test func `notes name another nominal to those who may know of them, and to nobody else`() throws {
        let partners = try copy(of: "dw1", caseload)
        #expect(partners.contains("seen with another nominal, another nominal and n001&#39;s sister"))
        #expect(partners.contains("Ring the landlord of another nominal about another nominal"))
        let leads = try copy(of: "po1", caseload)
        #expect(leads.contains("seen with n003, N004 and n001&#39;s sister"))
        #expect(leads.contains("Ring the landlord of n004 about n003"))
    }

    @Test func `an action about nobody in particular tells its owner of nobody`() throws {
        let paper = ActionListPaper(
            lists: [("dw1", caseload.actions), ("Owen Abara's mother", caseload.actions)], caseload: caseload,
            issuedAt: Cast.moment("2026-12-03T09:00"))
        let documents = try paper.documents()
        for document in documents {
            #expect(document.text.contains("Ring the landlord of another nominal about another nominal"))
        }
        #expect(documents.allSatisfy { !$0.path.contains("abara") && !$0.text.contains("Abara") })
    }

    @Test func `a partner's manager who stays throughout does not hold the meeting`() throws {
        var caseload = caseload
        for index in caseload.practitioners.indices where caseload.practitioners[index].id == partner {
            caseload.practitioners[index].role = .manager
        }
        for index in caseload.agencies.indices where caseload.agencies[index].id.text == "clear" {
            caseload.agencies[index].sharing = .full
        }
        let papers = MeetingPapers(meeting: Cast.meeting, caseload: caseload, asOf: Cast.asOf)
        #expect(try papers.agendas().chairs.map(\.0.text) == ["sw1"])
        #expect(try !copy(of: "dw1", caseload).contains("n003"))
    }

    @Test func `a meeting's register counts for every item that somebody is needed for`() throws {
        var notes = notes
        notes.presences = [
            Presence(practitioner: Practitioner.ID("po1"), state: .present),
            Presence(practitioner: Practitioner.ID("pp1"), state: .present),
            Presence(practitioner: Practitioner.ID("pp1"), nominal: Cast.siân.id, state: .absent),
            Presence(practitioner: partner, state: .apologies),
        ]
        notes.updates = [
            WrittenUpdate(nominal: Cast.ffion.id, practitioner: partner, receivedOn: Cast.monday)
        ]
        let rows = AgencyAttendance.all([Cast.meeting], [notes], Directory(caseload))
        let figures = rows.map { [$0.asked, $0.present, $0.updates, $0.nothing] }
        #expect(rows.map(\.agency) == ["Clearwater Recovery", "Police", "Probation"])
        #expect(figures == [[1, 0, 1, 0], [3, 3, 0, 0], [3, 2, 0, 1]])
    }
}
