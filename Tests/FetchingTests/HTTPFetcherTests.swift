import Casework
import Foundation
import Operations
import OwnThread
import Testing

@testable import Fetching

/// Real requests to servers that answer as those on the Internet do, the bad ones among them.
@Suite(.timeLimit(.minutes(15)), .ownThread)
struct HTTPFetcherTests {
    /// One for all of them: each test asks for paths of its own.
    private static let shared = Result { try Servers() }

    private let servers: Servers

    init() throws {
        servers = try Self.shared.get()
    }

    private func text(_ fetched: Fetched) throws -> String {
        guard case .content(let bytes, _) = fetched else {
            Issue.record("nothing came")
            return ""
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `a calendar comes with what tells it from the next, and is not sent again`() async throws {
        let first = try await servers.fetch("calendar/first")
        guard case .content(let bytes, let validators) = first else {
            Issue.record("nothing came")
            return
        }
        #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("END:VCALENDAR\r\n"))
        #expect(validators == .init(etag: "\"one\"", lastModified: "Sun, 01 Nov 2026 00:00:00 GMT"))
        #expect(try await servers.fetch("calendar/first", unlessStill: validators) == .unchanged)
        let bare = PublishedCalendar.Validators(lastModified: validators.lastModified)
        #expect(try await servers.fetch("calendar/first", unlessStill: bare) == .unchanged)
        let other = PublishedCalendar.Validators(etag: "\"none\"")
        #expect(try await servers.fetch("calendar/first", unlessStill: other) == first)
        let requests = try servers.requests("calendar/first")
        #expect(requests.map { $0.headers["if-none-match"] } == [nil, "\"one\"", nil, "\"none\""])
        #expect(
            requests.map { $0.headers["host"] == "\(Servers.host):\(servers.ports.tls)" } == [true, true, true, true])
    }

    @Test func `a server is told the policy's user agent, and by default a browser's`() async throws {
        _ = try await servers.fetch("calendar/agent")
        var rule = servers.rule
        rule.userAgent = "Wexcombe diary"
        _ = try await servers.fetch("calendar/agent", under: rule)
        let agents = try servers.requests("calendar/agent").map { $0.headers["user-agent"] ?? "" }
        #expect(agents.first?.hasPrefix("Mozilla/5.0 ") == true)
        #expect(agents.last == "Wexcombe diary")
    }

    @Test func `what is packed is unpacked`() async throws {
        #expect(try text(try await servers.fetch("packed")).hasPrefix("BEGIN:VCALENDAR"))
    }

    @Test(arguments: ["failing-once", "breaking-once"])
    func `what fails once may succeed the second time`(path: String) async throws {
        #expect(try text(try await servers.fetch(path)).hasPrefix("BEGIN:VCALENDAR"))
        #expect(try servers.requests(path).count == 2)
    }

    @Test(arguments: [
        (400, "the server answers 400 (Bad Request)", 1), (401, "401 (Unauthorized): it is not, or no longer", 1),
        (403, "403 (Forbidden): it is not, or no longer", 1), (404, "404 (Not Found): the address has been", 1),
        (410, "410 (Gone): the address has been", 1), (204, "204 (No Content)", 1), (206, "206 (Partial Content)", 1),
        (500, "500 (Internal Server Error)", 2), (503, "503 (Service Unavailable)", 2),
        (299, "the server answers 299", 1),
    ])
    func `any other status is a failure, and only what may pass is asked for again`(
        status: Int, says: String, requests: Int
    ) async throws {
        let reason = try await servers.failure("status/\(status)")
        #expect(reason.contains(says))
        #expect(!reason.contains("\u{1B}"))
        #expect(try servers.requests("status/\(status)").count == requests)
    }

    @Test(arguments: [
        ("large", "larger than 20 MB"), ("large-unannounced", "larger than 20 MB"), ("bomb", "larger than 20 MB"),
        ("garbled", "cannot be unpacked"), ("short", "broke off"), ("cut-chunk", "broke off"),
        ("not-http", "not HTTP"), ("nowhere", "redirected, but not to an address"), ("not-modified", "304"),
        ("loop", "more than 5 times"),
    ])
    func `an answer that is no answer is a failure`(path: String, says: String) async throws {
        let reason = try await servers.failure(path)
        #expect(reason.contains(says), "\(reason)")
    }

    @Test func `an empty answer comes as it is, for others to judge`() async throws {
        #expect(try await servers.fetch("empty") == .content([], .init()))
    }

    @Test(arguments: ["slow-head", "slow-body", "silent-body"])
    func `nobody is waited for longer than the policy says`(path: String) async throws {
        var rule = servers.rule
        rule.timeoutSeconds = 1
        let reason = try await servers.failure(path, under: rule)
        #expect(reason.contains("1 second") || reason.contains("too long"), "\(reason)")
    }

    @Test func `a server that is not there is said`() async throws {
        let address = try CalendarAddress("https://\(Servers.host):1/calendar")
        let failure = try await #require(throws: FetchFailure.self) {
            try await servers.fetcher(servers.rule).fetch(address, unlessStill: .init())
        }
        #expect(failure.reason == "the server cannot be reached")
    }

    @Test func `waiting ends at once when it is given up`() async throws {
        let waiting = Task { try await servers.fetch("slow-head") }
        try await Task.sleep(for: .milliseconds(200))
        waiting.cancel()
        await #expect(throws: (any Error).self) { try await waiting.value }
    }

    // MARK: Certificates

    @Test func `a certificate that nobody vouches for is refused, and not asked twice`() async throws {
        var rule = servers.rule
        rule.certificates = nil
        #expect(try await servers.failure("calendar/untrusted", under: rule).contains("certificate cannot be trusted"))
        #expect(try servers.requests("calendar/untrusted").isEmpty)
    }

    @Test func `a certificate for another name is refused`() async throws {
        var rule = servers.rule
        rule.privateHosts = ["other.example"]
        let reason = try await servers.failure("calendar/other", host: "other.example", under: rule)
        #expect(reason.contains("certificate is for another name"), "\(reason)")
        #expect(try servers.requests("calendar/other").isEmpty)
    }

    @Test(arguments: ["/nowhere/at/all.pem", #filePath])
    func `a file of certificates that is none is named`(path: String) async throws {
        var rule = servers.rule
        rule.certificates = path
        #expect(try await servers.failure("calendar/none", under: rule).contains(path))
    }

    // MARK: Where to

    private func redirect(_ to: String, under rule: Policy.Fetching? = nil) async throws -> Fetched {
        let encoded = to.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return try await servers.fetch("redirect?to=\(encoded)", under: rule)
    }

    @Test func `redirects are followed, relative ones too`() async throws {
        #expect(try text(try await redirect("/calendar/moved")).hasPrefix("BEGIN:VCALENDAR"))
        let whole = "HTTPS://Calendars.Example:\(servers.ports.tls)/calendar/moved"
        #expect(try text(try await redirect(whole)).hasPrefix("BEGIN:VCALENDAR"))
        #expect(try servers.requests("calendar/moved").count == 2)
    }

    @Test(arguments: [
        ("http://calendars.example:PLAIN/calendar/other", "not encrypted"), ("ftp://calendars.example/", "https://"),
        ("file:///etc/passwd", "https://"), ("unix:///run/docker.sock", "https://"),
        ("https://una:secret@calendars.example/", "name and password"), ("https://exa mple/", "redirected"),
        ("https://127.0.0.1:TLS/calendar/other", "127.0.0.1 is inside a network"),
        ("https://localhost:TLS/calendar/other", "localhost is inside a network"),
        ("https://inside.example:TLS/calendar/other", "inside.example is inside a network"),
        ("https://169.254.169.254/latest/meta-data", "169.254.169.254 is inside a network"),
        ("https://[::1]:TLS/", "[::1] is inside a network"), ("https://[::ffff:127.0.0.1]:TLS/", "is inside a network"),
        ("https://[64:ff9b::7f00:1]:TLS/", "is inside a network"), ("https://10.0.0.1/", "is inside a network"),
        ("https://127.1:TLS/", "is inside a network"), ("https://2130706433:TLS/", "is inside a network"),
        ("https://0x7f.1:TLS/", "is inside a network"), ("https://0177.0.0.1:TLS/", "is inside a network"),
        ("https://far.example/", "is inside a network"),
    ])
    func `redirects lead neither to other schemes nor into a network`(to: String, says: String) async throws {
        let to = to.replacingOccurrences(of: "PLAIN", with: "\(servers.ports.plain)")
            .replacingOccurrences(of: "TLS", with: "\(servers.ports.tls)")
        let failure = try await #require(throws: FetchFailure.self) { try await redirect(to) }
        #expect(failure.reason.contains(says), "\(failure.reason)")
        #expect(!failure.reason.contains("secret") && !failure.reason.contains("meta-data"))
        #expect(try servers.requests("calendar/other").isEmpty)
        #expect(try servers.requests("calendar/other", to: "plain").isEmpty)
    }

    @Test func `an address inside a network is asked only where the policy names its host`() async throws {
        var rule = servers.rule
        rule.privateHosts = []
        #expect(try await servers.failure("calendar/private", under: rule).contains("private_hosts"))
        #expect(try servers.requests("calendar/private").isEmpty)
    }

    @Test func `an address that is not encrypted is asked only where the policy allows it`() async throws {
        var rule = servers.rule
        let address = try servers.address("calendar/plain", plain: true)
        await #expect(throws: FetchFailure.self) {
            try await servers.fetcher(rule).fetch(address, unlessStill: .init())
        }
        #expect(try servers.requests("calendar/plain", to: "plain").isEmpty)
        rule.allowsHTTP = true
        let fetched = try await servers.fetcher(rule).fetch(address, unlessStill: .init())
        #expect(try text(fetched).hasPrefix("BEGIN:VCALENDAR"))
    }

    @Test func `a name is looked up by the system, and one that nobody knows is said`() async throws {
        let fetcher = HTTPFetcher(servers.rule, proxies: ProxyEnvironment([:]))
        let inside = try #require(try? CalendarAddress("https://localhost:\(servers.ports.tls)/calendar/system"))
        let refused = try await #require(throws: FetchFailure.self) {
            try await fetcher.fetch(inside, unlessStill: .init())
        }
        #expect(refused.reason.contains("localhost is inside a network"))
        let unknown = try CalendarAddress("https://nobody.invalid/")
        let failure = try await #require(throws: FetchFailure.self) {
            try await servers.fetcher(servers.rule).fetch(unknown, unlessStill: .init())
        }
        #expect(failure.reason.contains("nobody.invalid, is not known"))
    }

    // MARK: Proxies

    private func proxied(_ path: String, host: String = Servers.host, _ environment: [String: String]) async throws
        -> Fetched
    {
        try await servers.fetcher(servers.rule, environment: environment).fetch(
            try servers.address(path, host: host), unlessStill: .init())
    }

    @Test func `a proxy is asked by name, encrypted to the end, with the network's name and password`() async throws {
        let proxy = "http://una:s%40fe@127.0.0.1:\(servers.ports.proxy)"
        let fetched = try await proxied("calendar/proxied", ["HTTPS_PROXY": proxy])
        #expect(try text(fetched).hasPrefix("BEGIN:VCALENDAR"))
        let asked = try servers.requests("\(Servers.host):\(servers.ports.tls)", to: "proxy")
        #expect(asked.first?.headers["proxy-authorization"] == "Basic " + Data("una:s@fe".utf8).base64EncodedString())
        let exempt = ["https_proxy": "http://127.0.0.1:1", "no_proxy": "localhost, .example"]
        #expect(try text(try await proxied("calendar/proxied", exempt)).hasPrefix("BEGIN:VCALENDAR"))
    }

    @Test(arguments: [
        ("127.0.0.1", "is inside a network"), ("127.1", "is inside a network"), ("0x7f000001", "is inside a network"),
        ("localhost", "is inside a network"), ("[::1]", "is inside a network"), ("forbidden.example", "proxy"),
    ])
    func `a proxy is not asked for numbers inside a network, and its refusal is said`(
        host: String, says: String
    ) async throws {
        let environment = ["HTTPS_PROXY": "http://127.0.0.1:\(servers.ports.proxy)"]
        let failure = try await #require(throws: FetchFailure.self) { try await proxied("x", host: host, environment) }
        #expect(failure.reason.contains(says), "\(failure.reason)")
    }

    @Test func `a proxy that is none is said by its variable alone`() async throws {
        let failure = try await #require(throws: FetchFailure.self) {
            try await proxied("x", ["ALL_PROXY": "socks5://una:secret@10.0.0.1"])
        }
        #expect(failure.reason.contains("ALL_PROXY") && !failure.reason.contains("secret"))
    }
}
