import Casework
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

@Suite struct PolicyTests {
    private static let code = "targets.fixed.red.contacts"
    private static let path = "/policy/" + code

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
            let setting = try #require(PolicySetting(code: PolicyTests.code))
            _ = try ChangePolicy(service.store)(
                setting, to: .number(5), because: "Trial", by: "ad", at: Team.now, today: Team.monday)
            func `import`() throws -> ImportSummary {
                try ImportCaseload(service.store)(
                    caseload, equalities: nil, calendars: try service.store.read { try $0.calendars() }, by: "sw",
                    at: Team.now)
            }
            caseload.policy.maxContactsPerDay = 2
            #expect(try `import`().settingsOvertaken.isEmpty)
            #expect(try service.store.read { try $0.caseload() }?.policy.target(.fixed, .red).contacts == 5)
            setting.set(.number(2), in: &caseload.policy)
            #expect(try `import`().settingsOvertaken == [setting])
            #expect(try service.store.read { try $0.caseload() }?.policy.target(.fixed, .red).contacts == 2)
        }
    }

    @Test func `every setting is found again by its code, and set and read alike`() {
        let settings = PolicySetting.all(of: .standard)
        #expect(Set(settings.map(\.code)).count == settings.count)
        for setting in settings {
            #expect(PolicySetting(code: setting.code) == setting)
            var policy = Policy.standard
            let values: [PolicyValue] =
                switch setting.bounds {
                case .number(let range): [.number(range.lowerBound), .number(range.upperBound)]
                case .words: [.words("ABC"), .words("D-1")]
                }
            for value in values {
                #expect(setting.bounds.hold(value))
                setting.set(value, in: &policy)
                #expect(setting.value(in: policy) == value)
            }
            #expect(policy != .standard)
        }
    }

    @Test func `how long closed cases are kept is changed, and no target with it`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.administrator)
            let page = try await browser.get("/retention")
            #expect(page.text.contains("href=\"/policy/retention.months\""))
            let fields = [("value", "84"), ("reason", "The force's schedule")]
            let check = try await browser.send(
                "/policy/retention.months/check", fields, from: try await browser.get("/policy/retention.months"))
            #expect(check.text.contains("Targets do not change"))
            #expect(check.text.contains("Nothing is planned by it"))
            #expect(!check.text.contains("Plan both ways"))
            try await browser.send("/policy/retention.months", fields, from: check)
            #expect(try service.store.read { try $0.caseload() }?.policy.retention.months == 84)
            #expect(try await browser.get("/retention").text.contains("84 months after that"))
        }
    }

    @Test func `longer contacts ask for more hours, and for as many contacts`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.administrator)
            let path = "/policy/contacts.joint_visit.minutes"
            let check = try await browser.send(
                path + "/check", [("value", "90"), ("reason", "Trial")], from: try await browser.get(path))
            #expect(check.text.contains("Targets do not change"))
            let rows = check.text.matches(of: /<th scope="row">As it (is|would be)<\/th>(.*)<\/tr>/).map { row in
                row.output.2.matches(of: />(\d+)</).compactMap { Int($0.output.1) }
            }
            let (before, after) = (try #require(rows.first), try #require(rows.last))
            #expect(rows.count == 2 && before.count == 4 && before.prefix(3) == after.prefix(3))
            #expect(before[3] < after[3])
            #expect(check.text.contains("Plan both ways"))
        }
    }

    @Test func `a marking that is changed is on every page at once, and on those for nobody`() async throws {
        try await Service.run { service in
            let browser = await service.browser(Person.administrator)
            let stranger = Browser(client: service.client, cookie: "nobody")
            func mark(_ code: String, _ value: String) async throws -> Browser.Page {
                try await browser.send(
                    "/policy/" + code, [("value", value), ("reason", "As the board decided")],
                    from: try await browser.get("/policy/" + code))
            }
            let done = try await mark("marking.text", "OFFICIAL")
            #expect(done.status == .ok)
            #expect(try await mark("marking.handling", "TEAM ONLY").status == .ok)
            for page in [try await browser.get("/people"), try await stranger.get("/privacy")] {
                #expect(page.text.matches(of: /OFFICIAL – TEAM ONLY<\/p>/).count == 2)
                #expect(!page.text.contains("SENSITIVE"))
            }
            #expect(try await mark("marking.text", "<b>loud</b>").status == .unprocessableContent)
            #expect(try await mark("marking.text", "").status == .unprocessableContent)
            #expect(try await mark("marking.handling", "").status == .ok)
            #expect(try service.store.read { try $0.caseload() }?.policy.marking.line == "OFFICIAL")
        }
    }
}
