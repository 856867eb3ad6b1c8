import ICalendar
import Testing

struct FileTests {
    private let event = "BEGIN:VEVENT\nUID:a\nDTSTART:20261201T090000\nDURATION:PT1H\nEND:VEVENT\n"

    private func read(_ text: String) throws -> CalendarReading {
        try read(Array(text.utf8))
    }

    private func read(_ bytes: [UInt8], limits: ReadingLimits = .default) throws -> CalendarReading {
        try readCalendar(bytes, window: december, zone: "Europe/London", limits: limits)
    }

    @Test(arguments: ["\n", "\r\n", "\r", "\r\r\n"])
    func `line ends may be of any kind`(end: String) throws {
        let text = "\u{FEFF}BEGIN:VCALENDAR\n\(event.replacing("UID:a", with: "UID:a\nSUMMARY:lo\n ng"))END:VCALENDAR\n"
        let reading = try read(text.replacing("\n", with: end))

        #expect(reading.occurrences.map(\.summary) == ["long"])
        #expect(reading.occurrences.map(\.line) == [2])
        #expect(reading.problems.isEmpty)
    }

    @Test func `several calendars in one file are read as one`() throws {
        let second = event.replacing("UID:a", with: "UID:b").replacing("T09", with: "T11")
        let text = "BEGIN:VCALENDAR\n\(event)END:VCALENDAR\n\nBEGIN:VCALENDAR\n\(event)\(second)END:VCALENDAR"
        let reading = try read(text)

        #expect(reading.times == ["2026-12-01T09:00/2026-12-01T10:00", "2026-12-01T11:00/2026-12-01T12:00"])
        #expect(reading.occurrences.map(\.line) == [2, 15])
        #expect(reading.events == 3)
    }

    @Test func `events without an identifier are told apart by their lines`() throws {
        let anonymous = event.replacing("UID:a\n", with: "")
        let reading = try read("BEGIN:VCALENDAR\n\(anonymous)\(anonymous.replacing("T09", with: "T12"))END:VCALENDAR\n")

        #expect(reading.occurrences.map(\.uid) == [nil, nil])
        #expect(reading.occurrences.map(\.line) == [2, 6])
    }

    @Test func `a character folded in two is put together`() throws {
        let cut = Array("SUMMARY:Caf".utf8) + [0xC3, 0x0D, 0x0A, 0x20, 0xA9, 0x0A]
        let bytes =
            Array("BEGIN:VCALENDAR\nBEGIN:VEVENT\n".utf8) + cut
            + Array("DTSTART:20261201T090000\nEND:VEVENT\nEND:VCALENDAR\n".utf8)

        #expect(try read(bytes).occurrences.map(\.summary) == ["Café"])
    }

    @Test func `bytes that are not UTF-8 are replaced and reported`() throws {
        let bytes =
            Array("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Caf".utf8) + [0xE9, 0x0A]
            + Array("DTSTART:20261201T090000\nEND:VEVENT\nEND:VCALENDAR\n".utf8)
        let reading = try read(bytes)

        #expect(reading.occurrences.map(\.summary) == ["Caf\u{FFFD}"])
        #expect(reading.problems.map(\.line) == [3])
    }

    @Test func `NUL bytes are left out and reported`() throws {
        let bytes = Array("BEGIN:VCALENDAR\n\(event)END:VCALENDAR\n".utf8).flatMap { (byte: UInt8) -> [UInt8] in
            [byte, 0]
        }
        let reading = try read(bytes)

        #expect(reading.occurrences.count == 1)
        #expect(reading.problems.count == 1)
    }

    @Test(arguments: ["  ", "\t", "\n   \n  "])
    func `blanks before the first line do no harm`(blanks: String) throws {
        #expect(try read("\(blanks)BEGIN:VCALENDAR\n\(event)END:VCALENDAR\n").occurrences.count == 1)
    }

    @Test func `an empty calendar is a calendar`() throws {
        let reading = try read("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n")

        #expect(reading.isEmpty)
        #expect(reading.lastKnown == nil)
    }

    @Test(arguments: [
        ("", 1), ("\n\n", 1), ("<!DOCTYPE html>", 1), ("\n\nBEGIN:VEVENT\nEND:VEVENT\n", 3), ("{\"error\": 1}", 1),
    ])
    func `anything else is refused by its line`(text: String, line: Int) throws {
        let error = try #require(throws: CalendarError.self) { try read(text) }

        guard case .notACalendar(line, _) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(error.description.contains("BEGIN:VCALENDAR"))
    }

    @Test func `UTF-16 is refused as no text`() {
        let bytes: [UInt8] = [0xFF, 0xFE] + "BEGIN:VCALENDAR\n".utf8.flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }

        #expect(throws: CalendarError.notText(line: 1)) { try read(bytes) }
    }

    @Test func `a file that is too large is refused`() {
        #expect(throws: CalendarError.tooLarge(bytes: 20_000_001, limit: 20_000_000)) {
            try read([UInt8](repeating: 0x41, count: 20_000_001))
        }
    }

    @Test func `a calendar that breaks off says so`() throws {
        let reading = try read("BEGIN:VCALENDAR\n\(event)BEGIN:VEVENT\nDTSTART:20261202T090000\nSUMM")

        #expect(reading.occurrences.count == 2)
        #expect(reading.lastKnown == december.lowerBound)
        #expect(
            reading.problems.map(\.reason) == [
                "The calendar breaks off before END:VEVENT; what should have followed is missing."
            ])
    }

    @Test func `a missing END does not swallow the next event`() throws {
        let reading = try read(
            "BEGIN:VCALENDAR\n\(event.replacing("END:VEVENT\n", with: ""))\(event.replacing("UID:a", with: "UID:b"))END:VCALENDAR\n"
        )

        #expect(reading.occurrences.map(\.uid) == ["a", "b"])
        #expect(reading.problems.map(\.line) == [6])
    }

    @Test func `an alarm inside an event does not change it`() throws {
        let alarm =
            "BEGIN:VALARM\nSUMMARY:Wake\nDURATION:PT5M\nDTSTART:20200101T000000\nEND:VALARM\nSUMMARY:Own\nEND:VEVENT"
        let reading = try read("BEGIN:VCALENDAR\n\(event.replacing("END:VEVENT", with: alarm))END:VCALENDAR\n")

        #expect(reading.times == ["2026-12-01T09:00/2026-12-01T10:00"])
        #expect(reading.occurrences.map(\.summary) == ["Own"])
    }

    @Test func `problems are told in the order of the file, up to a limit`() throws {
        let bad = String(repeating: "BEGIN:VEVENT\nUID:x\nEND:VEVENT\n", count: 5)
        var limits = ReadingLimits.default
        limits.problems = 3
        let reading = try read(Array("BEGIN:VCALENDAR\n\(bad)END:VCALENDAR\n".utf8), limits: limits)

        #expect(reading.problems.map(\.line) == [2, 5, 8, nil])
        #expect(reading.problems.last?.reason == "There are 2 more problems.")
    }

    @Test(arguments: ["DTSTART:", "DTSTART:soon", "DTSTART:20260230T090000", "SUMMARY:no start"])
    func `an event without a start is reported`(line: String) throws {
        let reading = try read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\n\(line)\nEND:VEVENT\nEND:VCALENDAR\n")

        #expect(reading.occurrences.isEmpty)
        #expect(reading.events == 1)
        // Nothing is known of the window, then; it is not free.
        #expect(reading.lastKnown == december.lowerBound)
        #expect(reading.problems.map(\.line) == [2])
    }
}
