import Foundation
import Testing

struct EventsCommandTests {
    private struct Answer: Decodable {
        struct Item: Decodable, Equatable {
            var uid: String?
            var summary: String
            var start: String
            var end: String
            var all_day: Bool
            var busy: String
            var recurrence_id: String?
        }
        struct Trouble: Decodable, Equatable {
            var uid: String?
            var line: Int?
            var reason: String
        }
        var occurrences: [Item]
        var problems: [Trouble]
    }

    private static let calendar = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:Microsoft Exchange Server 2010
        BEGIN:VEVENT
        UID:night
        SUMMARY:Night duty
        DTSTART;TZID=GMT Standard Time:20261023T013000
        DTEND;TZID=GMT Standard Time:20261023T020000
        RRULE:FREQ=DAILY;COUNT=4
        X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE
        END:VEVENT
        BEGIN:VEVENT
        SUMMARY:Leave\\, all of us
        DTSTART;VALUE=DATE:20261024
        DTEND;VALUE=DATE:20261026
        TRANSP:TRANSPARENT
        END:VEVENT
        BEGIN:VEVENT
        UID:second
        SUMMARY:The second time
        DTSTART:20261025T013000Z
        DTEND:20261025T020000Z
        END:VEVENT
        BEGIN:VEVENT
        UID:strange
        SUMMARY:Elsewhere
        DTSTART;TZID=Customized Time Zone:20261025T100000
        DTEND;TZID=Customized Time Zone:20261025T110000
        END:VEVENT
        END:VCALENDAR

        """

    private func events(_ text: String, _ more: String...) throws -> Program.Outcome {
        let folder = try Folder()
        try Data(text.utf8).write(to: folder.url("po1.ics"))
        return try Program.run(
            ["events", folder.path("po1.ics"), "--from", "2026-10-24", "--until", "2026-10-25"] + more)
    }

    @Test func `JSON has every occurrence with its offset, also in the hour that comes twice`() throws {
        let outcome = try events(EventsCommandTests.calendar, "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
        func night(_ day: String) -> Answer.Item {
            Answer.Item(
                uid: "night", summary: "Night duty", start: "\(day)T01:30:00+01:00",
                end: day == "2026-10-25" ? "\(day)T02:00:00+00:00" : "\(day)T02:00:00+01:00", all_day: false,
                busy: "tentative", recurrence_id: "\(day)T01:30:00+01:00")
        }
        #expect(
            answer.occurrences == [
                Answer.Item(
                    uid: nil, summary: "Leave, all of us", start: "2026-10-24", end: "2026-10-26", all_day: true,
                    busy: "free", recurrence_id: nil),
                night("2026-10-24"),
                // Wherever in the world that zone is.
                Answer.Item(
                    uid: "strange", summary: "Elsewhere", start: "2026-10-24T21:00:00+01:00",
                    end: "2026-10-25T23:00:00+00:00", all_day: false, busy: "unknown", recurrence_id: nil),
                night("2026-10-25"),
                Answer.Item(
                    uid: "second", summary: "The second time", start: "2026-10-25T01:30:00+00:00",
                    end: "2026-10-25T02:00:00+00:00", all_day: false, busy: "busy", recurrence_id: nil),
            ])
        #expect(answer.problems.map(\.uid) == ["strange"] && answer.problems.map(\.line) == [24])
        // Keys are there even where there is nothing to say.
        #expect(outcome.output.contains("\"recurrence_id\" : null") && outcome.output.contains("\"uid\" : null"))
    }

    @Test func `times are in the zone asked for`() throws {
        let outcome = try events(EventsCommandTests.calendar, "--json", "--zone", "America/New_York")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
        #expect(answer.occurrences.contains { $0.uid == "second" && $0.start == "2026-10-24T21:30:00-04:00" })
    }

    @Test func `without JSON a person reads it day by day, then what is doubtful`() throws {
        let outcome = try events(EventsCommandTests.calendar)
        #expect(
            outcome.output == """
                po1.ics, Sat 24 Oct to Sun 25 Oct, times in Europe/London

                Sat 24 Oct
                  all day to Sun 25 Oct      free       Leave, all of us
                  01:30 to 02:00             tentative  Night duty
                  21:00 to Sun 25 Oct 23:00  unknown    Elsewhere

                Sun 25 Oct
                  01:30 to 02:00             tentative  Night duty
                  01:30 to 02:00             busy       The second time

                It speaks of all these days.

                1 problem:
                  line 24: Its time zone “Customized Time Zone” is not known and not described; its time is unknown.

                """)
    }

    @Test func `where a calendar ends it says that what follows is unknown`() throws {
        let short = EventsCommandTests.calendar.replacing("RRULE:FREQ=DAILY;COUNT=4\n", with: "")
            .replacing("DATE:20261026", with: "DATE:20261025")
        #expect(try events(short).output.contains("Its last event ends on Sun 25 Oct 2026 at 23:00: from then on"))
        let past = short.replacing("2026", with: "2014")
        #expect(
            try events(past).output.contains("of these days: its last event ended on Sun 26 Oct 2014 at "))
        #expect(try events("BEGIN:VCALENDAR\nEND:VCALENDAR\n").output.contains("no event at all"))
    }

    @Test func `what is no calendar, or no file, or no zone, is refused in a sentence`() throws {
        let page = try events("<!DOCTYPE html>\n", "--json")
        #expect(page.status == 65 && page.output.isEmpty)
        #expect(page.errors.contains("po1.ics: This is not a calendar: line 1 should be BEGIN:VCALENDAR"))

        let days = ["--from", "2026-10-24", "--until", "2026-10-25"]
        let missing = try Program.run(["events", "/nowhere/po1.ics"] + days)
        #expect(missing.status == 66 && missing.errors.contains("po1.ics: It cannot be opened."))
        let empty = try Program.run(["events", "-"] + days)
        #expect(empty.status == 65 && empty.errors.contains("standard input: "))

        let zone = try events(EventsCommandTests.calendar, "--zone", "GMT Standard Time")
        #expect(zone.status == 64 && zone.errors.contains("--zone") && zone.errors.contains("Europe/London"))
        let order = try Program.run("events", "-", "--from", "2026-10-26", "--until", "2026-10-25")
        #expect(order.status == 64 && order.errors.contains("--from"))
    }
}
