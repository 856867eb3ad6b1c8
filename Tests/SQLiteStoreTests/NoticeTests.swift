import Casework
import Operations
import SQLiteStore
import Testing

/// What the diary is told between two exports.
struct NoticeTests {
    private let store: SQLiteStore
    private let away: Notice
    private let recall: Notice

    init() throws {
        store = try SQLiteStore.inMemory()
        try store.merge(try Samples.caseload())
        away = .absence(
            .init("po1"), try Samples.moment("2026-12-01T09:00")..<Samples.moment("2026-12-02T00:00"))
        recall = .recalled(.init("n002"), on: try Samples.day("2026-12-01"))
    }

    @discardableResult
    private func note(_ notice: Notice) throws -> RecordedNotice {
        try store.write { try $0.note(notice, at: Samples.noon) }
    }

    private func notices() throws -> [Notice] { try store.read { try $0.notices() }.map(\.notice) }

    private func second() throws -> Nominal {
        try #require(try store.caseload().nominals.first { $0.id.text == "n002" })
    }

    @Test func `is read back as it was told, until it is taken back`() throws {
        let unavailable = Notice.unavailable(
            .init("n001"), try Samples.moment("2026-12-03T10:00")..<Samples.moment("2026-12-03T11:00"))
        let release = Notice.released(.init("n001"), on: try Samples.day("2026-12-04"))
        let told = try [away, unavailable, recall, release].map(note)
        #expect(told.map(\.number) == [1, 2, 3, 4])
        #expect(try notices() == [away, unavailable, recall, release])

        #expect(try store.write { try $0.withdraw(told[1], at: Samples.evening) })
        #expect(try notices() == [away, recall, release])
        #expect(try !store.write { try $0.withdraw(told[1], at: Samples.evening) })
    }

    @Test func `about nominals is taken into the caseload`() throws {
        let before = try store.caseload()
        try note(away)
        #expect(try store.caseload() == before)
        try note(recall)
        var expected = before
        expected.take([recall])
        #expect(try store.caseload() == expected)
    }

    @Test func `about custody holds until an export says something new about it`() throws {
        try note(recall)
        var export = try Samples.caseload()
        try store.merge(export, at: Samples.evening)
        #expect(try second().rag == .blue)

        let place = try #require(export.nominals.firstIndex { $0.id.text == "n002" })
        export.nominals[place].familyName = "Renamed"
        try store.merge(export, at: Samples.evening)
        #expect(try second().rag == .blue)

        // The export has caught up: what it does not know, the day, is kept.
        var caught = export
        caught.nominals[place].rag = .blue
        caught.nominals[place].releaseOn = nil
        try store.merge(caught, at: Samples.evening)
        #expect(try second().recalledOn != nil)

        export.nominals[place].rag = export.nominals[place].rag == .green ? .amber : .green
        try store.merge(export, at: Samples.evening)
        #expect(try second().rag == export.nominals[place].rag)
        #expect(try notices().isEmpty)
    }

    @Test func `about an absence outlives an import`() throws {
        try note(away)
        try store.merge(Caseload(), at: Samples.evening)
        #expect(try notices() == [away])
    }

    @Test func `a contact that a person moved or called off stays so, whatever an older export says`() throws {
        var contact = try #require(try store.contact("c3"))
        contact.start = try Samples.moment("2026-12-01T15:00")
        contact.status = .confirmed
        #expect(try store.write { try $0.change(contact, why: nil, at: Samples.noon) })
        try store.merge(try Samples.caseload(), at: Samples.evening)
        #expect(try store.contact("c3") == contact)

        contact.status = .cancelledByService
        #expect(try store.write { try $0.change(contact, why: "called to court", at: Samples.noon) })
        try store.merge(try Samples.caseload(), at: Samples.evening)
        #expect(try store.contact("c3") == contact)
        contact.id = .init("nobody")
        #expect(try !store.write { try $0.change(contact, why: nil, at: Samples.noon) })
    }
}
