import Foundation
import Testing

struct DiaryEndToEndTests {
    private func diary(_ folder: Folder, nominals: Int = 20) throws {
        try #require(try Program.run("sample", folder.path("team"), "--nominals", "\(nominals)").status == 0)
        let imported = try Program.run("import", folder.path("team"), "--diary", folder.path("diary"))
        try #require(imported.status == 0, "\(imported.errors)")
    }

    private func plan(_ folder: Folder, weeks: Int = 2) throws -> Program.Outcome {
        let outcome = try Program.run(
            "plan", "--diary", folder.path("diary"), "--from", "2026-11-30", "--weeks", "\(weeks)", "--iterations",
            "300")
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome
    }

    private func export(_ folder: Folder, as name: String) throws -> Export {
        let outcome = try Program.run(
            "export", "--diary", folder.path("diary"), "--formats", "html", "--output", folder.path(name))
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode(Export.self, from: Data(contentsOf: folder.url("\(name)/plan.json")))
    }

    private struct Export: Decodable, Equatable {
        struct Contact: Decodable, Equatable {
            var contact: String
            var nominal: String
            var start: String
            var location: String
            var practitioners: [String]
            var status: String
        }
        struct Score: Decodable, Equatable {
            var moved: Int
        }
        var contacts: [Contact]
        var score: Score
    }

    @Test func `planning again moves nothing, and a confirmed contact stays`() throws {
        let folder = try Folder()
        try diary(folder)
        _ = try plan(folder)
        let first = try export(folder, as: "first")
        let chosen = try #require(first.contacts.first { $0.status == "planned" })
        #expect(try Program.run("contact", "confirm", chosen.contact, "--diary", folder.path("diary")).status == 0)
        let again = try plan(folder)
        #expect(!again.output.contains("moved or dropped"))
        let second = try export(folder, as: "second")
        #expect(second.score.moved == 0)
        #expect(second.contacts.first { $0.contact == chosen.contact }?.status == "confirmed")
        var unconfirmed = second
        for index in unconfirmed.contacts.indices where unconfirmed.contacts[index].contact == chosen.contact {
            unconfirmed.contacts[index].status = "planned"
        }
        #expect(unconfirmed.contacts == first.contacts)
    }

    @Test func `a newer export of the folder updates, and forgets nothing recorded since`() throws {
        let folder = try Folder()
        try diary(folder)
        _ = try plan(folder)
        let planned = try export(folder, as: "first")
        let chosen = try #require(planned.contacts.first { $0.status == "planned" })
        // What has not begun cannot have been attended; that the service called it off can be known before.
        let early = try Program.run("contact", "outcome", chosen.contact, "attended", "--diary", folder.path("diary"))
        #expect(early.status == 65 && early.errors.contains("no outcome before then"), "\(early.errors)")
        let outcome = try Program.run("contact", "confirm", chosen.contact, "--diary", folder.path("diary"))
        #expect(outcome.status == 0, "\(outcome.errors)")
        let again = try Program.run("import", folder.path("team"), "--diary", folder.path("diary"))
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output.contains(" 0 added"), "\(again.output)")
        let after = try export(folder, as: "second")
        #expect(after.contacts.first { $0.contact == chosen.contact }?.status == "confirmed")
        #expect(after.contacts.count == planned.contacts.count)
    }

    @Test func `an export of the same diary is the same, and the history says who had it`() throws {
        let folder = try Folder()
        try diary(folder)
        _ = try plan(folder)
        _ = try export(folder, as: "first")
        _ = try export(folder, as: "second")
        #expect(try folder.contents(of: "first") == folder.contents(of: "second"))
        // Planned further on, the feeds still show what was planned before.
        _ = try Program.run(
            "plan", "--diary", folder.path("diary"), "--from", "2026-12-14", "--weeks", "1", "--iterations", "50")
        _ = try export(folder, as: "third")
        let before = try String(contentsOf: folder.url("first/feeds/po1.ics"), encoding: .utf8)
        let later = try String(contentsOf: folder.url("third/feeds/po1.ics"), encoding: .utf8)
        for line in before.split(whereSeparator: \.isNewline) where line.hasPrefix("UID:v-") {
            #expect(later.contains(line), "\(line) is gone from the feed")
        }
        let history = try Program.run("history", "--diary", folder.path("diary")).output
        #expect(history.split(separator: "\n").count == 6)
        #expect(history.contains("disclosure") && history.contains("collection") && history.contains("alteration"))
    }

    @Test func `what the diary cannot do is said, with its own status`() throws {
        let folder = try Folder()
        let nothing = try Program.run(
            "plan", "--diary", folder.path("diary"), "--from", "2026-11-30", "--weeks", "1")
        #expect(nothing.status == 66)
        #expect(nothing.errors.contains("import"))
        #expect(!folder.exists("diary"))
        try diary(folder, nominals: 3)
        let unplanned = try Program.run("export", "--diary", folder.path("diary"), "--output", folder.path("out"))
        #expect(unplanned.status == 65)
        #expect(unplanned.errors.contains("no plan yet"))
        let unknown = try Program.run("contact", "confirm", "v-none", "--diary", folder.path("diary"))
        #expect(unknown.status == 65)
        let noOutcome = try Program.run("contact", "outcome", "v-none", "planned", "--diary", folder.path("diary"))
        #expect(noOutcome.status == 64)
        try Data("not a diary at all, but a letter".utf8).write(to: folder.url("letter"))
        let foreign = try Program.run("import", folder.path("team"), "--diary", folder.path("letter"))
        #expect(foreign.status == 74, "\(foreign.errors)")
        #expect(try Data(contentsOf: folder.url("letter")) == Data("not a diary at all, but a letter".utf8))
    }

    @Test func `a folder with a fault changes nothing in the diary`() throws {
        let folder = try Folder()
        try diary(folder)
        _ = try plan(folder)
        let before = try export(folder, as: "before")
        let nominals = try String(contentsOf: folder.url("team/nominals.csv"), encoding: .utf8)
        try Data((nominals + "n999,broken\n").utf8).write(to: folder.url("team/nominals.csv"))
        let refused = try Program.run("import", folder.path("team"), "--diary", folder.path("diary"))
        #expect(refused.status == 65)
        #expect(refused.errors.contains("nominals.csv:22:"), "\(refused.errors)")
        #expect(try export(folder, as: "after") == before)
    }

    @Test func `killed at any moment, the diary holds what was last finished, whole`() throws {
        let folder = try Folder()
        try diary(folder)
        _ = try plan(folder)
        var chance = SystemRandomNumberGenerator()
        var seeds = (0..<30).map { UInt64($0) * 7_919 % 400 }
        seeds.shuffle(using: &chance)
        for milliseconds in seeds {
            let process = Process()
            process.executableURL = Program.built
            process.arguments =
                milliseconds % 2 == 0
                ? ["import", folder.path("team"), "--diary", folder.path("diary")]
                : [
                    "plan", "--diary", folder.path("diary"), "--from", "2026-11-30", "--weeks", "2", "--iterations",
                    "50",
                    "--seed", "\(milliseconds)",
                ]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32(milliseconds * 1000))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            // Whatever was cut short, the diary opens, and its plan still keeps every rule.
            let outcome = try Program.run(
                "export", "--diary", folder.path("diary"), "--formats", "html", "--output", folder.path("out"))
            #expect(outcome.status == 0, "after \(milliseconds) ms: \(outcome.errors)")
        }
    }
}
