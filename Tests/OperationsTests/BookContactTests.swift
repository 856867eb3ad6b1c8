import Casework
import Foundation
import Operations
import Planning
import SQLiteStore
import Testing

/// Contacts booked by hand, on a diary of fifty nominals of whom none is due anything, so that nothing else is booked.
///
/// Two probation practitioners work from 09:00 to 17:00; an office contact takes its kind's minutes.
struct BookContactTests {
    private static let noon = Timestamp(seconds: 1_795_260_800)
    private static let clock = moment("2026-11-27T09:00")

    private let folder: URL
    private let caseload: Caseload
    private let weeks: Weeks

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var caseload = Caseload()
        caseload.agencies = [
            Agency(id: .init("prob"), name: "Wexcombe Probation", kind: .probation, sharing: .full),
            Agency(id: .init("pol"), name: "Wexcombe Police", kind: .police, sharing: .full),
        ]
        caseload.locations = [
            Location(id: .init("office"), name: "Mill House", kind: .probationOffice, latitude: 51.5, longitude: 0)
        ]
        caseload.practitioners = [("po1", "prob"), ("po2", "prob"), ("pp1", "pol")].map { id, agency in
            Practitioner(
                id: .init(id), name: "Cara Voss", agency: .init(agency),
                role: agency == "prob" ? .probationPractitioner : .offenderManager, base: .init("office"))
        }
        caseload.workingPatterns = caseload.practitioners.flatMap { person in
            Weekday.allCases.prefix(5).map { day in
                WorkingBlock(
                    practitioner: person.id, weekday: day, start: ClockTime(minutes: 540),
                    end: ClockTime(minutes: 1020), location: nil)
            }
        }
        let selected = try #require(Day(iso: "2026-01-05"))
        caseload.nominals = (0..<50).map { number in
            Nominal(
                id: .init("n\(number)"), givenName: "Kit", familyName: "Marlow", cohort: .fixed, rag: .red,
                policeLead: .init("pp1"), probationLead: .init("po\(1 + number % 2)"), selectedOn: selected)
        }
        let nothing = Target(contacts: 0, jointEveryWeeks: 0, homeEveryWeeks: 0)
        for cohort in Nominal.Cohort.allCases {
            caseload.policy.targets[cohort] = [.red: nothing, .amber: nothing, .green: nothing]
        }
        self.caseload = caseload
        let monday = try #require(Day(iso: "2026-11-30"))
        weeks = try #require(Weeks(from: monday, count: 1))
    }

    private static func moment(_ iso: String) -> Moment { Moment(iso: iso) ?? Moment(minutes: 0) }

    private func open(_ name: String = "diary.sqlite") throws -> SQLiteStore {
        let store = try SQLiteStore(path: folder.appendingPathComponent(name).path)
        _ = try store.write { try $0.merge(caseload, calendars: [], at: Self.noon) }
        let plan = Plan(
            weeks: weeks, timezone: caseload.policy.timezone, meetings: [], contacts: [], shortfalls: [],
            score: Score())
        try store.write { try $0.save(plan, seed: 1, at: Self.noon) }
        return store
    }

    private func wish(
        _ nominal: Int, at start: Moment, with practitioner: String? = nil, insteadOf: Contact.ID? = nil,
        isConfirmed: Bool = true
    ) -> BookContact.Wish {
        BookContact.Wish(
            nominal: .init("n\(nominal)"), kind: ContactKind("office"), start: start,
            place: .at(.init("office")), practitioners: [.init(practitioner ?? "po\(1 + nominal % 2)")],
            insteadOf: insteadOf, isConfirmed: isConfirmed)
    }

    private func book(_ wish: BookContact.Wish, in store: SQLiteStore) throws -> Contact {
        let days = weeks.days
        let verb = BookContact(store) { _, _ in Diaries(days: (days.lowerBound - 70)..<(days.upperBound + 63)) }
        return try verb(wish, by: "una", at: Self.noon, clock: Self.clock).contact
    }

    private func contacts(in store: SQLiteStore) throws -> [Contact] {
        try store.read { try $0.caseload() }?.contacts ?? []
    }

    private let tuesday = moment("2026-12-01T10:00")

    @Test func `a contact is booked as wished, confirmed, and written down`() throws {
        let store = try open()
        let booked = try book(wish(0, at: tuesday), in: store)
        #expect(booked.status == .confirmed && booked.start == tuesday)
        #expect(booked.minutes == caseload.policy.contacts[ContactKind("office")]?.minutes)
        #expect(try contacts(in: store) == [booked])
        #expect(try store.read { try $0.latestPlan() }?.plan.contacts == [booked])
        let history = try store.read { try $0.history(limit: 10) }
        #expect(
            history.contains {
                $0.detail == "\(booked.id) of n0: booked by hand at 2026-12-01T10:00, confirmed"
            })
    }

    @Test func `what breaks a rule is refused with the rule and the nearest times, and nothing is changed`() throws {
        let store = try open()
        let first = try book(wish(0, at: tuesday), in: store)
        let error = #expect(throws: DiaryRefusal.self) { _ = try book(wish(2, at: tuesday + 15), in: store) }
        guard case .against(_, let violations, let nearest) = error else {
            Issue.record("\(error.map(\.description) ?? "nothing") was thrown")
            return
        }
        #expect(violations.map(\.rule) == ["R13"])
        #expect(!nearest.isEmpty && nearest.allSatisfy { !$0.interval.overlaps(first.interval) })
        #expect(try contacts(in: store) == [first])
        // Each of them would do.
        let next = try #require(nearest.first)
        #expect(try book(wish(2, at: next.start), in: store).start == next.start)
    }

    @Test func `in place of a planned one its reference goes on, and a confirmed one does not give way`() throws {
        let store = try open()
        let planned = try book(wish(0, at: tuesday, isConfirmed: false), in: store)
        #expect(planned.status == .planned)
        let moved = try book(wish(0, at: tuesday + 60, insteadOf: planned.id), in: store)
        #expect(moved.id == planned.id && moved.status == .confirmed)
        #expect(try contacts(in: store) == [moved])
        let error = #expect(throws: DiaryRefusal.self) {
            _ = try book(wish(0, at: tuesday, insteadOf: moved.id), in: store)
        }
        #expect(error?.description.contains("is confirmed, and does not give way") ?? false)
    }

    @Test func `what is not ahead, not planned, or nobody's is refused`() throws {
        let store = try open()
        let refused = { (wish: BookContact.Wish) throws -> String in
            try #require(#expect(throws: DiaryRefusal.self) { _ = try book(wish, in: store) }).description
        }
        #expect(try refused(wish(0, at: Self.moment("2026-12-08T10:00"))).contains("outside the latest plan"))
        #expect(try refused(wish(77, at: tuesday)).contains("no nominal n77"))
        #expect(try refused(wish(0, at: tuesday, with: "xx")).contains("no practitioner xx"))
        #expect(try refused(wish(0, at: tuesday, insteadOf: .init("v-1"))).contains("no contact v-1"))
        var dinner = wish(0, at: tuesday)
        dinner.kind = ContactKind("dinner")
        #expect(try refused(dinner).contains("no kind of contact dinner"))
        #expect(try contacts(in: store).isEmpty)
    }

    /// Fifty people book at once, each for another nominal, in the same three hours of two practitioners.
    @Test func `of fifty who book at once those that fit are booked, and nobody twice`() async throws {
        var acknowledged: [Contact] = []
        var refused: [(wish: BookContact.Wish, rules: [String])] = []
        do {
            let store = try open("busy.sqlite")
            await withTaskGroup(of: (BookContact.Wish, Result<Contact, any Error>).self) { group in
                for number in 0..<50 {
                    let wish = wish(number, at: Self.moment("2026-12-01T09:00") + 15 * (number / 4))
                    group.addTask { (wish, Result { try book(wish, in: store) }) }
                }
                for await (wish, result) in group {
                    switch result {
                    case .success(let contact): acknowledged.append(contact)
                    case .failure(DiaryRefusal.against(_, let violations, _)):
                        refused.append((wish, violations.map(\.rule)))
                    case .failure(let error): Issue.record(error)
                    }
                }
            }
        }
        #expect(acknowledged.count + refused.count == 50)
        #expect(!acknowledged.isEmpty && !refused.isEmpty)
        for (number, one) in acknowledged.enumerated() {
            for other in acknowledged.dropFirst(number + 1) where one.practitioners == other.practitioners {
                #expect(one.end <= other.start || other.end <= one.start, "\(one.id) and \(other.id)")
            }
        }
        let minutes = caseload.policy.contacts[ContactKind("office")]?.minutes ?? 0
        for (wish, rules) in refused {
            let isTaken = acknowledged.contains {
                $0.practitioners == wish.practitioners && wish.start < $0.end && $0.start < wish.start + minutes
            }
            #expect(isTaken && rules == ["R13"], "\(wish.nominal) at \(wish.start): \(rules)")
        }
        let kept = try SQLiteStore(path: folder.appendingPathComponent("busy.sqlite").path)
        #expect(try Set(contacts(in: kept)) == Set(acknowledged))
    }
}
