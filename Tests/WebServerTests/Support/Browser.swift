import Casework
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Intake
import Logging
import Operations
import Publishing
import SQLiteStore
import Templates
import Testing
import WebServer

/// The accounts of the tests, one for each role; limited access, sharing and involvement are the sample team's.
enum Person {
    static let supportWorker = Account(id: Account.ID("sw"), name: "Sam West", role: .supportWorker, agency: police)
    /// Police lead of many.
    static let practitioner = Account(
        id: Account.ID("po"), name: "Pat Oakes", role: .practitioner, agency: police,
        practitioner: Practitioner.ID("po1"))
    static let manager = Account(id: Account.ID("mg"), name: "Mo Grant", role: .manager, agency: probation)
    static let auditor = Account(id: Account.ID("au"), name: "Al Underhill", role: .auditor)
    static let administrator = Account(id: Account.ID("ad"), name: "Ade Dunn", role: .administrator)
    static let police = Agency.ID("police")
    static let probation = Agency.ID("probation")

    static let all = [supportWorker, practitioner, manager, auditor, administrator]
}

/// The service over a diary, asked as a browser would ask it.
struct Service {
    let site: Site
    let store: SQLiteStore
    /// The diary's.
    let file: String
    let client: any TestClientProtocol
    /// When it is, for all who ask.
    let now: Timestamp

    /// - Parameters:
    ///   - clock: The time on the office's clock, in winter.
    ///   - through: What stands between the service and the diary.
    static func run(
        accounts: [Account] = Person.all, at clock: Moment = Team.clock,
        settings change: (inout Site.Settings) -> Void = { _ in },
        feedLimits: FeedLimits = FeedLimits(), clock running: TestClock? = nil,
        feeds: @escaping @Sendable (ReadFeeds.Material, Day) throws -> FeedSet = { try Team.feeds($0, $1) },
        through: (any DiaryStore) -> any DiaryStore = { $0 },
        _ body: @escaping @Sendable (Service) async throws -> Void
    ) async throws {
        let (store, file) = try Team.diary()
        let now = Timestamp(seconds: clock.minutes * 60)
        try store.write { diary in
            for account in accounts { try diary.keep(KeptAccount(account: account, madeAt: now)) }
        }
        var settings = Site.Settings(address: "http://127.0.0.1:8080")
        change(&settings)
        let site = Site(
            through(store),
            plugs: Site.Plugs(
                clock: { running?.time ?? (now, clock) }, diaries: { Team.diaries($0) },
                feeds: feeds,
                words: { _ in nil }, isStoreTrouble: { $0 is StoreError },
                readExport: { folder, today in
                    do {
                        let read = try CaseloadReader.read(folder: folder, today: today, days: today..<(today + 63))
                        return ImportedExport(
                            caseload: read.caseload, equalities: read.equalities, calendars: read.calendars,
                            warnings: read.warnings.map(\.description), absent: read.absent)
                    } catch {
                        throw ExportFaults((error as? Faults)?.faults.map(\.description) ?? ["\(error)"])
                    }
                }),
            templates: try TemplateSet(Templates.site), settings: settings,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            feedLimits: feedLimits)
        let app = Application(router: try site.router(), logger: site.logger)
        try await app.test(.router) { client in
            try await body(Service(site: site, store: store, file: file, client: client, now: now))
        }
    }

    /// Somebody who is signed in.
    func browser(_ account: Account) async -> Browser {
        Browser(client: client, cookie: await site.sessions.begin(account.id, at: now))
    }
}

/// One person's browser: it keeps the cookie, and sends a page's forms with that page's mark.
struct Browser {
    let client: any TestClientProtocol
    let cookie: String

    struct Page {
        let status: HTTPResponse.Status
        let text: String
        let headers: HTTPFields
        /// Where it was found in the end.
        let path: String

        /// The cookie that it sets.
        var cookie: String? {
            headers[.setCookie].flatMap { $0.firstMatch(of: /__Host-iom-diary=([^;]+)/)?.output.1 }.map(String.init)
        }

        /// What its forms are marked with.
        var mark: String? {
            (text.firstMatch(of: /name="form" value="([^"]*)"/)?.output.1).map(String.init)
        }
    }

    func get(_ path: String) async throws -> Page { try await send(.get, path, body: nil) }

    /// Sends a form of a page, and follows where it leads.
    @discardableResult
    func send(_ path: String, _ fields: [(String, String)], from page: Page) async throws -> Page {
        let answer = try await post(path, fields + [("form", page.mark ?? "")])
        guard answer.status == .seeOther, let to = answer.headers[.location] else { return answer }
        return try await get(to)
    }

    /// Sends just these fields, and goes nowhere from there.
    func post(_ path: String, _ fields: [(String, String)]) async throws -> Page {
        try await send(
            .post, path, body: fields.map { "\($0.0)=\(Browser.encoded($0.1))" }.joined(separator: "&"))
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, body: String?, type: String = "application/x-www-form-urlencoded",
        with extra: [String: String] = [:]
    ) async throws -> Page {
        var headers: HTTPFields = [.cookie: "__Host-iom-diary=\(cookie)"]
        for (name, value) in extra { if let name = HTTPField.Name(name) { headers[name] = value } }
        if body != nil { headers[.contentType] = type }
        return try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
        ) { response in
            Page(
                status: response.status, text: String(buffer: response.body), headers: response.headers, path: path)
        }
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
