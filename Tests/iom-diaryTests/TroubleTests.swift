import Foundation
import Testing

/// The service when the machine, or what somebody hands it, is against it: a clear state, and nothing lost.
@Suite struct TroubleTests {
    private let work: Folder
    private let diary: URL
    private static let password = "a long password"

    init() throws {
        work = try Folder()
        diary = work.url("team.diary")
        try Program.run("sample", work.path("team"), "--nominals", "12")
        let password = work.url("password")
        try Data("\(Self.password)\n".utf8).write(to: password)
        for command in [
            ["import", work.path("team")], ["plan", "--from", "2026-11-30", "--weeks", "1", "--iterations", "20"],
            [
                "accounts", "add", "sam", "--role", "support_worker", "--agency", "police", "--password", "-",
                "--keep-password",
            ],
        ] {
            let outcome = try Program.run(command + ["--diary", diary.path], input: password)
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
    }

    private func trouble(_ what: String...) -> [String] {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Browser/trouble.py")
        return ["python3", script.path, Program.built.path, diary.path, "sam", Self.password] + what
    }

    @Test(arguments: ["FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=1,2,3"])
    func `a calendar that would keep its reader busy for ever is refused, and pages are answered meanwhile`(
        rule: String
    ) throws {
        let events = (0..<2_000).map { number in
            "BEGIN:VEVENT\nUID:\(number)\nDTSTAMP:20261101T000000Z\nDTSTART:20261201T090000Z\n"
                + "DTEND:20261201T090100Z\nRRULE:\(rule)\nEND:VEVENT\n"
        }
        try Data("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//\n\(events.joined())END:VCALENDAR\n".utf8)
            .write(to: work.url("team/calendars/po1.ics"))
        let outcome = try Program.shell(trouble("import", work.path("team")))
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("calendars/po1.ics"), "\(outcome.output)")
    }

    private static let hasMounts = (try? Program.shell(["unshare", "-rm", "true"]).status) == 0

    @Test(.enabled(if: hasMounts, "no mounts of one's own here"))
    func `on a full disk nothing is shown that cannot be written down, and with room again all goes on`() throws {
        let outcome = try Program.shell(["unshare", "-rm"] + trouble("full"))
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("Nothing was changed"), "\(outcome.output)")
        #expect(outcome.output.contains("503 the diary cannot be used"), "\(outcome.output)")
    }

    @Test(.enabled(if: hasMounts, "no mounts of one's own here"))
    func `a diary that can only be read is not served, and whoever runs the service is told why`() throws {
        let outcome = try Program.shell(["unshare", "-rm"] + trouble("read-only"))
        #expect(outcome.output.hasPrefix("74 "), "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("can only be read"), "\(outcome.output)")
    }
}
