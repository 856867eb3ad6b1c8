import Casework
import Foundation
import Publishing
import Testing

/// Who is shown what: each kind of feed, at each level.
@Suite struct AudienceTests {
    private func feeds(_ change: (inout FeedSet) -> Void = { _ in }) throws -> [String: String] {
        var feeds = FeedSet(
            caseload: Cast.caseload, history: EventHistory(of: Cast.plan, at: Cast.asOf), today: Cast.monday,
            productVersion: "0.1")
        change(&feeds)
        let documents = try feeds.documents()
        return Dictionary(documents.map { ($0.path, $0.text.replacing("\r\n ", with: "")) }) { first, _ in first }
    }

    private func event(_ id: String, in feed: String) throws -> String {
        let text = try #require(try feeds()[feed])
        let events = text.components(separatedBy: "BEGIN:VEVENT\r\n").dropFirst()
        return try #require(events.first { $0.contains("UID:\(id)@") }, "no \(id) in \(feed)")
    }

    private func ids(in feed: String) throws -> [String] {
        let lines = try #require(try feeds()[feed]).components(separatedBy: "\r\n").filter { $0.hasPrefix("UID:") }
        return lines.map { String($0.dropFirst(4).prefix { $0 != "@" }) }.sorted()
    }

    @Test func `an agency's feed has its people's appointments, and says whose they are`() throws {
        #expect(try ids(in: "agencies/probation.ics") == ["map-2026-12-02.agency.probation", "v1", "v2"])
        let visit = try event("v1", in: "agencies/probation.ics")
        #expect(visit.contains("SUMMARY:Joint visit · n001 · pp1\r\n"))
        #expect(visit.contains("LOCATION:Home visit\r\n"))
        #expect(visit.contains("DESCRIPTION:OFFICIAL-SENSITIVE\\nWith po1. Reference v1.\r\n"))
    }

    @Test func `an agency's meeting runs from the first of its people to the last`() throws {
        let meeting = try event("map-2026-12-02.agency.police", in: "agencies/police.ics")
        #expect(meeting.contains("SUMMARY:MAP · po1\r\n"))
        #expect(meeting.contains(":20261202T094000\r\n") && meeting.contains(":20261202T100600\r\n"))
        #expect(meeting.contains("DESCRIPTION:OFFICIAL-SENSITIVE\\n09:40 to 10:06 · po1\r\n"))
        #expect(try ids(in: "agencies/next.ics") == ["v5"])
    }

    @Test func `what one of an agency's people may know, the others may not`() throws {
        let visit = try event("v4", in: "agencies/clear.ics")
        #expect(visit.contains("SUMMARY:Appointment · dw1\r\n") && !visit.contains("n001"))
        #expect(!visit.contains("LOCATION") && visit.contains("DESCRIPTION:OFFICIAL-SENSITIVE\r\n"))
    }

    @Test func `limited access is kept from an agency's and the team's feeds`() throws {
        var feeds = try feeds { $0.caseload.nominals[0].hasLimitedAccess = true }
        for feed in ["agencies/probation.ics", "team.ics"] {
            #expect(feeds[feed]?.contains("SUMMARY:Appointment · ") ?? false)
            #expect(!(feeds[feed]?.contains("n001") ?? true))
        }
        #expect(feeds.removeValue(forKey: "people/pp1.ics")?.contains("Joint visit · n001") ?? false)
    }

    @Test func `the team's feed has everything, each once`() throws {
        #expect(try ids(in: "team.ics") == ["map-2026-12-02", "v1", "v2", "v3", "v4", "v5"])
        #expect(try event("v1", in: "team.ics").contains("SUMMARY:Joint visit · n001 · po1 and pp1\r\n"))
        let meeting = try event("map-2026-12-02", in: "team.ics")
        #expect(meeting.contains(":20261202T093000\r\n") && meeting.contains(":20261202T113000\r\n"))
        // Of n003, who has limited access, the time alone.
        #expect(meeting.contains("\\n10:00 to 10:03\\n10:03 to 10:06 · n002"))
    }

    @Test func `a series' feed has its dates and no nominal`() throws {
        #expect(try ids(in: "series/map.ics") == ["map-2026-12-02"])
        #expect(try ids(in: "series/macc.ics") == [])
        let meeting = try event("map-2026-12-02", in: "series/map.ics")
        #expect(meeting.contains("DESCRIPTION:OFFICIAL-SENSITIVE\\nMulti-Agency Practitioner meeting\r\n"))
        #expect(!meeting.contains("n00"))
    }

    @Test func `a room's feed says who of the staff is there, and nothing of the nominal`() throws {
        #expect(try ids(in: "rooms/clearwater.ics") == ["v4", "v5"])
        let visit = try event("v5", in: "rooms/clearwater.ics")
        #expect(visit.contains("SUMMARY:Booked · dw1 and jw1\r\n"))
        #expect(visit.contains("LOCATION:Clearwater House\r\n") && !visit.contains("n002"))
        #expect(visit.contains("DESCRIPTION:OFFICIAL-SENSITIVE\r\n"))
        #expect(try ids(in: "rooms/station.ics") == ["map-2026-12-02"])
        #expect(try !feeds().keys.contains { $0.contains("home") }, "somebody's home has no feed")
    }

    @Test func `busy tells when, and not whom, where or why`() throws {
        let busy = try feeds { $0.level = .busy }
        let reference = try feeds()
        func times(_ text: String?) -> [String] {
            (text ?? "").components(separatedBy: "\r\n").filter { $0.hasPrefix("DTSTART;") || $0.hasPrefix("DTEND;") }
        }
        var events = 0
        for (path, text) in busy where !path.hasPrefix("availability/") {
            for event in text.components(separatedBy: "BEGIN:VEVENT\r\n").dropFirst() {
                events += 1
                #expect(event.contains("SUMMARY:Busy\r\n") && event.contains("DESCRIPTION:OFFICIAL-SENSITIVE\r\n"))
                for word in ["LOCATION", "map", "MAP", "n00", "po1", "pp1", "visit", "Reference"] {
                    #expect(!event.contains(word), "\(path): \(word)")
                }
            }
            #expect(times(text).sorted() == times(reference[path]).sorted())
        }
        #expect(events == 32)
    }

    @Test func `alarms are there if asked for, and the host is as asked`() throws {
        let plain = try feeds()
        #expect(plain.values.allSatisfy { !$0.contains("VALARM") })
        let asked = try feeds {
            $0.alarmMinutes = 30
            $0.host = "diary.example.org"
        }
        for (path, text) in asked where !path.hasPrefix("availability/") {
            let events = text.components(separatedBy: "BEGIN:VEVENT").count
            #expect(text.components(separatedBy: "TRIGGER:-PT30M\r\n").count == events)
            #expect(text.components(separatedBy: "@diary.example.org\r\n").count == events)
        }
    }

    @Test func `no feed invites, hides or links, and every head says how often to look`() throws {
        for (path, text) in try feeds({ $0.caseload.policy.feeds.refreshMinutes = 90 }) {
            for name in ["ATTENDEE", "CLASS:", "URL", "X-MICROSOFT-CDO-ALLDAYEVENT", "VALUE=DATE:"] {
                #expect(!text.contains("\r\n\(name)"), "\(path): \(name)")
            }
            #expect(text.contains("\r\nORGANIZER") == path.hasPrefix("availability/"))
            #expect(text.contains("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT90M\r\nX-PUBLISHED-TTL:PT90M\r\n"))
            #expect(text.contains("\r\nCOLOR:teal\r\nX-APPLE-CALENDAR-COLOR:#008080\r\n"))
            #expect(text.components(separatedBy: "BEGIN:VTIMEZONE").count == (path.hasPrefix("availability/") ? 1 : 2))
        }
    }

    // MARK: Size

    /// A diary of so many contacts of po1's, one an hour from the day on, each with a long line of colleagues.
    private func large(_ count: Int, from day: Day, crew: Int) -> EventHistory {
        let people = (1...crew).map { Practitioner.ID("colleague-with-a-long-id-\($0)") }
        var history = EventHistory()
        for number in 0..<count {
            var contact = Cast.plan.contacts[0]
            contact.id = Contact.ID("v-\(number)")
            contact.start = day.start + 60 * number
            contact.practitioners = [Practitioner.ID("po1")] + people
            history.contacts[contact.id] = [EventHistory.Version(contact, changedAt: Cast.asOf)]
        }
        return history
    }

    @Test(arguments: [(5_000, 1), (990, 40)])
    func `a calendar that would be too large has what is nearest ahead, and says so`(count: Int, crew: Int) throws {
        var feeds = FeedSet(
            caseload: Cast.caseload, history: large(count, from: Cast.monday - 10, crew: crew), today: Cast.monday,
            productVersion: "0.1")
        let whole = try feeds.documents([.people])
        let po1 = try #require(whole.first { $0.path == "people/po1.ics" })
        #expect(po1.text.utf8.count <= 800_000)
        let starts = po1.text.components(separatedBy: "DTSTART;TZID=Europe/London:").dropFirst().map {
            $0.prefix(11)
        }
        #expect(starts.count <= 1_000 && starts.count > 300)
        #expect(starts.first == "20261130T00")
        let text = po1.text.replacing("\r\n ", with: "")
        #expect(text.contains("To keep it small it holds Monday 30 November 2026 to "))
        #expect(po1.note?.contains("people/po1.ics would be too large for some programs") ?? false)
        #expect(whole.filter { $0.note != nil }.count == 1)
        feeds.history = large(300, from: Cast.monday - 10, crew: crew)
        let small = try #require(try feeds.documents([.people]).first { $0.path == "people/po1.ics" })
        #expect(small.note == nil && small.text.components(separatedBy: "BEGIN:VEVENT").count == 301)
    }
}
