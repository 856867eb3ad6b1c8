import Foundation
import Testing

struct CommandLineTests {
    @Test(arguments: [
        ([], ["sample", "check", "plan", "import", "export", "contact", "find", "what-if", "history"]),
        (["sample"], ["--nominals", "--seed", "--from"]), (["check"], ["--on", "fault"]),
        (
            ["plan"],
            [
                "--caseload", "--diary", "--from", "--weeks", "--output", "--seed", "--seconds", "--iterations",
                "--calendars", "--templates",
            ]
        ),
        (["import"], ["--diary", "outcome"]), (["export"], ["--diary", "--output", "plan.json", "--templates"]),
        (["variations"], ["list", "request", "approve", "refuse"]),
        (["variations", "request"], ["--contacts", "--from", "--until", "--reason", "--diary"]),
        (["contact"], ["confirm", "outcome"]), (["contact", "outcome"], ["failed_to_attend"]),
        (["history"], ["--last"]), (["audit"], ["list", "verify"]),
        (["audit", "list"], ["--nominal", "--actor", "--act", "--from", "--until", "--text", "--limit", "--csv"]),
        (["audit", "verify"], ["--expect", "65"]),
        (["find"], ["--nominal", "--kind", "--week", "--top", "--instead-of", "--diary"]),
        (["what-if"], ["--extra", "--best", "--diary", "--caseload", "--from", "--weeks", "po2=thu:17:00-20:00"]),
    ])
    func `every command explains itself`(command: [String], mentions: [String]) throws {
        let help = try Program.run(command + ["--help"])
        #expect(help.status == 0)
        for mention in mentions { #expect(help.output.contains(mention), "\(mention) is missing:\n\(help.output)") }
    }

    @Test(arguments: [
        (["plan", "--caseload", "x", "--from", "2026-12-02", "--output", "y"], "2026-11-30 or 2026-12-07"),
        (["plan", "--caseload", "x", "--from", "2026-11-31", "--output", "y"], "2026-11-31"),
        (["plan", "--caseload", "x", "--from", "2026-11-30"], "--output"),
        (["plan", "--from", "2026-11-30"], "--caseload or --diary"),
        (["plan", "--caseload", "x", "--diary", "z", "--from", "2026-11-30", "--output", "y"], "not both"),
        (["plan", "--caseload", "x", "--from", "2026-11-30", "--weeks", "0", "--output", "y"], "1 to 26"),
        (["plan", "--caseload", "x", "--from", "2026-11-30", "--seconds", "nan", "--output", "y"], "--seconds"),
        (["plan", "--caseload", "x", "--from", "2026-11-30", "--iterations", "-4", "--output", "y"], "--iterations"),
        (["sample", "x", "--nominals", "2001"], "1 to 2000"), (["sample", "x", "--seed", "-1"], "seed"),
        (
            ["find", "--nominal", "n1", "--kind", "office", "--week", "2026-12-07", "--top", "0", "--diary", "z"],
            "1 to 100"
        ),
        (["what-if", "--diary", "z"], "--extra or --best"),
        (["what-if", "--extra", "po2=thu:20:00-17:00", "--diary", "z"], "po2=thu:17:00-20:00"),
        (["what-if", "--best", "5", "--caseload", "x"], "--from"),
        (["audit", "list", "--act", "looking", "--diary", "z"], "consultation"),
        (["audit", "list", "--from", "2026-12-02", "--until", "2026-12-01", "--diary", "z"], "no later than"),
        (["audit", "verify", "--expect", "12ab", "--diary", "z"], "64 digits"),
        (["nonsense"], "nonsense"),
    ])
    func `what cannot be meant is refused with status 64 and a word on what would do`(
        arguments: [String], mention: String
    ) throws {
        let refused = try Program.run(arguments)
        #expect(refused.status == 64, "\(refused.errors)")
        #expect(refused.errors.contains(mention), "\(refused.errors)")
    }

    @Test func `a folder with faults is refused with status 65, each with file, line and column`() throws {
        let folder = try Folder()
        try Program.run("sample", folder.path("team"), "--nominals", "12")
        let file = folder.url("team/nominals.csv")
        let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
        let wrong = lines.map { $0.hasPrefix("n003,") ? $0.replacingOccurrences(of: ",po", with: ",qq") : String($0) }
        try Data(wrong.joined(separator: "\n").utf8).write(to: file)
        for arguments in [
            ["check", folder.path("team")],
            ["plan", "--caseload", folder.path("team"), "--from", "2026-11-30", "--output", folder.path("out")],
            ["import", folder.path("team"), "--diary", folder.path("diary")],
        ] {
            let refused = try Program.run(arguments)
            #expect(refused.status == 65, "\(arguments)")
            #expect(refused.errors.contains("nominals.csv:4: police_lead: "), "\(refused.errors)")
        }
        #expect(!folder.exists("out") && !folder.exists("diary"))
        // A mistyped name begins no diary either.
        for arguments in [["export", "--output", folder.path("out")], ["history"], ["contact", "confirm", "v-1"]] {
            let unknown = try Program.run(arguments + ["--diary", folder.path("mistyped")])
            #expect(unknown.status == 66 && unknown.errors.contains("mistyped"), "\(unknown.errors)")
        }
        #expect(!folder.exists("mistyped"))
    }

    @Test func `no folder, an empty one, random bytes and a huge file give an error, not a crash`() throws {
        let folder = try Folder()
        #expect(try Program.run("check", folder.path("nowhere")).status == 65)
        try FileManager.default.createDirectory(at: folder.url("empty"), withIntermediateDirectories: false)
        #expect(try Program.run("check", folder.path("empty")).status == 65)

        try Program.run("sample", folder.path("random"), "--nominals", "3")
        var state: UInt64 = 42
        let files = try folder.contents(of: "random").keys.sorted()
        for name in files {
            let bytes = (0..<5_000).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 33)
            }
            try Data(bytes).write(to: folder.url("random/\(name)"))
        }
        let random = try Program.run("check", folder.path("random"))
        #expect(random.status == 65)
        for name in files { #expect(random.errors.contains(name), "\(name) is not mentioned") }

        try Program.run("sample", folder.path("huge"), "--nominals", "3")
        for name in ["nominals.csv", "calendars/map.ics"] {
            try FileHandle(forWritingTo: folder.url("huge/\(name)")).truncate(atOffset: 200_000_000)
        }
        let huge = try Program.run("check", folder.path("huge"))
        #expect(huge.status == 65)
        #expect(huge.errors.contains("nominals.csv") && huge.errors.contains("map.ics"))
    }

    @Test func `a team's own templates and calendars take the place of ours`() throws {
        let folder = try Folder()
        try Program.run("sample", folder.path("team"), "--nominals", "5")
        try FileManager.default.removeItem(at: folder.url("team/calendars/map.ics"))
        let templates = Shared.root.appendingPathComponent("templates")
        try FileManager.default.createDirectory(at: folder.url("words"), withIntermediateDirectories: false)
        let confidentiality = try String(
            contentsOf: templates.appendingPathComponent("confidentiality.mustache"), encoding: .utf8)
        try Data((confidentiality + "<p>Our own sentence.</p>").utf8).write(
            to: folder.url("words/confidentiality.mustache"))
        let calendars = Shared.root.appendingPathComponent("calendars")
        try FileManager.default.copyItem(at: calendars, to: folder.url("calendars"))
        let map = try String(contentsOf: folder.url("calendars/map.ics"), encoding: .utf8)
        try Data(
            map.replacingOccurrences(of: "T093000", with: "T140000").replacingOccurrences(
                of: "T120000", with: "T160000"
            ).utf8
        )
        .write(to: folder.url("calendars/map.ics"))
        let plan = try Program.run(
            "plan", "--caseload", folder.path("team"), "--from", "2026-11-30", "--weeks", "1", "--formats", "html",
            "--output",
            folder.path("plan"), "--templates", folder.path("words"), "--calendars", folder.path("calendars"))
        #expect(plan.status == 0, "\(plan.errors)")
        let agenda = try String(
            contentsOf: folder.url("plan/agendas/map-2026-12-02/running-order_OS.html"), encoding: .utf8)
        #expect(agenda.contains("Our own sentence."))
        #expect(agenda.contains("14:00"))
    }
}
