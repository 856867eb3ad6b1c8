import Casework
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

/// What somebody tries who should not get anywhere.
@Suite struct AttackTests {
    // MARK: Cookies and forms

    @Test(arguments: ["", "x", "../../etc/passwd", "' OR 1=1 --", String(repeating: "a", count: 4_000)])
    func `a cookie that was made up opens nothing`(cookie: String) async throws {
        try await Service.run { service in
            for path in ["/", "/account", "/jobs/0123456789abcdef"] {
                let page = try await Browser(client: service.client, cookie: cookie).get(path)
                #expect(page.status == .seeOther)
                #expect(page.headers[.location]?.hasPrefix("/sign-in") == true)
            }
        }
    }

    @Test func `a session's name is never on disk, and another's form is refused`() async throws {
        try await Service.run { service in
            let (one, other) = (await service.browser(Person.auditor), await service.browser(Person.manager))
            let page = try await one.get("/account")
            let stolen = try await other.post(
                "/account/sessions", [("form", try #require(page.mark))])
            #expect(stolen.status == .conflict)
            #expect(try await one.get("/account").status == .ok)
        }
    }

    @Test func `a form is taken once`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.auditor)
            let page = try await browser.get("/account")
            let fields = [("form", try #require(page.mark))]
            #expect(try await browser.post("/account/sessions", fields).status == .seeOther)
            let replayed = try await browser.post("/account/sessions", fields)
            #expect(replayed.status == .conflict)
            #expect(replayed.text.contains("sent already"))
        }
    }

    @Test(arguments: [
        ["Origin": "https://evil.example"], ["Origin": "null"], ["Sec-Fetch-Site": "cross-site"],
        ["Sec-Fetch-Site": "same-site"],
    ])
    func `a form that another site sends is refused, though its mark is right`(headers: [String: String]) async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.auditor)
            let mark = try #require(try await browser.get("/account").mark)
            let answer = try await browser.send(
                .post, "/account/sessions", body: "form=\(mark)", with: headers)
            #expect(answer.status == .forbidden)
            // It was not even used up.
            #expect(try await browser.post("/account/sessions", [("form", mark)]).status == .seeOther)
        }
    }

    @Test func `what is changed is changed by POST alone`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.auditor)
            for path in ["/sign-out", "/account/sessions"] {
                let page = try await browser.send(.get, path, body: nil)
                #expect([.notFound, .methodNotAllowed].contains(page.status))
            }
            #expect(try await browser.get("/").status == .ok)
        }
    }

    // MARK: Sizes and shapes

    @Test(arguments: ["/sign-in", "/account/password"])
    func `ten megabytes in a form are refused, and the service goes on`(path: String) async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.auditor)
            let answer = try await browser.send(.post, path, body: String(repeating: "a", count: 10 << 20))
            #expect(answer.status == .contentTooLarge)
            #expect(try await browser.get("/").status == .ok)
        }
    }

    @Test(arguments: [
        "/../../etc/passwd", "/assets/../../Package.swift", "/assets/%2e%2e/%2e%2e/Package.swift", "/%00", "/jobs/%2F",
        "/..%5c..%5cwindows", "//etc/passwd", "/assets/site.css%00.html", "/nominals/%c0%ae", "/?%ff=%fe&=&&a",
        "/meetings/" + String(repeating: "x", count: 3_000),
    ])
    func `an address with tricks in it finds nothing and breaks nothing`(path: String) async throws {
        try await Service.run { service in
            let page = try await service.browser(Person.supportWorker).get(path)
            #expect(page.status.code < 500)
            #expect(!page.text.contains("root:"))
            #expect(!page.text.contains("PackageDescription"))
        }
    }

    @Test func `line ends in what is asked for end no header`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.supportWorker)
            for path in ["/sign-in?to=/%0d%0aSet-Cookie:%20a=b", "/nowhere%0d%0aX-Evil:%201"] {
                let page = try await browser.get(path)
                #expect(page.headers[try #require(HTTPField.Name("X-Evil"))] == nil)
                #expect(page.headers[.setCookie]?.contains("a=b") != true)
            }
        }
    }

    @Test func `what somebody types is never taken for a page's own text`() async throws {
        let name = "<script>alert(1)</script>{{token}}{{>form}}&\"'"
        let account = Account(id: Account.ID("odd"), name: name, role: .auditor)
        try await Service.run(accounts: [account]) { service in
            let page = try await service.browser(account).get("/account")
            #expect(!page.text.contains("<script>alert"))
            #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;{{token}}{{&gt;form}}&amp;"))
        }
    }

    // MARK: What every answer carries

    @Test(arguments: ["/", "/sign-in", "/nowhere", "/assets/site.css", "/health", "/account"])
    func `every answer tells browsers to be strict`(path: String) async throws {
        try await Service.run { service in
            let page = try await service.browser(Person.auditor).get(path)
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(page.headers[try #require(HTTPField.Name("Referrer-Policy"))] == "no-referrer")
            #expect(page.headers[.xContentTypeOptions] == "nosniff")
            if !path.hasPrefix("/assets") { #expect(page.headers[.cacheControl] == "no-store") }
            #expect(page.headers[.strictTransportSecurity] == nil)
        }
    }

    @Test func `over TLS browsers are told to come by nothing else`() async throws {
        try await Service.run(settings: { $0.address = "https://diary.example" }) { service in
            let page = try await service.browser(Person.auditor).get("/")
            #expect(page.headers[.strictTransportSecurity] == "max-age=31536000")
        }
    }

    @Test func `the cookie is for this host, over TLS, and for no script`() async throws {
        try await Service.run { service in
            let page = try await Browser(client: service.client, cookie: "none").get("/sign-in")
            let cookie = try #require(page.headers[.setCookie])
            for part in ["__Host-", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
                #expect(cookie.contains(part))
            }
            #expect(!cookie.contains("Domain"))
        }
    }

    @Test func `figures are for this machine, and hold nobody's reference`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.supportWorker)
            _ = try await browser.get("/nominals/n007?q=n008")
            let text = try await browser.get("/metrics").text
            #expect(text.contains("iom_diary_requests_total"))
            #expect(!text.contains("n007") && !text.contains("n008"))
        }
    }

    @Test func `one address can begin only so many visits a minute`() async throws {
        try await Service.run { service in
            var statuses: [Int] = []
            for _ in 0..<70 {
                statuses.append(try await Browser(client: service.client, cookie: "none").get("/sign-in").status.code)
            }
            #expect(statuses.prefix(60).allSatisfy { $0 == 200 })
            #expect(statuses.suffix(10).allSatisfy { $0 == 429 })
            // Who is in is not concerned.
            #expect(try await service.browser(Person.auditor).get("/").status == .ok)
        }
    }
}
