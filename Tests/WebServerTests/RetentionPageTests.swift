import Casework
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

@Suite struct RetentionPageTests {
    @Test func `nobody on the cohort is offered to be erased, nor erased`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.administrator)
            let page = try await browser.get("/retention")
            #expect(page.status == .ok)
            let nominals = try #require(try service.store.read { try $0.caseload() }).nominals
            let nominal = try #require(nominals.first)
            #expect(!page.text.contains("href=\"/retention/\(nominal.id)\""))
            #expect(try await browser.get("/retention/\(nominal.id)").status == .notFound)
            let answer = try await browser.send(
                "/retention/\(nominal.id)", [("typed", nominal.id.text), ("reason", "No longer needed")], from: page)
            #expect(answer.status == .notFound)
            #expect(try service.store.read { try $0.caseload() }?.nominals == nominals)
        }
    }
}
