import Foundation
import Testing

/// The built program fetches calendars from a real server, which is the one of the tests of fetching.
@Suite(.timeLimit(.minutes(5)))
struct CalendarsCommandTests {
    /// The server, and a diary of a team that may ask it.
    private final class Team: Sendable {
        let folder: Folder
        let port: Int
        /// Closing it ends the server.
        private let leash = Pipe()

        init() throws {
            folder = try Folder()
            let server = Process()
            server.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            let script = Shared.root.appendingPathComponent("Tests/FetchingTests/Servers/servers.py").path
            server.arguments = ["python3", script, folder.root.path]
            let output = Pipe()
            server.standardOutput = output
            server.standardInput = leash
            try server.run()
            port =
                try JSONDecoder().decode([String: Int].self, from: output.fileHandleForReading.availableData)[
                    "numbered"]
                ?? 0
            try #require(try Program.run("sample", folder.path("team"), "--nominals", "12").status == 0)
            try append(
                "calendars: {private_hosts: [127.0.0.1], certificates: \(folder.path("127.0.0.1.pem"))}\n")
            try importTeam()
        }

        deinit { try? leash.fileHandleForWriting.close() }

        var diary: [String] { ["--diary", folder.path("diary")] }

        func append(_ policy: String) throws {
            let text = try String(contentsOf: folder.url("team/policy.yaml"), encoding: .utf8)
            try Data((text + policy).utf8).write(to: folder.url("team/policy.yaml"))
        }

        @discardableResult
        func importTeam() throws -> String {
            let outcome = try Program.run(["import", folder.path("team")] + diary)
            try #require(outcome.status == 0, "\(outcome.errors)")
            return outcome.output
        }

        func address(_ path: String) -> String { "https://127.0.0.1:\(port)/\(path)" }

        func calendars(_ arguments: String...) throws -> Program.Outcome {
            try Program.run(["calendars"] + arguments + diary)
        }

        func history() throws -> String { try Program.run(["history"] + diary).output }
    }

    @Test func `a calendar is added, listed, refreshed and removed, and its address shown nowhere`() throws {
        let team = try Team()
        let secret = "0123456789abcdefghij"
        let added = try team.calendars("add", "po1", team.address("calendar/\(secret)"))
        #expect(added.status == 0, "\(added.errors)")
        #expect(added.output.contains("1 event, known until Tuesday 1 December 2026"), "\(added.output)")
        #expect(added.output.contains("po1.ics of the last import does not"))
        let again = try team.calendars("refresh")
        #expect(again.status == 0 && again.output == "po1  unchanged\n", "\(again.output)\(again.errors)")
        let list = try team.calendars("list").output
        #expect(list.contains("po1            from 127.0.0.1/…ghij, had on "), "\(list)")
        #expect(list.contains("map            from the import of "), "\(list)")
        #expect(try team.importTeam().contains("Calendars of po1: what is fetched from the address counts"))
        let removed = try team.calendars("remove", "po1")
        #expect(removed.status == 0 && removed.output.contains("po1.ics of the import of "), "\(removed.output)")
        let history = try team.history()
        #expect(
            history.contains("collection  fetched the calendar of po1 from 127.0.0.1/…ghij: 1 event\n"), "\(history)")
        for said in [added, again, removed].flatMap({ [$0.output, $0.errors] }) + [list, history] {
            #expect(!said.contains(secret.dropLast(4)), "\(said)")
        }
    }

    @Test func `an address that cannot be had is kept, warned of when planning, and the time is unknown`() throws {
        let team = try Team()
        try FileManager.default.removeItem(at: team.folder.url("team/calendars/po1.ics"))
        try team.importTeam()
        let added = try team.calendars("add", "po1", team.address("status/404"))
        #expect(added.status == 75)
        #expect(added.output.contains("not had: the server answers 404 (Not Found)"), "\(added.output)")
        #expect(added.output.contains("unknown, not free"))
        let plan = try Program.run(
            ["plan", "--from", "2026-11-30", "--weeks", "1", "--iterations", "10"] + team.diary)
        #expect(plan.status == 0)
        #expect(
            plan.errors.contains(
                "warning: po1's published calendar has never been had (the server answers 404 (Not Found): the address "
            ),
            "\(plan.errors)")
        let refreshed = try team.calendars("refresh", "po1")
        #expect(refreshed.status == 75 && refreshed.output.hasPrefix("po1  not had: "), "\(refreshed.output)")
    }

    @Test func `an address that replaces one and cannot be had takes nothing away`() throws {
        let team = try Team()
        try #require(try team.calendars("add", "po1", team.address("calendar/first")).status == 0)
        let added = try team.calendars("add", "po1", team.address("status/404"))
        #expect(added.status == 75 && added.output.contains(", in place of 127.0.0.1/…"), "\(added.output)")
        #expect(added.output.contains("Until it is had, what came from the old address on "), "\(added.output)")
        let list = try team.calendars("list").output
        #expect(list.contains("never had; the address before was had on "), "\(list)")
        #expect(list.contains("until it is had, what came from the address before counts"), "\(list)")
        try #require(try team.calendars("add", "po1", team.address("calendar/first")).status == 0)
        #expect(try !team.calendars("list").output.contains("the address before"))
    }

    @Test func `a calendar that has ended, or ends today, is listed as one`() throws {
        let team = try Team()
        try #require(try team.calendars("add", "po1", team.address("calendar/first")).status == 0)
        for (clock, says) in [
            ("2026-11-30T12:00", "known until Tuesday 1 December 2026"), ("2026-12-01T08:00", "ends today"),
            ("2027-01-01T08:00", "ended on Tuesday 1 December 2026: the time since is unknown, not free"),
        ] {
            let list = try Program.run(["calendars", "list"] + team.diary, clock: clock)
            #expect(list.output.contains(says), "\(list.output)")
        }
    }

    @Test func `a practitioner whose calendar the next export lacks is warned of`() throws {
        let team = try Team()
        try FileManager.default.removeItem(at: team.folder.url("team/calendars/po1.ics"))
        let outcome = try Program.run(["import", team.folder.path("team")] + team.diary)
        #expect(outcome.status == 0)
        #expect(
            outcome.errors.contains("warning: po1 had a calendar, and has none in this export: po1's busy times are "),
            "\(outcome.errors)")
    }

    @Test func `a newly busy time that runs into a booking is said`() throws {
        let team = try Team()
        let plan = try Program.run(
            ["plan", "--from", "2026-11-30", "--weeks", "1", "--iterations", "50"] + team.diary)
        try #require(plan.status == 0, "\(plan.errors)")
        _ = try Program.run(["export", "--formats", "html", "--output", team.folder.path("out")] + team.diary)
        let sheet = try JSONDecoder().decode(Plan.self, from: Data(contentsOf: team.folder.url("out/plan.json")))
        let contact = try #require(sheet.contacts.first { $0.practitioners.contains { $0.hasPrefix("po") } })
        let practitioner = try #require(contact.practitioners.first { $0.hasPrefix("po") })
        let start = contact.start.filter { $0 != "-" && $0 != ":" } + "00"
        try Data(
            """
            BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r
            DTSTART;TZID=Europe/London:\(start)\r\nDURATION:PT10M\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n
            """.utf8
        ).write(to: team.folder.url("published.ics"))
        #expect(try team.calendars("add", practitioner, team.address("status/404")).status == 75)
        #expect(try team.calendars("remove", practitioner).status == 0)
        #expect(try team.calendars("add", practitioner, team.address("failing-twice/published.ics")).status == 75)
        let refreshed = try team.calendars("refresh")
        #expect(refreshed.status == 0, "\(refreshed.output)\(refreshed.errors)")
        #expect(refreshed.output.contains("Booked, and now in the way"), "\(refreshed.output)")
        #expect(
            refreshed.output.contains(
                " (\(contact.contact)): \(practitioner) is now busy \(contact.start.suffix(5)) to "),
            "\(refreshed.output)")
        #expect(refreshed.output.contains("\niom-diary replan plans around all of it.\n"), "\(refreshed.output)")
        let again = try team.calendars("refresh")
        #expect(!again.output.contains("Booked"), "\(again.output)")
    }

    private struct Plan: Decodable {
        struct Contact: Decodable {
            var contact: String
            var start: String
            var practitioners: [String]
        }
        var contacts: [Contact]
    }

    @Test func `what is no address, or no zone, is refused without being repeated`() throws {
        let team = try Team()
        for (address, says) in [
            ("ftp://secret.example/", "https:// or webcal://"),
            ("https://una:secret@mail.example/", "name and password"),
            ("http://secret.example/", "allow_http"),
        ] {
            let refused = try team.calendars("add", "po1", address)
            #expect(refused.status == 64 || refused.status == 65)
            #expect(refused.errors.contains(says) && !refused.errors.contains("secret"), "\(refused.errors)")
        }
        let zone = try team.calendars("add", "po1", "https://secret.example/", "--zone", "GMT Standard Time")
        #expect(zone.status == 64 && zone.errors.contains("Europe/London") && !zone.errors.contains("secret"))
        #expect(try team.calendars("refresh").output == "no calendar has an address\n")
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `refreshing goes on until it is stopped, and then ends well`(signal: Int32) throws {
        let team = try Team()
        try #require(try team.calendars("add", "po1", team.address("calendar/every")).status == 0)
        let process = Process()
        process.executableURL = Program.built
        process.arguments = ["calendars", "refresh", "--every", "5"] + team.diary
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var said = ""
        while !said.contains("po1  ") {
            let more = output.fileHandleForReading.availableData
            try #require(!more.isEmpty, "it ended by itself: \(said)")
            said += String(decoding: more, as: UTF8.self)
        }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    }
}
