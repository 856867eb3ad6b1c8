import Casework
import Foundation
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

@Suite struct ShortfallTests {
    @Test func `a manager is shown every shortfall of the plan, why it is one, and nobody's name`() async throws {
        try await Service.run { service in
            let page = try await service.browser(Person.manager).get("/shortfalls")
            #expect(page.status == .ok)
            let plan = try #require(try service.store.read { try $0.latestPlan() }).plan
            for nominal in Set(plan.shortfalls.map(\.nominal)) {
                #expect(page.text.contains("<a href=\"/nominals/\(nominal)\">\(nominal)</a>"))
            }
            let caseload = try #require(try service.store.read { try $0.caseload() })
            for nominal in caseload.nominals {
                #expect(!page.text.contains("\(nominal.givenName) \(nominal.familyName)"))
            }
        }
    }

    @Test func `a filter leaves the shortfalls of one lead's nominals`() async throws {
        try await Service.run { service in
            let short = try Self.short(service)
            let nominals = try Self.nominals(service)
            let lead = try #require(nominals.first { short.contains($0.id) }).policeLead
            let browser = await service.browser(Person.manager)
            let page = try await browser.get("/shortfalls?lead=\(lead)")
            let theirs = Set(nominals.filter { $0.leads.contains(lead) }.map(\.id))
            for id in short {
                #expect(page.text.contains("<a href=\"/nominals/\(id)\">") == theirs.contains(id))
            }
        }
    }

    @Test func `the table is marked first, and that it was handed out is on record`() async throws {
        try await Service.run { service in
            let file = try await service.browser(Person.manager).get("/shortfalls.csv")
            #expect(file.status == .ok)
            #expect(file.text.hasPrefix("OFFICIAL-SENSITIVE"))
            let last = try #require(try service.store.read { try $0.history(limit: 1) }.first)
            #expect(last.act == .disclosure)
            #expect(last.actor == "mg")
            #expect(last.detail.contains("table of shortfalls"))
        }
    }

    @Test func `hours that end before they begin are asked for again`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.manager)
            let form = try await browser.get("/shortfalls/what-if")
            let answer = try await browser.send(
                "/shortfalls/what-if",
                [("who", "po1"), ("day", "thu"), ("from", "20:00"), ("until", "17:00")], from: form)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("The hours have to end after they begin"))
        }
    }

    @Test func `extra hours are tried, and nothing is stored`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.manager)
            let before = try service.store.read { try $0.revision() }
            let form = try await browser.get("/shortfalls/what-if")
            var page = try await browser.send(
                "/shortfalls/what-if",
                [("who", "po1"), ("day", "thu"), ("from", "17:00"), ("until", "20:00")], from: form)
            let job = page.path
            #expect(job.hasPrefix("/jobs/"))
            for _ in 0..<1_200 where page.text.contains("http-equiv=\"refresh\"") {
                try await Task.sleep(for: .milliseconds(100))
                page = try await browser.get(job)
            }
            #expect(page.text.contains("Shortfall with these hours"))
            #expect(try service.store.read { try $0.revision() } == before)
        }
    }

    @Test func `the figures count what practitioners lead`() async throws {
        try await Service.run { service in
            let page = try await service.browser(Person.manager).get("/figures")
            #expect(page.status == .ok)
            let caseload = try #require(try service.store.read { try $0.caseload() })
            for practitioner in caseload.practitioners {
                let led = caseload.nominals.count { $0.leads.contains(practitioner.id) }
                guard led > 0 else { continue }
                let row = try #require(
                    page.text.split(separator: "<tr>").first { $0.hasPrefix("<th scope=\"row\">\(practitioner.name)") })
                #expect(row.contains("<td class=\"number\">\(led)</td>"))
            }
        }
    }

    @Test func `a manager of a partner agency is shown nobody`() async throws {
        var outsider = Person.manager
        outsider.agency = Agency.ID("mental_health")
        try await Service.run(accounts: [outsider]) { [outsider] service in
            let browser = await service.browser(outsider)
            let known = try #require(try service.store.read { try $0.caseload() }).nominals
            for path in ["/shortfalls", "/shortfalls.csv", "/figures"] {
                let page = try await browser.get(path)
                #expect(page.status == .ok)
                for nominal in known { #expect(!page.text.contains("\(nominal.id)<")) }
            }
        }
    }

    /// The figures of each row of a table, by the row's label.
    private static func rows(of caption: String, on page: Browser.Page) throws -> [String: [Int]] {
        let table = try #require(
            page.text.matches(of: /<caption>([^<]*)<\/caption>([\s\S]*?)<\/table>/)
                .first { $0.output.1.contains(caption) }, "\(caption)")
        var rows: [String: [Int]] = [:]
        for row in table.output.2.split(separator: "<tr>") {
            guard let label = row.firstMatch(of: /<th scope="row"[^>]*>([^<]*)/)?.output.1 else { continue }
            let figures = row.matches(of: /<td class="number">(\d+)</).compactMap { Int($0.output.1) }
            rows[label.trimmingCharacters(in: .whitespaces)] = figures
        }
        return rows
    }

    /// Two of the plan's weeks are over.
    private static let later = Team.clock + 14 * 24 * 60

    @Test func `weeks that are over are told by cohort, lead and cause, and each adds up to the weeks`() async throws {
        try await Service.run(at: Self.later) { service in
            let page = try await service.browser(Person.manager).get("/shortfalls")
            let over = try Self.rows(of: "Targets reached, week by week", on: page)
            let weeks = over.filter { _, figures in figures.count == 6 }
            let cohorts = try Self.rows(of: ", by cohort", on: page)
            let monday = Self.later.day.monday
            let nominals = try Self.nominals(service)
            // Offered, from the diary itself: of nominals with a target in weeks that are over.
            #expect(!cohorts.isEmpty)
            for (cohort, figures) in cohorts {
                #expect(figures.count == 5)
                #expect(nominals.contains { $0.cohort.rawValue == cohort.lowercased() })
                #expect(figures[4] >= max(0, figures[1] - figures[2]))
            }
            let ahead = Set(try Self.rows(of: "Contacts of the weeks ahead", on: page).keys)
            let before = weeks.filter { !ahead.contains($0.key) }
            #expect(before.count == 12 && !before.keys.contains(monday.inShort))
            for (column, weekly) in [(1, 0), (2, 1), (3, 2)] {
                #expect(
                    cohorts.values.reduce(0) { $0 + $1[column] } == before.values.reduce(0) { $0 + $1[weekly] },
                    "column \(column)")
            }
            let causes = try Self.rows(of: ", by cause", on: page)
            #expect(causes.values.reduce(0) { $0 + $1[0] } == cohorts.values.reduce(0) { $0 + $1[0] })
            #expect(causes.values.reduce(0) { $0 + $1[4] } == cohorts.values.reduce(0) { $0 + $1[4] })
            // No plan is on record of the weeks before the first.
            #expect(causes["Not known then"] != nil)
            #expect(page.text.contains("Of 10 of these 12 weeks no plan is on record"))
            let leads = try Self.rows(of: ", by lead practitioner", on: page)
            #expect(leads.values.reduce(0) { $0 + $1[1] } == 2 * cohorts.values.reduce(0) { $0 + $1[1] })
        }
    }

    @Test func `a cause leaves of the weeks that are over only what fell short for it`() async throws {
        try await Service.run(at: Self.later) { service in
            let browser = await service.browser(Person.manager)
            let whole = try Self.rows(of: ", by cause", on: try await browser.get("/shortfalls"))
            for cause in Shortfall.Cause.allCases {
                let page = try await browser.get("/shortfalls?cause=\(cause.rawValue)")
                #expect(page.status == .ok)
                #expect(page.text.contains("fell short with the cause"))
                guard let known = whole[cause.inWords] else { continue }
                let left = try Self.rows(of: ", by cause", on: page)
                #expect(try #require(left[cause.inWords]) == known)
                #expect(left["Not known then"] == nil)
            }
        }
    }

    @Test(arguments: ["/shortfalls", "/figures"]) func `each chart has a name of its own, and stands above its table`(
        path: String
    ) async throws {
        try await Service.run(at: Self.later) { service in
            let page = try await service.browser(Person.manager).get(path)
            let charts = page.text.matches(of: /<svg class="chart" role="img" aria-labelledby="([a-z-]+)-title/)
                .map(\.output.1)
            #expect(charts.count == Set(charts).count)
            #expect(charts.count >= (path == "/shortfalls" ? 7 : 4))
            let ids = page.text.matches(of: /\sid="([^"]+)"/).map(\.output.1)
            #expect(ids.count == Set(ids).count)
            for part in page.text.split(separator: "</svg>").dropFirst() {
                #expect(part.prefix(400).contains("<table>") || part.prefix(200).contains("<figure"))
            }
        }
    }

    private static func short(_ service: Service) throws -> Set<Nominal.ID> {
        let stored = try service.store.read { try $0.latestPlan() }
        return Set(try #require(stored).plan.shortfalls.map(\.nominal))
    }

    private static func nominals(_ service: Service) throws -> [Nominal] {
        try #require(try service.store.read { try $0.caseload() }).nominals
    }
}
