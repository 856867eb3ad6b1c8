import Casework
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

@Suite struct AgencyTests {
    /// A worker of a partner agency that shares by case, and the nominals they work with.
    private struct Worker {
        let account: Account
        let agency: Agency
        let nominals: Set<Nominal.ID>

        init(_ caseload: Caseload) throws {
            let limited = Set(caseload.nominals.filter(\.hasLimitedAccess).map(\.id))
            let known = Set(caseload.nominals.map(\.id))
            let found = caseload.practitioners.lazy.compactMap { practitioner -> Worker? in
                guard
                    let agency = caseload.agencies.first(where: {
                        $0.id == practitioner.agency && $0.kind == .partner && $0.sharing(on: Team.monday) == .case
                    })
                else { return nil }
                let nominals = Set(
                    caseload.involvements.filter { $0.practitioner == practitioner.id }.map(\.nominal)
                ).intersection(known).subtracting(limited)
                guard nominals.count > 1 else { return nil }
                let account = Account(
                    id: Account.ID("wk"), name: practitioner.name, role: .partner, agency: agency.id,
                    practitioner: practitioner.id)
                return Worker(account: account, agency: agency, nominals: nominals)
            }.first
            self = try #require(found)
        }

        private init(account: Account, agency: Agency, nominals: Set<Nominal.ID>) {
            (self.account, self.agency, self.nominals) = (account, agency, nominals)
        }
    }

    private func run(_ body: @escaping @Sendable (Service, Account, Agency, Set<Nominal.ID>) async throws -> Void)
        async throws
    {
        let caseload = try #require(try Team.diary().store.read { try $0.caseload() })
        let worker = try Worker(caseload)
        let (account, agency, nominals) = (worker.account, worker.agency, worker.nominals)
        try await Service.run(accounts: Person.all + [account]) { try await body($0, account, agency, nominals) }
    }

    /// What the check says of one person: before and after.
    private static func figures(_ reference: String, _ page: Browser.Page) throws -> [Int] {
        let row = try #require(page.text.split(separator: "<tr>").first { $0.contains(">\(reference) <span") })
        return row.matches(of: /class="number">(\d+)</).compactMap { Int($0.output.1) }
    }

    private static func seen(_ browser: Browser) async throws -> Set<Nominal.ID> {
        let text = try await browser.get("/nominals").text
        return Set(text.matches(of: /href="\/nominals\/([A-Za-z0-9_-]+)"/).map { Nominal.ID(String($0.output.1)) })
    }

    @Test func `what an agency's people see is changed after it was shown whose sight that changes, and at once`()
        async throws
    {
        try await run { service, account, agency, nominals in
            let (browser, worker) = (await service.browser(Person.administrator), await service.browser(account))
            #expect(try await AgencyTests.seen(worker) == nominals)
            let path = "/agencies/\(agency.id)"
            #expect(try await browser.get("/people").text.contains("href=\"\(path)\""))
            let fields = [("sharing", "none"), ("until", ""), ("reason", "The agreement was withdrawn")]
            let check = try await browser.send(path + "/check", fields, from: try await browser.get(path))
            #expect(try AgencyTests.figures("wk", check) == [nominals.count, 0])
            #expect(!nominals.contains { check.text.contains("\($0)<") })
            #expect(try await AgencyTests.seen(worker) == nominals)

            let done = try await browser.send(path, fields, from: check)
            #expect(done.text.contains("its people see no personal data"))
            #expect(try await AgencyTests.seen(worker).isEmpty)
            let kept = try service.store.read { try $0.caseload() }?.agencies.first { $0.id == agency.id }
            #expect(kept?.sharing == Agency.Sharing.none)
            let entry = try #require(
                try service.store.read { try $0.history(limit: 20) }.first { $0.act == .alteration })
            #expect(entry.actor == "ad")
            #expect(entry.detail.hasPrefix("changed the agreement of agency \(agency.id): "))
            #expect(try await browser.get(path).text.contains("The agreement was withdrawn"))
        }
    }

    @Test func `an agreement that is to lapse counts until its last day`() async throws {
        try await run { service, account, agency, nominals in
            let until = { (day: Day) in
                _ = try ChangeAgreement(service.store)(
                    of: agency.id, to: [.sharing(.full), .until(day)], because: "Renewed", by: "ad", at: Team.now,
                    today: Team.monday)
            }
            try until(Team.monday)
            let worker = await service.browser(account)
            #expect(try await AgencyTests.seen(worker).isSuperset(of: nominals))
            try until(Team.monday - 1)
            #expect(try await AgencyTests.seen(worker).isEmpty)
        }
    }

    @Test(arguments: [
        ([("sharing", "case"), ("until", "soon"), ("reason", "Because")], "until"),
        ([("sharing", "case"), ("until", "2027-02-30"), ("reason", "Because")], "until"),
        ([("sharing", "all"), ("reason", "Because")], "sharing-full"), ([("reason", "Because")], "sharing-full"),
        ([("sharing", "full"), ("until", "2027-02-01"), ("reason", " ")], "reason"),
    ]) func `what cannot stand is said, and changes nothing`(fields: [(String, String)], wrong: String) async throws {
        try await run { service, _, agency, _ in
            let browser = await service.browser(Person.administrator)
            let before = try service.store.read { try $0.caseload() }
            for path in ["/agencies/\(agency.id)/check", "/agencies/\(agency.id)"] {
                let answer = try await browser.send(
                    path, fields, from: try await browser.get("/agencies/\(agency.id)"))
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains("href=\"#\(wrong)\""))
            }
            #expect(try service.store.read { try $0.caseload() } == before)
        }
    }

    @Test func `an agreement that says so already is asked for again`() async throws {
        try await run { service, _, agency, _ in
            let browser = await service.browser(Person.administrator)
            let path = "/agencies/\(agency.id)"
            let answer = try await browser.send(
                path + "/check",
                [
                    ("sharing", agency.sharing.rawValue), ("until", agency.agreementUntil?.description ?? ""),
                    ("reason", "Because"),
                ], from: try await browser.get(path))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("says so already"))
            #expect(try await browser.get("/agencies/nobody").status == .notFound)
        }
    }

    @Test func `an export goes before a change only where it says something new of the same term`() async throws {
        try await run { service, _, agency, _ in
            var caseload = try #require(try service.store.read { try $0.caseload() })
            let place = try #require(caseload.agencies.firstIndex { $0.id == agency.id })
            _ = try ChangeAgreement(service.store)(
                of: agency.id, to: [.sharing(.none), .until(Team.monday + 300)], because: "Withdrawn", by: "ad",
                at: Team.now, today: Team.monday)
            func `import`() throws -> (ImportSummary, Agency?) {
                let summary = try ImportCaseload(service.store)(
                    caseload, equalities: nil, calendars: try service.store.read { try $0.calendars() }, by: "sw",
                    at: Team.now)
                let agencies = try service.store.read { try $0.caseload() }?.agencies
                return (summary, agencies?.first { $0.id == agency.id })
            }
            // The old words, and something else of the agency.
            caseload.agencies[place].name = "Another name"
            var (summary, kept) = try `import`()
            #expect(summary.agreementsOvertaken.isEmpty)
            #expect(kept?.name == "Another name")
            #expect(kept?.sharing == Agency.Sharing.none && kept?.agreementUntil == Team.monday + 300)
            // A new day: the other term stays as it was changed.
            caseload.agencies[place].agreementUntil = Team.monday + 500
            (summary, kept) = try `import`()
            #expect(summary.agreementsOvertaken == [agency.id])
            #expect(kept?.sharing == Agency.Sharing.none && kept?.agreementUntil == Team.monday + 500)
            let changes = try service.store.read { try $0.agreementChanges() }
            #expect(changes.map(\.isOvertaken) == [true, false])
        }
    }
}
