import Foundation
import Testing

/// Accounts, as whoever keeps the diary's file makes them.
struct AccountsCommandTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        try Program.run("sample", folder.path("team"))
        try Program.run("import", folder.path("team"), "--diary", folder.path("diary"))
    }

    private func accounts(_ arguments: String..., input: String? = nil) throws -> Program.Outcome {
        try input?.write(to: folder.url("input"), atomically: true, encoding: .utf8)
        return try Program.run(
            ["accounts"] + arguments + ["--diary", folder.path("diary")], input: input.map { _ in folder.url("input") })
    }

    private func list() throws -> String { try accounts("list").output }

    @Test func `the first administrator is given a password that nothing else tells`() throws {
        #expect(try list() == "no accounts\n")
        let added = try accounts("add", "una", "--role", "administrator", "--name", "Una Newcombe")
        let shown = try #require(
            added.output.wholeMatch(
                of: /Added: una, administrator.\nThe password, which is shown here and nowhere else: ([a-z-]{23})\n/))
        #expect(added.status == 0)
        #expect(try list() == "una  administrator  has to choose a password; has never signed in\n")
        for bytes in try folder.contents(of: ".").filter({ $0.key.hasPrefix("diary") }).values {
            #expect(bytes.range(of: Data(shown.output.1.utf8)) == nil)
        }
        let history = try Program.run("history", "--diary", folder.path("diary")).output
        #expect(history.contains("alteration  added the account una: administrator"))
        #expect(!history.contains("Newcombe") && !history.contains(shown.output.1))
    }

    @Test func `a practitioner has the name and the agency of the caseload`() throws {
        let added = try accounts(
            "add", "Cara", "--role", "practitioner", "--practitioner", "pp1", "--keep-password",
            "--password", "-", input: "teapot lantern gravel\n")
        #expect(added.errors == "" && added.output == "Added: cara, practitioner of probation, who is pp1.\n")
        #expect(try list() == "cara  practitioner probation pp1  password; has never signed in\n")
        let changed = try accounts("change", "cara", "--role", "manager", "--email", "cara@prob.example")
        #expect(changed.output == "Changed: cara, manager of probation, who is pp1.\n")
        #expect(try list() == "cara  manager probation pp1  password; identity provider; has never signed in\n")
    }

    @Test func `what is lost is given anew, and who has left is let in no more`() throws {
        try accounts("add", "una", "--role", "administrator").expectDone()
        try accounts("add", "bob", "--role", "auditor", "--email", "bob@pol.example", "--no-password").expectDone()
        let reset = try accounts("reset-password", "una")
        #expect(reset.output.wholeMatch(of: /Reset: the password of una.\nThe password, .*: [a-z-]{23}\n/) != nil)
        #expect(try accounts("reset-second-factor", "una").output == "Taken back: the second factor of una.\n")
        #expect(try accounts("disable", "bob").output == "Disabled: bob.\n")
        #expect(
            try list().contains("bob  auditor  identity provider; has never signed in; disabled since Fri 27 Nov 2026"))
        #expect(try accounts("enable", "bob").output == "Enabled: bob.\n")
    }

    @Test func `what cannot be is refused with a sentence`() throws {
        try accounts("add", "una", "--role", "administrator").expectDone()
        let refusals: [([String], String, Int32)] = [
            (["add", "una", "--role", "auditor"], "there is an account una already.", 65),
            (["add", "bob", "--role", "partner"], "a partner needs an agency", 65),
            (["add", "bob", "--role", "king"], "expected one of support_worker", 64),
            (["add", "bob", "--role", "auditor", "--password", "secret"], "--password takes “-” alone", 64),
            (["add", "bob", "--role", "auditor", "--no-password"], "--no-password takes --email", 64),
            (["disable", "una"], "una is the last administrator", 65),
            (["disable", "bob"], "there is no account bob", 65),
            (["change", "una"], "say what to change", 64),
        ]
        for (arguments, sentence, status) in refusals {
            let outcome = try Program.run(["accounts"] + arguments + ["--diary", folder.path("diary")])
            #expect(outcome.status == status && outcome.errors.contains(sentence), "\(arguments): \(outcome.errors)")
        }
        let short = try accounts("add", "bob", "--role", "auditor", "--password", "-", input: "short\n")
        #expect(short.status == 65 && short.errors.contains("the password is too short"))
        let none = try Program.run(["accounts", "list", "--diary", folder.path("nowhere")])
        #expect(none.status == 66)
    }
}

extension Program.Outcome {
    fileprivate func expectDone() { #expect(status == 0, "\(errors)") }
}
