import Foundation
import Testing

/// Documents in several formats, as a person asks for them.
@Suite struct PrintingTests {
    private static let monday = "2026-11-30"

    /// A team of twelve, for all tests that only read it.
    private static let team = Result {
        let folder = try Folder()
        try #require(try Program.run("sample", folder.path("team"), "--nominals", "12").status == 0)
        return folder
    }

    private func plan(_ folder: Folder, _ output: String, _ more: String..., path: String? = nil) throws
        -> Program.Outcome
    {
        let team = try Self.team.get()
        return try Program.run(
            [
                "plan", "--caseload", team.path("team"), "--from", Self.monday, "--weeks", "1", "--iterations", "10",
                "--output", folder.path(output),
            ] + more, path: path)
    }

    private func files(_ folder: Folder, _ name: String) throws -> [String] {
        try folder.contents(of: name).keys.filter { !$0.hasPrefix("feeds/") }.sorted()
    }

    @Test func `running orders come in every format, the rest as pages, each marked in its name`() throws {
        let folder = try Folder()
        let outcome = try plan(folder, "out")
        #expect(outcome.status == 0 && !outcome.errors.contains("not installed"), "\(outcome.errors)")
        let formats = ["docx", "html", "odt", "pdf"]
        #expect(
            try files(folder, "out").filter { !$0.contains("/agenda-") }
                == formats.map { "agendas/map-2026-12-02/running-order_OS.\($0)" } + [
                    "contacts_OS.html", "index.html", "plan.json", "shortfalls_OS.csv", "shortfalls_OS.html",
                ])
        let index = try String(contentsOf: folder.url("out/index.html"), encoding: .utf8)
        for format in formats { #expect(index.contains("href=\"agendas/map-2026-12-02/running-order_OS.\(format)\"")) }
        for (path, bytes) in try folder.contents(of: "out") {
            let mode = try FileManager.default.attributesOfItem(atPath: folder.path("out/\(path)"))[.posixPermissions]
            #expect(mode as? Int == 0o600 && !bytes.isEmpty, "\(path)")
        }
        // What is there is ours to replace.
        #expect(try plan(folder, "out", "--formats", "html").status == 0)
        #expect(
            try files(folder, "out").filter { $0.contains("running-order") } == [
                "agendas/map-2026-12-02/running-order_OS.html"
            ])
    }

    @Test func `other formats are asked for by name, and the front page leads to them`() throws {
        let folder = try Folder()
        let outcome = try plan(folder, "out", "--formats", "docx")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            try files(folder, "out").filter { !$0.contains("/agenda-") } == [
                "agendas/map-2026-12-02/running-order_OS.docx", "contacts_OS.docx", "index.html", "plan.json",
                "shortfalls_OS.csv",
                "shortfalls_OS.docx",
            ])
        let index = try String(contentsOf: folder.url("out/index.html"), encoding: .utf8)
        for page in ["agendas/map-2026-12-02/running-order", "contacts", "shortfalls"] {
            #expect(index.contains("href=\"\(page)_OS.docx\""))
        }
    }

    @Test func `without the converters there are pages and a warning; what is asked for is refused at once`() throws {
        let folder = try Folder()
        let outcome = try plan(folder, "out", path: "/nowhere")
        #expect(outcome.status == 0)
        #expect(
            outcome.errors.contains("warning: PDF needs WeasyPrint, which is not installed: on Debian, apt install"))
        #expect(outcome.errors.contains("warning: DOCX and ODT need pandoc"))
        #expect(
            try files(folder, "out").filter { $0.contains("running-order") } == [
                "agendas/map-2026-12-02/running-order_OS.html"
            ])
        let refused = try plan(folder, "other", "--formats", "html,pdf", path: "/nowhere")
        #expect(refused.status == 64 && refused.errors.contains("iom-diary: PDF needs WeasyPrint"))
        #expect(refused.output.isEmpty && !folder.exists("other"))
    }

    @Test func `a converter that fails leaves no export, and the one before stays`() throws {
        let folder = try Folder()
        #expect(try plan(folder, "out", "--formats", "html").status == 0)
        let before = try folder.contents(of: "out")
        let bin = folder.url("bin")
        try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: false)
        for name in ["weasyprint", "pandoc"] {
            let file = bin.appendingPathComponent(name)
            try Data("#!/bin/sh\necho 'no more ink' >&2\nexit 1\n".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        let failed = try plan(folder, "out", path: "\(bin.path):/usr/bin:/bin")
        #expect(failed.status == 73)
        #expect(failed.errors.contains("could not be printed: ") && failed.errors.contains("says “no more ink”"))
        #expect(try folder.contents(of: "out") == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root.path).sorted() == ["bin", "out"])
    }

    @Test(arguments: ["", "pdg", "html,", "PDF", "html pdf"])
    func `a format that there is not is refused`(formats: String) throws {
        let folder = try Folder()
        let refused = try plan(folder, "out", "--formats", formats)
        #expect(refused.status == 64)
        #expect(refused.errors.contains("is no format: expected html, pdf, docx and odt, or some of them"))
        #expect(!folder.exists("out"))
    }

    /// Whether a disk of our own can be had for a moment.
    private static var canMount: Bool {
        let outcome = try? Program.shell(
            ["unshare", "--mount", "--map-root-user", "mount", "-t", "tmpfs", "none", "/mnt"])
        return outcome?.status == 0
    }

    @Test(.enabled(if: PrintingTests.canMount, "mounting a small disk is not allowed here"))
    func `a full disk is named, and nothing is left on it`() throws {
        let folder = try Folder()
        let disk = folder.url("disk")
        try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: false)
        let team = try Self.team.get()
        // A disk of its own, which nobody else sees, and which is gone with the shell.
        let script = """
            mount -t tmpfs -o size=200k none "$2"
            "$1" plan --caseload "$3" --from 2026-11-30 --weeks 1 --iterations 10 --output "$2/out"
            echo "status $?" >&2
            ls -A "$2"
            """
        let outcome = try Program.shell(
            [
                "unshare", "--mount", "--map-root-user", "sh", "-c", script, "sh", Program.built.path, disk.path,
                team.path("team"),
            ])
        #expect(outcome.errors.contains("status 73"), "\(outcome.errors)")
        #expect(outcome.errors.contains("\(disk.path)/out cannot be written: "), "\(outcome.errors)")
        #expect(outcome.errors.localizedCaseInsensitiveContains("space"), "\(outcome.errors)")
        #expect(outcome.output == "", "\(outcome.output)")
    }

    @Test func `a team's own marking is on every page, in every name, and in feeds`() throws {
        let folder = try Folder()
        try FileManager.default.copyItem(at: Self.team.get().url("team"), to: folder.url("team"))
        let policy = folder.url("team/policy.yaml")
        let old = (try? String(contentsOf: policy, encoding: .utf8)) ?? ""
        try Data((old + "\nmarking: {text: OFFICIAL, suffix: O-IOM, handling: RECIPIENTS ONLY}\n").utf8).write(
            to: policy)
        let outcome = try Program.run(
            "plan", "--caseload", folder.path("team"), "--from", Self.monday, "--weeks", "1", "--iterations", "10",
            "--formats", "html", "--output", folder.path("out"))
        #expect(outcome.status == 0, "\(outcome.errors)")
        for (path, bytes) in try folder.contents(of: "out") where path != "plan.json" {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains("OFFICIAL-SENSITIVE"), "\(path)")
            if !path.contains("availability") && text.contains("BEGIN:VEVENT") || !path.hasSuffix(".ics") {
                #expect(text.replacing("\r\n ", with: "").contains("OFFICIAL – RECIPIENTS ONLY"), "\(path)")
            }
            #expect(path.hasPrefix("feeds/") || path == "index.html" || path.contains("_O-IOM."), "\(path)")
        }
        let table = try String(contentsOf: folder.url("out/shortfalls_O-IOM.csv"), encoding: .utf8)
        #expect(table.hasPrefix("OFFICIAL – RECIPIENTS ONLY\r\nnominal,"))
    }
}
