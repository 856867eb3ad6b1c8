import Foundation
import Testing

struct PlanningEndToEndTests {
    static let monday = "2026-11-30"

    /// Writes a team and plans it; the search is kept short, since a rule is a rule after any number of rounds.
    private func planned(
        _ folder: Folder, nominals: Int, seed: Int, weeks: Int, rounds: Int = 400, as name: String = "plan"
    ) throws -> Program.Outcome {
        if !folder.exists("team") {
            let sample = try Program.run(
                "sample", folder.path("team"), "--nominals", "\(nominals)", "--seed", "\(seed)")
            #expect(sample.status == 0, "\(sample.errors)")
        }
        let plan = try Program.run(
            "plan", "--caseload", folder.path("team"), "--from", Self.monday, "--weeks", "\(weeks)", "--seed",
            "\(seed)", "--iterations", "\(rounds)", "--formats", "html", "--output", folder.path(name))
        #expect(plan.status == 0, "\(plan.errors)")
        return plan
    }

    @Test(.enabled(if: Shared.isHere, Shared.whySkipped), arguments: 1...10, [12, 52, 120])
    func `the independent checker finds nothing broken in a plan, and counts the same`(seed: Int, size: Int) throws {
        for weeks in [1, 4] {
            let folder = try Folder()
            _ = try planned(folder, nominals: size, seed: seed, weeks: weeks)
            let check = try Program.python(Shared.checker, folder.path("team"), folder.path("plan/plan.json"))
            #expect(check.status == 0, "\(size) nominals, seed \(seed), \(weeks) weeks: \(check.output)\(check.errors)")
        }
    }

    @Test(
        .enabled(if: Shared.isHere, Shared.whySkipped),
        arguments: ["team12", "town52", "town52-meetings", "rural60", "hub360"])
    func `the checker agrees on the shared caseloads`(name: String) throws {
        let folder = try Folder()
        let plan = try Program.run(
            "plan", "--caseload", Shared.caseload(name), "--from", Self.monday, "--weeks", "1", "--formats", "html",
            "--output",
            folder.path("plan"))
        #expect(plan.status == 0, "\(plan.errors)")
        let check = try Program.python(Shared.checker, Shared.caseload(name), folder.path("plan/plan.json"))
        #expect(check.status == 0, "\(check.output)\(check.errors)")
    }

    @Test func `the same seed and rounds give the same bytes`() throws {
        let folder = try Folder()
        _ = try planned(folder, nominals: 52, seed: 4, weeks: 2, as: "first")
        _ = try planned(folder, nominals: 52, seed: 4, weeks: 2, as: "second")
        let (first, second) = (try folder.contents(of: "first"), try folder.contents(of: "second"))
        #expect(first.count > 30)
        #expect(first == second)
    }

    @Test func `a trace falls line by line, to the score of the plan`() throws {
        let folder = try Folder()
        let sample = try Program.run("sample", folder.path("team"), "--nominals", "30", "--seed", "3")
        #expect(sample.status == 0, "\(sample.errors)")
        let traced = try Program.run(
            "plan", "--caseload", folder.path("team"), "--from", Self.monday, "--weeks", "1", "--formats", "html",
            "--output",
            folder.path("traced"), "--trace", folder.path("trace.csv"))
        #expect(traced.status == 0, "\(traced.errors)")
        let lines = try String(contentsOf: folder.url("trace.csv"), encoding: .utf8).split(separator: "\n")
        #expect(lines.first == "seconds,week,shortfall,moved,cover,travel_minutes,spread")
        let rows = lines.dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
        #expect(rows.count > 1 && rows.allSatisfy { $0.count == 7 })
        for (earlier, later) in zip(rows, rows.dropFirst()) {
            #expect(earlier[0] <= later[0])
            #expect(!earlier.dropFirst(2).lexicographicallyPrecedes(later.dropFirst(2)))
        }
        let plan = try JSONSerialization.jsonObject(with: Data(contentsOf: folder.url("traced/plan.json")))
        let score = try #require((plan as? [String: Any])?["score"] as? [String: Double])
        let levels = ["shortfall", "moved", "cover", "travel_minutes", "spread"].compactMap { score[$0] }
        #expect(rows.last.map { Array($0.dropFirst(2)) } == levels)
    }

    @Test func `another parser reads every feed, and finds what the plan says`() throws {
        let folder = try Folder()
        _ = try planned(folder, nominals: 52, seed: 2, weeks: 4)
        let feeds = try Program.python(oracle("feeds.py"), folder.path("plan"), folder.path("team"))
        #expect(feeds.status == 0, "\(feeds.output)\(feeds.errors)")
        #expect(feeds.output.contains("events read alike by four parsers"))
    }

    @Test(arguments: [("team", 52), ("team", 12)])
    func `no name, birth date or home address of a nominal leaves in a feed, in plan.json or on the terminal`(
        name: String, size: Int
    ) throws {
        let folder = try Folder()
        let plan = try planned(folder, nominals: size, seed: 7, weeks: 4)
        let secrets = try Secrets(caseload: folder.url("team"))
        #expect(secrets.words.count > size * 2)
        var searched = 0
        for (path, data) in try folder.contents(of: "plan") where path.hasPrefix("feeds/") || path == "plan.json" {
            searched += 1
            #expect(secrets.found(in: data) == [], "in \(path)")
        }
        #expect(searched > 5)
        #expect(secrets.found(in: Data((plan.output + plan.errors).utf8)) == [])
        // The search itself finds what is there: the caseload holds all of it.
        let nominals = try Data(contentsOf: folder.url("team/nominals.csv"))
        #expect(!secrets.found(in: nominals).isEmpty)
    }

    @Test func `an export that is there is replaced whole, and anything else is left alone`() throws {
        let folder = try Folder()
        _ = try planned(folder, nominals: 12, seed: 1, weeks: 4)
        #expect(folder.exists("plan/agendas/map-2026-12-23/running-order_OS.html"))
        _ = try planned(folder, nominals: 12, seed: 1, weeks: 1)
        #expect(!folder.exists("plan/agendas/map-2026-12-23/running-order_OS.html"))
        try FileManager.default.createDirectory(at: folder.url("mine"), withIntermediateDirectories: false)
        try Data("keep".utf8).write(to: folder.url("mine/letter.txt"))
        let refused = try Program.run(
            "plan", "--caseload", folder.path("team"), "--from", Self.monday, "--weeks", "1", "--formats", "html",
            "--output",
            folder.path("mine"))
        #expect(refused.status == 73)
        #expect(refused.errors.contains("which is none of these papers"))
        #expect(try folder.contents(of: "mine") == ["letter.txt": Data("keep".utf8)])
    }

    @Test func `a summary tells meetings, contacts, shortfalls and the minutes saved`() throws {
        let folder = try Folder()
        let summary = try planned(folder, nominals: 52, seed: 1, weeks: 4).output
        for part in [
            "Meetings", "MAP", "MACC", "min needed of", "offered", "joint visits", "hortfall", "saved", "index.html",
        ] {
            #expect(summary.contains(part), "\(part) is missing from \(summary)")
        }
        // Nobody watches a pipe: no progress, no control characters.
        #expect(!summary.contains("\u{1B}"))
    }
}

/// What no feed may hold: every nominal's names, birth date, and the name and position of their home.
struct Secrets {
    let words: [String]

    init(caseload: URL) throws {
        func rows(_ name: String) throws -> [[String: String]] {
            let text = try String(contentsOf: caseload.appendingPathComponent(name), encoding: .utf8)
            let lines = text.split(whereSeparator: \.isNewline).map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            let header = (lines.first ?? []).map(String.init)
            return lines.dropFirst().map { line in
                Dictionary(zip(header, line.map { $0.trimmingCharacters(in: ["\""]) })) { first, _ in first }
            }
        }
        var words: Set<String> = []
        for row in try rows("nominals.csv") {
            for column in ["given_name", "family_name", "born"] {
                guard let value = row[column], !value.isEmpty else { continue }
                words.insert(value)
                if column == "born" { words.insert(value.replacingOccurrences(of: "-", with: "")) }
            }
        }
        for row in try rows("locations.csv") where row["kind"] == "home" {
            for column in ["name", "latitude"] {
                if let value = row[column], !value.isEmpty { words.insert(value) }
            }
        }
        self.words = words.sorted()
    }

    func found(in data: Data) -> [String] {
        // A folded line of a feed could hide a word.
        let text = String(decoding: data, as: UTF8.self).replacingOccurrences(of: "\r\n ", with: "").lowercased()
        return words.filter { text.contains($0.lowercased()) }
    }
}
