import Casework
import Foundation
import Publishing
import Testing

private typealias Version = EventHistory.Version<Contact>

/// A contact that po1 and pp1 have confirmed, otherwise than it was.
private func changed(status: Contact.Status = .confirmed, crew: [String] = ["po1", "pp1"]) -> Contact {
    var contact = Cast.plan.contacts[0]
    contact.status = status
    contact.practitioners = crew.map { Practitioner.ID($0) }
    return contact
}

/// What a feed says of its events' past: SEQUENCE, LAST-MODIFIED, and what was cancelled.
@Suite struct FeedVersionTests {
    private static let today = Cast.day("2026-11-27")
    /// Seconds of UTC, days before today.
    private static func ago(_ days: Int) -> Int { (today.number - days) * 86_400 + 36_000 }

    private static var visit: Contact { Cast.plan.contacts[0] }

    private func feeds(_ versions: [Version], today: Day = today) -> FeedSet {
        FeedSet(
            caseload: Cast.caseload, history: EventHistory(contacts: [Self.visit.id: versions]), today: today,
            productVersion: "0.1")
    }

    /// The event's properties in one feed; nil where it is not in it.
    private func event(
        _ versions: [Version], in path: String = "people/po1.ics", level: FeedSet.Level = .reference,
        today: Day = today
    ) throws -> [String: String]? {
        var feeds = feeds(versions, today: today)
        feeds.level = level
        let documents = try feeds.documents()
        let text = try #require(documents.first { $0.path == path }).text.replacing("\r\n ", with: "")
        guard let event = text.components(separatedBy: "BEGIN:VEVENT\r\n").dropFirst().first else { return nil }
        let lines = event.components(separatedBy: "\r\n").compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (String(line[..<colon]), String(line[line.index(after: colon)...]))
        }
        return Dictionary(lines) { first, _ in first }
    }

    private func visit(_ change: (inout Contact) -> Void) -> Contact {
        var contact = Self.visit
        change(&contact)
        return contact
    }

    @Test func `the last change that shows counts, and DTSTAMP says when it was`() throws {
        let moved = visit { $0.start = $0.start + 60 }
        let event = try event([
            Version(Self.visit, sequence: 0, changedAt: Self.ago(9)),
            Version(moved, sequence: 3, changedAt: Self.ago(2)),
        ])
        #expect(event?["SEQUENCE"] == "3")
        #expect(event?["CREATED"] == "20261118T100000Z")
        #expect(event?["LAST-MODIFIED"] == "20261125T100000Z" && event?["DTSTAMP"] == "20261125T100000Z")
    }

    @Test func `a change that a feed does not show is none in it`() throws {
        let moved = visit { $0.place = .at(Location.ID("office")) }
        let versions = [
            Version(Self.visit, sequence: 0, changedAt: Self.ago(9)),
            Version(moved, sequence: 1, changedAt: Self.ago(2)),
        ]
        #expect(try event(versions)?["SEQUENCE"] == "1")
        let busy = try event(versions, level: .busy)
        #expect(busy?["SEQUENCE"] == "0" && busy?["LAST-MODIFIED"] == "20261118T100000Z")
    }

    @Test(arguments: [Contact.Status.attended, .failedToAttend, .acceptableAbsence, .sentHome])
    func `an outcome changes nothing`(outcome: Contact.Status) throws {
        for before in [Contact.Status.planned, .confirmed] {
            let booked = Version(visit { $0.status = before }, sequence: 4, changedAt: Self.ago(9))
            let over = Version(visit { $0.status = outcome }, sequence: 5, changedAt: Self.ago(1))
            #expect(try event([booked, over]) == event([booked]))
        }
        #expect(try event([Version(visit { $0.status = outcome }, changedAt: Self.ago(1))])?["STATUS"] == "CONFIRMED")
    }

    @Test(arguments: [nil, changed(status: .cancelledByService), changed(crew: ["pp1", "pp2"])])
    func `what fell away for somebody is cancelled in their feed for 14 days`(last: Contact?) throws {
        let versions = [
            Version(Self.visit, sequence: 0, changedAt: Self.ago(9)),
            Version(last, sequence: 1, changedAt: Self.ago(0)),
        ]
        for day in 0...14 {
            let event = try event(versions, today: Self.today + day)
            #expect(event?["STATUS"] == "CANCELLED" && event?["TRANSP"] == "TRANSPARENT")
            #expect(event?["X-MICROSOFT-CDO-BUSYSTATUS"] == "FREE")
            #expect(event?["SUMMARY"] == "Cancelled: Joint visit · n001")
            #expect(event?["SEQUENCE"] == "1" && event?["LAST-MODIFIED"] == "20261127T100000Z")
            #expect(event?["DTSTART;TZID=Europe/London"] == "20261201T100000")
        }
        #expect(try event(versions, today: Self.today + 15) == nil)
    }

    @Test func `what comes back is no longer cancelled, with a higher sequence`() throws {
        let event = try event([
            Version(Self.visit, sequence: 0, changedAt: Self.ago(9)), Version(nil, sequence: 1, changedAt: Self.ago(5)),
            Version(Self.visit, sequence: 2, changedAt: Self.ago(1)),
        ])
        #expect(event?["STATUS"] == "CONFIRMED" && event?["SEQUENCE"] == "2")
        #expect(event?["SUMMARY"] == "Joint visit · n001" && event?["CREATED"] == "20261118T100000Z")
    }

    @Test func `what the caseload says anew around an event is a change of it`() throws {
        let versions = [
            Version(Self.visit, changedAt: Self.ago(9)),
            Version(Self.visit, sequence: 1, changedAt: Self.ago(2), isRestated: true),
        ]
        #expect(try event(versions)?["SEQUENCE"] == "1" && event(versions)?["LAST-MODIFIED"] == "20261125T100000Z")
        #expect(
            try event([versions[0], Version(nil, sequence: 2, changedAt: Self.ago(1), isRestated: true)])?["SEQUENCE"]
                == "2")
    }

    @Test func `what never stood in a feed is not cancelled in it`() throws {
        let off = visit { $0.status = .cancelledByService }
        #expect(try event([Version(off, changedAt: Self.ago(0))]) == nil)
        let versions = [Version(Self.visit, changedAt: Self.ago(9)), Version(nil, sequence: 1, changedAt: Self.ago(0))]
        #expect(try event(versions, in: "people/dw1.ics") == nil)
        #expect(try event(versions, in: "team.ics")?["STATUS"] == "CANCELLED")
    }

    @Test func `a calendar holds three months back and twelve ahead`() throws {
        let day = Self.visit.day
        for (today, isShown) in [
            (Cast.day("2027-03-01"), true), (Cast.day("2027-03-02"), false), (Cast.day("2025-12-02"), true),
            (Cast.day("2025-12-01"), false),
        ] {
            let shown = try event([Version(Self.visit, changedAt: Self.ago(9))], today: today) != nil
            #expect(shown == isShown, "\(today), of \(day)")
        }
    }

    /// Whatever happens to a contact, a client that fetches after each change sees SEQUENCE and LAST-MODIFIED go up if
    /// the event looks different, stay if not, and never go down.
    @Test func `over any course of events SEQUENCE goes up with what is shown, and never down`() throws {
        var state: UInt64 = 7
        func draw(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let stamps: Set = ["SEQUENCE", "LAST-MODIFIED", "DTSTAMP"]
        for _ in 0..<20 {
            var versions: [Version] = []
            var seen: [String: [String: String]] = [:]
            for step in 0..<6 {
                let contact = visit {
                    $0.start = $0.start + 15 * draw(2)
                    $0.place = draw(2) == 0 ? .online : $0.place
                    $0.status = [.planned, .confirmed, .attended, .cancelledByService][draw(4)]
                    $0.practitioners = [["po1"], ["pp1"], ["po1", "pp1"]][draw(3)].map { Practitioner.ID($0) }
                }
                let next = draw(5) == 0 ? nil : contact
                versions.append(Version(next, sequence: step, changedAt: Self.ago(6 - step)))
                for path in ["people/po1.ics", "agencies/police.ics", "rooms/office.ics", "team.ics"] {
                    for level in FeedSet.Level.allCases {
                        let key = "\(path) \(level)"
                        guard let event = try event(versions, in: path, level: level) else {
                            #expect(seen[key] == nil, "an event vanished without a word")
                            continue
                        }
                        if let before = seen[key] {
                            let isSame =
                                before.filter { !stamps.contains($0.key) } == event.filter { !stamps.contains($0.key) }
                            for stamp in ["SEQUENCE", "LAST-MODIFIED"] {
                                let (old, new) = (before[stamp] ?? "", event[stamp] ?? "")
                                #expect(isSame ? old == new : old < new, "\(key): \(stamp) \(old), then \(new)")
                            }
                        }
                        #expect((event["DTSTAMP"] ?? "") >= (event["LAST-MODIFIED"] ?? "-"))
                        seen[key] = event
                    }
                }
            }
            #expect(!seen.isEmpty)
        }
    }
}
