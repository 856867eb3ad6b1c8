import Foundation
import ICalendar
import Testing

@Suite(.enabled(if: Corpora.isPresent, "needs ../shared/data/calendar"))
struct CorporaTests {
    /// Long enough for every event of the corpora that anybody expects something of.
    private static let window = days((1980, 1, 1), (2026, 1, 1))

    @Test(.timeLimit(.minutes(5)))
    func `every calendar is read, and every other file refused with a sentence`() throws {
        var read = 0
        for path in try Corpora.files(below: "", ["ics", "vcf", "json", "txt"]) {
            let bytes = try Corpora.bytes(path)
            let isCalendar = String(decoding: bytes, as: UTF8.self).uppercased().split(whereSeparator: \.isWhitespace)
                .contains("BEGIN:VCALENDAR")
            do {
                let reading = try readCalendar(bytes, window: CorporaTests.window, zone: "Europe/London")
                read += 1
                #expect(isCalendar, "\(path)")
                #expect(reading.occurrences.allSatisfy { $0.start <= $0.end }, "\(path)")
                #expect(reading.problems.allSatisfy { $0.reason.hasSuffix(".") }, "\(path)")
            } catch {
                #expect(
                    !isCalendar && error.description.hasPrefix("This is not a calendar: line "), "\(path): \(error)")
            }
        }

        #expect(read > 180)
    }

    // MARK: - ical.js

    /// A line of the table of this folder's README: a rule, and why it is refused.
    private static func refusalsOfReadme() throws -> [String: String] {
        let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../README.md")
        var refusals: [String: String] = [:]
        for line in try String(contentsOf: readme, encoding: .utf8).split(separator: "\n") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 2, let rule = cells.first, let reason = cells.last, rule.hasPrefix("`FREQ=") else {
                continue
            }
            refusals[rule.filter { $0 != "`" }] = reason
        }
        return refusals
    }

    @Test func `recurrence cases of ical.js give their instances, or are refused as the README says`() throws {
        let cases = try RecurrenceCase.load(Corpora.folder.appending(path: "icaljs/recur_iterator_cases.txt"))
        var refused: [String: String] = [:]
        for recurrence in cases {
            let start = recurrence.start
            let last = recurrence.instances.last ?? start
            let window =
                min(
                    start, recurrence.instances.first ?? start)..<last.advanced(
                    by: recurrence.isFinite ? 40_000_000 : 1)
            let value = recurrence.startText.count == 8 ? ";VALUE=DATE" : ""
            let event = "BEGIN:VEVENT\nDTSTART\(value):\(recurrence.startText)\nRRULE:\(recurrence.rule)\nEND:VEVENT"
            let reading = try ICalendarTests.read(event, window: window, zone: "UTC")
            if let problem = reading.problems.first {
                // `The repeat rule “…” names …; its time is unknown.`
                let reason = problem.reason.split(separator: "” ").last?.split(separator: ";").first
                refused[recurrence.rule] = reason.map(String.init)
                continue
            }
            // RFC 5545 counts DTSTART as an instance; ical.js gives the rule's own only.
            var starts = reading.occurrences.map(\.start)
            if !recurrence.instances.contains(start) { starts.removeAll { $0 == start } }
            // Where DTSTART does not fit a rule with BYSETPOS, ical.js counts it, and we count one more.
            if recurrence.rule.contains("BYSETPOS"), recurrence.rule.contains("COUNT"),
                starts.count == recurrence.instances.count + 1
            {
                starts.removeLast()
            }
            #expect(starts == recurrence.instances, "\(recurrence.rule) from \(recurrence.startText)")
        }

        #expect(cases.count == 115)
        #expect(try refused == CorporaTests.refusalsOfReadme())
    }

    // MARK: - Windows zones

    @Test func `every Windows zone has its name, a number after it, and quotes around it`() throws {
        let table = String(decoding: try Corpora.bytes("windows_to_iana.tsv"), as: UTF8.self)
        let rows = table.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t") }
        for row in rows {
            let (windows, iana) = (try #require(row.first), try #require(row.last))
            for name in ["\(windows)", "\(windows) 1", "\"\(windows)\"", windows.lowercased()] {
                let summer = "DTSTART;TZID=\(name):20260701T120000"
                let expected = try readEvent(
                    "DTSTART;TZID=\(iana):20260701T120000", window: days((2026, 6, 29), (2026, 7, 4)))
                let reading = try readEvent(summer, window: days((2026, 6, 29), (2026, 7, 4)))
                #expect(reading.occurrences.map(\.startUTC) == expected.occurrences.map(\.startUTC), "\(name)")
                #expect(reading.problems.isEmpty && expected.problems.isEmpty, "\(name)")
            }
        }

        #expect(rows.count > 130)
    }

    // MARK: - khal and node-ical, by name

    /// What a file of khal's or node-ical's holds, by its name, its comments and its project's own tests.
    struct Fixture: CustomTestStringConvertible {
        var path: String
        var first: String?
        var count: Int
        var problem: String?

        init(_ path: String, _ first: String?, _ count: Int = 1, _ problem: String? = nil) {
            (self.path, self.first, self.count, self.problem) = (path, first, count, problem)
        }

        var testDescription: String { path }
    }

    private static let unknownZone = "is not known and not described; its time is unknown"

    @Test(arguments: [
        Fixture("cal_d", "2014-04-09T00:00/2014-04-10T00:00"),
        Fixture("cal_dt_two_tz", "2014-04-09T08:30/2014-04-09T15:30"),
        // Six months, four RDATEs in two more zones, another event, and an override whose instance there is not.
        Fixture("cal_lots_of_timezones", "2014-04-09T08:30/2014-04-09T15:30", 12),
        Fixture("cal_no_dst", "2014-04-09T15:30/2014-04-09T16:30"),
        Fixture("event_d", "2014-04-09T00:00/2014-04-10T00:00"),
        Fixture("event_d_15", "2015-04-09T00:00/2015-04-10T00:00"),
        Fixture("event_d_long", "2014-04-09T00:00/2014-04-12T00:00"),
        Fixture("event_d_no_value", "2014-04-09T00:00/2014-04-10T00:00"),
        Fixture("event_d_rdate", "2015-08-12T00:00/2015-08-13T00:00", 4),
        Fixture("event_d_rr", "2014-04-09T00:00/2014-04-10T00:00", 10),
        Fixture("event_d_same_start_end", "2014-04-09T00:00/2014-04-10T00:00"),
        Fixture("event_dt_description", "2023-04-09T09:30/2023-04-09T10:30"),
        Fixture("event_dt_duration", "2014-04-09T08:30/2014-04-09T09:30"),
        Fixture("event_dt_floating", "2014-04-09T09:30/2014-04-09T10:30"),
        // khal takes its own zone; we do not guess.
        Fixture("event_dt_local_missing_tz", "2014-04-08T20:30/2014-04-09T23:30 unknown", 1, unknownZone),
        Fixture("event_dt_london", "2014-04-09T14:00/2014-04-09T19:00"),
        Fixture("event_dt_long", "2014-04-09T09:30/2014-04-12T10:30"),
        Fixture("event_dt_mixed_awareness", "2015-05-30T12:00/2015-05-30T17:00", 2),
        Fixture(
            "event_dt_multi_recuid_no_master", "2014-06-30T07:30/2014-06-30T12:00", 2,
            "replaces one instance of a series, and repeats itself too"),
        // Two of one UID and no SEQUENCE: both are shown.
        Fixture("event_dt_multi_uid", "2017-12-28T19:00/2017-12-28T20:00", 3),
        Fixture("event_dt_no_end", "2016-01-16T07:00/2016-01-16T07:00"),
        Fixture("event_dt_partstat", "2014-04-09T08:30/2014-04-09T09:30"),
        Fixture("event_dt_rd", "2014-04-09T09:30/2014-04-09T10:30", 2),
        Fixture("event_dt_recuid_no_master", "2017-03-29T16:00/2017-03-29T16:25"),
        Fixture("event_dt_rr", "2014-04-09T09:30/2014-04-09T10:30", 10),
        Fixture("event_dt_rrule_invalid_until", "2007-12-01T00:00/2007-12-02T00:00", 3),
        Fixture("event_dt_rrule_invalid_until2", "2014-04-09T08:30/2014-04-09T09:30", 35),
        Fixture("event_dt_rrule_until_before_start", "1980-11-09T19:30/1980-11-09T20:30"),
        Fixture("event_dt_simple_inkl_vtimezone", "2014-04-09T08:30/2014-04-09T09:30"),
        Fixture("event_dt_simple_zulu", "2014-04-09T10:30/2014-04-09T11:30"),
        Fixture("event_dt_two_rd", "2014-04-09T09:30/2014-04-09T10:30", 4),
        Fixture("event_dt_two_tz", "2014-04-09T08:30/2014-04-09T15:30"),
        Fixture("event_dtr_exdatez", "2014-06-30T06:30/2014-06-30T11:01", 3),
        Fixture("event_dtr_no_tz_exdatez", "2012-04-02T21:00/2012-04-03T23:30 unknown", 6, unknownZone),
        Fixture("event_dtr_notz_untilz", "2012-07-26T00:00/2012-07-27T03:00 unknown", 7, unknownZone),
        // Two of its exceptions are before its start; the third is in UTC.
        Fixture("event_invalid_exdate", "2011-11-12T20:50/2011-11-12T22:00", 3),
        Fixture("event_no_dst", "2014-04-09T15:30/2014-04-09T16:30"),
        Fixture("event_r_past", "1980-04-23T00:00/1980-04-24T00:00", 46),
        Fixture("event_rdate_no_value", "2015-08-31T10:30/2015-08-31T11:30", 27),
        // “Will never happen” by its rule; RFC 5545, 3.8.5.3 counts the start all the same.
        Fixture("event_rrule_no_occurence", "2021-01-01T09:30/2021-01-01T09:45"),
        Fixture("event_rrule_recuid", "2014-06-30T06:00/2014-06-30T11:00", 6),
        Fixture("event_rrule_recuid_cancelled", "2014-06-30T06:00/2014-06-30T11:00", 6),
        Fixture("event_rrule_recuid_invalid_tzid", "2014-06-29T18:00/2014-07-01T01:00 unknown", 6, unknownZone),
        Fixture("event_rrule_recuid_update", "2014-06-30T06:00/2014-06-30T11:00", 5),
        Fixture("invalid_tzoffset", "2012-12-02T07:00/2012-12-02T08:30"),
        Fixture("mult_uids_and_recuid_no_order", "2013-03-01T00:00/2013-03-02T00:00", 12),
        Fixture("non_dst_error", "2023-02-03T14:15/2023-02-03T17:06", 2),
        Fixture("part0", "2014-05-09T19:30/2014-05-09T20:30"),
        Fixture("part1", "2014-04-09T08:30/2014-04-09T15:30", 11),
        // khal goes by the name; the description that came with it says Central European Time that autumn.
        Fixture("tz_windows_format", "2019-11-20T12:00/2019-11-20T13:30"),
        Fixture("without_uid", "2014-04-09T00:00/2014-04-10T00:00"),
    ])
    func `khal's events are what their names say`(fixture: Fixture) throws {
        try expect(fixture, in: "khal/tests/ics")
    }

    @Test(arguments: [
        // Four starts, and 43 Thursdays and Fridays each.
        Fixture("Office-2012-owa", "2020-10-28T02:30/2020-10-28T04:00", 90),
        Fixture("attendee-with-url", nil, 0, "It has no DTSTART"),
        Fixture("bad_custom_ms_tz", "2021-03-24T20:35/2021-03-25T23:50 unknown", 3, unknownZone),
        Fixture("bad_custom_ms_tz2", "2021-03-24T20:35/2021-03-25T23:50 unknown", 3, unknownZone),
        // 14:35 in UTC, by the description of the zone; until 17 December.
        Fixture("bad_ms_tz", "2020-08-25T15:35/2020-08-25T16:50", 34),
        // Ten a day, less two exceptions, one of them moved.
        Fixture("daily-count-exdate-recurrence-id", "2015-07-06T20:00/2015-07-06T21:00", 8, "ends before it starts"),
        // Without a zone, and without X-WR-TIMEZONE: ours, whatever zones the file describes.
        Fixture("dst-transition-rules", "2022-10-09T10:00/2022-10-09T11:00"),
        Fixture("floating-dtstart-custom-vtimezone", "2025-06-10T14:00/2025-06-10T15:00"),
        Fixture("duplicate-rrule-sequence", "2024-01-01T10:00/2024-01-01T11:00", 5),
        Fixture("duplicate-uid-sequence", "2024-01-15T10:00/2024-01-15T11:00", 2),
        Fixture("event-organizer-cn", "2013-04-18T19:00/2013-04-18T20:00"),
        Fixture("exchange-custom-tz", "2019-04-30T03:00/2019-04-30T06:00"),
        Fixture(
            "germany_at_end_of_day_repeating", "2024-10-22T23:00/2024-10-23T00:00 free", 4, "time zone “Europe/Germany”"
        ),
        Fixture("google-calendar-kiev-tz", "2016-08-25T12:00/2016-08-25T13:00", 4),
        Fixture("large-file-with-late-error", "2024-01-01T10:00/2024-01-01T10:00", 395, "more than one DTSTART"),
        Fixture("meetup-timed-tz", "2011-11-10T02:00/2011-11-10T04:00"),
        // Floating in US/Pacific, UTC, New York, and two days.
        Fixture("mixed-timezone-handling", "2002-10-28T00:00/2002-10-29T00:00", 5),
        // 235 weekdays and Saturdays, one start quoted together with its zone; 141 evenings less six; two more.
        Fixture("ms_timezones", "2020-06-09T08:00/2020-06-09T08:30 free", 372),
        Fixture("multi-era-vtimezone", "1985-10-15T19:00/1985-10-15T20:00", 2),
        Fixture("music-school-weekly-until", "2022-10-04T14:00/2022-10-04T15:00", 9),
        Fixture("non-utc-until-ny", "2024-03-01T19:00/2024-03-01T20:00", 15),
        Fixture("non-utc-until", "2024-01-01T09:00/2024-01-01T10:00", 53),
        Fixture("recurrence-sequence", "2024-01-01T10:00/2024-01-01T11:00", 7),
        Fixture("sabredav-school-holidays", "2018-07-02T00:00/2018-08-11T00:00 free"),
        Fixture("tentative-apple-calendar", "2022-07-05T00:00/2022-07-05T00:50 tentative", 4),
        Fixture("test_daily_recurring", "2025-01-01T00:00/2025-01-02T00:00", 30),
        Fixture("test_date_duration", "2024-02-15T00:00/2024-02-22T00:00"),
        Fixture("test_date_time_duration", "2024-02-15T09:00/2024-02-15T10:15"),
        Fixture("test_with_forward_TZ", "2020-10-17T00:00/2020-10-18T00:00 free", 272),
        Fixture("test_with_int_tzid", "2023-12-15T14:00/2023-12-15T15:00", 2),
        // Ended before it began, and its first day is taken out.
        Fixture("test_with_tz_list", nil, 0, "time zone “Amsterdam, Belgrade, Berlin"),
        Fixture("tv-show-episode", nil, 27),
        Fixture("utf8-french-calendar", nil, 0),
        Fixture("vfreebusy-zimbra", "2014-04-16T16:15/2014-04-16T20:00", 29),
        Fixture("vtimezone-year-0001-dtstart", "2024-06-01T09:00/2024-06-01T10:00"),
        Fixture("vtodo-vfreebusy", "1998-03-14T23:30/1998-03-15T00:30", 6),
        Fixture("whole_day_moved_over_dst_change_berlin", "2024-10-27T00:00/2024-10-28T00:00 free", 3),
        Fixture("windows-quoted-tz-rrule", "2015-07-06T17:00/2015-07-06T21:00", 10),
        Fixture("yearly-party", "2022-07-14T13:00/2022-07-14T20:00", 8),
        Fixture("yearly-recurring-unicode", "2012-07-14T00:00/2012-07-15T00:00", 14),
        Fixture("badRRULE", nil, 0, "is not written as NAME=value; its time is unknown"),
    ])
    func `node-ical's calendars are what its tests say, or what we say of them here`(fixture: Fixture) throws {
        try expect(fixture, in: "node-ical/test/fixtures")
    }

    private func expect(_ fixture: Fixture, in folder: String) throws {
        let bytes = try Corpora.calendar("\(folder)/\(fixture.path).ics")
        let reading = try readCalendar(bytes, window: CorporaTests.window, zone: "Europe/London")
        if let first = fixture.first { #expect(reading.times.first == first) }
        if fixture.first != nil || fixture.count > 0 { #expect(reading.occurrences.count == fixture.count) }
        if let problem = fixture.problem {
            #expect(reading.problems.contains { $0.reason.contains(problem) }, "\(reading.problems)")
        } else {
            #expect(reading.problems.isEmpty, "\(reading.problems)")
        }
    }

    /// Exchange names instances of whole days by times: 26 February, a Thursday, is moved to the Friday.
    @Test(arguments: ["exchange_whole_day_moved_recurrence", "exchange_whole_day_moved_recurrence_offset_tz"])
    func `a whole day that Exchange moved leaves its own`(name: String) throws {
        let bytes = try Corpora.bytes("node-ical/test/fixtures/\(name).ics")
        let window = days((2026, 2, 19), (2026, 3, 6))
        let reading = try readCalendar(bytes, window: window, zone: "Europe/London")

        #expect(reading.occurrences.map(\.start.dayOfMonth) == [19, 24, 27, 3, 5])
        #expect(reading.occurrences.allSatisfy { $0.availability == .free && $0.isAllDay })
    }

    /// The series is older than the override that comes before it in the file.
    @Test func `Google's override may come before its series`() throws {
        let bytes = try Corpora.bytes("node-ical/test/fixtures/google-recurrence-order.ics")
        let reading = try readCalendar(bytes, window: days((2026, 2, 9), (2026, 2, 16)), zone: "America/Denver")

        #expect(
            reading.times == [
                "2026-02-10T10:00/2026-02-10T10:30", "2026-02-11T10:30/2026-02-11T11:00",
                "2026-02-12T10:00/2026-02-12T10:30",
            ])
    }

    // MARK: - allenporter/ical

    @Test func `calendars of allenporter's ical are read as recurring-ical-events reads them`() throws {
        let window = days((2007, 1, 1), (2024, 1, 1))
        var cases: [Oracle.Case] = []
        var names: [String] = []
        var readings: [CalendarReading] = []
        for path in try Corpora.files(below: "allenporter-ical/tests") where !path.contains("/invalid/") {
            let bytes = try Corpora.bytes(path)
            guard let text = String(validating: bytes, as: UTF8.self),
                let reading = try? readCalendar(bytes, window: window, zone: "Europe/London"),
                reading.occurrences.allSatisfy({ $0.availability != .unknown })
            else { continue }
            cases.append(Oracle.Case(text, window))
            names.append(path)
            readings.append(reading)
        }
        let expected = try Oracle.occurrences(of: cases)
        var compared = 0
        for (name, (reading, theirs)) in zip(names, zip(readings, expected)) {
            guard let theirs else { continue }
            compared += 1
            #expect(reading.asOracle == theirs, "\(name)")
        }

        #expect(compared > 40, "\(compared)")
    }
}
