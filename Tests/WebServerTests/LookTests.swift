import Casework
import Foundation
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Sample
import Testing
import WebServer

/// Whom a page shows is on record: each page of each role is asked for, and what stands in it is held against what the
/// history says of that request.
@Suite struct LookTests {
    private static let partner = Account(
        id: Account.ID("da"), name: "Dee Ash", role: .partner, agency: Agency.ID("drug_alcohol"),
        practitioner: Practitioner.ID("da1"))
    private static let colleague = Account(
        id: Account.ID("pp"), name: "Jo Turner", role: .practitioner, agency: Person.probation,
        practitioner: Practitioner.ID("pp1"))
    private static let everybody = [partner, colleague] + Person.all
    /// Wednesday, while the MAP is held.
    private static let clock = Team.monday.at(2 * 1440 + 10 * 60)
    /// Pages of one kind that are looked at, for each reader.
    private static let most = 4

    @Test func `every page of every role records whom it shows`() async throws {
        #expect(Set(Self.everybody.map(\.role)) == Set(Account.Role.allCases))
        let pages = Route.all.filter { $0.method == .get }
        let seen = Seen()
        try await Service.run(accounts: Self.everybody, at: Self.clock) { service in
            try await service.prepare(Self.colleague)
            for account in Self.everybody {
                let browser = await service.browser(account)
                var waiting = try await service.jobs(of: account, browser) + Self.addresses(pages, service)
                var asked: [String: Int] = [:]
                while !waiting.isEmpty {
                    let address = waiting.removeFirst()
                    guard let kind = Self.kind(of: address, pages), asked[kind.name, default: 0] < Self.most,
                        await seen.isNew("\(account.id) \(address)")
                    else { continue }
                    let (page, recorded) = try await service.look(at: address, browser)
                    guard page.status == .ok, page.headers[.contentType]?.hasPrefix("text/") ?? false else { continue }
                    asked[kind.name, default: 0] += 1
                    await seen.note(kind.path)
                    // What stands in the history's own entries is on record with the looking at them.
                    guard kind.path != "/audit", kind.path != "/audit.csv" else { continue }
                    let shown = try service.references(in: page.text)
                    #expect(
                        shown.subtracting(recorded).isEmpty,
                        "\(account.id) at \(address): \(shown.subtracting(recorded).sorted())")
                    waiting += page.text.matches(of: /href="(\/[^"#]*)"/)
                        .map { String($0.output.1).replacing("&amp;", with: "&") }
                }
            }
        }
        // A page that nobody was shown was not tried. A file is on record by whoever made it.
        let tried = await seen.paths
        #expect(Set(pages.map(\.path)).subtracting(tried) == ["/jobs/{job}/file"])
    }

    @Test func `whom a sentence about what was done names is on record with the page that says it`() async throws {
        try await Service.run(accounts: Self.everybody) { service in
            let browser = await service.browser(Person.supportWorker)
            let nominal = try #require(try service.caseload().nominals.first { !$0.hasLimitedAccess }).id
            let answer = try await browser.post(
                "/variations",
                [
                    ("nominal", nominal.text), ("contacts", "2"), ("from", "2026-12-07"), ("until", "2026-12-20"),
                    ("reason", "Begins work"),
                    ("form", try #require(try await browser.get("/variations/new").mark)),
                ])
            #expect(answer.status == .seeOther)
            let (page, recorded) = try await service.look(at: "/account", browser)
            #expect(page.text.contains("of \(nominal)"))
            #expect(recorded.contains(nominal.text))
        }
    }

    // MARK: Addresses

    /// The route that answers an address, and what of it is asked for.
    private static func kind(of address: String, _ pages: [Route]) -> (path: String, name: String)? {
        let parts = address.split(separator: "?", maxSplits: 1)
        func segments(_ path: Substring) -> [Substring] { path.split(separator: "/") }
        let wanted = segments(parts.first ?? "")
        let fitting = pages.filter { page in
            let own = segments(page.path[...])
            return own.count == wanted.count && zip(own, wanted).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }
        // What is named goes before what stands for anything.
        guard let route = fitting.min(by: { $0.path.count { $0 == "{" } < $1.path.count { $0 == "{" } }) else {
            return nil
        }
        let terms = (parts.dropFirst().first ?? "").split(separator: "&").map { $0.prefix { $0 != "=" } }
        return (route.path, "\(route.path)?\(terms.joined(separator: "&"))")
    }

    /// Each route with what the diary has in place of what can be anything, a few of each.
    private static func addresses(_ pages: [Route], _ service: Service) throws -> [String] {
        let caseload = try service.caseload()
        let plan = try #require(try service.store.read { try $0.latestPlan() }).plan
        let values: [(String, [String])] = [
            ("{meeting}", plan.meetings.map(\.id.text)),
            // Those with limited access first, and whoever has left.
            (
                "{nominal}",
                caseload.nominals.sorted { ($0.hasLimitedAccess ? 0 : 1, $0.id) < ($1.hasLimitedAccess ? 0 : 1, $1.id) }
                    .map(\.id.text)
            ),
            ("{contact}", caseload.contacts.filter { $0.start > clock }.prefix(40).map(\.id.text)),
            ("{account}", everybody.map(\.id.text)), ("{variation}", ["1"]), ("{link}", ["1", "2", "3", "4", "5"]),
            ("{setting}", PolicySetting.all(of: caseload.policy).map(\.code)),
        ]
        return pages.flatMap { page in
            values.reduce([page.path]) { paths, value in
                paths.flatMap { path in
                    path.contains(value.0) ? value.1.map { path.replacing(value.0, with: $0) } : [path]
                }
            }
        }.filter { !$0.contains("{") } + caseload.nominals.map { "/find?nominal=\($0.id)" }
    }
}

/// What has been asked for.
private actor Seen {
    private var addresses: Set<String> = []
    private(set) var paths: Set<String> = []

    func isNew(_ address: String) -> Bool { addresses.insert(address).inserted }
    func note(_ path: String) { paths.insert(path) }
}

extension Service {
    fileprivate func caseload() throws -> Caseload { try #require(try store.read { try $0.caseload() }) }

    fileprivate func references(in text: String) throws -> Set<String> {
        ReferenceWords.all(in: text).intersection(try caseload().nominals.map(\.id.text))
    }

    /// A page, and whom the history has since then.
    fileprivate func look(
        at address: String, _ browser: Browser
    ) async throws -> (page: Browser.Page, recorded: Set<String>) {
        let before = try store.read { try $0.history(AuditQuery()) }.first?.number ?? 0
        let page = try await browser.get(address)
        let since = try store.read { try $0.history(AuditQuery()) }.filter { $0.number > before }
        return (page, Set(since.flatMap(\.about).map(\.text)))
    }

    /// Something for every page to show: a meeting that is held, with notes; an agenda that is out and has changed; a
    /// request; a link; a case that is closed.
    fileprivate func prepare(_ practitioner: Account) async throws {
        let folder = try Team.temporaryFolder()
        for file in SampleTeam(nominals: 52, seed: 1, from: Team.monday).files() {
            let url = folder.appendingPathComponent(file.path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.content.utf8).write(to: url)
        }
        var export = try site.plugs.readExport(folder, Team.monday)
        let first = try #require(export.caseload.nominals.first)
        export.caseload.nominals.append(
            Nominal(
                id: Nominal.ID("n900"), givenName: "Wren", familyName: "Quillfeather", cohort: first.cohort,
                rag: first.rag, policeLead: first.policeLead, probationLead: first.probationLead,
                selectedOn: Team.monday - 4_000))
        export.caseload.policy.retention.months = 0
        for _ in 0..<2 {
            _ = try ImportCaseload(store)(
                export.caseload, equalities: export.equalities, calendars: export.calendars, by: "test", at: now)
            // Gone from the next, and with that a closed case.
            export.caseload.nominals.removeAll { $0.id == Nominal.ID("n900") }
        }
        let worker = await browser(Person.supportWorker)
        let meetings = try #require(try store.read { try $0.latestPlan() }).plan.meetings
        let held = try #require(meetings.first { $0.series == .map })
        let later = try #require(meetings.first { $0.interval.lowerBound > held.interval.upperBound })
        _ = try IssueAgenda(store)(later.id, by: "sw", at: now)
        let moved = try #require(later.slots.last).nominal
        try await worker.send(
            "/meetings/\(later.id)/slots/\(moved)/place", [("step", "up")],
            from: try await worker.get("/meetings/\(later.id)"))

        _ = try StartMeeting(store)(held.id, by: "sw", at: now, clock: now.office)
        _ = try NotePresence(store)([], restIsPresent: true, at: held.id, by: "sw", at: now)
        for slot in held.slots.prefix(4) {
            let other = try #require(held.slots.last).nominal
            _ = try NoteItem(store)(
                NoteItem.Item(nominal: slot.nominal, text: "Seen with \(other)."), at: held.id, by: "sw", at: now)
            let writer = try #require(slot.attendees.first)
            _ = try NoteUpdate(store)(
                "Was with \(other).", about: slot.nominal, from: writer, for: held.id, by: "sw", at: now,
                today: Team.monday + 2)
            _ = try RaiseAction(store)(
                "Ask \(other).", owner: writer.text, due: Team.monday + 4, about: slot.nominal, at: held.id, by: "sw",
                at: now, today: Team.monday + 2)
            _ = try RecordDecision(store)(
                .other, about: slot.nominal, RecordDecision.Words(why: "As \(other)."), police: nil, probation: nil,
                at: held.id, by: "sw", at: now)
        }
        _ = try RequestVariation(store)(
            (2, nil, nil), for: first.id, from: Team.monday + 7, until: Team.monday + 20, because: "As \(moved).",
            by: "sw", at: now, today: Team.monday + 2)
        for account in [practitioner, Person.practitioner] {
            let own = await browser(account)
            try await own.send("/feeds", [("level", "reference")], from: try await own.get("/feeds"))
        }
    }

    /// Jobs whose pages are answers.
    fileprivate func jobs(of account: Account, _ browser: Browser) async throws -> [String] {
        switch account.role {
        case .supportWorker:
            let files = SampleTeam(nominals: 53, seed: 1, from: Team.monday).files().map { ($0.path, $0.content) }
            let sent = try await browser.send(
                files: files, to: "/data/import", from: try await browser.get("/data/import"))
            return [sent.path, try await browser.finished(sent).path]
        case .manager:
            let asked = try await browser.send(
                "/shortfalls/what-if", [("who", "po1"), ("day", "thu"), ("from", "17:00"), ("until", "17:30")],
                from: try await browser.get("/shortfalls/what-if"))
            return [try await browser.finished(asked).path]
        default: return []
        }
    }
}

extension Timestamp {
    /// In winter the office's clock is universal time.
    fileprivate var office: Moment { Moment(minutes: seconds / 60) }
}
