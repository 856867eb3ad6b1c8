import Casework
import Operations
import SQLiteStore
import Testing

/// Whose word on a contact counts.
struct LedgerTests {
    private let store: SQLiteStore
    private var caseload: Caseload

    init() throws {
        store = try SQLiteStore.inMemory()
        caseload = try Samples.caseload()
        try store.merge(caseload)
    }

    private func exporting(_ id: String, _ change: (inout Contact) -> Void) -> Caseload {
        var caseload = caseload
        for index in caseload.contacts.indices where caseload.contacts[index].id.text == id {
            change(&caseload.contacts[index])
        }
        return caseload
    }

    @Test func `An outcome recorded in the diary is never set back by an older export`() throws {
        #expect(try store.setStatus(.attended, of: "c4"))

        let summary = try store.merge(caseload, at: Samples.evening)

        #expect(summary.outcomesKept == 1)
        #expect(summary.updated == 0)
        #expect(try store.contact("c4")?.status == .attended)
    }

    @Test(arguments: [Contact.Status.planned, .confirmed])
    func `An outcome that an export brought is never set back either`(status: Contact.Status) throws {
        let summary = try store.merge(exporting("c1") { $0.status = status }, at: Samples.evening)
        #expect(summary.outcomesKept == 1)
        #expect(try store.contact("c1")?.status == .attended)
    }

    @Test func `A confirmed contact is never set back to planned`() throws {
        let summary = try store.merge(exporting("c4") { $0.status = .planned }, at: Samples.evening)
        #expect(summary.outcomesKept == 0)
        #expect(summary.updated == 0)
        #expect(try store.contact("c4")?.status == .confirmed)
    }

    @Test func `An outcome from an export follows the export, one from the diary does not`() throws {
        #expect(try store.setStatus(.sentHome, of: "c2"))
        var changed = exporting("c1") { $0.status = .unacceptableAbsence }
        changed.contacts[1].status = .acceptableAbsence

        let summary = try store.merge(changed, at: Samples.evening)

        #expect(summary.updated == 1)
        #expect(try store.contact("c1")?.status == .unacceptableAbsence)
        #expect(try store.contact("c2")?.status == .sentHome)
    }

    @Test func `A booking from an export follows the export`() throws {
        let start = try Samples.moment("2026-11-30T15:45")
        let changed = exporting("c3") {
            $0.start = start
            $0.practitioners = [.init("pp1")]
        }

        #expect(try store.merge(changed, at: Samples.evening).updated == 1)

        #expect(try store.contact("c3") == changed.contacts[2])
    }

    @Test func `A booking that a plan moved stays where the plan put it`() throws {
        var plan = try Samples.plan()
        plan.contacts[0].start = try Samples.moment("2026-11-30T12:00")
        try store.save(plan)

        #expect(try store.merge(caseload, at: Samples.evening).updated == 0)

        #expect(try store.contact("c3") == plan.contacts[0])
    }

    @Test func `An outcome is taken whole, though a plan had moved the booking`() throws {
        var plan = try Samples.plan()
        plan.contacts[0].start = try Samples.moment("2026-11-30T12:00")
        try store.save(plan)
        let changed = exporting("c3") { $0.status = .attended }

        try store.merge(changed, at: Samples.evening)

        #expect(try store.contact("c3") == changed.contacts[2])
    }

    @Test func `A booking that a plan dropped is not brought back by an export that still has it`() throws {
        var plan = try Samples.plan()
        plan.contacts.removeFirst()
        try store.save(plan)

        #expect(try store.merge(caseload, at: Samples.evening).added == 0)
        #expect(try store.contact("c3") == nil)

        #expect(try store.merge(exporting("c3") { $0.status = .attended }, at: Samples.evening).added == 1)
        #expect(try store.contact("c3")?.status == .attended)
        #expect(try store.latestPlan().stamps["c3"] == .init(sequence: 2, changedAt: Samples.evening))
    }

    @Test func `A status cannot be set on a contact there is not`() throws {
        let before = try store.revision()
        #expect(try !store.setStatus(.attended, of: "c99"))
        #expect(try store.revision() == before)
    }

    @Test func `A status that is set raises the stamp once`() throws {
        try store.save(try Samples.plan())
        #expect(try store.setStatus(.confirmed, of: "v1", at: Samples.noon))
        #expect(try store.setStatus(.confirmed, of: "v1", at: Samples.evening))
        #expect(try store.latestPlan().stamps["v1"] == .init(sequence: 1, changedAt: Samples.noon))
    }
}
