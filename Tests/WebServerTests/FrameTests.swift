import Casework
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

@Suite struct FrameTests {
    @Test(arguments: Person.all) func `everybody has a home page, marked first and last`(account: Account) async throws
    {
        try await Service.run { service in
            let page = try await service.browser(account).get("/")
            #expect(page.status == .ok)
            #expect(page.text.matches(of: /OFFICIAL-SENSITIVE<\/p>/).count == 2)
            #expect(page.text.contains(account.name))
        }
    }

    @Test(arguments: Person.all) func `one's own week and feeds are offered to who is somebody in the caseload`(
        account: Account
    ) async throws {
        try await Service.run { service in
            let page = try await service.browser(account).get("/")
            #expect(page.text.contains("<a href=\"/week\"") == (account.practitioner != nil))
            #expect(page.text.contains("<a href=\"/feeds\"") == (account.practitioner != nil))
        }
    }

    @Test func `who is not signed in is led to where one does`() async throws {
        try await Service.run { service in
            let stranger = Browser(client: service.client, cookie: "guessed")
            let answer = try await stranger.send(.get, "/", body: nil)
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "/sign-in")
        }
    }

    @Test func `an address that there is not is a page that says so`() async throws {
        try await Service.run { service in
            let page = try await service.browser(Person.supportWorker).get("/nowhere")
            #expect(page.status == .notFound)
            #expect(page.text.contains("Page not found"))
        }
    }
}
