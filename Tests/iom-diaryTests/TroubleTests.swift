import Foundation
import Testing

/// The service when the machine, or what somebody hands it, is against it: a clear state, and nothing lost.
@Suite struct TroubleTests {
    private let work: Folder
    private let diary: URL

    init() throws {
        work = try Folder()
        diary = work.url("team.diary")
        try Program.run("sample", work.path("team"), "--nominals", "12")
        for command in [
            ["import", work.path("team")], ["plan", "--from", "2026-11-30", "--weeks", "1", "--iterations", "20"],
        ] {
            let outcome = try Program.run(command + ["--diary", diary.path])
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
        let password = work.url("password")
        try Data("a long password\n".utf8).write(to: password)
        let added = try Program.run(
            [
                "accounts", "add", "sam", "--role", "support_worker", "--agency", "police", "--password", "-",
                "--keep-password", "--diary", diary.path,
            ], input: password)
        try #require(added.status == 0, "\(added.errors)")
    }

    private func drive(_ running: ServeCommandTests.Running, _ what: String, _ more: String...) throws
        -> Program.Outcome
    {
        let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Browser/trouble.py")
        return try Program.python(
            [program.path, "http://127.0.0.1:\(running.port)", "sam", "a long password", what] + more)
    }

    @Test
    func `an export whose calendar would keep its reader busy for ever is refused, and pages are answered meanwhile`()
        throws
    {
        let running = try ServeCommandTests.Running(diary, in: work)
        let before = try Program.run("history", "--diary", diary.path).output
        // Ten thousand rules of which each yields nothing for thousands of years.
        let rule = "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;INTERVAL=1\n"
        let event = "BEGIN:VEVENT\nUID:%\nDTSTAMP:20261101T000000Z\nDTSTART:20261201T090000Z\n\(rule)END:VEVENT\n"
        let events = (0..<5_000).map { event.replacing("%", with: "\($0)") }.joined()
        try Data("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//\n\(events)END:VCALENDAR\n".utf8)
            .write(to: work.url("team/calendars/po1.ics"))
        let outcome = try drive(running, "import", work.path("team"))
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("po1.ics"), "\(outcome.output)")
        #expect(running.stop() == 0)
        #expect(!before.isEmpty)
    }
}
