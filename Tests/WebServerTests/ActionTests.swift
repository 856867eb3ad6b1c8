import Casework
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

@Suite struct ActionTests {
    @Test func `a practitioner sees and closes their own actions alone`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.practitioner)
            let actions = try #require(try service.store.read { try $0.caseload()?.actions }).filter {
                $0.status == .open
            }
            let page = try await browser.get("/actions")
            for action in actions {
                #expect(page.text.contains("\(action.id):") == (action.owner == "po1"), "\(action.id)")
            }
            let own = try #require(actions.first { $0.owner == "po1" })
            let other = try #require(actions.first { $0.owner != "po1" })
            let closed = try await browser.send("/actions/\(own.id)/closing", [("status", "done")], from: page)
            #expect(closed.text.contains("Action \(own.id) is closed: done."))
            let refused = try await browser.send(
                "/actions/\(other.id)/closing", [("status", "done")], from: try await browser.get("/actions"))
            #expect(refused.status == .notFound)
            let after = try #require(try service.store.read { try $0.caseload()?.actions })
            #expect(after.first { $0.id == own.id }?.status == .done)
            #expect(after.first { $0.id == other.id }?.status == .open)
        }
    }

    @Test func `the support worker sees all actions about those they may know of`() async throws {
        try await Service.run { service in
            let caseload = try #require(try service.store.read { try $0.caseload() })
            let limited = Set(caseload.nominals.filter(\.hasLimitedAccess).map(\.id))
            let page = try await service.browser(Person.supportWorker).get("/actions")
            for action in caseload.actions where action.status == .open {
                let isKnown = action.nominal.map { !limited.contains($0) } ?? true
                #expect(page.text.contains("\(action.id):") == isKnown, "\(action.id)")
            }
        }
    }

    @Test func `a due date of another century is a mistyped year, and one of next year has its year`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.supportWorker)
            func raise(_ due: String) async throws -> Browser.Page {
                try await browser.send(
                    "/actions", [("actionText", "Ring the desk"), ("actionOwner", "po1"), ("actionDue", due)],
                    from: try await browser.get("/actions"))
            }
            let page = try await raise("2126-12-04")
            #expect(page.status == .unprocessableContent && page.text.contains("Check the year"))
            #expect(try await raise("2027-12-03").status == .ok)
            #expect(try await raise("2026-12-04").status == .ok)
            let list = try await browser.get("/actions")
            #expect(list.text.contains("Fri 3 Dec 2027") && !list.text.contains("Fri 4 Dec 2026"))
            #expect(list.text.contains("Fri 4 Dec"))
        }
    }

    @Test func `an action without words or owner is not raised`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.supportWorker)
            let page = try await browser.send(
                "/actions", [("actionDue", "soon")], from: try await browser.get("/actions"))
            #expect(page.status == .unprocessableContent)
            for field in ["actionText", "actionOwner", "actionDue"] {
                #expect(page.text.contains("id=\"\(field)-error\""))
            }
        }
    }
}
