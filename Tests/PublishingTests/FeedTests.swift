import Casework
import Foundation
import Publishing
import Testing

@Suite struct FeedTests {
    @Test func `every practitioner has a feed, with or without events`() throws {
        let paths = try Cast.publication.documents().map(\.path)
        for practitioner in ["dw1", "jw1", "po1", "pp1", "sw1"] {
            #expect(paths.contains("feeds/\(practitioner).ics"))
        }
        var publication = Cast.publication
        publication.plan.meetings = []
        let empty = try Cast.document("feeds/sw1.ics", of: publication)
        #expect(empty.hasPrefix("BEGIN:VCALENDAR\r\n") && !empty.contains("BEGIN:VEVENT"))
        #expect(empty.contains("X-WR-CALNAME:IOM diary sw1\r\n"))
    }

    @Test func `a visit at home gives no address`() throws {
        let visit = try event("v1@iom-diary.invalid", in: "pp1")
        #expect(visit.contains("SUMMARY:Joint visit · n001\r\n"))
        #expect(visit.contains("LOCATION:Home visit\r\n"))
        #expect(visit.contains("DTSTART;TZID=Europe/London:20261201T100000\r\n"))
        #expect(visit.contains("DTEND;TZID=Europe/London:20261201T104500\r\n"))
    }

    @Test func `a visit names its colleagues by id, and its own reference`() throws {
        #expect(
            try event("v1@iom-diary.invalid", in: "pp1").contains(
                "DESCRIPTION:OFFICIAL-SENSITIVE\\nWith po1. Reference v1.\r\n"))
        #expect(
            try event("v2@iom-diary.invalid", in: "pp1").contains(
                "DESCRIPTION:OFFICIAL-SENSITIVE\\nReference v2.\r\n"))
        var publication = Cast.publication
        publication.plan.contacts[0].practitioners = ["sw1", "pp1", "po1", "dw1"].map { Practitioner.ID($0) }
        #expect(
            try event("v1@iom-diary.invalid", in: "pp1", of: publication).contains(
                #"With dw1\, po1 and sw1. Reference"#))
    }

    @Test func `somebody's home is a home visit whatever kind of place it is`() throws {
        var publication = Cast.publication
        publication.caseload.locations[3].kind = .community
        #expect(try event("v1@iom-diary.invalid", in: "pp1", of: publication).contains("LOCATION:Home visit\r\n"))
    }

    @Test func `a site that shares a word with a nominal's name goes by kind and id`() throws {
        let visit = try event("v2@iom-diary.invalid", in: "pp1")
        #expect(visit.contains("LOCATION:Probation office office\r\n"))
    }

    @Test func `what is held nowhere is by phone or online`() throws {
        #expect(try event("v3@iom-diary.invalid", in: "po1").contains("LOCATION:By phone or online\r\n"))
    }

    @Test func `a planned visit is tentative and holds the time; a confirmed one is confirmed`() throws {
        let planned = try event("v2@iom-diary.invalid", in: "pp1")
        let confirmed = try event("v1@iom-diary.invalid", in: "pp1")
        #expect(planned.contains("STATUS:TENTATIVE\r\n"))
        #expect(confirmed.contains("STATUS:CONFIRMED\r\n"))
        for visit in [planned, confirmed] {
            #expect(visit.contains("TRANSP:OPAQUE\r\n") && visit.contains("X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n"))
        }
    }

    @Test func `a meeting is the practitioner's own window, with times and references`() throws {
        let meeting = try event("map-2026-12-02.po1@iom-diary.invalid", in: "po1")
        #expect(meeting.contains("SUMMARY:MAP\r\n"))
        #expect(meeting.contains("DTSTART;TZID=Europe/London:20261202T094000\r\n"))
        #expect(meeting.contains("DTEND;TZID=Europe/London:20261202T100600\r\n"))
        #expect(
            meeting.contains(
                "DESCRIPTION:OFFICIAL-SENSITIVE\\n09:40 to 09:50 · n001"
                    + "\\n10:00 to 10:03 · n003\\n10:03 to 10:06 · n002\r\n"))
        let throughout = try event("map-2026-12-02.sw1@iom-diary.invalid", in: "sw1")
        #expect(throughout.contains("DESCRIPTION:OFFICIAL-SENSITIVE\\nExpected for the whole meeting.\r\n"))
    }

    @Test func `an agency that shares case by case learns more of its own nominals alone`() throws {
        #expect(try event("v4@iom-diary.invalid", in: "dw1").contains("SUMMARY:Partner · n001\r\n"))
        let other = try event("v5@iom-diary.invalid", in: "dw1")
        #expect(other.contains("SUMMARY:Appointment · n002\r\n") && !other.contains("LOCATION"))
        #expect(other.contains("DESCRIPTION:OFFICIAL-SENSITIVE\r\n"))
    }

    @Test func `an agency without an agreement has times and references alone`() throws {
        let visit = try event("v5@iom-diary.invalid", in: "jw1")
        #expect(visit.contains("SUMMARY:Appointment · n002\r\n") && !visit.contains("LOCATION"))
        #expect(visit.contains("DESCRIPTION:OFFICIAL-SENSITIVE\r\n"))
    }

    @Test func `an agreement that has lapsed by the day of the visit counts as none`() throws {
        var publication = Cast.publication
        publication.caseload.agencies[1].agreementUntil = Cast.day("2026-12-02")
        #expect(try event("v1@iom-diary.invalid", in: "pp1", of: publication).contains("Joint visit · n001"))
        #expect(try event("v2@iom-diary.invalid", in: "pp1", of: publication).contains("Appointment · n001"))
    }

    @Test func `what the service put off is in nobody's feed`() throws {
        #expect(try !Cast.document("feeds/pp1.ics").contains("v6@"))
    }

    /// One event of a feed, unfolded.
    private func event(_ uid: String, in feed: String, of publication: Publication = Cast.publication) throws -> String
    {
        let text = try Cast.document("feeds/\(feed).ics", of: publication).replacing("\r\n ", with: "")
        let events = text.components(separatedBy: "BEGIN:VEVENT\r\n").dropFirst()
        return try #require(events.first { $0.contains("UID:\(uid)\r\n") })
    }
}
