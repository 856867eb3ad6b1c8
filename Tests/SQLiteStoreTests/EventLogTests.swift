import Casework
import GRDB
import Operations
import SQLiteStore
import Testing

/// What the diary remembers of the states of contacts and meetings.
struct EventLogTests {
    private let store: SQLiteStore

    init() throws {
        store = try SQLiteStore.inMemory()
        try store.merge(try Samples.caseload())
        try store.save(try Samples.plan())
    }

    private func history() throws -> EventHistory {
        let days = try Samples.day("2026-11-01")..<Samples.day("2027-01-01")
        return try store.read { try $0.eventHistory(in: days) }
    }

    private func versions(of contact: String) throws -> [EventHistory.Version<Contact>] {
        try history().contacts[.init(contact)] ?? []
    }

    private var seconds: [Int] { [Samples.morning, Samples.noon, Samples.evening].map(\.seconds) }

    @Test func `Everything is there as it came`() throws {
        let history = try history()
        let contacts = try Samples.caseload().contacts + [Samples.plan().contacts[2]]
        #expect(Set(history.contacts.keys) == Set(contacts.map(\.id)))
        for contact in contacts {
            let at = contact.id.text == "v1" ? seconds[1] : seconds[0]
            #expect(history.contacts[contact.id] == [.init(contact, changedAt: at)])
        }
        let meetings = try Samples.plan().meetings
        #expect(
            history.meetings
                == Dictionary(uniqueKeysWithValues: meetings.map { ($0.id, [.init($0, changedAt: seconds[1])]) }))
    }

    @Test func `A contact's moves and its outcome follow each other`() throws {
        var plan = try Samples.plan()
        plan.contacts[2].start = try Samples.moment("2026-12-04T15:00")
        plan.contacts[2].practitioners = [.init("po1")]
        try store.save(plan, at: Samples.evening)
        #expect(try store.setStatus(.confirmed, of: "v1"))
        var last = plan.contacts[2]
        last.status = .confirmed
        let versions = try versions(of: "v1")
        #expect(versions.map(\.subject) == [try Samples.plan().contacts[2], plan.contacts[2], last])
        #expect(versions.map(\.sequence) == [0, 1, 2])
        #expect(versions[1].changedAt == seconds[2])
    }

    @Test func `A contact that a plan drops falls away, and may come back`() throws {
        var plan = try Samples.plan()
        let dropped = plan.contacts.removeLast()
        try store.save(plan, at: Samples.evening)
        #expect(
            try versions(of: "v1") == [
                .init(dropped, changedAt: seconds[1]), .init(nil, sequence: 1, changedAt: seconds[2]),
            ])
        try store.save(try Samples.plan(), at: Samples.evening.later(by: 60))
        #expect(try versions(of: "v1").map(\.subject) == [dropped, nil, dropped])
        #expect(try versions(of: "v1").map(\.sequence) == [0, 1, 2])
    }

    @Test func `A meeting that a plan has no more falls away, and comes back with a higher sequence`() throws {
        var plan = try Samples.plan()
        plan.meetings.removeFirst()
        try store.save(plan, at: Samples.evening)
        let map = PlannedMeeting.ID("map-2026-12-02")
        let meeting = try Samples.meeting()
        #expect(
            try history().meetings[map] == [
                .init(meeting, changedAt: seconds[1]), .init(nil, sequence: 1, changedAt: seconds[2]),
            ])
        #expect(try history().meetings[.init("macc-2026-12-01")]?.count == 1)
        // It falls away once, however often plans go without it.
        try store.save(plan, at: Samples.evening.later(by: 60))
        try store.save(try Samples.plan(), at: Samples.evening.later(by: 120))
        #expect(try history().meetings[map]?.map(\.subject) == [meeting, nil, meeting])
        #expect(try history().meetings[map]?.map(\.sequence) == [0, 1, 2])
        #expect(try store.latestPlan().stamps["map-2026-12-02"]?.sequence == 2)
    }

    @Test func `A plan for other weeks makes nothing fall away`() throws {
        let before = try history()
        try store.save(
            Plan(
                weeks: try Samples.weeks("2026-12-07", 2), timezone: "Europe/London", meetings: [], contacts: [],
                shortfalls: [], score: .zero), at: Samples.evening)
        #expect(try history() == before)
    }

    @Test func `What is ahead falls away with a nominal who leaves, and is back with them`() throws {
        var caseload = try Samples.caseload()
        caseload.nominals.removeLast()
        caseload.contacts.removeAll { $0.nominal.text == "n002" }
        caseload.involvements = []
        caseload.unavailability.removeAll { $0.nominal.text == "n002" }
        caseload.variations.removeAll { $0.nominal.text == "n002" }
        caseload.keepApart = []
        caseload.reviews.removeAll { $0.nominal.text == "n002" }
        caseload.proposals.removeAll { $0.nominal.text == "n002" }
        let before = try history()
        try store.merge(caseload, at: Samples.evening)
        #expect(try versions(of: "c3").map(\.subject) == [before.contacts[.init("c3")]?.first?.subject, nil])
        #expect(try versions(of: "c3").last?.changedAt == seconds[2])
        #expect(try versions(of: "c1").count == 1)
        // An import that says nothing new changes nothing.
        try store.merge(caseload, at: Samples.evening.later(by: 60))
        #expect(try versions(of: "c3").count == 2)
        try store.merge(try Samples.caseload(), at: Samples.evening.later(by: 120))
        #expect(try versions(of: "c3").map { $0.subject != nil } == [true, false, true])
        #expect(try versions(of: "c3").map(\.sequence) == [0, 1, 2])
    }

    @Test(arguments: [("place", "c4"), ("sharing", "v1"), ("agreement", "c4"), ("access", "v1")])
    func `What an import says anew around a contact is a version of it`(what: String, id: String) throws {
        var caseload = try Samples.caseload()
        switch what {
        case "place": caseload.locations[1].name = "Mill Court"
        case "sharing": caseload.agencies[2].sharing = .case
        case "agreement": caseload.agencies[1].agreementUntil = try Samples.day("2026-11-30")
        default: caseload.nominals[0].hasLimitedAccess = false
        }
        let before = try versions(of: id)
        try store.merge(caseload, at: Samples.evening)
        let after = try versions(of: id)
        #expect(after.map(\.subject) == [before.first?.subject, before.first?.subject])
        #expect(after.last == .init(before.first?.subject, sequence: 1, changedAt: seconds[2], isRestated: true))
        #expect(try store.latestPlan().stamps[id]?.sequence == 1)
        let map = try history().meetings[.init("map-2026-12-02")]
        // Its place goes by another name, or somebody may know of an item, or may not any more.
        #expect(map?.count == 2)
        // Once said, it is no news.
        try store.merge(caseload, at: Samples.evening.later(by: 60))
        #expect(try versions(of: id) == after)
    }

    @Test func `What is new of somebody else changes nothing`() throws {
        var caseload = try Samples.caseload()
        caseload.locations[2].name = "Ford Lane"
        caseload.agencies[0].sharing = .none
        caseload.agencies[1].email = "desk@police.example"
        let before = try history()
        try store.merge(caseload, at: Samples.evening)
        #expect(try history() == before)
    }

    @Test func `What once was to be within the days is asked for with all it has been`() throws {
        var plan = try Samples.plan()
        plan.contacts[2].start = try Samples.moment("2026-12-05T15:00")
        try store.save(plan, at: Samples.evening)
        let thursday = try Samples.day("2026-12-03")
        let day = try store.read { try $0.eventHistory(in: thursday..<(thursday + 1)) }
        #expect(day.contacts.mapValues(\.count) == [.init("v1"): 2] && day.meetings.isEmpty)
    }

    @Test func `A diary from before has its states as they stand`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("diary.sqlite")
        var plan = try Samples.plan()
        do {
            let store = try SQLiteStore(path: path)
            try store.merge(try Samples.caseload())
            try store.save(plan)
            plan.meetings.removeFirst()
            plan.meetings[0].place = .at(.init("office"))
            try store.save(plan, at: Samples.evening)
        }
        try DatabaseQueue(path: path).write { db in
            try db.execute(
                sql: """
                    DROP TABLE contact_version; DROP TABLE meeting_version;
                    DELETE FROM grdb_migrations WHERE identifier = 'v5';
                    """)
        }
        let days = try Samples.day("2026-11-01")..<Samples.day("2027-01-01")
        let history = try SQLiteStore(path: path).read { try $0.eventHistory(in: days) }
        #expect(history.contacts.count == 5)
        #expect(history.contacts[.init("c3")] == [.init(try Samples.caseload().contacts[2], changedAt: seconds[0])])
        #expect(history.meetings[.init("map-2026-12-02")]?.map(\.subject) == [try Samples.meeting(), nil])
        #expect(history.meetings[.init("map-2026-12-02")]?.map(\.sequence) == [0, 1])
        #expect(
            history.meetings[.init("macc-2026-12-01")]?.map(\.subject) == [try Samples.conference(), plan.meetings[0]])
        #expect(history.meetings[.init("macc-2026-12-01")]?.map(\.changedAt) == [seconds[1], seconds[2]])
    }
}
