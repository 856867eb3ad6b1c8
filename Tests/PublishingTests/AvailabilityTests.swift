import Casework
import Foundation
import Publishing
import Testing

/// When somebody can be met, held minute for minute against what the diary has.
@Suite struct AvailabilityTests {
    private static func block(_ weekday: Weekday, _ start: String, _ end: String) -> WorkingBlock {
        WorkingBlock(
            practitioner: Practitioner.ID("pp1"), weekday: weekday, start: ClockTime(start) ?? ClockTime(minutes: 0),
            end: ClockTime(end) ?? ClockTime(minutes: 0))
    }

    private var feeds: FeedSet {
        var feeds = FeedSet(
            caseload: Cast.caseload, history: EventHistory(of: Cast.plan, at: Cast.asOf), today: Cast.day("2026-11-30"),
            bankHolidays: [Cast.day("2026-12-25")],
            absences: [
                Practitioner.ID("pp1"): [Cast.moment("2026-12-03T10:30")..<Cast.moment("2026-12-04T12:00")]
            ], productVersion: "0.1")
        feeds.caseload.workingPatterns =
            Weekday.allCases.prefix(5).map { Self.block($0, "09:00", "17:00") } + [
                Self.block(.thursday, "18:00", "20:00")
            ]
        return feeds
    }

    /// The kind of every minute of the span, read from the text; the days lie in winter, when the wall shows UTC.
    private func read(_ text: String) throws -> [Moment: String] {
        var kinds: [Moment: String] = [:]
        for line in text.replacing("\r\n ", with: "").components(separatedBy: "\r\n") where line.hasPrefix("FREEBUSY;")
        {
            let parts = try #require(
                try /FREEBUSY;FBTYPE=([A-Z-]*):(\d{8}T\d{4})00Z\/(\d{8}T\d{4})00Z/.wholeMatch(in: line))
            let (start, end) = (try moment(parts.2), try moment(parts.3))
            for minute in 0..<(end - start) {
                #expect(kinds.updateValue(String(parts.1), forKey: start + minute) == nil, "two periods overlap")
            }
        }
        return kinds
    }

    private func moment(_ text: Substring) throws -> Moment {
        let digits = text.filter(\.isNumber)
        let date = "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.dropFirst(6).prefix(2))"
        return try #require(Moment(iso: "\(date)T\(digits.dropFirst(8).prefix(2)):\(digits.suffix(2))"))
    }

    @Test func `every minute is what working hours, absences, meetings and contacts make it`() throws {
        let document = try #require(try feeds.documents([.availability]).first { $0.path == "availability/pp1.ics" })
        let read = try read(document.text)
        let pp1 = Practitioner.ID("pp1")
        let booked = Cast.plan.contacts.filter { $0.practitioners.contains(pp1) && $0.status.countsAsOffered }
        for minute in 0..<(91 * 1_440) {
            let moment = Cast.monday.start + minute
            let isAtWork =
                moment.day.number != Cast.day("2026-12-25").number
                && feeds.caseload.workingPatterns.contains {
                    $0.holds(on: moment.day) && moment.day.at($0.start) <= moment && moment < moment.day.at($0.end)
                }
            let isAway = feeds.absences[pp1]?.contains { $0.contains(moment) } ?? false
            let isMeeting = Cast.meeting.expected(pp1)?.contains(moment) ?? false
            let contact = booked.first { $0.interval.contains(moment) }
            var expected: String?
            if contact != nil { expected = "BUSY-TENTATIVE" }
            if isAway || !isAtWork { expected = "BUSY-UNAVAILABLE" }
            if isMeeting || contact.map({ $0.status != .planned }) ?? false { expected = "BUSY" }
            #expect(read[moment] == expected, "\(moment)")
            if read[moment] != expected { return }
        }
        #expect(Set(read.values) == ["BUSY", "BUSY-UNAVAILABLE", "BUSY-TENTATIVE"])
    }

    @Test func `it tells nothing but times`() throws {
        for document in try feeds.documents([.availability]) {
            #expect(!document.text.contains("n00") && !document.text.contains("SUMMARY"))
            #expect(!document.text.contains("\r\nUID:v") && !document.text.contains("VEVENT"))
        }
    }

    @Test func `where nobody's hours are known, no time counts as off`() throws {
        var feeds = feeds
        feeds.caseload.workingPatterns = []
        feeds.absences = [:]
        let document = try #require(try feeds.documents([.availability]).first { $0.path == "availability/sw1.ics" })
        let read = try read(document.text)
        #expect(read.count == 120 && Set(read.values) == ["BUSY"])
    }

    @Test func `the stamp is this morning's, or that of a later change`() throws {
        func stamp(_ feeds: FeedSet) throws -> Substring? {
            let document = try feeds.documents([.availability]).first { $0.path == "availability/pp1.ics" }
            return document?.text.firstMatch(of: /DTSTAMP:(\w*)/)?.1
        }
        #expect(try stamp(feeds) == "20261130T000000Z")
        var changed = feeds
        changed.changedAt = (Cast.monday.number * 24 + 9) * 3_600
        #expect(try stamp(changed) == "20261130T090000Z")
    }
}
