import Foundation
import Testing

/// The calendars of a diary, as they are handed out.
struct FeedsCommandTests {
    private func diary(_ folder: Folder) throws {
        try #require(try Program.run("sample", folder.path("team"), "--nominals", "12").status == 0)
        try #require(try Program.run("import", folder.path("team"), "--diary", folder.path("diary")).status == 0)
        let planned = try Program.run(
            "plan", "--diary", folder.path("diary"), "--from", "2026-11-30", "--weeks", "2", "--iterations", "50")
        try #require(planned.status == 0, "\(planned.errors)")
    }

    @discardableResult
    private func feeds(_ folder: Folder, as name: String, _ options: String...) throws -> [String: String] {
        let outcome = try Program.run(
            ["feeds", "--diary", folder.path("diary"), "--output", folder.path(name)] + options)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try folder.contents(of: name).mapValues {
            String(decoding: $0, as: UTF8.self).replacing("\r\n ", with: "")
        }
    }

    @Test func `the same diary gives the same calendars, which are those of an export`() throws {
        let folder = try Folder()
        try diary(folder)
        let first = try feeds(folder, as: "first")
        #expect(try feeds(folder, as: "second") == first)
        let kinds = Set(first.keys.map { $0.split(separator: "/")[0] })
        #expect(kinds == ["people", "agencies", "team.ics", "series", "rooms", "availability"])
        try #require(
            try Program.run(
                "export", "--diary", folder.path("diary"), "--formats", "html", "--output", folder.path("export")
            ).status == 0)
        let export = try folder.contents(of: "export/feeds").mapValues {
            String(decoding: $0, as: UTF8.self).replacing("\r\n ", with: "")
        }
        #expect(export.count == first.count)
        for (path, text) in first {
            let place = path == "team.ics" ? "team/team.ics" : path.replacing("people/", with: "")
            #expect(export[place] == text, "\(path)")
        }
        let history = try Program.run("history", "--diary", folder.path("diary")).output
        #expect(history.contains("disclosure  handed out feeds (people, agencies, team, series, rooms, availability)"))
    }

    @Test func `what is called off stays as cancelled, and nothing else changes`() throws {
        let folder = try Folder()
        try diary(folder)
        let before = try #require(try feeds(folder, as: "feeds")["team.ics"]).components(separatedBy: "BEGIN:VEVENT")
        let chosen = try #require(
            before.last { $0.contains("UID:v-") && $0.contains("DTSTART;TZID=Europe/London:2026120") })
        let id = try #require(chosen.firstMatch(of: /UID:(v-\w+)@/)).1
        let cancelled = try Program.run(
            "contact", "cancel", String(id), "--reason", "quarantine", "--diary", folder.path("diary"))
        try #require(cancelled.status == 0, "\(cancelled.errors)")
        let after = try #require(try feeds(folder, as: "feeds")["team.ics"]).components(separatedBy: "BEGIN:VEVENT")
        let event = try #require(after.first { $0.contains("UID:\(id)@") })
        #expect(event.contains("SEQUENCE:1\r\n") && event.contains("STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n"))
        #expect(event.contains("SUMMARY:Cancelled: ") && !event.contains("quarantine"))
        let summary = try #require(chosen.firstMatch(of: /SUMMARY:([^\r]*)/)).1
        #expect(event.contains("SUMMARY:Cancelled: \(summary)\r\n"))
        let others = after.filter { !$0.contains("UID:\(id)@") && !$0.contains("SEQUENCE:1") }
        #expect(others.count > 10 && others.allSatisfy { before.contains($0) || $0.contains("SEQUENCE:0") })
    }

    @Test func `level, kinds, alarms and host are as asked for`() throws {
        let folder = try Folder()
        try diary(folder)
        let busy = try feeds(
            folder, as: "busy", "--level", "busy", "--only", "people", "--only", "rooms", "--alarm", "20", "--host",
            "diary.example.org")
        #expect(Set(busy.keys.map { $0.split(separator: "/")[0] }) == ["people", "rooms"])
        let events = busy.values.flatMap { $0.components(separatedBy: "BEGIN:VEVENT").dropFirst() }
        #expect(events.count > 20)
        for event in events {
            #expect(event.contains("SUMMARY:Busy\r\n") && event.contains("TRIGGER:-PT20M\r\n"))
            #expect(event.contains("@diary.example.org\r\n") && !event.contains(" · "))
        }
        for wrong in [["--level", "all"], ["--only", "pets"], ["--alarm", "-1"], ["--host", "https://x"]] {
            let refused = try Program.run(
                ["feeds", "--diary", folder.path("diary"), "--output", folder.path("no")] + wrong)
            #expect(refused.status == 64, "\(wrong): \(refused.errors)")
            #expect(!folder.exists("no"))
        }
    }

    @Test func `no name, birth date or home address of a nominal is in any calendar`() throws {
        let folder = try Folder()
        try diary(folder)
        let secrets = try Secrets(caseload: folder.url("team"))
        #expect(secrets.words.count > 24)
        for level in ["busy", "reference"] {
            try feeds(folder, as: level, "--level", level)
            for (path, data) in try folder.contents(of: level) {
                #expect(secrets.found(in: data) == [], "in \(path) at level \(level)")
            }
        }
    }

    @Test func `feeds need a diary, and a folder that is theirs`() throws {
        let folder = try Folder()
        let nothing = try Program.run("feeds", "--diary", folder.path("diary"), "--output", folder.path("out"))
        #expect(nothing.status == 66 && !folder.exists("diary"))
        try diary(folder)
        try feeds(folder, as: "out")
        try Data("keep".utf8).write(to: folder.url("out/people/letter.txt"))
        let refused = try Program.run("feeds", "--diary", folder.path("diary"), "--output", folder.path("out"))
        #expect(refused.status == 73 && refused.errors.contains("people/letter.txt"), "\(refused.errors)")
    }
}

/// Feeds of weeks in which the clocks change, read by other people's programs.
struct FeedInteropTests {
    private func planned(_ folder: Folder, from monday: String) throws {
        let sample = try Program.run("sample", folder.path("team"), "--from", monday)
        try #require(sample.status == 0, "\(sample.errors)")
        let plan = try Program.run(
            "plan", "--caseload", folder.path("team"), "--from", monday, "--weeks", "2", "--iterations", "50",
            "--formats", "html", "--output", folder.path("plan"))
        try #require(plan.status == 0, "\(plan.errors)")
    }

    /// The clocks go back on 25 October 2026 and on 31 October 2027, and forward on 28 March 2027.
    @Test(arguments: ["2026-10-19", "2027-03-22", "2027-10-25"])
    func `four parsers find what the plan says, on both sides of a clock change`(monday: String) throws {
        let folder = try Folder()
        try planned(folder, from: monday)
        let feeds = try Program.python(oracle("feeds.py"), folder.path("plan"), folder.path("team"))
        #expect(feeds.status == 0, "\(feeds.output)\(feeds.errors)")
    }

    @Test(arguments: ["2026-10-19", "2027-03-22"])
    func `feeds go through Radicale and vdirsyncer, and khal lists what the plan says`(monday: String) throws {
        let folder = try Folder()
        try planned(folder, from: monday)
        let served = try Program.python(oracle("served_feeds.py"), folder.path("plan"), "po1", "pp1", "sw1")
        #expect(served.status == 0, "\(served.output)\(served.errors)")
        #expect(served.output.contains("events through Radicale"))
    }
}
