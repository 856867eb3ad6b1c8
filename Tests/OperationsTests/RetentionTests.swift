import Casework
import Operations
import SQLiteStore
import Testing

/// Whose case is closed, when they are due, and who cannot be erased.
struct RetentionTests {
    private static let noon = Timestamp(seconds: 1_795_260_800)

    private let store: SQLiteStore
    private let today: Day

    init() throws {
        store = try SQLiteStore.inMemory()
        today = try #require(Day(iso: "2026-11-21"))
        var caseload = try caseload(["n1", "n2", "n3"])
        caseload.contacts = [
            Contact(
                id: .init("c1"), nominal: .init("n2"), kind: ContactKind("office"),
                start: try #require(Day(iso: "2026-12-31")).at(600), minutes: 30, place: .online,
                practitioners: [.init("po1")], status: .attended)
        ]
        _ = try store.write { try $0.merge(caseload, calendars: [], at: Self.noon) }
        // Two are in no import any more, from the 21st on.
        let left = try self.caseload(["n3"])
        _ = try store.write { try $0.merge(left, calendars: [], at: Self.noon) }
    }

    private func caseload(_ nominals: [String]) throws -> Caseload {
        var caseload = Caseload()
        caseload.policy.retention.months = 2
        caseload.agencies = [Agency(id: .init("prob"), name: "Wexcombe Probation", kind: .probation, sharing: .full)]
        caseload.locations = [
            Location(id: .init("office"), name: "Mill House", kind: .probationOffice, latitude: 51.5, longitude: 0)
        ]
        caseload.practitioners = [
            Practitioner(
                id: .init("po1"), name: "Cara Voss", agency: .init("prob"), role: .probationPractitioner,
                base: .init("office"))
        ]
        let selected = try #require(Day(iso: "2026-01-05"))
        caseload.nominals = nominals.map { id in
            Nominal(
                id: .init(id), givenName: "Given", familyName: "Family", cohort: .fixed, rag: .green,
                policeLead: .init("po1"), probationLead: .init("po1"), selectedOn: selected)
        }
        return caseload
    }

    private func erase(_ id: String, on day: String, because reason: String = "over") throws -> EraseNominal.Outcome {
        try EraseNominal(store)(
            .init(id), because: reason, by: "una", at: Self.noon, today: try #require(Day(iso: day)),
            erasing: { _, _ in { text, _ in text } })
    }

    @Test func `Closed cases are listed by when they are due, and that is written down`() throws {
        let left = try #require(Day(iso: "2026-11-21"))
        let seen = try #require(Day(iso: "2026-12-31"))
        let cases = try ListRetention(store)(by: "una", at: Self.noon, today: today)
        #expect(
            cases == [
                RetentionCase(
                    nominal: .init("n1"), closedOn: left, lastDealtWith: nil,
                    dueOn: try #require(Day(iso: "2027-01-21"))),
                // Two months after the last of December is the last of February.
                RetentionCase(
                    nominal: .init("n2"), closedOn: left, lastDealtWith: seen,
                    dueOn: try #require(Day(iso: "2027-02-28"))),
            ])
        let last = try #require(try store.read { try $0.history(limit: 1) }.first)
        #expect(last.act == .consultation && last.detail == "looked at whose case is closed: n1, n2")
    }

    @Test func `Nobody is erased who is on the cohort, too early, without a reason, or unknown`() throws {
        let before = try store.read { (try $0.memberships(), try $0.history(limit: 9)) }
        #expect(throws: RetentionRefusal.notClosed(.init("n3"))) { try erase("n3", on: "2030-01-01") }
        let due = try #require(Day(iso: "2027-02-28"))
        #expect(throws: RetentionRefusal.notDue(.init("n2"), until: due)) { try erase("n2", on: "2027-02-27") }
        for reason in ["", "  ", "…"] {
            #expect(throws: RetentionRefusal.noReason) { try erase("n1", on: "2030-01-01", because: reason) }
        }
        #expect(throws: DiaryRefusal.self) { try erase("n9", on: "2030-01-01") }
        let after = try store.read { (try $0.memberships(), try $0.history(limit: 9)) }
        #expect(after.0 == before.0 && after.1 == before.1)
    }

    @Test func `Who is due is erased, and the record says that somebody was and not who`() throws {
        let outcome = try erase("n2", on: "2027-02-28", because: "six years are over for n2")
        #expect(outcome.isOverwritten && !outcome.isInLastImport)
        #expect(try store.read { try $0.memberships() }.map(\.nominal.id.text) == ["n1", "n3"])
        let last = try #require(try store.read { try $0.history(limit: 1) }.first)
        #expect(last.act == .erasure && last.actor == "una")
        #expect(last.detail.hasPrefix("erased one nominal, as retention asks: "))
        #expect(last.detail.hasSuffix("; six years are over for erased nominal"))
    }
}

struct MonthsAfterTests {
    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-15", 72, "2032-12-15"), ("2026-12-01", 0, "2026-12-01"), ("2020-02-29", 12, "2021-02-28"),
    ])
    func `A day so many months later is the same day of the month, or its last`(
        day: String, months: Int, later: String
    ) throws {
        #expect(try #require(Day(iso: day)).after(months: months).description == later)
    }
}
