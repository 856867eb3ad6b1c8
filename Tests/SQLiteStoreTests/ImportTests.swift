import Casework
import Operations
import SQLiteStore
import Testing

struct ImportTests {
    private let store: SQLiteStore

    init() throws {
        store = try SQLiteStore.inMemory()
        try store.merge(try Samples.caseload())
    }

    /// 3 agencies, locations, practitioners; 2 legs, blocks, nominals, variations, exceptions, unavailabilities,
    /// reviews, proposals, actions, calendars; 1 involvement, pair, policy; 4 contacts.
    private static let rows = 3 * 3 + 10 * 2 + 3 + 4

    @Test func `The first import adds every row`() throws {
        let store = try SQLiteStore.inMemory()
        #expect(try store.merge(try Samples.caseload()) == ImportSummary(added: Self.rows))
    }

    @Test func `The same import twice changes nothing`() throws {
        let before = try store.revision()
        let summary = try store.merge(try Samples.caseload(), at: Samples.noon)
        #expect(summary == ImportSummary(unchanged: Self.rows))
        #expect(try store.revision() == before)
    }

    @Test func `What has a reference is updated under it`() throws {
        var caseload = try Samples.caseload()
        caseload.nominals[0].rag = .amber
        caseload.actions[0].status = .done
        caseload.policy.gridMinutes = 5

        let summary = try store.merge(caseload, at: Samples.noon)

        #expect(summary == ImportSummary(updated: 3, unchanged: Self.rows - 3))
        #expect(try store.caseload().nominals == caseload.nominals)
        #expect(try store.caseload().actions == caseload.actions)
        #expect(try store.caseload().policy == caseload.policy)
    }

    @Test func `Lists without references are replaced`() throws {
        var caseload = try Samples.caseload()
        caseload.exceptions = []
        caseload.involvements = [Involvement(nominal: .init("n002"), practitioner: .init("dw1"))]
        caseload.keepApart += caseload.keepApart
        caseload.travel = Travel()

        let summary = try store.merge(caseload, at: Samples.noon)

        #expect(summary.added == 1)
        #expect(summary.updated == 0)
        #expect(try store.caseload().exceptions.isEmpty)
        #expect(try store.caseload().involvements == caseload.involvements)
        #expect(try store.caseload().keepApart.count == 1)
        #expect(try store.caseload().travel == Travel())
    }

    @Test func `Contacts, reviews and actions are kept where the export no longer has them`() throws {
        let full = try Samples.caseload()
        var caseload = full
        (caseload.contacts, caseload.reviews, caseload.actions) = ([], [], [])

        try store.merge(caseload, at: Samples.noon)

        let kept = try store.caseload()
        #expect(kept.contacts == full.contacts)
        #expect(kept.reviews == full.reviews)
        #expect(kept.actions == full.actions)
    }

    @Test func `A nominal who is missing is left out with all that hangs on them, and comes back with it`() throws {
        let full = try Samples.caseload()
        var caseload = full
        caseload.nominals.removeFirst()
        caseload.variations.removeLast()
        (caseload.involvements, caseload.keepApart, caseload.exceptions) = ([], [], [])
        caseload.unavailability.removeFirst()
        caseload.proposals.removeLast()
        caseload.contacts.removeAll { $0.nominal.text == "n001" }
        caseload.reviews.removeLast()
        caseload.actions.removeFirst()

        let summary = try store.merge(caseload, at: Samples.noon)

        #expect(summary.missing == 1)
        let left = try store.caseload()
        #expect(left.nominals == caseload.nominals)
        #expect(left.contacts == caseload.contacts)
        #expect(left.reviews == caseload.reviews)
        #expect(left.actions == caseload.actions)
        #expect(try store.merge(caseload, at: Samples.noon).missing == 1)

        #expect(try store.merge(full, at: Samples.evening).updated == 1)
        #expect(try store.caseload().contacts == full.contacts)
    }

    @Test func `A leaver stays on record for the contacts they kept, and has no working pattern`() throws {
        var caseload = try Samples.caseload()
        let new = Practitioner.ID("po2")
        caseload.practitioners[1].id = new
        for index in caseload.nominals.indices { caseload.nominals[index].policeLead = new }
        caseload.workingPatterns[1].practitioner = new
        caseload.contacts = []

        let summary = try store.merge(caseload, at: Samples.noon)

        #expect(summary.missing == 1)
        let left = try store.caseload()
        #expect(left.practitioners.map(\.id.text) == ["dw1", "po1", "po2", "pp1"])
        #expect(left.contacts.count == 4)
        #expect(!left.workingPatterns.contains { $0.practitioner.text == "po1" })
    }

    @Test func `A leaver nobody refers to is left out`() throws {
        var caseload = try Samples.caseload()
        caseload.practitioners.removeFirst()
        caseload.agencies.removeFirst()
        caseload.involvements = []

        #expect(try store.merge(caseload, at: Samples.noon).missing == 2)

        #expect(try store.caseload().practitioners == caseload.practitioners)
        #expect(try store.caseload().agencies == caseload.agencies)
    }

    @Test func `An import that cannot be kept leaves nothing, even if its error is caught`() throws {
        var caseload = try Samples.caseload()
        caseload.nominals[0].rag = .blue
        caseload.nominals[1].policeLead = .init("nobody")
        let before = try store.caseload().nominals

        try store.write { (diary: any DiaryWriting) throws -> Void in
            #expect(throws: (any Error).self) {
                try diary.merge(caseload, calendars: [], at: Samples.noon)
            }
        }

        #expect(try store.caseload().nominals == before)
    }

    @Test func `A refusal names the constraint and nobody`() throws {
        var caseload = try Samples.caseload()
        caseload.nominals[1].familyName = ""
        let error = #expect(throws: StoreError.self) { try store.merge(caseload) }
        let text = error?.description ?? ""
        #expect(text.contains("family_name"))
        #expect(!text.contains("Bo"))
    }
}
