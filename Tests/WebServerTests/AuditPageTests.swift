import Casework
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

@Suite struct AuditPageTests {
    @Test func `an auditor finds who looked at a nominal, and that search is found in turn`() async throws {
        try await Service.run { service in
            try service.store.write { diary in
                try diary.record(
                    HistoryEntry(
                        at: Team.now, actor: "po", act: .consultation, detail: "looked at /nominals/n001: n001"))
                try diary.record(
                    HistoryEntry(
                        at: Team.now, actor: "po", act: .consultation, detail: "looked at /nominals/n002: n002"))
            }
            let browser = await service.browser(Person.auditor)
            let page = try await browser.get("/audit?nominal=n001&actor=po")
            #expect(page.text.contains("/nominals/n001: n001"))
            #expect(!page.text.contains("/nominals/n002"))
            #expect(try await browser.get("/audit?nominal=n001&actor=au").text.contains("about n001"))
        }
    }

    @Test func `pages follow one another until there are no more, and no entry is shown twice`() async throws {
        try await Service.run { service in
            try service.store.write { diary in
                for number in 0..<120 {
                    try diary.record(
                        HistoryEntry(at: Team.now, actor: "zz", act: .consultation, detail: "number \(number) of many"))
                }
            }
            let browser = await service.browser(Person.auditor)
            var path: String? = "/audit?actor=zz"
            var seen: [String] = []
            while let next = path {
                let page = try await browser.get(next)
                seen += page.text.matches(of: /number (\d+) of many/).map { String($0.output.1) }
                path = page.text.firstMatch(of: /href="(\/audit\?[^"]*before[^"]*)"/)
                    .map { String($0.output.1).replacing("&amp;", with: "&") }
            }
            #expect(seen == (0..<120).reversed().map { "\($0)" })
        }
    }

    @Test func `the table is marked first, and handing it out is on record`() async throws {
        try await Service.run { service in
            let file = try await service.browser(Person.auditor).get("/audit.csv?actor=test")
            #expect(file.text.hasPrefix("OFFICIAL-SENSITIVE"))
            let last = try #require(try service.store.read { try $0.history(limit: 1) }.first)
            #expect(last.act == .disclosure && last.actor == "au")
        }
    }

    @Test func `a day that is none is asked for again`() async throws {
        try await Service.run { service in
            let page = try await service.browser(Person.auditor).get("/audit?from=yesterday")
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("Enter the day as 2026-11-30"))
        }
    }

    @Test func `an untouched history is said to be whole, and a foreign seal is not found`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.auditor)
            let whole = try await browser.get("/audit/check")
            #expect(whole.text.contains("Yes: all"))
            let foreign = String(repeating: "ab", count: 32)
            let unknown = try await browser.get("/audit/check?head=\(foreign)")
            #expect(unknown.text.contains("role=\"alert\""))
        }
    }
}
