import Calendars
import Casework
import Foundation
import Testing

@testable import Intake

@Suite struct `The diaries of a team` {
    private static let zone = """
        BEGIN:VTIMEZONE
        TZID:GMT Standard Time
        BEGIN:STANDARD
        DTSTART:16010101T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0000
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T010000
        TZOFFSETFROM:+0000
        TZOFFSETTO:+0100
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE
        """

    private func day(_ iso: String) -> Day { SmallFolder.day(iso) }

    private func diaries(
        _ file: String, _ events: String, from: String = "2026-11-30", to: String = "2026-12-14",
        holidays: [String] = []
    ) throws(Faults) -> (diaries: Diaries, warnings: [Fault]) {
        let caseload = try SmallFolder().read().get().caseload
        let file = CalendarFile(name: file, content: Array(SmallFolder.calendar(events).utf8))
        let days = holidays.enumerated().map { index, day in
            """
            BEGIN:VEVENT
            UID:h\(index)
            DTSTAMP:20260101T000000Z
            DTSTART;VALUE=DATE:\(day)
            TRANSP:TRANSPARENT
            END:VEVENT
            """
        }
        let closed = CalendarFile(
            name: "bank-holidays.ics", content: Array(SmallFolder.calendar(days.joined(separator: "\n")).utf8))
        return try DiaryReader.diaries(
            of: [file, closed], for: caseload, days: day(from)..<day(to), defaults: [])
    }

    private func event(_ lines: String...) -> String {
        (["BEGIN:VEVENT", "UID:\(lines.joined().hashValue)", "DTSTAMP:20261101T000000Z"] + lines + ["END:VEVENT"])
            .joined(separator: "\n")
    }

    private func busy(_ events: String...) throws -> [String] {
        let read = try diaries("po1.ics", events.joined(separator: "\n")).diaries
        return (read.busyTimes[Practitioner.ID("po1")] ?? []).map {
            "\($0.interval.lowerBound)–\($0.interval.upperBound) \($0.certainty.rawValue)"
        }
    }

    // MARK: Busy times

    @Test func `show when a practitioner is busy, by the office's clock`() throws {
        #expect(
            try busy(
                Self.zone, event("DTSTART;TZID=GMT Standard Time:20261201T140000", "DURATION:PT1H"),
                event("DTSTART:20261202T100000Z", "DTEND:20261202T103000Z"))
                == ["2026-12-01T14:00–2026-12-01T15:00 busy", "2026-12-02T10:00–2026-12-02T10:30 busy"])
        let summer = try diaries(
            "po1.ics", event("DTSTART:20270601T100000Z", "DTEND:20270601T103000Z"), from: "2027-05-31",
            to: "2027-06-07")
        #expect(
            summer.diaries.busyTimes[Practitioner.ID("po1")]?.first?.interval.lowerBound.description
                == "2027-06-01T11:00")
    }

    @Test func `leave out what is free, elsewhere, or has no length`() throws {
        #expect(
            try busy(
                event("DTSTART:20261201T100000Z", "DTEND:20261201T110000Z", "TRANSP:TRANSPARENT"),
                event("DTSTART:20261201T100000Z", "DTEND:20261201T110000Z", "STATUS:CANCELLED"),
                event(
                    "DTSTART:20261201T100000Z", "DTEND:20261201T110000Z",
                    "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"),
                event("DTSTART:20261201T100030Z"),
                event("DTSTART:20261201T120000Z", "DTEND:20261201T120000Z")) == [])
    }

    @Test func `leave out what the diary itself has put there, and nothing of anybody else's`() throws {
        let times = ["DTSTART:20261201T100000Z", "DTEND:20261201T110000Z", "END:VEVENT"]
        let own = (["BEGIN:VEVENT", "UID:v-f834c6@\(Policy.Feeds().host)"] + times).joined(separator: "\n")
        #expect(try busy(own) == [])
        let others = own.replacing("@", with: "@not-")
        #expect(try busy(others) == ["2026-12-01T10:00–2026-12-01T11:00 busy"])
    }

    @Test func `keep what is tentative or unclear as busy, and say so`() throws {
        #expect(
            try busy(
                event("DTSTART:20261201T100000Z", "DTEND:20261201T110000Z", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"),
                event("DTSTART:20261202T100000Z", "DTEND:bananas"))
                == ["2026-12-01T10:00–2026-12-01T11:00 tentative", "2026-12-02T10:00–2026-12-03T00:00 unknown"])
    }

    @Test func `round to whole minutes, outwards`() throws {
        #expect(
            try busy(event("DTSTART:20261201T100030Z", "DTEND:20261201T110001Z"))
                == ["2026-12-01T10:00–2026-12-01T11:01 busy"])
    }

    @Test func `have whole days for all-day events, and are cut to the days asked for`() throws {
        #expect(
            try busy(event("DTSTART;VALUE=DATE:20261128", "DTEND;VALUE=DATE:20261202"))
                == ["2026-11-30T00:00–2026-12-02T00:00 busy"])
    }

    @Test func `warn where a calendar ends before the days do`() throws {
        let short = try diaries("po1.ics", event("DTSTART:20261201T100000Z", "DTEND:20261202T000000Z")).warnings
        #expect(
            short.map(\.description) == [
                "calendars/po1.ics: ends on 2026-12-01, and beyond that its owner's time is unknown, not free"
            ])
        let endless = event("DTSTART:20261201T100000Z", "DTEND:20261201T110000Z", "RRULE:FREQ=WEEKLY")
        #expect(try diaries("po1.ics", endless).warnings == [])
        #expect(
            try diaries("po1.ics", "").warnings.map(\.description) == [
                "calendars/po1.ics: has no event at all, so that its owner's time is unknown, not free"
            ])
    }

    // MARK: Meetings

    private func meetings(_ events: String, holidays: [String] = []) throws -> [String] {
        try diaries("map.ics", events, holidays: holidays).diaries.meetings.map { date in
            let from = date.movedFrom.map { " from \($0)" } ?? ""
            return "\(date.series) \(date.interval.lowerBound)–\(date.interval.upperBound.clock) \(date.place)\(from)"
        }
    }

    private func weekly(_ lines: String...) -> String {
        let series = ["DTSTART:20261202T093000Z", "DTEND:20261202T120000Z", "RRULE:FREQ=WEEKLY"]
        return event((series + lines).joined(separator: "\n"))
    }

    @Test func `have the meetings of a series`() throws {
        #expect(
            try meetings(weekly("LOCATION:office")) == [
                "map 2026-12-02T09:30–12:00 office", "map 2026-12-09T09:30–12:00 office",
            ])
        #expect(try meetings(weekly("EXDATE:20261202T093000Z")) == ["map 2026-12-09T09:30–12:00 online"])
        #expect(try meetings("") == [])
    }

    @Test func `hold a meeting that is marked as free, but not one that is called off`() throws {
        #expect(try meetings(weekly("TRANSP:TRANSPARENT")).count == 2)
        #expect(try meetings(weekly("STATUS:CANCELLED")).isEmpty)
        #expect(try meetings(weekly("SUMMARY:Canceled: MAP")).isEmpty)
        let one = """
            BEGIN:VEVENT
            UID:m
            DTSTAMP:20261101T000000Z
            DTSTART:20261202T093000Z
            DTEND:20261202T120000Z
            RRULE:FREQ=WEEKLY
            END:VEVENT
            BEGIN:VEVENT
            UID:m
            DTSTAMP:20261101T000000Z
            RECURRENCE-ID:20261202T093000Z
            DTSTART:20261202T093000Z
            DTEND:20261202T120000Z
            STATUS:CANCELLED
            END:VEVENT
            """
        #expect(try meetings(one) == ["map 2026-12-09T09:30–12:00 online"])
    }

    @Test func `name those who stay throughout`() throws {
        let read = try diaries(
            "map.ics",
            weekly(
                "ATTENDEE;X-PRACTITIONER=pp1;CN=\"Grey; stone\":mailto:x@y.example",
                "ATTENDEE:mailto:z@y.example"))
        #expect(read.diaries.meetings.first?.throughout == [Practitioner.ID("pp1")])
    }

    @Test func `move a meeting off a bank holiday, within its week`() throws {
        #expect(
            try meetings(weekly(), holidays: ["20261202"]) == [
                "map 2026-12-03T09:30–12:00 online from 2026-12-02", "map 2026-12-09T09:30–12:00 online",
            ])
        #expect(
            try meetings(weekly(), holidays: ["20261202", "20261203"]).first
                == "map 2026-12-04T09:30–12:00 online from 2026-12-02")
    }

    @Test func `report a meeting for which no working day is left that week`() throws {
        let (read, warnings) = try diaries(
            "map.ics", weekly(), holidays: ["20261202", "20261203", "20261204"])
        #expect(read.meetings.map(\.day) == [day("2026-12-09")])
        #expect(
            warnings.map(\.description) == [
                "calendars/map.ics:4: has a meeting on 2026-12-02, a bank holiday, "
                    + "and no working day is left that week, so it is not held"
            ])
    }

    @Test func `find a meeting that a bank holiday moved into the days`() throws {
        let read = try diaries("map.ics", weekly(), from: "2026-12-03", to: "2026-12-05", holidays: ["20261202"])
        #expect(read.diaries.meetings.map(\.day) == [day("2026-12-03")])
    }

    @Test func `plan only the first of two meetings of a series on one day`() throws {
        let second = event("DTSTART:20261202T140000Z", "DTEND:20261202T150000Z")
        for events in [[weekly(), second], [second, weekly()]] {
            let (read, warnings) = try diaries("map.ics", events.joined(separator: "\n"))
            #expect(
                read.meetings.map(\.interval.lowerBound.description) == ["2026-12-02T09:30", "2026-12-09T09:30"])
            let line = events.first == second ? 4 : 11
            #expect(
                warnings.map(\.description) == [
                    "calendars/map.ics:\(line): has two meetings on 2026-12-02, at 09:30 and 14:00, "
                        + "only the first is planned: a series meets once a day"
                ])
        }
    }

    @Test func `plan only the first where a bank holiday moves a meeting onto another`() throws {
        let thursday = event("DTSTART:20261203T083000Z", "DTEND:20261203T090000Z")
        let (read, warnings) = try diaries(
            "map.ics", [weekly(), thursday].joined(separator: "\n"), holidays: ["20261202"])
        #expect(read.meetings.map(\.interval.lowerBound.description) == ["2026-12-03T08:30", "2026-12-09T09:30"])
        #expect(
            warnings.map(\.description) == [
                "calendars/map.ics:4: has two meetings on 2026-12-03, at 08:30 and 09:30, one moved from 2026-12-02, "
                    + "a bank holiday, only the first is planned: a series meets once a day"
            ])
    }

    // MARK: Defaults

    @Test func `take the project's calendars where a team has none`() throws {
        let caseload = try SmallFolder().read().get().caseload
        let defaults = try DefaultCalendars.read(folder: Calendars.folder)
        #expect(defaults.map(\.name) == ["bank-holidays.ics", "macc.ics", "map.ics"])
        let (read, warnings) = try DiaryReader.diaries(
            of: [], for: caseload, days: day("2026-11-30")..<day("2027-01-04"), defaults: defaults)
        #expect(warnings == [])
        #expect(read.bankHolidays == [day("2026-12-25"), day("2026-12-28"), day("2027-01-01")])
        #expect(
            read.meetings.map { "\($0.series) \($0.interval.lowerBound)–\($0.interval.upperBound.clock) \($0.place)" }
                == [
                    "map 2026-12-02T09:30–12:00 online", "map 2026-12-09T09:30–12:00 online",
                    "macc 2026-12-10T13:30–16:00 online", "map 2026-12-16T09:30–12:00 online",
                    "map 2026-12-23T09:30–12:00 online", "map 2026-12-30T09:30–12:00 online",
                ])
        let four = try DiaryReader.diaries(
            of: [], for: caseload, days: day("2025-01-01")..<day("2029-01-01"), defaults: defaults)
        #expect(four.diaries.bankHolidays.count == 32)
        #expect(four.diaries.meetings.first?.movedFrom == day("2025-01-01"))
        #expect(four.diaries.meetings.first?.day == day("2025-01-02"))
        let summer = four.diaries.meetings.first { $0.day == day("2026-07-01") }
        #expect(summer?.interval.lowerBound.clock == ClockTime("09:30"))
    }

    @Test func `take a team's own calendar before the project's`() throws {
        let caseload = try SmallFolder().read().get().caseload
        let defaults = try DefaultCalendars.read(folder: Calendars.folder)
        let none = CalendarFile(name: "map.ics", content: Array(SmallFolder.calendar("").utf8))
        let read = try DiaryReader.diaries(
            of: [none], for: caseload, days: day("2026-11-30")..<day("2026-12-07"), defaults: defaults)
        #expect(read.diaries.meetings.isEmpty)
    }

    @Test func `are refused with a fault in the defaults`() throws {
        try SmallFolder().inPlace { url in
            let error = #expect(throws: Faults.self) {
                try DefaultCalendars.read(folder: url.appendingPathComponent("calendars"))
            }
            #expect(
                error?.faults.map(\.description) == [
                    "default calendars/bank-holidays.ics: is missing, "
                        + "expected an iCalendar file, which may have no events",
                    "default calendars/macc.ics: is missing, "
                        + "expected an iCalendar file, which may have no events",
                ])
        }
    }
}
