import Casework
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

@Suite struct PolicyTests {
    private static let setting = PolicySetting.contacts(.fixed, .red)
    private static let path = "/policy/targets.fixed.red.contacts"

    @Test func `a figure is changed after its effect was shown, and counts for planning`() async throws {
        try await Service.run { service in
            let before = try #require(try service.store.read { try $0.caseload() })
            let browser = await service.browser(Person.administrator)
            let check = try await browser.send(
                PolicyTests.path + "/check", [("value", "5"), ("reason", "Agreed by the board")],
                from: try await browser.get(PolicyTests.path))
            #expect(check.text.contains("What would be due"))
            #expect(try service.store.read { try $0.caseload() }?.policy == before.policy)
            let done = try await browser.send(
                PolicyTests.path, [("value", "5"), ("reason", "Agreed by the board")], from: check)
            #expect(done.text.contains("Agreed by the board"))
            var expected = before.policy
            expected.targets[.fixed]?[.red]?.contacts = 5
            #expect(try service.store.read { try $0.caseload() }?.policy == expected)
        }
    }

    @Test(arguments: ["8", "-1", "x", "", "3"]) func `a value that cannot be, or is already, is asked for again`(
        value: String
    ) async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.administrator)
            let answer = try await browser.send(
                PolicyTests.path + "/check", [("value", value), ("reason", "Because")],
                from: try await browser.get(PolicyTests.path))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("href=\"#value\""))
        }
    }

    @Test func `an import goes before a change only where it says something new of the figure`() async throws {
        try await Service.run { service in
            var caseload = try #require(try service.store.read { try $0.caseload() })
            _ = try ChangePolicy(service.store)(
                PolicyTests.setting, to: 5, because: "Trial", by: "ad", at: Team.now, today: Team.monday)
            func `import`() throws -> ImportSummary {
                try ImportCaseload(service.store)(
                    caseload, equalities: nil, calendars: try service.store.read { try $0.calendars() }, by: "sw",
                    at: Team.now)
            }
            caseload.policy.maxContactsPerDay = 2
            #expect(try `import`().settingsOvertaken.isEmpty)
            #expect(try service.store.read { try $0.caseload() }?.policy.target(.fixed, .red).contacts == 5)
            PolicyTests.setting.set(2, in: &caseload.policy)
            #expect(try `import`().settingsOvertaken == [PolicyTests.setting])
            #expect(try service.store.read { try $0.caseload() }?.policy.target(.fixed, .red).contacts == 2)
        }
    }

    @Test func `every figure is found again by its code, and set and read alike`() {
        for setting in PolicySetting.all(of: .standard) {
            #expect(PolicySetting(code: setting.code) == setting)
            var policy = Policy.standard
            for value in [setting.range.lowerBound, setting.range.upperBound] {
                setting.set(value, in: &policy)
                #expect(setting.value(in: policy) == value)
            }
        }
    }
}
