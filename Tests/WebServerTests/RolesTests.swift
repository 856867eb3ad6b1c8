import Casework
import Foundation
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

/// The table of the README, and each of its cells over HTTP.
@Suite struct RolesTests {
    @Test func `the README's table says of every operation who may`() throws {
        let table = try RoleTable.read()
        #expect(Set(table.cells.keys) == Set(WebServer.Operation.allCases))
        for operation in WebServer.Operation.allCases {
            #expect(table.cells[operation] == operation.roles, "\(operation.rawValue)")
        }
    }

    @Test func `every route answers every role as the table says`() async throws {
        let table = try RoleTable.read()
        let partner = Account(
            id: Account.ID("pt"), name: "Pip Tarn", role: .partner, agency: Person.police)
        let everybody = Person.all + [partner]
        #expect(Set(everybody.map(\.role)) == Set(Account.Role.allCases))
        try await Service.run(accounts: everybody) { service in
            for account in everybody {
                let browser = await service.browser(account)
                for route in Route.all {
                    let path = route.path.replacing(/\{[a-z]+\}/, with: "nothing")
                    // Without a form's mark nothing is changed: who may is asked before that.
                    let answer = try await browser.send(route.method, path, body: route.method == .post ? "" : nil)
                    let may = try #require(table.cells[route.operation]).contains(account.role)
                    #expect((answer.status != .forbidden) == may, "\(account.role) \(route.method) \(route.path)")
                }
            }
        }
    }

    @Test func `the statements can be read without signing in`() async throws {
        try await Service.run { service in
            let stranger = Browser(client: service.client, cookie: "nobody")
            for path in ["/accessibility", "/privacy"] {
                let page = try await stranger.get(path)
                #expect(page.status == .ok)
                #expect(page.text.matches(of: /OFFICIAL-SENSITIVE<\/p>/).count == 2)
            }
        }
    }
}

/// `| operation | support worker | … |`, with `yes` and `–`.
private struct RoleTable {
    var cells: [WebServer.Operation: Set<Account.Role>] = [:]

    static func read() throws -> RoleTable {
        let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("README.md")
        let lines = try String(contentsOf: readme, encoding: .utf8).split(separator: "\n")
        func cells(_ line: Substring) -> [String] {
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let head = try #require(lines.firstIndex { $0.hasPrefix("| Operation |") })
        let roles = try cells(lines[head]).dropFirst().map { name in
            try #require(Account.Role.allCases.first { $0.inWords == name })
        }
        var table = RoleTable()
        for line in lines[(head + 2)...].prefix(while: { $0.hasPrefix("|") }) {
            let row = cells(line)
            let operation = try #require(row.first.flatMap { WebServer.Operation(rawValue: $0) }, "\(line)")
            #expect(row.count == roles.count + 1)
            table.cells[operation] = Set(zip(roles, row.dropFirst()).filter { $0.1 == "yes" }.map(\.0))
            #expect(row.dropFirst().allSatisfy { $0 == "yes" || $0 == "–" })
        }
        return table
    }
}
