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
import Synchronization
import Testing
import WebServer

/// Calendars as programs fetch them.
@Suite struct FeedTests {
    @Test func `A feed is a calendar, with what programs need to ask again, and sets no cookie`() async throws {
        try await Service.run { service in
            let feed = try await service.fetch(try service.link(at: .reference))
            #expect(feed.status == .ok)
            #expect(feed.headers[.contentType] == "text/calendar; charset=utf-8")
            #expect(feed.headers[.contentDisposition] == "inline; filename=\"po1.ics\"")
            #expect(feed.headers[.cacheControl] == "private, no-cache")
            #expect(feed.headers[.contentEncoding] == nil)
            #expect(feed.headers[.setCookie] == nil)
            #expect(feed.headers[.lastModified] == "Mon, 30 Nov 2026 09:00:00 GMT")
            #expect(feed.headers[.eTag]?.wholeMatch(of: /"[0-9a-f]{32}"/) != nil)
            #expect(feed.text.hasPrefix("BEGIN:VCALENDAR\r\n"))
            #expect(feed.text.hasSuffix("END:VCALENDAR\r\n"))
            let own = try service.store.read { try $0.latestPlan()?.plan.contacts ?? [] }
                .filter { $0.practitioners.contains(Practitioner.ID("po1")) }
            #expect(!own.isEmpty)
            for contact in own { #expect(feed.text.contains("UID:\(contact.id)@")) }
        }
    }

    @Test func `At level busy there is no reference, and no place`() async throws {
        try await Service.run { service in
            let feed = try await service.fetch(try service.link(at: .busy))
            #expect(feed.text.contains("SUMMARY:Busy"))
            #expect(!feed.text.contains("\r\nLOCATION"))
            #expect(feed.text.firstMatch(of: /\bn0\d\d\b/) == nil)
        }
    }

    @Test func `Who has the feed is told so, by either validator, and told both again`() async throws {
        try await Service.run { service in
            let link = try service.link()
            let first = try await service.fetch(link)
            let (tag, date) = (try #require(first.headers[.eTag]), try #require(first.headers[.lastModified]))
            let cases: [(HTTPFields, HTTPResponse.Status)] = [
                ([.ifNoneMatch: tag], .notModified),
                ([.ifNoneMatch: "\"other\", W/\(tag)"], .notModified),
                ([.ifNoneMatch: "*"], .notModified),
                ([.ifNoneMatch: "\"other\""], .ok),
                ([.ifModifiedSince: date], .notModified),
                ([.ifModifiedSince: "Tue, 01 Dec 2026 00:00:00 GMT"], .notModified),
                ([.ifModifiedSince: "Mon, 30 Nov 2026 08:59:59 GMT"], .ok),
                ([.ifModifiedSince: "yesterday"], .ok),
                // The tag wins, whichever way.
                ([.ifNoneMatch: "\"other\"", .ifModifiedSince: date], .ok),
                ([.ifNoneMatch: tag, .ifModifiedSince: "Mon, 30 Nov 2020 08:59:59 GMT"], .notModified),
            ]
            for (headers, status) in cases {
                let answer = try await service.fetch(link, headers)
                #expect(answer.status == status, "\(headers)")
                #expect(answer.headers[.eTag] == tag)
                #expect(answer.headers[.lastModified] == date)
                #expect(answer.text.isEmpty == (status == .notModified))
            }
        }
    }

    @Test func `HEAD is answered as GET is, without the calendar`() async throws {
        try await Service.run { service in
            let link = try service.link()
            let (get, head) = (try await service.fetch(link), try await service.fetch(link, method: .head))
            #expect(head.status == .ok)
            #expect(head.text.isEmpty)
            for name in [HTTPField.Name.eTag, .lastModified, .contentType, .contentDisposition, .contentLength] {
                #expect(head.headers[name] == get.headers[name])
            }
            #expect(get.headers[.contentLength] == "\(get.text.utf8.count)")
            let again = try await service.fetch(link, [.ifNoneMatch: get.headers[.eTag] ?? ""], method: .head)
            #expect(again.status == .notModified)
        }
    }

    @Test func `A change of the diary changes the validators, and what changes nothing here does not`() async throws {
        let clock = TestClock()
        try await Service.run(clock: clock) { service in
            let link = try service.link()
            let first = try await service.fetch(link)
            let plan = try service.store.read { try $0.latestPlan()?.plan.contacts ?? [] }
            let other = try #require(
                plan.first { !$0.practitioners.contains(Practitioner.ID("po1")) && $0.status == .planned })
            let own = try #require(
                plan.first { $0.practitioners.contains(Practitioner.ID("po1")) && $0.status == .planned })
            let record = RecordStatus(service.store)
            _ = try record(.confirmed, of: other.id, by: "test", at: Team.now, clock: Team.clock)
            #expect(try await service.fetch(link, [.ifNoneMatch: first.headers[.eTag] ?? ""]).status == .notModified)
            _ = try record(.confirmed, of: own.id, by: "test", at: Team.now, clock: Team.clock)
            // Within the same second, and still it can be told by the time alone.
            let second = try await service.fetch(link, [.ifModifiedSince: first.headers[.lastModified] ?? ""])
            #expect(second.status == .ok)
            #expect(second.headers[.eTag] != first.headers[.eTag])
            #expect(second.headers[.lastModified] == "Mon, 30 Nov 2026 09:00:01 GMT")
        }
    }

    @Test(arguments: [
        ("gzip", true), ("deflate, gzip;q=0.5", true), ("gzip;q=0", false), ("identity", false), ("*", false),
        ("GZIP ; q=1.0", true), ("gzip;q=nonsense", false), ("", false),
    ])
    func `A feed is squeezed for who asks for it alone`(accepts: String, isZipped: Bool) async throws {
        try await Service.run { service in
            let link = try service.link()
            let plain = try await service.fetch(link)
            let answer = try await service.fetchBytes(link, [.acceptEncoding: accepts])
            #expect(answer.headers[.contentEncoding] == (isZipped ? "gzip" : nil))
            #expect(answer.headers[.vary] == "Accept-Encoding")
            #expect((answer.headers[.eTag] == plain.headers[.eTag]) == !isZipped)
            #expect(answer.bytes.starts(with: [0x1F, 0x8B]) == isZipped)
            if isZipped { #expect(try gunzip(answer.bytes) == plain.text) }
            let headers: HTTPFields = [.acceptEncoding: accepts, .ifNoneMatch: answer.headers[.eTag] ?? ""]
            #expect(try await service.fetch(link, headers).status == .notModified)
        }
    }

    @Test func `A revoked link gives an empty calendar for thirty days, and then is gone`() async throws {
        let clock = TestClock()
        try await Service.run(clock: clock) { service in
            let link = try service.link()
            let before = try await service.fetch(link)
            let number = try #require(try ListFeedLinks(service.store)().last?.number)
            try RevokeFeedLink(service.store)(number, of: nil, by: "po", at: Team.now)
            let after = try await service.fetch(link, [.ifNoneMatch: before.headers[.eTag] ?? ""])
            #expect(after.status == .ok)
            #expect(after.text.hasPrefix("BEGIN:VCALENDAR"))
            #expect(!after.text.contains("VEVENT"))
            clock.putOn(seconds: 30 * 86_400 - 1)
            #expect(try await service.fetch(link).status == .ok)
            clock.putOn(seconds: 1)
            #expect(try await service.fetch(link).status == .gone)
        }
    }

    @Test(arguments: ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "x", "%00", String(repeating: "a", count: 3_000)])
    func `Where there is no link there is no calendar`(token: String) async throws {
        try await Service.run { service in
            _ = try service.link()
            #expect(try await service.fetch("/feeds/\(token).ics").status == .notFound)
        }
    }

    @Test func `What a calendar tells of is on record with whoever was given it, and not where nothing went out`()
        async throws
    {
        try await Service.run { service in
            let link = try service.link()
            let first = try await service.fetch(link)
            let told = first.references
            #expect(!told.isEmpty)
            _ = try await service.fetch(link, [.ifNoneMatch: first.headers[.eTag] ?? ""])
            _ = try await service.fetch(link, method: .head)
            _ = try await service.fetch(link)
            let details = try service.store.read { try $0.history(limit: 4) }.map(\.detail)
            for (detail, goesOut) in zip(details, [true, false, false, true]) {
                let named = Set(detail.matches(of: /\bn0\d\d\b/).map { String($0.output) })
                #expect(named == (goesOut ? told : []), "\(detail)")
            }
            for nominal in told {
                var query = AuditQuery()
                query.nominal = Nominal.ID(nominal)
                query.act = .disclosure
                let found = try service.store.read { try $0.history(query) }.filter { $0.entry.route == "/feeds" }
                #expect(found.map(\.entry.actor) == ["po", "po"])
                #expect(found.allSatisfy { $0.entry.agency == Person.police })
            }
        }
    }

    @Test func `An empty calendar by a revoked link is on record, and the link's end is not`() async throws {
        let clock = TestClock()
        try await Service.run(clock: clock) { service in
            let link = try service.link()
            let number = try #require(try ListFeedLinks(service.store)().last?.number)
            try RevokeFeedLink(service.store)(number, of: nil, by: "po", at: Team.now)
            _ = try await service.fetch(link)
            let entry = try #require(try service.store.read { try $0.history(limit: 1) }.first)
            #expect(entry.act == .disclosure && entry.actor == "po")
            #expect(entry.detail.hasPrefix("handed out an empty calendar by revoked feed link \(number)"))
            clock.putOn(seconds: 31 * 86_400)
            _ = try await service.fetch(link)
            #expect(try service.store.read { try $0.history(limit: 1) }.first == entry)
        }
    }

    /// What takes time is the disk; how long it takes depends on too much else to be held against a clock.
    @Test func `Known, unknown, malformed or revoked: each token costs one transaction and no other`() async throws {
        let work = Work()
        try await Service.run(through: { Counting(store: $0, work: work) }) { service in
            let (link, revoked) = (try service.link(), try service.link())
            let number = try #require(try ListFeedLinks(service.store)().last?.number)
            try RevokeFeedLink(service.store)(number, of: nil, by: "po", at: Team.now)
            let tag = try await service.fetch(link).headers[.eTag] ?? ""
            _ = try await service.fetch(revoked)
            // Each calendar is made.
            let cases: [(String, HTTPFields, HTTPResponse.Status)] = [
                (link, [:], .ok), (link, [.ifNoneMatch: tag], .notModified), (revoked, [:], .ok),
                ("/feeds/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.ics", [:], .notFound), ("/feeds/x.ics", [:], .notFound),
                ("/feeds/\(String(repeating: "a", count: 3_000)).ics", [:], .notFound),
            ]
            for (path, headers, status) in cases {
                work.reset()
                #expect(try await service.fetch(path, headers).status == status)
                #expect(work.value == [0, 1], "\(path.prefix(40)), \(status)")
            }
        }
    }

    @Test func `A calendar has the references that one's own week has, whatever one's agency may know`() async throws {
        let accounts = ["em1": "employment", "de1": "debt", "da1": "drug_alcohol", "fa1": "family"].map { who, agency in
            Account(
                id: Account.ID(who), name: who, role: .partner, agency: Agency.ID(agency),
                practitioner: Practitioner.ID(who))
        }
        try await Service.run(accounts: Person.all + accounts) { service in
            for account in accounts + [Person.practitioner] {
                let practitioner = try #require(account.practitioner)
                let feed = try await service.fetch(try service.link(for: practitioner.text, owner: account.id))
                let browser = await service.browser(account)
                var pages: Set<String> = []
                // Three months back, and as far ahead as anything is planned.
                for week in -10..<5 {
                    pages.formUnion(try await browser.get("/week?from=\(Team.monday + 7 * week)").references)
                }
                #expect(feed.references.isSubset(of: pages), "\(account.id)")
                let caseload = try #require(try service.store.read { try $0.caseload() })
                let sight = Sight(caseload, for: account, on: Team.monday)
                for event in feed.text.replacing("\r\n ", with: "").components(separatedBy: "BEGIN:VEVENT").dropFirst()
                {
                    let words = Set(event.matches(of: /\bn0\d\d\b/).map { String($0.output) })
                    let strangers = words.subtracting(sight.nominals.map(\.text))
                    // Of whom they may not know more: their own appointment, and nothing about it.
                    guard !strangers.isEmpty else { continue }
                    #expect(event.contains("SUMMARY:Appointment") || event.contains("SUMMARY:Cancelled: Appointment"))
                    #expect(!event.contains("LOCATION") && !event.contains("Reference "), "\(account.id)")
                }
            }
        }
    }

    @Test func `Every fetch is on record as a disclosure, one of nothing new too`() async throws {
        try await Service.run { service in
            let link = try service.link(at: .busy)
            let before = try service.store.read { try $0.history(limit: 1_000) }.count
            let first = try await service.fetch(link)
            _ = try await service.fetch(link, [.ifNoneMatch: first.headers[.eTag] ?? ""])
            _ = try await service.fetch("/feeds/unknown.ics")
            let (entries, links) = try service.store.read { (try $0.history(limit: 1_000), try $0.feedLinks()) }
            #expect(entries.count == before + 2)
            for entry in entries.prefix(2) {
                #expect(entry.act == .disclosure)
                #expect(entry.actor == "po")
                #expect(entry.detail.contains("calendar of po1 at level busy"))
            }
            #expect(links.last?.lastFetchedAt == Team.now)
        }
    }

    @Test func `Who asks too often is told when to come again, by link and by address`() async throws {
        let clock = TestClock()
        try await Service.run(feedLimits: FeedLimits(perLink: 2, perAddress: 4), clock: clock) { service in
            let (link, other) = (try service.link(), try service.link())
            for _ in 0..<2 { #expect(try await service.fetch(link).status == .ok) }
            let third = try await service.fetch(link)
            #expect(third.status == .tooManyRequests)
            #expect(third.headers[.retryAfter] == "30")
            #expect(try await service.fetch(other).status == .ok)
            let fifth = try await service.fetch(other)
            #expect(fifth.status == .tooManyRequests)
            #expect(fifth.headers[.retryAfter] == "15")
            clock.putOn(seconds: 60)
            #expect(try await service.fetch(link).status == .ok)
        }
    }

    @Test func `A fault of ours is said to be one, and a feed is never empty for it`() async throws {
        let isBroken = Flag()
        let service = Service.self
        try await service.run(
            feeds: { material, today in
                if isBroken.value { throw CocoaError(.fileReadCorruptFile) }
                return try Team.feeds(material, today)
            }
        ) { service in
            let link = try service.link()
            isBroken.set(true)
            let answer = try await service.fetch(link)
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.headers[.retryAfter] != nil)
            #expect(!answer.text.contains("VCALENDAR"))
            isBroken.set(false)
            #expect(try await service.fetch(link).status == .ok)
        }
    }

    @Test func `However many ask at once, the diary is read for them once`() async throws {
        let count = Count()
        try await Service.run(
            feeds: { material, today in
                count.add()
                return try Team.feeds(material, today)
            }
        ) { service in
            let links = [try service.link(), try service.link(at: .busy), try service.link(for: "pp1")]
            let statuses = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
                for number in 0..<30 { group.addTask { try await service.fetch(links[number % 3]).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: .ok, count: 30))
            #expect(count.value == 1)
        }
    }

    @Test func `No token is in the diary's file`() async throws {
        try await Service.run { service in
            let link = try service.link()
            _ = try await service.fetch(link)
            let token = try #require(link.split(separator: "/").last?.dropLast(4))
            let folder = URL(fileURLWithPath: service.file).deletingLastPathComponent()
            for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
                #expect(try Data(contentsOf: file).range(of: Data(token.utf8)) == nil)
            }
        }
    }
}

extension Service {
    /// The path of a fresh link's feed.
    func link(
        for practitioner: String = "po1", at level: FeedLevel = .reference, owner: Account.ID? = nil
    ) throws -> String {
        let token = Token.madeForAddress()
        _ = try MakeFeedLink(store)(
            for: Practitioner.ID(practitioner), at: level, label: nil, digest: Token.digest(token),
            owner: owner ?? Account.ID(practitioner == "po1" ? "po" : "office"), by: "po", at: Team.now)
        return "/feeds/\(token).ics"
    }

    func fetch(
        _ path: String, _ headers: HTTPFields = [:], method: HTTPRequest.Method = .get
    ) async throws -> Browser.Page {
        try await client.execute(uri: path, method: method, headers: headers, body: nil) { response in
            Browser.Page(
                status: response.status, text: String(buffer: response.body), headers: response.headers, path: path)
        }
    }

    func fetchBytes(_ path: String, _ headers: HTTPFields) async throws -> (headers: HTTPFields, bytes: [UInt8]) {
        try await client.execute(uri: path, method: .get, headers: headers, body: nil) { response in
            (response.headers, Array(buffer: response.body))
        }
    }
}

extension Browser.Page {
    /// Those of nominals, whatever breaks the lines.
    fileprivate var references: Set<String> {
        Set(text.replacing("\r\n ", with: "").matches(of: /\bn0\d\d\b/).map { String($0.output) })
    }
}

/// How often the diary is asked for a transaction.
private final class Work: Sendable {
    private let counts = Mutex((reads: 0, writes: 0))
    /// Reads, and writes.
    var value: [Int] { counts.withLock { [$0.reads, $0.writes] } }
    func reset() { counts.withLock { $0 = (0, 0) } }
    func read() { counts.withLock { $0.reads += 1 } }
    func write() { counts.withLock { $0.writes += 1 } }
}

private struct Counting: DiaryStore {
    let store: any DiaryStore
    let work: Work

    func read<Answer>(_ body: (any DiaryReading) throws -> Answer) throws -> Answer {
        work.read()
        return try store.read(body)
    }

    func write<Answer>(_ body: (any DiaryWriting) throws -> Answer) throws -> Answer {
        work.write()
        return try store.write(body)
    }

    func attributed(to attribution: Attribution) -> any DiaryStore {
        Counting(store: store.attributed(to: attribution), work: work)
    }

    func backUp(to path: String) throws -> HistoryCheck { try store.backUp(to: path) }
    func overwriteErased() throws -> Bool { try store.overwriteErased() }
}

/// As the system's own program reads it.
private func gunzip(_ bytes: [UInt8]) throws -> String {
    let file = try Team.temporaryFolder().appendingPathComponent("feed.gz")
    try Data(bytes).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
}

private final class Flag: Sendable {
    private let flag = Mutex(false)
    var value: Bool { flag.withLock { $0 } }
    func set(_ value: Bool) { flag.withLock { $0 = value } }
}

private final class Count: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
}
