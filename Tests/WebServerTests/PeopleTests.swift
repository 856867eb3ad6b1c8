import Casework
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

@Suite struct PeopleTests {
    @Test func `an account is added, and its made password shown once`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.administrator)
            let shown = try await browser.send(
                "/people",
                [("account", "PP7"), ("name", "Jo Reed"), ("role", "practitioner"), ("agency", "probation")],
                from: try await browser.get("/people/new"))
            let password = try #require(shown.text.firstMatch(of: /Password<\/dt><dd class="secret">([^<]+)/)?.output.1)
            let kept = try #require(try service.store.read { try $0.account(Account.ID("pp7")) })
            #expect(kept.account.role == .practitioner)
            #expect(kept.mustChangePassword)
            #expect(!(try await browser.get("/people")).text.contains(password))
            let entries = try service.store.read { try $0.history(limit: 50) }
            #expect(entries.allSatisfy { !$0.detail.contains(password) })
        }
    }

    @Test func `an address that is emptied is taken away, and with it whom the identity provider knows`() async throws {
        try await Service.run { service in
            let address = try #require(EmailAddress("po@police.example"))
            let subject = KeptAccount.Subject(issuer: "https://id.example", name: "4711")
            let secrets = service.site.secrets
            _ = try ChangeAccount(service.store, secrets: secrets)(
                [.email(address), .subject(subject)], of: Account.ID("po"), by: "ad", at: service.now)
            func signIn() throws -> Account? {
                try SignInBySubject(service.store, secrets: secrets)(subject, verifiedEmail: address, at: service.now)
            }
            #expect(try signIn()?.id == Account.ID("po"))
            let browser = await service.browser(Person.administrator)
            let answer = try await browser.send(
                "/people/po",
                [
                    ("name", "Pat Oakes"), ("role", "practitioner"), ("agency", "police"), ("practitioner", "po1"),
                    ("email", ""),
                ], from: try await browser.get("/people/po"))
            #expect(answer.status == .ok && answer.text.contains("Account po was changed"))
            let kept = try #require(try service.store.read { try $0.account(Account.ID("po")) })
            #expect(kept.email == nil && kept.subject == nil)
            #expect(try signIn() == nil)
            let history = try service.store.read { try $0.history(limit: 20) }
            #expect(history.contains { $0.detail == "account po: is no longer known to the identity provider" })
        }
    }

    @Test func `what cannot stand is said beside its field`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.administrator)
            let answer = try await browser.send(
                "/people", [("account", "no spaces!"), ("name", ""), ("role", "king"), ("email", "nowhere")],
                from: try await browser.get("/people/new"))
            #expect(answer.status == .unprocessableContent)
            for field in ["account", "name", "role", "email"] {
                #expect(answer.text.contains("id=\"\(field)-error\""))
            }
        }
    }

    @Test func `disabling an account ends whatever is signed in with it`() async throws {
        try await Service.run { service in
            let victim = await service.browser(Person.supportWorker)
            #expect(try await victim.get("/").status == .ok)
            let browser = await service.browser(Person.administrator)
            try await browser.send("/people/sw/access", [("to", "disable")], from: try await browser.get("/people/sw"))
            #expect(try await victim.get("/").status == .seeOther)
        }
    }

    @Test(arguments: [
        [("role", "manager"), ("practitioner", "po1")], [("role", "practitioner"), ("practitioner", "po2")],
        [("role", "practitioner"), ("practitioner", "")],
    ])
    func `who is somebody else from now on has no links to the calendar they had`(fields: [(String, String)])
        async throws
    {
        try await Service.run { service in
            let link = try service.link()
            #expect(try await service.fetch(link).text.contains("VEVENT"))
            let browser = await service.browser(Person.administrator)
            #expect(try await browser.get("/people").text.contains("1 feed link<"))
            try await browser.send(
                "/people/po", [("name", "Pat Oakes"), ("agency", "police")] + fields,
                from: try await browser.get("/people/po"))
            #expect(try ListFeedLinks(service.store)().map(\.revokedAt) == [service.now])
            #expect(try await !browser.get("/people").text.contains("feed link<"))
            let after = try await service.fetch(link)
            #expect(after.status == .ok && after.text.hasPrefix("BEGIN:VCALENDAR") && !after.text.contains("VEVENT"))
        }
    }

    @Test func `another name takes no link away`() async throws {
        try await Service.run { service in
            _ = try service.link()
            let browser = await service.browser(Person.administrator)
            try await browser.send(
                "/people/po",
                [
                    ("name", "Pat Oakes-Dean"), ("role", "practitioner"), ("agency", "police"),
                    ("practitioner", "po1"),
                ], from: try await browser.get("/people/po"))
            #expect(try service.store.read { try $0.account(Account.ID("po")) }?.account.name == "Pat Oakes-Dean")
            #expect(try ListFeedLinks(service.store)().map(\.revokedAt) == [nil])
        }
    }

    @Test func `the last administrator stays one`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.administrator)
            let answer = try await browser.send(
                "/people/ad", [("name", "Ade Dunn"), ("role", "auditor")], from: try await browser.get("/people/ad"))
            #expect(answer.status == .unprocessableContent)
            #expect(try service.store.read { try $0.account(Account.ID("ad")) }?.account.role == .administrator)
        }
    }

    @Test func `the page of people names no nominal`() async throws {
        try await Service.run { service in
            let text = try await service.browser(Person.administrator).get("/people").text
            let nominals = try #require(try service.store.read { try $0.caseload() }).nominals
            for nominal in nominals { #expect(!text.contains("\(nominal.id)<")) }
        }
    }
}
