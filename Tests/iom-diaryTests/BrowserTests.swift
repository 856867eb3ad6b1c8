import Foundation
import Testing

/// The service as people use it: in Chromium, by those whom it is for.
@Suite(.serialized) struct BrowserTests {
    /// The service over a planned team, with an account for each role, as the browser's programs expect them.
    private final class Served {
        let folder: Folder
        let running: ServeCommandTests.Running
        let accounts: URL

        init() throws {
            folder = try Folder()
            let (team, diary) = (folder.url("team"), folder.url("team.diary"))
            try Program.run("sample", team.path)
            let file = ["--diary", diary.path]
            for command in [["import", team.path], ["plan", "--from", "2026-11-30", "--iterations", "200"]] {
                let outcome = try Program.run(command + file)
                #expect(outcome.status == 0, "\(outcome.errors)")
            }
            var rows: [[String: String]] = []
            for (name, role, more) in [
                ("sam", "support_worker", ["--agency", "police"]), ("pat", "practitioner", ["--practitioner", "po1"]),
                ("jo", "partner", ["--practitioner", "ho1"]), ("mo", "manager", ["--agency", "probation"]),
                ("al", "auditor", []), ("ade", "administrator", []),
            ] {
                let password = folder.url("password")
                let text = "a long password of \(name)"
                try Data("\(text)\n".utf8).write(to: password)
                let added = try Program.run(
                    ["accounts", "add", name, "--role", role, "--password", "-", "--keep-password"] + more + file,
                    input: password)
                #expect(added.status == 0, "\(added.errors)")
                rows.append(["role": role.replacing("_", with: "-"), "name": name, "password": text])
            }
            accounts = folder.url("accounts.json")
            try JSONEncoder().encode(rows).write(to: accounts)
            running = try ServeCommandTests.Running(diary, in: folder)
        }

        func run(_ program: String, _ more: String...) throws -> Program.Outcome {
            let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("Browser/\(program)")
            return try Program.python([file.path, "http://127.0.0.1:\(running.port)", accounts.path] + more)
        }

        deinit { _ = running.stop() }
    }

    @Test func `support workers, practitioners, managers and auditors get where they want, with scripts and without`()
        throws
    {
        let outcome = try Served().run("journeys.py", Program.built.path)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("17 journeys"))
    }

    @Test func `every page of every role is accessible, and fits a telephone`() throws {
        let outcome = try Served().run("every_page.py", "phone", Program.built.path)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("pages looked at"))
    }

    @Test func `whatever is sent, no answer is the service's own fault`() throws {
        let outcome = try Served().run("every_form.py", "600")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test func `fifty people who book the same hours at once never book anybody twice, whenever it is killed`() throws {
        let served = try Served()
        _ = served.running.stop()
        let storm = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Browser/storm.py")
        let outcome = try Program.python(
            storm.path, Program.built.path, served.folder.url("team.diary").path, "sam", "a long password of sam",
            "150", "1")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        guard Shared.isHere else { return }
        // And by every rule, as somebody else counts them.
        let (team, diary) = (served.folder.path("team"), served.folder.path("team.diary"))
        let plan = served.folder.path("out/plan.json")
        for command in [
            [
                Program.built.path, "export", "--diary", diary, "--formats", "html", "--output",
                served.folder.path("out"),
            ],
            ["python3", oracle("changed_folder.py"), team, plan, "nothing", "-"],
            ["python3", Shared.checker, team, plan],
        ] {
            let done = try Program.shell(command)
            #expect(done.status == 0, "\(done.output)\(done.errors)")
        }
    }
}
