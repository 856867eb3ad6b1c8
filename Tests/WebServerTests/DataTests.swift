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

@Suite struct DataTests {
    @Test func `contacts that are over and have no outcome are listed, limited access apart`() async throws {
        let clock = Team.monday.at(4 * 1440 + 17 * 60)
        try await Service.run(at: clock) { service in
            let caseload = try #require(try service.store.read { try $0.caseload() })
            let limited = Set(caseload.nominals.filter(\.hasLimitedAccess).map(\.id))
            let over = caseload.contacts.filter {
                [.planned, .confirmed].contains($0.status) && $0.start + $0.minutes <= clock
                    && !limited.contains($0.nominal)
            }
            try #require(!over.isEmpty)
            let page = try await service.browser(Person.supportWorker).get("/data")
            #expect(page.text.matches(of: /href="\/contacts\//).count == min(100, over.count))
        }
    }

    @Test func `a calendar that ends within the planned weeks is among what needs looking at`() async throws {
        try await Service.run { service in
            let page = try await service.browser(Person.supportWorker).get("/data")
            #expect(page.text.contains("the calendar ends on Fri 27 Nov, within the weeks that are planned"))
        }
    }

    @Test(arguments: [Person.practitioner, Person.manager, Person.auditor, Person.administrator])
    func `nobody else looks after the data`(account: Account) async throws {
        try await Service.run { service in
            let browser = await service.browser(account)
            for path in ["/data", "/data/import", "/plan"] {
                let page = try await browser.get(path)
                #expect(page.status == .forbidden)
            }
        }
    }

    @Test func `an export is looked through first, and taken in when that is asked for`() async throws {
        try await Service.run { service in
            let before = try service.store.read { (try $0.revision(), try $0.caseload()?.nominals.count) }
            let files = SampleTeam(nominals: 53, seed: 1, from: Team.monday).files().map { ($0.path, $0.content) }
            let browser = await service.browser(Person.supportWorker)
            let page = try await browser.finished(
                try await browser.send(files: files, to: "/data/import", from: try await browser.get("/data/import")))
            #expect(page.text.contains("What would change"))
            #expect(try service.store.read { try $0.revision() } == before.0)
            let done = try await browser.finished(try await browser.send(page.path, [], from: page))
            #expect(done.text.contains("The export is taken in"))
            #expect(try service.store.read { try $0.caseload()?.nominals.count } == 53)
            #expect(before.1 == 52)
            // Though it was a job that did it, whose agency it was for and which way it came is on record.
            let entries = try service.store.read { try $0.history(limit: 20) }.filter { $0.actor == "sw" }
            let taken = try #require(entries.first { $0.act == .collection || $0.act == .combination })
            #expect(taken.agency == Person.police && taken.route == page.path)
        }
    }

    @Test func `what changes in a row is shown, and a row that the export has no more`() async throws {
        try await Service.run { service in
            let caseload = try #require(try service.store.read { try $0.caseload() })
            let nominal = try #require(caseload.nominals.first { $0.rag == .amber && !$0.hasLimitedAccess })
            let limited = Set(caseload.nominals.filter(\.hasLimitedAccess).map(\.id))
            let action = try #require(caseload.actions.first { $0.nominal.map { !limited.contains($0) } ?? true })
            let files = SampleTeam(nominals: 52, seed: 1, from: Team.monday).files().map { file in
                var lines = file.content.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
                if file.path == "nominals.csv" {
                    lines = lines.map {
                        $0.hasPrefix("\(nominal.id),")
                            ? $0.replacing("amber", with: "red").replacing(nominal.familyName, with: "Quillfeather")
                            : $0
                    }
                } else if file.path == "actions.csv" {
                    lines.removeAll { $0.hasPrefix("\(action.id),") }
                }
                return (file.path, lines.joined(separator: "\r\n"))
            }
            let browser = await service.browser(Person.supportWorker)
            let page = try await browser.finished(
                try await browser.send(files: files, to: "/data/import", from: try await browser.get("/data/import")))
            #expect(page.text.contains("\(nominal.id), changed: name, not shown here; RAG amber → red"))
            #expect(page.text.contains("\(action.id), not in this export"))
            #expect(!page.text.contains("Quillfeather"))
        }
    }

    @Test func `a wrong file is answered without a place on the server`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.supportWorker)
            let page = try await browser.finished(
                try await browser.send(
                    files: [("holiday.csv", "a,b\r\n1,2\r\n")], to: "/data/import",
                    from: try await browser.get("/data/import")))
            #expect(page.text.contains("has none of a caseload"))
            #expect(!page.text.contains("iom-diary-import") && !page.text.contains("/tmp"))
        }
    }

    @Test func `faults are listed and nothing is kept`() async throws {
        try await Service.run { service in
            let before = try service.store.read { try $0.revision() }
            let files = SampleTeam(nominals: 52, seed: 1, from: Team.monday).files().map { file in
                (file.path, file.path == "nominals.csv" ? file.content.replacing("red", with: "crimson") : file.content)
            }
            let browser = await service.browser(Person.supportWorker)
            let page = try await browser.finished(
                try await browser.send(files: files, to: "/data/import", from: try await browser.get("/data/import")))
            #expect(page.text.contains("crimson"))
            #expect(try service.store.read { try $0.revision() } == before)
        }
    }

    @Test(arguments: ["../../etc/passwd", "run.sh", ".hidden.csv", "a b.csv"])
    func `files that no export has are not taken`(name: String) async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.supportWorker)
            let page = try await browser.send(
                files: [(name, "text")], to: "/data/import", from: try await browser.get("/data/import"))
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("id=\"files-error\""))
        }
    }

    @Test func `weeks begin on a Monday`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.supportWorker)
            let page = try await browser.send(
                "/plan", [("from", "2026-12-01"), ("count", "99")], from: try await browser.get("/plan"))
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("id=\"from-error\"") && page.text.contains("id=\"count-error\""))
        }
    }

    @Test(arguments: ["0001-01-01", "2026-11-23", "2206-11-24", "9999-12-27"])
    func `weeks that are over, or of another year, are not planned`(from: String) async throws {
        try await Service.run { service in
            let before = try service.store.read { try $0.revision() }
            let browser = await service.browser(Person.supportWorker)
            let page = try await browser.send(
                "/plan", [("from", from), ("count", "1")], from: try await browser.get("/plan"))
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("id=\"from-error\""))
            #expect(try service.store.read { try $0.revision() } == before)
        }
    }

    @Test func `what needs doing is on the support worker's home page`() async throws {
        try await Service.run { service in
            let page = try await service.browser(Person.supportWorker).get("/")
            #expect(page.text.contains("What needs doing"))
            #expect(page.text.contains("/meetings/map-2026-12-02/issue"))
        }
    }
}

extension Browser {
    /// Waits for a job that a page shows, and goes where it leads.
    func finished(_ page: Page) async throws -> Page {
        var page = page
        // It may be over before it is first looked at.
        while page.status == .seeOther || page.text.contains("http-equiv") {
            if let to = page.headers[.location] {
                page = try await get(to)
            } else {
                try await Task.sleep(for: .milliseconds(50))
                page = try await get(page.path)
            }
        }
        return page
    }

    /// Sends files as a form does, and follows where it leads.
    func send(files: [(name: String, content: String)], to path: String, from page: Page) async throws -> Page {
        let boundary = "----boundary-of-the-test"
        var body = "--\(boundary)\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n\(page.mark ?? "")\r\n"
        for file in files {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file.name)\"\r\n"
            body += "Content-Type: application/octet-stream\r\n\r\n\(file.content)\r\n"
        }
        let answer = try await send(
            .post, path, body: body + "--\(boundary)--\r\n", type: "multipart/form-data; boundary=\(boundary)")
        guard answer.status == .seeOther, let to = answer.headers[.location] else { return answer }
        return try await get(to)
    }
}
