import Foundation
import Testing

/// What is given out beside an export, from a diary with a week planned.
struct PapersCommandTests {
    private let work: Folder
    private let diary: String
    private let meeting = "map-2026-12-02"

    init() throws {
        work = try Folder()
        diary = work.path("team.diary")
        _ = try Program.run(["sample", work.path("team"), "--nominals", "24"])
        #expect(try Program.run(["import", work.path("team"), "--diary", diary]).status == 0)
        #expect(try Program.run(["plan", "--diary", diary, "--from", "2026-11-30", "--weeks", "1"]).status == 0)
    }

    private func run(_ arguments: String...) throws -> Program.Outcome {
        try Program.run(arguments + ["--diary", diary])
    }

    private func pages(_ folder: String) throws -> [String: String] {
        try work.contents(of: folder).mapValues { String(decoding: $0, as: UTF8.self) }
    }

    private func words(_ page: String) -> String {
        page.replacing(/<style>[\s\S]*?<\/style>/, with: " ").replacing(/<[^>]*>/, with: " ")
            .replacing("&#39;", with: "'")
    }

    private func nominals() throws -> [(id: String, given: String, family: String)] {
        try String(contentsOf: work.url("team/nominals.csv"), encoding: .utf8)
            .matches(of: /(?m)^(n\d+),([^,]+),([^,]+),/)
            .map { (String($0.output.1), String($0.output.2), String($0.output.3)) }
    }

    @Test func `issue writes each attendee's own and the running order, and the history names who got what`() throws {
        let issued = try run("agenda", "issue", meeting, "--formats", "html", "--output", work.path("issued"))
        #expect(issued.status == 0, "\(issued.errors)")
        let pages = try pages("issued")
        #expect(pages.keys.contains("running-order_OS.html") && pages.count > 5)
        for (path, page) in pages {
            for nominal in try nominals() {
                #expect(!page.contains(nominal.family), "\(path) names \(nominal.id)")
            }
        }
        let history = try run("history").output
        #expect(history.contains("issued the agenda of \(meeting) to \(pages.count - 1) attendees: their own to"))
        #expect(history.contains("the running order to"))
        // Again, over what was issued; and never over anything else.
        #expect(try run("agenda", "issue", meeting, "--formats", "html", "--output", work.path("issued")).status == 0)
        let refused = try run("agenda", "requests", meeting, "--formats", "html", "--output", work.path("issued"))
        #expect(refused.status != 0 && refused.errors.contains("which is none of these papers"))
        let permissions = try FileManager.default.attributesOfItem(atPath: work.path("issued/running-order_OS.html"))
        #expect(permissions[.posixPermissions] as? Int == 0o600)
    }

    @Test func `somebody who declines is asked for updates by the time given`() throws {
        #expect(try run("agenda", "decline", meeting, "pp1").status == 0)
        let asked = try run(
            "agenda", "requests", meeting, "--by", "2026-12-01T17:00", "--formats", "html", "--output",
            work.path("requests"))
        #expect(asked.status == 0, "\(asked.errors)")
        let page = try #require(try pages("requests")["update-request-pp1_OS.html"])
        #expect(page.contains("Tuesday 1 December 2026, 17:00") && page.contains("Discussed without you."))
        #expect(try run("history").output.contains("asked for written updates for \(meeting):"))
        let late = try run(
            "agenda", "requests", meeting, "--by", "2026-12-03T09:00", "--formats", "html", "--output",
            work.path("late"))
        #expect(late.status != 0 && late.errors.contains("--by is after the meeting has begun"))
        #expect(!work.exists("late"))
    }

    @Test func `sheets are written for a week, a day, and one person`() throws {
        #expect(
            try run("sheets", "--week", "2026-12-02", "--formats", "html", "--output", work.path("sheets")).status == 0)
        let sheets = try pages("sheets")
        #expect(sheets.count > 5 && sheets.keys.contains("week-2026-11-30-po1_OS.html"))
        #expect(sheets["week-2026-11-30-po1_OS.html"]?.contains(/\d+ min from \w/) == true)
        #expect(
            try run(
                "sheets", "--day", "2026-12-02", "--practitioner", "po1", "--formats", "html", "--output",
                work.path("sheets")
            ).status
                == 0)
        #expect(try pages("sheets").keys.sorted() == ["day-2026-12-02-po1_OS.html"])
        #expect(try run("history").output.contains("handed out the sheets of 2026-12-02 to po1"))
        #expect(
            try run("sheets", "--formats", "html", "--output", work.path("sheets")).errors.contains(
                "give --week or --day"))
        let stranger = try run(
            "sheets", "--day", "2026-12-02", "--practitioner", "xx9", "--formats", "html", "--output", work.path("none")
        )
        #expect(stranger.errors.contains("there is no practitioner xx9") && !work.exists("none"))
        #expect(
            try run("sheets", "--week", "2027-06-01", "--formats", "html", "--output", work.path("none")).output
                .contains("Nobody has"))
    }

    @Test(arguments: [[], ["--welsh"], ["--large-print"]])
    func `no letter names a service, a rank or another nominal`(options: [String]) throws {
        let written = try Program.run(
            [
                "letters", "--diary", diary, "--week", "2026-11-30", "--planned", "--formats", "html", "--output",
                work.path("letters"),
            ]
                + options)
        #expect(written.status == 0, "\(written.errors)")
        let letters = try pages("letters")
        #expect(letters.count > 10)
        let agencies = try String(contentsOf: work.url("team/agencies.csv"), encoding: .utf8)
            .matches(of: /(?m)^\w+,(?:"([^"]+)"|([^",]+)),/).dropFirst()
            .map { String($0.output.1 ?? $0.output.2 ?? "") }
        #expect(agencies.count > 3)
        let nominals = try nominals()
        let forbidden =
            #/
            (?i) \b (?: police | policing | constabulary | iom | offend\w* | probation | hmpps | prison | hmp | sgt
            | sergeant | insp | inspector | constable | detective | heddlu | prawf | carchar | troseddwr
            | pc | dc | ds | di | ps | spo | pom | pdu | map | macc | [nv]-?\d+ ) \b
            /#
        for (path, page) in letters {
            let words = words(page)
            #expect(
                words.firstMatch(of: forbidden) == nil, "\(path): \(words.firstMatch(of: forbidden)?.output ?? "")")
            for agency in agencies { #expect(!words.contains(agency), "\(path): \(agency)") }
            let named = nominals.filter { words.contains("\($0.given) \($0.family)") }
            #expect(named.map { "letter-\($0.id)_OS.html" } == [path])
        }
        // The search finds what is there to find.
        #expect("PC Ann of the police".firstMatch(of: forbidden) != nil)
        #expect(try run("history").output.contains("made letters with the appointments of the week from 2026-11-30"))
    }

    @Test func `a letter tells only what is confirmed, and says who gets none`() throws {
        let none = try run(
            "letters", "--week", "2026-11-30", "--nominal", "n001", "--formats", "html", "--output",
            work.path("letters"))
        #expect(none.status == 0)
        #expect(
            try run("letters", "--week", "2026-11-30", "--formats", "html", "--output", work.path("l")).output.contains(
                "No letter to"))
        let stranger = try run(
            "letters", "--week", "2026-11-30", "--nominal", "n999", "--formats", "html", "--output", work.path("x"))
        #expect(stranger.errors.contains("there is no nominal n999") && !work.exists("x"))
    }

    @Test func `a week fits one side of A4, whoever's it is`() throws {
        let made = try run("sheets", "--week", "2026-11-30", "--formats", "pdf", "--output", work.path("sheets"))
        #expect(made.status == 0, "\(made.errors)")
        let sheets = try work.contents(of: "sheets").keys
        #expect(sheets.count > 5)
        for sheet in sheets {
            let about = try Program.shell(["pdfinfo", work.path("sheets/\(sheet)")]).output
            #expect(about.contains(/Pages:\s+1\n/) && about.contains("A4"), "\(sheet)")
        }
    }
}
