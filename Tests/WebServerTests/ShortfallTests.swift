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

    private static func short(_ service: Service) throws -> Set<Nominal.ID> {
        let stored = try service.store.read { try $0.latestPlan() }
        return Set(try #require(stored).plan.shortfalls.map(\.nominal))
    }

    private static func nominals(_ service: Service) throws -> [Nominal] {
        try #require(try service.store.read { try $0.caseload() }).nominals
    }
}
