import Foundation
import Testing

@testable import ICalendar

/// Reads in a child, here one that only pretends: what a real one does is in `iom-diaryTests`.
struct CalendarProcessTests {
    private let calendar = Array("BEGIN:VCALENDAR\nEND:VCALENDAR\n".utf8)

    /// What reading comes to when the child is a shell script, which gets `calendar` for its only argument.
    private func reading(by script: String, seconds: Int = 10) throws -> CalendarError? {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("reader-\(UUID().uuidString)")
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.path)
        let process = CalendarProcess(executable: file.path, argument: "calendar", seconds: seconds)
        return #expect(throws: CalendarError.self) {
            try process.read(calendar, window: december, zone: "Europe/London")
        }
    }

    @Test func `a child that hangs is given up, and ended`() throws {
        let pid = FileManager.default.temporaryDirectory.appendingPathComponent("pid-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: pid) }
        #expect(try reading(by: "echo $$ >\(pid.path); exec sleep 600", seconds: 1) == .tookTooLong(seconds: 1))
        let number = try #require(Int32(try String(contentsOf: pid, encoding: .utf8).dropLast()))
        #expect(kill(number, 0) == -1)
    }

    @Test(arguments: [
        ("exec kill -SEGV $$", CalendarError.readerStopped(signal: 11)),
        ("kill -ABRT $$", .readerStopped(signal: 6)), ("exit 3", .readerStopped(signal: 0)),
        ("exit 71", .neededTooMuchMemory(megabytes: 1_000)),
    ])
    func `a child that dies is told of with what it died of`(script: String, error: CalendarError) throws {
        #expect(try reading(by: script) == error)
    }

    @Test func `an answer that is none is not believed`() throws {
        // A length of 2, and two bytes; then a length of 2⁶³ − 1.
        for answer in [#"\002\0\0\0\0\0\0\0xx"#, #"\377\377\377\377\377\377\377\177"#] {
            let error = try reading(by: "printf '\(answer)'; exec sleep 600")
            #expect(error == .readerStopped(signal: 9))
        }
    }

    @Test func `a program that is not there is an error`() throws {
        let process = CalendarProcess(executable: "/nonexistent/program")
        #expect(throws: CalendarError.noReader("No such file or directory")) {
            try process.read(calendar, window: december, zone: "Europe/London")
        }
    }

    @Test func `a file beyond the limit is not sent`() throws {
        let process = CalendarProcess(executable: "/nonexistent/program")
        #expect(throws: CalendarError.tooLarge(bytes: 30, limit: 10)) {
            try process.read(
                calendar, window: december, zone: "Europe/London", limits: ReadingLimits(bytes: 10))
        }
    }

    @Test func `an answer says all that was read`() throws {
        let reading = try read(
            """
            \(exchangeZone)
            BEGIN:VEVENT
            UID:one
            SUMMARY:Ärger, täglich
            LOCATION:Room 1
            DTSTART;TZID=GMT Standard Time:20261201T090000
            DTEND;TZID=GMT Standard Time:20261201T100000
            RRULE:FREQ=DAILY;COUNT=5
            ATTENDEE;CN="A, B";X-PRACTITIONER=po1:mailto:a@example.org
            END:VEVENT
            BEGIN:VEVENT
            UID:one
            RECURRENCE-ID:20261203T090000Z
            DTSTART:20261203T140000Z
            X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261204
            RRULE:FREQ=SECONDLY
            END:VEVENT
            BEGIN:VFREEBUSY
            FREEBUSY;FBTYPE=FREE:20261201T090000Z/PT1H
            END:VFREEBUSY
            """)
        #expect(reading.occurrences.count > 20 && !reading.problems.isEmpty)
        #expect(try ReadingAnswer.read(ReadingAnswer.written(.success(reading))) == .success(reading))
        for error in [CalendarError.unknownZone("x"), .notACalendar(line: 3, found: "“x”"), .noReader("y")] {
            #expect(try ReadingAnswer.read(ReadingAnswer.written(.failure(error))) == .failure(error))
        }
    }

    @Test func `an answer with damage is refused, or is one`() throws {
        let whole = ReadingAnswer.written(.success(try readEvent("DTSTART:20261201T090000\nRRULE:FREQ=DAILY")))
        var random = SplitMix(state: 5)
        for _ in 0..<2_000 {
            var bytes = whole
            for _ in 0...random.next() % 3 {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            _ = try? ReadingAnswer.read(bytes)
            _ = try? ReadingAnswer.read(Array(whole.prefix(Int(random.next() % UInt64(whole.count)))))
        }
    }
}
