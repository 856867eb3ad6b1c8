import Casework
import Foundation
import Testing

@testable import Publishing

/// A feed and an invitation tell of a contact what the sheet tells, and of an item what the agenda tells: the README's
/// table, for each of its readers.
@Suite struct FeedDisclosureTests {
    /// The rows of everybody who has a calendar of their own.
    private static let readers = RedactionTable.cells.filter { $0.paper == .sheet }.map(\.reader).filter {
        guard case .practitioner = RedactionTable.reader($0)?.reader else { return false }
        return true
    }

    /// What the table says of a reader and a paper.
    private static func facts(_ reader: String, _ paper: Paper) throws -> Set<Fact> {
        try #require(RedactionTable.cells.first { $0.reader == reader && $0.paper == paper }).facts
    }

    /// Somebody's contact with the nominal, and the nominal's slot at a meeting, which takes them as well.
    private struct Week {
        let practitioner: Practitioner
        let caseload: Caseload
        let plan: Plan

        init(_ row: String, on day: Day = Cast.wednesday) throws {
            let (reader, caseload) = try #require(RedactionTable.reader(row))
            guard case .practitioner(let practitioner) = reader else { throw CocoaError(.featureUnsupported) }
            self.practitioner = practitioner
            self.caseload = caseload
            var plan = Cast.plan
            plan.contacts = [
                Contact(
                    id: Contact.ID("c1"), nominal: RedactionTable.nominal, kind: ContactKind("sentkind"),
                    start: day.start + 13 * 60, minutes: 30, place: .at(Location.ID("clearwater")),
                    practitioners: [practitioner.id, Practitioner.ID("sw1")], status: .confirmed)
            ]
            plan.meetings[0].slots[0].attendees = [practitioner.id]
            plan.meetings[0].attendance = [
                PlannedMeeting.Attendance(
                    practitioner: practitioner.id,
                    interval: Cast.moment("2026-12-02T09:40")..<Cast.moment("2026-12-02T09:50"))
            ]
            self.plan = plan
        }

        /// Its events, without line breaks, by what their ids begin with.
        func events(in path: String? = nil, today: Day = Cast.monday) throws -> [String: String] {
            let feeds = FeedSet(
                caseload: caseload, history: EventHistory(of: plan, at: Cast.asOf), today: today, productVersion: "1")
            let path = path ?? "people/\(practitioner.id).ics"
            let feed = try #require(try feeds.documents().first { $0.path == path })
            let events = feed.text.replacing("\r\n ", with: "").components(separatedBy: "BEGIN:VEVENT").dropFirst()
            return Dictionary(events.map { ($0.contains("UID:c1@") ? "contact" : "meeting", $0) }) { first, _ in first }
        }

        func invitations() -> [String: String] {
            let all = Invitations(plan: plan, caseload: caseload, issued: [Cast.meeting.id: plan.meetings[0]])
                .all(from: Cast.monday.start).filter { $0.practitioner == practitioner.id }
            return Dictionary(
                all.map { invitation in
                    (
                        invitation.event == .contact(Contact.ID("c1")) ? "contact" : "meeting",
                        [invitation.summary, invitation.place ?? "", invitation.details].joined(separator: " ")
                    )
                }
            ) { first, _ in first }
        }
    }

    private func check(_ texts: [String: String], _ reader: String, _ source: String) throws {
        let (sheet, agenda) = (try Self.facts(reader, .sheet), try Self.facts(reader, .agenda))
        let (contact, meeting) = (try #require(texts["contact"]), try #require(texts["meeting"]))
        let told: [(Fact, String)] = [
            (.reference, "n001"), (.contacts, "Sentkind"), (.contacts, "Clearwater"), (.people, "sw1"),
        ]
        for (fact, word) in told {
            #expect(contact.contains(word) == sheet.contains(fact), "\(source), \(reader): \(word)")
        }
        #expect(meeting.contains("09:40 to 09:50"), "\(source), \(reader)")
        #expect(meeting.contains("n001") == agenda.contains(.reference), "\(source), \(reader)")
    }

    @Test func `each reader of the table has a calendar of their own`() {
        #expect(Self.readers.count == 8)
    }

    @Test(arguments: readers)
    func `a practitioner's feed and invitations tell as much as sheet and agenda`(reader: String) throws {
        let week = try Week(reader)
        try check(try week.events(), reader, "feed")
        try check(week.invitations(), reader, "invitation")
    }

    @Test(arguments: readers)
    func `a sheet tells of an item what the agenda does`(reader: String) throws {
        let week = try Week(reader)
        let sheet = Sheet(
            practitioner: week.practitioner, days: Cast.monday..<(Cast.monday + 7), today: Cast.monday,
            directory: Directory(week.caseload), meetings: week.plan.meetings, journeys: [])
        let items = try #require(sheet.rows.flatMap(\.rows).compactMap(\.slots).first)
        #expect(items.contains("09:40"))
        #expect(try items.contains("n001") == Self.facts(reader, .agenda).contains(.reference))
        #expect(try sheet.nominals.contains(Cast.ffion.id) == Self.facts(reader, .agenda).contains(.reference))
    }

    @Test(arguments: readers)
    func `an agency's feed and the team's have the time alone of whom not all its people may know`(
        reader: String
    ) throws {
        let week = try Week(reader)
        let agency = try #require(week.caseload.agencies.first { $0.id == week.practitioner.agency })
        let isLimited = reader.hasPrefix("limited access")
        let isKnown = agency.sharing(on: Cast.wednesday) == .full && !isLimited
        let theirs = try #require(try week.events(in: "agencies/\(agency.id).ics")["contact"])
        #expect(theirs.contains("n001") == isKnown && theirs.contains("Sentkind") == isKnown)
        #expect(theirs.contains("Clearwater") == isKnown && theirs.contains("c1.") == isKnown)
        let team = try week.events(in: "team.ics")
        for event in [team["contact"], team["meeting"]] {
            #expect(try #require(event).contains("n001") == !isLimited)
        }
        for (kind, event) in try week.events(in: "series/map.ics") { #expect(!event.contains("n001"), "\(kind)") }
    }

    @Test func `an agreement that has lapsed hides what was before it, and the event says that it has changed`() throws
    {
        let week = try Week("involved, agency shares everything", on: Cast.monday + 1)
        func feed(until: Day?, today: Day) throws -> String {
            var caseload = week.caseload
            let place = try #require(caseload.agencies.firstIndex { $0.id == week.practitioner.agency })
            caseload.agencies[place].agreementUntil = until
            let feeds = FeedSet(
                caseload: caseload, history: EventHistory(of: week.plan, at: Cast.asOf), today: today,
                productVersion: "1")
            let feed = try feeds.documents().first { $0.path == "people/\(week.practitioner.id).ics" }
            return try #require(feed).text.replacing("\r\n ", with: "")
        }
        let last = Cast.wednesday
        let before = try feed(until: last, today: last)
        #expect(before.contains("Sentkind · n001") && before.contains("LAST-MODIFIED:20261126T091400Z"))
        #expect(try feed(until: nil, today: last + 30).contains("Sentkind · n001"))
        let after = try feed(until: last, today: last + 1)
        #expect(after.contains("Appointment · n001") && !after.contains("Sentkind") && !after.contains("Clearwater"))
        #expect(after.contains("LAST-MODIFIED:20261203T000000Z") && !after.contains("LAST-MODIFIED:20261126T091400Z"))
        let sheet = Sheet(
            practitioner: week.practitioner, days: Cast.monday..<(Cast.monday + 7), today: last + 1,
            directory: Directory(lapsed(week, last)), meetings: [], journeys: [])
        #expect(sheet.rows.flatMap(\.rows).allSatisfy { $0.place == nil && $0.with == nil })
    }

    private func lapsed(_ week: Week, _ last: Day) -> Caseload {
        var caseload = week.caseload
        caseload.contacts = week.plan.contacts
        for place in caseload.agencies.indices { caseload.agencies[place].agreementUntil = last }
        return caseload
    }
}
