import Casework
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

@Suite struct VariationTests {
    private static let nominal = Nominal.ID("n001")

    private static let fields = [
        ("nominal", "n001"), ("contacts", "2"), ("from", "2026-12-07"), ("until", "2026-12-20"),
        ("reason", "Begins work on Monday"),
    ]

    @Test func `what is asked for counts once a manager has approved it`() async throws {
        let clock = TestClock()
        try await Service.run(clock: clock) { service in
            // What is approved in the second in which the weeks were planned may have been planned with.
            clock.putOn(seconds: 60)
            let worker = await service.browser(Person.supportWorker)
            let asked = try await worker.send(
                "/variations", VariationTests.fields, from: try await worker.get("/variations/new"))
            #expect(asked.text.contains("Asked for variation 1"))
            let before = try #require(try service.store.read { try $0.caseload() })
            #expect(!before.variations.contains { $0.nominal == VariationTests.nominal && $0.agreedBy == "mg" })

            let manager = await service.browser(Person.manager)
            let answered = try await manager.send(
                "/variations/1/answer", [("answer", "approve")], from: try await manager.get("/variations/1"))
            #expect(answered.status == .ok)
            #expect(answered.text.contains("Approved on 30 November 2026 by \(Person.manager.name)"))
            #expect(answered.text.contains("From 7 December 2026 until 20 December 2026."))
            #expect(!answered.text.contains("plan the weeks again to book"))
            let home = try await worker.get("/")
            #expect(home.text.contains("Plan the weeks again: since they were planned a variation was approved"))
            let caseload = try #require(try service.store.read { try $0.caseload() })
            let nominal = try #require(caseload.nominals.first { $0.id == VariationTests.nominal })
            for (week, holds) in [
                (Team.monday, false), (Team.monday + 7, true), (Team.monday + 14, true), (Team.monday + 21, false),
            ] {
                let target = caseload.policy.target(for: nominal, week: week, caseload.variations)
                let without = before.policy.target(for: nominal, week: week, before.variations)
                #expect(target.contacts == (holds ? 2 : without.contacts))
            }
            let entries = try service.store.read { try $0.history(limit: 20) }
            #expect(entries.contains { $0.actor == "mg" && $0.detail.hasPrefix("approved variation 1") })
            #expect(entries.contains { $0.actor == "sw" && $0.detail.hasPrefix("asked for variation 1") })
        }
    }

    @Test func `a refusal needs a reason, and leaves the target as it was`() async throws {
        try await Service.run { service in
            let worker = await service.browser(Person.supportWorker)
            try await worker.send("/variations", VariationTests.fields, from: try await worker.get("/variations/new"))
            let before = try service.store.read { try $0.caseload() }
            let manager = await service.browser(Person.manager)
            let bare = try await manager.send(
                "/variations/1/answer", [("answer", "refuse")], from: try await manager.get("/variations/1"))
            #expect(bare.status == .unprocessableContent)
            #expect(bare.text.contains("href=\"#why\""))
            let refused = try await manager.send(
                "/variations/1/answer", [("answer", "refuse"), ("why", "Too early")],
                from: try await manager.get("/variations/1"))
            #expect(refused.text.contains("Refused"))
            #expect(try service.store.read { try $0.caseload() } == before)
            #expect(try await manager.get("/variations/1").status == .notFound)
        }
    }

    @Test(arguments: ["Ring\u{07}", String(repeating: "a", count: 4_001), "  "])
    func `a reason is words of so many characters, where it is asked and where it is answered`(
        reason: String
    ) async throws {
        try await Service.run { service in
            let worker = await service.browser(Person.supportWorker)
            let fields = VariationTests.fields.map { ($0.0, $0.0 == "reason" ? reason : $0.1) }
            let page = try await worker.send("/variations", fields, from: try await worker.get("/variations/new"))
            #expect(page.status == .unprocessableContent && page.text.contains("id=\"reason-error\""))
            // What was filled in is still there.
            #expect(page.text.contains("<option value=\"n001\" selected>"))
            #expect(try service.store.read { try $0.variationRequests() }.isEmpty)

            try await worker.send("/variations", VariationTests.fields, from: try await worker.get("/variations/new"))
            let manager = await service.browser(Person.manager)
            let refused = try await manager.send(
                "/variations/1/answer", [("answer", "refuse"), ("why", reason)],
                from: try await manager.get("/variations/1"))
            #expect(refused.status == .unprocessableContent && refused.text.contains("id=\"why-error\""))

            let administrator = await service.browser(Person.administrator)
            let code = try #require(
                try service.store.read { try $0.caseload() }.flatMap { PolicySetting.all(of: $0.policy).first }
            ).code
            let policy = try await administrator.send(
                "/policy/\(code)/check", [("value", "5"), ("reason", reason)],
                from: try await administrator.get("/policy/\(code)"))
            #expect(policy.status == .unprocessableContent && policy.text.contains("id=\"reason-error\""))
        }
    }

    @Test func `nobody answers what they asked for themselves`() async throws {
        try await Service.run { service in
            let manager = await service.browser(Person.manager)
            try await manager.send("/variations", VariationTests.fields, from: try await manager.get("/variations/new"))
            let page = try await manager.get("/variations/1")
            #expect(page.text.contains("another manager has to answer it"))
            let answer = try await manager.send("/variations/1/answer", [("answer", "approve")], from: page)
            #expect(answer.status == .unprocessableContent)
            #expect(try service.store.read { try $0.variationRequests() }.first?.request.answer == nil)
        }
    }

    @Test func `a practitioner asks for the nominals they lead, and for no other`() async throws {
        try await Service.run { service in
            let caseload = try #require(try service.store.read { try $0.caseload() })
            let po = try #require(Person.practitioner.practitioner)
            let other = try #require(caseload.nominals.first { !$0.leads.contains(po) })
            let browser = await service.browser(Person.practitioner)
            let form = try await browser.get("/variations/new")
            for nominal in caseload.nominals {
                #expect(
                    form.text.contains("<option value=\"\(nominal.id)\"") == nominal.leads.contains(po), "\(nominal.id)"
                )
            }
            var fields = VariationTests.fields
            fields[0].1 = other.id.text
            let answer = try await browser.send("/variations", fields, from: form)
            #expect(answer.status == .unprocessableContent)
            #expect(try service.store.read { try $0.variationRequests() }.isEmpty)
        }
    }

    @Test func `what is agreed later in an export goes before what was approved`() {
        let nominal = Nominal(
            id: VariationTests.nominal, givenName: "A", familyName: "B", cohort: .fixed, rag: .red,
            policeLead: Practitioner.ID("po1"), probationLead: Practitioner.ID("pp1"), selectedOn: Team.monday - 100)
        func variation(_ contacts: Int, agreedOn: Day) -> Variation {
            Variation(
                nominal: nominal.id, from: Team.monday, until: Team.monday + 13, contacts: contacts, agreedOn: agreedOn,
                agreedBy: "x")
        }
        for (exported, expected) in [(Team.monday - 1, 2), (Team.monday, 1), (Team.monday + 1, 1)] {
            var caseload = Caseload()
            caseload.nominals = [nominal]
            caseload.variations = [variation(1, agreedOn: exported)]
            caseload.take([.approved(variation(2, agreedOn: Team.monday))])
            let target = caseload.policy.target(for: nominal, week: Team.monday, caseload.variations)
            #expect(target.contacts == expected)
        }
    }
}
