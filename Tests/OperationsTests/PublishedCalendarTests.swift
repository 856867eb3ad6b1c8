import Casework
import Operations
import Planning
import SQLiteStore
import Synchronization
import Testing

/// What the verbs about published calendars keep, with a network and a reader of calendars that are made up.
struct PublishedCalendarTests {
    private static let noon = Timestamp(seconds: 1_795_260_800)
    private static let evening = Timestamp(seconds: noon.seconds + 6 * 3_600)

    /// Gives each host what it was told to, and remembers what it was asked.
    private final class Network: CalendarFetcher {
        enum Answer {
            case bytes(String, PublishedCalendar.Validators = .init())
            case unchanged
            case failure(String)
            case stop
        }

        private let answers = Mutex<[String: Answer]>([:])
        private let requests = Mutex<[(String, PublishedCalendar.Validators)]>([])
        /// How many were under way at once, now and at most.
        private let load = Mutex((now: 0, most: 0))

        func set(_ host: String, _ answer: Answer) { answers.withLock { $0[host] = answer } }
        var asked: [(String, PublishedCalendar.Validators)] { requests.withLock { $0 } }
        var most: Int { load.withLock { $0.most } }

        func fetch(
            _ address: CalendarAddress, unlessStill known: PublishedCalendar.Validators
        ) async throws -> Fetched {
            requests.withLock { $0.append((address.host, known)) }
            load.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            defer { load.withLock { $0.now -= 1 } }
            await Task.yield()
            switch answers.withLock({ $0[address.host] }) {
            case .bytes(let text, let validators)?: return .content(Array(text.utf8), validators)
            case .unchanged?: return .unchanged
            case .failure(let reason)?: throw FetchFailure(reason)
            case .stop?: throw CancellationError()
            case nil: throw FetchFailure("nobody there")
            }
        }
    }

    private let store: SQLiteStore
    private let network = Network()
    private let refresh: RefreshCalendars

    init() throws {
        store = try SQLiteStore.inMemory()
        // A text is a calendar with as many events as it has letters, and none if it begins with “<”.
        refresh = RefreshCalendars(store, fetcher: network) { file, _ throws(FetchFailure) in
            guard file.content.first != UInt8(ascii: "<") else { throw FetchFailure("a web page came") }
            return CalendarAppraisal(events: file.content.count, reach: .endless)
        }
        try importTeam(of: 3)
    }

    private func importTeam(of size: Int, files: [String] = ["p1.ics"], at now: Timestamp = noon) throws {
        var caseload = Caseload()
        caseload.agencies = [Agency(id: .init("prob"), name: "Wexcombe Probation", kind: .probation, sharing: .full)]
        caseload.locations = [
            Location(id: .init("office"), name: "Mill House", kind: .probationOffice, latitude: 51.5, longitude: 0)
        ]
        caseload.practitioners = (1...size).map { number in
            Practitioner(
                id: .init("p\(number)"), name: "Cara Voss", agency: .init("prob"), role: .probationPractitioner,
                base: .init("office"))
        }
        let calendars = files.map { CalendarFile(name: $0, content: Array("imported".utf8)) }
        _ = try ImportCaseload(store)(caseload, calendars: calendars, by: "una", at: now)
    }

    /// - Returns: Whether there is a file of theirs.
    private func keep(_ practitioner: String, zone: String? = nil) throws -> Bool {
        let address = try CalendarAddress("webcal://\(practitioner).example/calendar/0123456789abcdef.ics")
        return try KeepCalendarAddress(store)(
            address, zone: zone, of: .init(practitioner), by: "una", at: Self.noon
        ).hasFile
    }

    private func fetch(_ only: String..., at now: Timestamp = noon) async throws -> [RefreshCalendars.Outcome.Result] {
        try await refresh(only.isEmpty ? nil : Set(only.map { .init($0) }), by: "una", at: now).map(\.result)
    }

    /// The calendar that is planned with.
    private func file(_ practitioner: String) throws -> CalendarFile? {
        try store.read { try $0.calendars() }.first { $0.name == "\(practitioner).ics" }
    }

    private func content(_ practitioner: String) throws -> String? {
        try file(practitioner).map { String(decoding: $0.content, as: UTF8.self) }
    }

    private func calendar(_ practitioner: String) throws -> PublishedCalendar {
        try #require(try store.read { try $0.publishedCalendars() }.first { $0.practitioner.text == practitioner })
    }

    private func history() throws -> [String] {
        try store.read { try $0.history(limit: 99) }.reversed().dropFirst().map { "\($0.act): \($0.detail)" }
    }

    private func new(_ events: Int) -> RefreshCalendars.Outcome.Result {
        .new(CalendarAppraisal(events: events, reach: .endless))
    }

    @Test func `what is fetched stands in place of the file, until the address is forgotten`() async throws {
        #expect(try keep("p1", zone: "Europe/Paris"))
        #expect(try !keep("p2"))
        #expect(try content("p1") == "imported")
        network.set("p1.example", .bytes("fetched", .init(etag: "a", lastModified: "b")))
        #expect(try await fetch("p1") == [new(7)])
        #expect(try file("p1")?.source == .address(zone: "Europe/Paris"))
        #expect(try content("p1") == "fetched" && content("p2") == nil)
        let kept = try calendar("p1")
        #expect(kept.fetchedAt == Self.noon && kept.triedAt == Self.noon && kept.events == 7 && kept.problem == nil)

        let imported = try ForgetCalendarAddress(store)(of: .init("p1"), by: "una", at: Self.evening)
        #expect(imported == Self.noon)
        #expect(try file("p1")?.source == .folder && content("p1") == "imported")
        #expect(try ForgetCalendarAddress(store)(of: .init("p2"), by: "una", at: Self.evening) == nil)
        #expect(try store.read { try $0.publishedCalendars() }.isEmpty)
    }

    @Test func `nothing says the address but the request, and every new content is in the history`() async throws {
        _ = try keep("p1")
        network.set("p1.example", .bytes("fetched"))
        _ = try await fetch()
        network.set("p1.example", .failure("the server answers 404"))
        _ = try await fetch()
        _ = try ForgetCalendarAddress(store)(of: .init("p1"), by: "una", at: Self.evening)
        #expect(
            try history() == [
                "alteration: the calendar of p1 is to be fetched from p1.example/….ics",
                "collection: fetched the calendar of p1 from p1.example/….ics: 7 events",
                "erasure: forgot the calendar of p1 at p1.example/….ics, and what was fetched",
            ])
    }

    @Test func `whatever goes wrong, what was had before stays, and is said`() async throws {
        _ = try keep("p1")
        network.set("p1.example", .failure("the server answers 503"))
        #expect(try await fetch() == [.failed("the server answers 503", kept: nil)])
        #expect(try content("p1") == "imported")
        network.set("p1.example", .bytes("fetched"))
        _ = try await fetch()
        let empty = "the calendar is empty, and had 7 events before; if that is right, remove it and add it again"
        for (answer, says) in [
            (Network.Answer.failure("the server answers 503"), "the server answers 503"),
            (.bytes("<html>"), "a web page came"), (.bytes(""), empty),
        ] {
            network.set("p1.example", answer)
            #expect(try await fetch(at: Self.evening) == [.failed(says, kept: Self.noon)])
            #expect(try content("p1") == "fetched")
            let kept = try calendar("p1")
            #expect(kept.problem == says && kept.fetchedAt == Self.noon && kept.triedAt == Self.evening)
        }
        network.set("p1.example", .unchanged)
        #expect(try await fetch(at: Self.evening) == [.unchanged])
        #expect(try calendar("p1").problem == nil && calendar("p1").fetchedAt == Self.evening)
    }

    @Test func `a calendar that never had an event may be empty`() async throws {
        _ = try keep("p1")
        network.set("p1.example", .bytes(""))
        #expect(try await fetch() == [new(0)])
        #expect(try content("p1") == "")
    }

    @Test func `the server is told what is there, until the address is another`() async throws {
        let validators = PublishedCalendar.Validators(etag: "\"1\"", lastModified: "then")
        _ = try keep("p1")
        network.set("p1.example", .bytes("fetched", validators))
        _ = try await fetch()
        _ = try await fetch()
        // Another zone is no other calendar; another address is.
        _ = try keep("p1", zone: "Europe/Paris")
        _ = try await fetch()
        #expect(network.asked.map(\.1) == [.init(), validators, validators])
        let moved = try CalendarAddress("https://p9.example/")
        _ = try KeepCalendarAddress(store)(moved, zone: nil, of: .init("p1"), by: "una", at: Self.noon)
        _ = try await fetch()
        #expect(network.asked.last?.0 == "p9.example" && network.asked.last?.1 == .init())
    }

    @Test func `what came from an address counts until another in its place has given a calendar`() async throws {
        _ = try keep("p1")
        network.set("p1.example", .bytes("fetched"))
        _ = try await fetch()
        let moved = try CalendarAddress("https://p9.example/0123456789abcdef")
        let verb = KeepCalendarAddress(store)
        let outcome = try verb(moved, zone: nil, of: .init("p1"), by: "una", at: Self.evening)
        #expect(outcome.replaced?.host == "p1.example")
        #expect(try history().last?.hasSuffix("p9.example/…cdef, and no longer from p1.example/….ics") == true)
        #expect(try await fetch(at: Self.evening) == [.failed("nobody there", kept: Self.noon)])
        #expect(try content("p1") == "fetched" && calendar("p1").isOfFormerAddress)
        // The same address again replaces nothing.
        #expect(try verb(moved, zone: nil, of: .init("p1"), by: "una", at: Self.evening).replaced == nil)
        #expect(try content("p1") == "fetched" && calendar("p1").isOfFormerAddress)
        network.set("p9.example", .bytes("another"))
        #expect(try await fetch(at: Self.evening) == [new(7)])
        #expect(try content("p1") == "another" && !calendar("p1").isOfFormerAddress)
        #expect(try calendar("p1").fetchedAt == Self.evening)
    }

    @Test func `whose calendar an export lacks that the last one had is told, unless it has an address`() throws {
        func lost(_ files: [String]) throws -> [String] {
            var caseload = try #require(try store.read { try $0.caseload() })
            caseload.practitioners.removeAll { $0.id.text == "p3" }
            let calendars = files.map { CalendarFile(name: $0, content: Array("imported".utf8)) }
            let verb = ImportCaseload(store)
            return try verb(caseload, calendars: calendars, by: "una", at: Self.noon).calendarsLost.map(\.text)
        }
        #expect(try lost(["p1.ics", "p2.ics", "p3.ics", "map.ics"]).isEmpty)
        #expect(try lost(["p2.ics"]) == ["p1"])
        #expect(try lost(["p2.ics"]).isEmpty, "it was said once")
        _ = try keep("p2")
        #expect(try lost([]).isEmpty)
    }

    @Test func `what is fetched in vain, or is the same but for its stamps, changes nothing to plan from`() async throws
    {
        _ = try keep("p1")
        network.set("p1.example", .bytes("UID:1\nDTSTAMP:20261101T000000Z\nSUMMARY:x\n"))
        _ = try await fetch()
        let before = try (store.read { try $0.revision() }, history().count)
        let content = try content("p1")
        network.set("p1.example", .bytes("UID:1\nDTSTAMP:20261102T000000Z\nSUMMARY:x\n", .init(etag: "new")))
        #expect(try await fetch(at: Self.evening) == [.unchanged])
        network.set("p1.example", .unchanged)
        _ = try await fetch(at: Self.evening)
        network.set("p1.example", .failure("down"))
        _ = try await fetch(at: Self.evening)
        #expect(try store.read { try $0.revision() } == before.0 && history().count == before.1)
        #expect(try self.content("p1") == content && calendar("p1").validators.etag == "new")
        network.set("p1.example", .bytes("UID:1\nDTSTAMP:20261102T000000Z\nSUMMARY:y\n"))
        _ = try await fetch()
        #expect(try store.read { try $0.revision() } > before.0)
    }

    @Test func `an address that was changed meanwhile keeps nothing of the old one`() async throws {
        _ = try keep("p1")
        let old = try calendar("p1")
        let moved = try CalendarAddress("https://p9.example/")
        _ = try KeepCalendarAddress(store)(moved, zone: nil, of: .init("p1"), by: "una", at: Self.noon)
        let result = FetchResult.content(Array("late".utf8), .init(), events: 4)
        #expect(try store.write { try $0.keep(result, of: old, at: Self.noon) } == nil)
        #expect(try content("p1") == "imported" && calendar("p1").triedAt == nil)
    }

    @Test func `everybody's are asked for, some at once, and one that fails takes nothing from the others`()
        async throws
    {
        try importTeam(of: 40)
        for number in 1...40 {
            _ = try keep("p\(number)")
            network.set("p\(number).example", number % 4 == 0 ? .failure("down") : .bytes("p\(number)"))
        }
        let outcomes = try await refresh(by: "una", at: Self.noon)
        #expect(outcomes.map(\.practitioner.text) == (1...40).map { "p\($0)" }.sorted())
        #expect(outcomes.count { $0.result == .failed("down", kept: nil) } == 10)
        #expect(try store.read { try $0.calendars() }.count { $0.source != .folder } == 30)
        #expect(network.most > 1 && network.most <= 8)
    }

    @Test func `a stop is no failure of the calendar's`() async throws {
        _ = try keep("p1")
        network.set("p1.example", .stop)
        await #expect(throws: CancellationError.self) { try await fetch() }
        #expect(try calendar("p1").triedAt == nil)
    }

    @Test func `who has left is neither asked for nor planned with, and is not forgotten`() async throws {
        _ = try (keep("p1"), keep("p3"))
        network.set("p1.example", .bytes("one"))
        network.set("p3.example", .bytes("three"))
        _ = try await fetch()
        try importTeam(of: 2, at: Self.evening)
        #expect(try content("p3") == nil && content("p1") == "one")
        #expect(try calendar("p3").hasLeft && !calendar("p1").hasLeft)
        #expect(try await refresh(by: "una", at: Self.evening).map(\.practitioner.text) == ["p1"])
        try importTeam(of: 3, at: Self.evening)
        #expect(try content("p3") == "three")
    }

    @Test func `what cannot be is refused in words`() async throws {
        func refusal(_ verb: () throws -> Void) throws -> String {
            try #require(#expect(throws: DiaryRefusal.self) { try verb() }).description
        }
        let plain = try CalendarAddress("http://p1.example/")
        let verb = KeepCalendarAddress(store)
        #expect(
            try refusal { _ = try verb(plain, zone: nil, of: .init("p1"), by: "una", at: Self.noon) }
                .contains("allow_http"))
        #expect(try refusal { _ = try keep("p9") }.contains("no practitioner p9"))
        #expect(
            try refusal { _ = try ForgetCalendarAddress(store)(of: .init("p1"), by: "una", at: Self.noon) }
                .contains("no calendar of p1"))
        for (who, says) in [("p1", "no calendar of p1"), ("p99", "no practitioner p99")] {
            let refusal = await #expect(throws: DiaryRefusal.self) { try await fetch(who) }
            #expect(refusal?.description.contains(says) == true)
        }
        #expect(try history().isEmpty)
    }

    @Test func `a calendar goes stale by the policy's hours, and one that was never had is stale`() throws {
        _ = try keep("p1")
        var calendar = try calendar("p1")
        var rule = Policy.Fetching()
        rule.staleAfterHours = 6
        #expect(calendar.isStale(at: Self.noon, rule))
        calendar.fetchedAt = Self.noon
        #expect(!calendar.isStale(at: Self.evening, rule))
        #expect(calendar.isStale(at: Timestamp(seconds: Self.evening.seconds + 1), rule))
    }

    @Test func `the time of somebody whose calendar was never had is unknown, not free`() throws {
        _ = try (keep("p1"), keep("p2"))
        let monday = try #require(Day(iso: "2026-11-30"))
        let weeks = try #require(Weeks(from: monday, count: 1))
        let verb = PlanWeeks(store, diaries: { _, _ in Diaries(days: weeks.days) })
        let diaries = try verb(weeks, seed: 1, until: Iterations(perWeek: 1), by: "una", at: Self.noon).diaries
        #expect(diaries.knownUntil == [.init("p2"): monday.start])
    }
}
