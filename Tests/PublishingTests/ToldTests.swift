import Casework
import Foundation
import Testing

@testable import Publishing

/// Whom papers say that they tell of, which is what the record says of each recipient.
@Suite struct ToldTests {
    /// The references in a page, as a reader finds them.
    private static func references(in document: Document) -> [String] {
        Set(document.text.matches(of: /\bn00\d\b/).map { String($0.output) }).sorted()
    }

    private static func words(_ told: [(Practitioner.ID, about: [Nominal.ID])]) -> [String] {
        told.map { "\($0) \($1.map(\.text).joined(separator: " "))" }
    }

    @Test func `an agenda tells its reader of their own items, and the running order tells the chair of all`() throws {
        let made = try MeetingPapers(meeting: Cast.meeting, caseload: Cast.caseload, asOf: Cast.asOf).agendas()
        #expect(made.documents.count == made.attendees.count + 1)
        for (document, told) in zip(made.documents.dropFirst(), made.attendees) {
            #expect(document.path.contains(told.0.text))
            #expect(told.about.map(\.text) == Self.references(in: document))
        }
        #expect(Self.words(made.attendees).contains("dw1 n001"))
        #expect(Self.words(made.chairs) == ["sw1 n001 n002 n003 n004"])
    }

    @Test func `requests, notes, lists of actions and sheets tell of whom they have`() throws {
        let requests = try MeetingPapers(meeting: Cast.meeting, caseload: Cast.caseload, asOf: Cast.asOf)
            .updateRequests(due: Cast.moment("2026-12-01T17:00"))
        #expect(!requests.documents.isEmpty)
        for (document, told) in zip(requests.documents, requests.recipients) {
            #expect(document.path.contains(told.0.text) && !told.about.isEmpty)
            #expect(told.about.map(\.text) == Self.references(in: document))
        }
        let notes = try NotesPaper(
            meeting: Cast.meeting, notes: MeetingNotes(meeting: Cast.meeting.id), caseload: Cast.caseload,
            previous: Cast.monday, recipients: ["po1", "jw1"].map { Practitioner.ID($0) },
            issuedAt: Cast.moment("2026-12-02T12:00")
        ).handedOut()
        #expect(notes.recipients.map(\.0.text) == ["po1", "jw1"])
        for (document, told) in zip(notes.documents, notes.recipients) {
            #expect(told.about.map(\.text) == Self.references(in: document))
        }
        let actions = try ActionListPaper(
            lists: [("pp1", Cast.caseload.actions.filter { $0.owner == "pp1" }), ("Housing desk", [])],
            caseload: Cast.caseload, issuedAt: Cast.moment("2026-12-02T12:00")
        ).handedOut()
        #expect(actions.about.map { $0.map(\.text) } == actions.documents.map(Self.references))
        #expect(actions.about.first?.isEmpty == false)
        var caseload = Cast.caseload
        caseload.contacts = Cast.plan.contacts
        let sheets = try Sheets(
            days: Cast.monday..<(Cast.monday + 7), today: Cast.monday, caseload: caseload, meetings: [Cast.meeting],
            journeys: [], asOf: Cast.asOf
        ).documents(for: [])
        for (document, told) in zip(sheets.documents, sheets.recipients) {
            #expect(told.about.map(\.text) == Self.references(in: document))
        }
        #expect(Self.words(sheets.recipients).contains("jw1 n002"))
    }

    @Test func `a calendar that breaks a reference in two tells of whom it is about all the same`() throws {
        let document = Document(path: "people/po1.ics", content: "SUMMARY:Joint visit · n0\r\n 01\r\nEND:VEVENT\r\n")
        let known = Set(Cast.caseload.nominals.map(\.id))
        #expect(document.nominals(among: known) == [Cast.ffion.id])
        let feeds = PeoplesFeeds(
            FeedSet(
                caseload: Cast.caseload, history: EventHistory(of: Cast.plan, at: Cast.asOf), today: Cast.monday,
                productVersion: "1"))
        for (practitioner, expected) in [("po1", ["n001", "n002", "n003"]), ("jw1", ["n002"]), ("sw1", [])] {
            #expect(try feeds.feed(of: .init(practitioner), at: .reference).about.map(\.text) == expected)
            #expect(try feeds.feed(of: .init(practitioner), at: .busy).about.isEmpty)
        }
    }
}
