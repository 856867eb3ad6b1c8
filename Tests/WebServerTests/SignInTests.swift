import Casework
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Identity
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

@Suite struct SignInTests {
    static let password = "correct horse battery"

    /// A browser at the page where one signs in.
    private func visitor(_ service: Service) async throws -> (Browser, Browser.Page) {
        let first = try await Browser(client: service.client, cookie: "none").get("/sign-in")
        #expect(first.status == .ok)
        let browser = Browser(client: service.client, cookie: try #require(first.cookie))
        return (browser, first)
    }

    private func account(_ service: Service, mustChange: Bool = false) throws {
        _ = try AddAccount(service.store, secrets: IdentitySecrets())(
            Account(id: Account.ID("kim"), name: "Kim Lowe", role: .auditor),
            by: .password(Self.password, mustChange: mustChange), actor: "test", at: Team.now)
    }

    private func post(_ browser: Browser, _ path: String, _ fields: [(String, String)], _ page: Browser.Page)
        async throws -> Browser.Page
    {
        try await browser.post(path, fields + [("form", page.mark ?? "")])
    }

    @Test func `a password lets in, in another session than before`() async throws {
        try await Service.run(settings: { $0.needsSecondFactor = false }) { service in
            try account(service)
            let (browser, first) = try await visitor(service)
            let answer = try await post(
                browser, "/sign-in", [("name", "Kim"), ("password", Self.password), ("to", "/account")], first)
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "/account")
            let inside = Browser(client: service.client, cookie: try #require(answer.cookie))
            #expect(inside.cookie != browser.cookie)
            #expect(try await inside.get("/account").text.contains("Kim Lowe"))
            #expect(try await browser.get("/account").status == .seeOther)
        }
    }

    @Test func `a wrong password, an unknown name and an account that is shut are told the same`() async throws {
        try await Service.run(settings: { $0.needsSecondFactor = false }) { service in
            try account(service)
            var texts: Set<String> = []
            for name in ["kim", "nobody"] {
                let (browser, first) = try await visitor(service)
                let answer = try await post(
                    browser, "/sign-in", [("name", name), ("password", "another one altogether")], first)
                #expect(answer.status == .unprocessableContent)
                texts.insert(answer.text.replacing(/value="[^"]*"/, with: ""))
            }
            #expect(texts.count == 1)
        }
    }

    @Test func `a second factor is set up on the way in, and asked for from then on`() async throws {
        try await Service.run { service in
            try account(service, mustChange: true)
            let (browser, first) = try await visitor(service)
            let second = try await post(browser, "/sign-in", [("name", "kim"), ("password", Self.password)], first)
            #expect(second.text.contains("Choose a password"))
            let third = try await post(
                browser, "/sign-in/password", [("new-password", "three random words here")], second)
            #expect(third.text.contains("Set up your second factor"))
            let secret = try #require(third.text.firstMatch(of: /secret=([A-Z2-7]+)/)?.output.1)
            let code = try #require(OneTimeCode(base32: String(secret)))
            let step = Team.now.seconds / OneTimeCode.period
            let wrong = try await post(browser, "/sign-in/second-factor", [("code", "000000x")], third)
            #expect(wrong.status == .unprocessableContent)
            let fourth = try await post(browser, "/sign-in/second-factor", [("code", code.code(at: step))], wrong)
            #expect(fourth.text.contains("Keep these codes"))
            let inside = Browser(client: service.client, cookie: try #require(fourth.cookie))
            #expect(try await inside.get("/account").text.contains("10 recovery codes are left"))

            let (again, page) = try await visitor(service)
            let asked = try await post(
                again, "/sign-in", [("name", "kim"), ("password", "three random words here")], page)
            #expect(asked.text.contains("Enter your code"))
            // The password alone opens nothing.
            #expect(try await again.get("/account").status == .seeOther)
            // A code is taken once.
            let replayed = try await post(again, "/sign-in/code", [("code", code.code(at: step))], asked)
            #expect(replayed.status == .unprocessableContent)
            let next = try await post(again, "/sign-in/code", [("code", code.code(at: step + 1))], replayed)
            #expect(next.status == .seeOther)
            #expect(next.headers[.location] == "/")
        }
    }

    @Test func `guessing is slowed down, and then stopped`() async throws {
        try await Service.run(settings: { $0.needsSecondFactor = false }) { service in
            try account(service)
            for guess in 1...3 {
                let (browser, first) = try await visitor(service)
                _ = try await post(browser, "/sign-in", [("name", "kim"), ("password", "wrong guess \(guess)")], first)
            }
            let (browser, first) = try await visitor(service)
            let right = try await post(browser, "/sign-in", [("name", "kim"), ("password", Self.password)], first)
            #expect(right.text.contains("Wait 2 seconds"))
        }
    }

    @Test(arguments: ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/sign-out"])
    func `nobody is led elsewhere after signing in`(to: String) async throws {
        try await Service.run(settings: { $0.needsSecondFactor = false }) { service in
            try account(service)
            let (browser, first) = try await visitor(service)
            let answer = try await post(
                browser, "/sign-in", [("name", "kim"), ("password", Self.password), ("to", to)], first)
            #expect(answer.headers[.location] == "/")
        }
    }

    @Test func `signing out ends the session, and a page from elsewhere cannot do it`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.auditor)
            let page = try await browser.get("/")
            let forged = try await browser.post("/sign-out", [("form", "guessed")])
            #expect(forged.headers[.location] == "/")
            #expect(try await browser.get("/").status == .ok)
            _ = try await browser.post("/sign-out", [("form", page.mark ?? "")])
            #expect(try await browser.get("/").status == .seeOther)
        }
    }

    @Test func `a session ends after fifteen idle minutes, and after twelve hours`() async throws {
        let sessions = Sessions()
        let name = await sessions.begin(Person.auditor.id, at: Team.now)
        func later(_ seconds: Int) -> Timestamp { Timestamp(seconds: Team.now.seconds + seconds) }
        for minute in stride(from: 0, through: 12 * 60, by: 15) {
            #expect(await sessions.session(name, at: later(minute * 60)) != nil)
        }
        #expect(await sessions.session(name, at: later(12 * 3_600 + 1)) == nil)
        let idle = await sessions.begin(Person.auditor.id, at: Team.now)
        #expect(await sessions.session(idle, at: later(15 * 60 + 1)) == nil)
        // It does not come back with a clock that is set back.
        #expect(await sessions.session(idle, at: later(0)) == nil)
    }

    @Test func `a clock that jumps, ahead or back, ends a session, and everything goes on`() async throws {
        for jump in [400 * 86_400, -400 * 86_400] {
            let clock = TestClock()
            try await Service.run(clock: clock) { service in
                let before = await service.browser(Person.supportWorker)
                #expect(try await before.get("/meetings").status == .ok)
                clock.putOn(seconds: jump)
                let shut = try await before.get("/meetings")
                #expect(shut.status == .seeOther)
                let after = Browser(
                    client: service.client,
                    cookie: await service.site.sessions.begin(Person.supportWorker.id, at: clock.time.now))
                for path in ["/", "/meetings", "/nominals", "/contacts", "/actions", "/data"] {
                    #expect(try await after.get(path).status == .ok, "\(path) after \(jump) s")
                }
                let check = try VerifyAudit(service.store)(by: "au", at: clock.time.now)
                #expect(check.flaw == nil)
            }
        }
    }

    @Test func `a password that is changed signs out every other browser`() async throws {
        try await Service.run(settings: { $0.needsSecondFactor = false }) { service in
            try account(service)
            let here = Browser(
                client: service.client, cookie: await service.site.sessions.begin(Account.ID("kim"), at: Team.now))
            let there = Browser(
                client: service.client, cookie: await service.site.sessions.begin(Account.ID("kim"), at: Team.now))
            let page = try await here.get("/account")
            let done = try await here.send(
                "/account/password",
                [("present-password", Self.password), ("new-password", "a wholly different one")], from: page)
            #expect(done.text.contains("Your password is changed"))
            #expect(try await there.get("/account").status == .seeOther)
        }
    }

    @Test func `an account that is disabled is out at once`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.auditor)
            #expect(try await browser.get("/").status == .ok)
            _ = try ChangeAccount(service.store, secrets: IdentitySecrets())(
                [.disable], of: Person.auditor.id, by: "test", at: Team.now)
            #expect(try await browser.get("/").status == .seeOther)
        }
    }

    // MARK: Time

    @Test func `a form sent after the session ended shows what was typed, keeps nothing, and leads back`() async throws
    {
        let clock = TestClock()
        try await Service.run(clock: clock) { service in
            let browser = await service.browser(Person.administrator)
            let path = "/policy/retention.months"
            let page = try await browser.get(path)
            clock.putOn(seconds: Sessions.idle + 1)
            let before = try service.store.read { try $0.revision() }
            let answer = try await browser.post(
                path,
                [
                    ("value", "84"), ("reason", "<script>alert(1)</script>\nas the \"board\" decided"),
                    ("new-password", "three random words"), ("code", "123456"), ("form", page.mark ?? ""),
                ])
            #expect(answer.status == .forbidden)
            #expect(answer.text.contains("Nothing was changed"))
            #expect(
                answer.text.contains(
                    "readonly>&lt;script&gt;alert(1)&lt;/script&gt;\nas the &quot;board&quot; decided</textarea>"))
            #expect(answer.text.contains("value=\"84\""))
            #expect(!answer.text.contains("three random words") && !answer.text.contains("123456"))
            #expect(!answer.text.contains(try #require(page.mark)))
            #expect(answer.text.contains("href=\"/sign-in?to=/policy/retention.months\""))
            #expect(answer.headers[.cacheControl] == "no-store")
            #expect(try service.store.read { try $0.revision() } == before)
            #expect(try service.store.read { try $0.history(limit: 50) }.allSatisfy { !$0.detail.contains("board") })
        }
    }

    @Test(arguments: [
        ("/policy/targets.fixed.red.contacts/check", "/policy/targets.fixed.red.contacts"),
        ("/meetings/map-2026-12-02/start", "/meetings/map-2026-12-02"), ("/account/password", "/account"),
        ("/people/po/access", "/people/po"), ("/figures/pack", "/figures"),
    ]) func `whoever signs in again is led to a page that there is`(path: String, page: String) async throws {
        try await Service.run { service in
            let stranger = Browser(client: service.client, cookie: "nobody")
            let answer = try await stranger.post(path, [("reason", "x")])
            #expect(answer.status == .forbidden)
            #expect(answer.text.contains("href=\"/sign-in?to=\(page)\""))
        }
    }

    @Test func `a form of the session before shows what was typed in it`() async throws {
        try await Service.run { service in
            let page = try await service.browser(Person.administrator).get("/policy/retention.months")
            let again = await service.browser(Person.administrator)
            let answer = try await again.post(
                "/policy/retention.months", [("reason", "As the board decided"), ("form", page.mark ?? "")])
            #expect(answer.status == .conflict)
            #expect(answer.text.contains("value=\"As the board decided\""))
        }
    }

    @Test func `whoever asks in time stays signed in, and never beyond twelve hours`() async throws {
        let clock = TestClock()
        try await Service.run(clock: clock) { service in
            let browser = await service.browser(Person.auditor)
            let first = try await browser.get("/account")
            #expect(first.text.contains("data-left=\"900\""))
            for left in Array(repeating: "900", count: 50) + ["360"] {
                clock.putOn(seconds: 14 * 60)
                #expect(try await browser.get("/session").text == left)
            }
            // 51 times 14 minutes are six minutes less than twelve hours.
            clock.putOn(seconds: 5 * 60)
            #expect(try await browser.get("/session").text == "60")
            clock.putOn(seconds: 61)
            #expect(try await browser.get("/session").status == .seeOther)
        }
    }
}
