import Casework
import GRDB
import Operations
import SQLiteStore
import Testing

/// What is noted of meetings, what is decided there, and the action log.
struct NotesTests {
    private let store: SQLiteStore
    private let meeting: PlannedMeeting

    init() throws {
        store = try SQLiteStore.inMemory()
        meeting = try Samples.meeting()
        try store.merge(try Samples.caseload())
        try store.save(try Samples.plan())
    }

    private func keep(_ entries: NoteEntry..., at now: Timestamp = Samples.noon) throws {
        try store.write { diary in
            for entry in entries { try diary.keep(entry, of: meeting, at: now) }
        }
    }

    private func notes() throws -> MeetingNotes { try store.read { try $0.notes(of: meeting.id) } }

    private func nominal(_ id: String) throws -> Nominal {
        try #require(try store.caseload().nominals.first { $0.id.text == id })
    }

    private func decided(_ matter: Decision.Matter, of nominal: String = "n002", isAgreed: Bool = true) -> NoteEntry {
        .decision(
            Decision(
                nominal: .init(nominal), matter: matter, text: "as was said", agreedByPolice: .init("po1"),
                agreedByProbation: isAgreed ? .init("pp1") : nil, dissent: isAgreed ? nil : "pp1 would wait",
                targetBefore: matter.proposal == .deselect
                    ? Target(contacts: 2, jointEveryWeeks: 2, homeEveryWeeks: 0) : nil))
    }

    @Test func `are read back as they were noted, by day and by meeting`() throws {
        #expect(try notes() == MeetingNotes(meeting: meeting.id))
        for entry in try Samples.noteEntries() { try keep(entry) }
        let notes = try notes()
        #expect(notes.startedAt == (try Samples.moment("2026-12-02T09:32")))
        #expect(notes.endedAt == (try Samples.moment("2026-12-02T11:20")))
        let entries = try Samples.noteEntries()
        #expect(notes.presences.map(NoteEntry.presence) == Array(entries[2...3]))
        #expect(notes.items.map(NoteEntry.item) == [entries[4]])
        #expect(notes.updates.map(NoteEntry.update) == [entries[5]])
        #expect(notes.decisions.map(NoteEntry.decision) == [entries[6]])
        let day = try Samples.day("2026-12-02")
        #expect(try store.read { try $0.allNotes(in: day..<(day + 1)) } == [notes])
        #expect(try store.read { try $0.allNotes(in: (day + 1)..<(day + 9)) } == [])
    }

    @Test func `of every matter are read back as they were decided`() throws {
        let day = try Samples.day("2026-12-07")
        let matters: [Decision.Matter] = [
            .select, .deselect(from: day), .changeRAG(.amber), .changeCohort(.flex),
            .changeContacts(Target(contacts: 1, jointEveryWeeks: 4, homeEveryWeeks: 0), from: day, until: day + 27),
            .other,
        ]
        let entries = matters.map { decided($0) }
        for entry in entries { try keep(entry) }
        #expect(try notes().decisions.map(NoteEntry.decision) == entries)
    }

    @Test func `noted again, the last word counts and what was written before is kept`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("diary.sqlite")
        let store = try SQLiteStore(path: path)
        try store.merge(try Samples.caseload())
        var item = ItemNote(
            nominal: .init("n001"), outcome: .discussed, reason: .red, rag: .red, minutesPlanned: 5, text: "first")
        try store.write { try $0.keep(.item(item), of: meeting, at: Samples.noon) }
        (item.text, item.minutesTaken) = ("second", 7)
        try store.write { try $0.keep(.item(item), of: meeting, at: Samples.evening) }
        #expect(try store.read { try $0.notes(of: meeting.id) }.items == [item])
        let texts = try DatabaseQueue(path: path).read { db in
            try String.fetchAll(db, sql: "SELECT text FROM item_note ORDER BY note")
        }
        #expect(texts == ["first", "second"])

        let here = Presence(practitioner: .init("po1"), state: .present)
        let gone = Presence(practitioner: .init("po1"), state: .apologies)
        try keep(
            .presence(here), .presence(Presence(practitioner: .init("po1"), nominal: .init("n001"), state: .absent)))
        try keep(.presence(gone))
        #expect(try notes().presences.count == 2)
        #expect(try notes().state(of: .init("po1"), at: .init("n002")) == .apologies)
        #expect(try notes().state(of: .init("po1"), at: .init("n001")) == .absent)

        try keep(decided(.changeRAG(.amber)))
        try keep(decided(.changeRAG(.red)))
        #expect(try notes().decisions.map(\.matter) == [.changeRAG(.red)])
    }

    @Test func `a discussed item is a review of that day, a noted or deferred one is none`() throws {
        func item(_ nominal: String, _ outcome: ItemNote.Outcome) -> NoteEntry {
            .item(
                ItemNote(nominal: .init(nominal), outcome: outcome, reason: .red, rag: .red, minutesPlanned: 5))
        }
        let before = try store.caseload().reviews
        try keep(.started(try Samples.moment("2026-12-02T09:30")), item("n001", .noted), item("n002", .deferred))
        #expect(try store.caseload().reviews == before)
        try keep(item("n001", .discussed))
        let had = Review(nominal: .init("n001"), series: .map, heldOn: try Samples.day("2026-12-02"))
        #expect(try store.caseload().reviews == before + [had])
        // An export that has caught up says nothing new.
        var export = try Samples.caseload()
        export.reviews.append(had)
        try store.merge(export, at: Samples.evening)
        #expect(try store.caseload().reviews.count { $0 == had } == 1)
    }

    @Test func `a rating agreed by both services holds until an export says something new`() throws {
        try keep(decided(.changeRAG(.amber), isAgreed: false))
        #expect(try nominal("n002").rag == .green)
        try keep(decided(.changeRAG(.amber)))
        #expect(try nominal("n002").rag == .amber)

        var export = try Samples.caseload()
        let place = try #require(export.nominals.firstIndex { $0.id.text == "n002" })
        try store.merge(export, at: Samples.evening)
        export.nominals[place].familyName = "Renamed"
        try store.merge(export, at: Samples.evening)
        #expect(try nominal("n002").rag == .amber)
        // The export catches up, and later goes further.
        export.nominals[place].rag = .amber
        try store.merge(export, at: Samples.evening)
        #expect(try nominal("n002").rag == .amber)
        export.nominals[place].rag = .red
        try store.merge(export, at: Samples.evening)
        #expect(try nominal("n002").rag == .red)
        export.nominals[place].rag = .green
        try store.merge(export, at: Samples.evening)
        #expect(try nominal("n002").rag == .green)
        #expect(try notes().decisions.count == 1)
    }

    @Test
    func `a recall after a meeting's decision is recalled, and one before it is rated anew, whichever was noted first`()
        throws
    {
        try keep(decided(.changeRAG(.amber)), at: Samples.morning)
        _ = try store.write { diary in
            try diary.note(.recalled(.init("n002"), on: try Samples.day("2026-12-03")), at: Samples.noon)
        }
        #expect(try nominal("n002").rag == .blue)
        _ = try store.write { diary in
            let late = try #require(try diary.notices().last)
            _ = try diary.withdraw(late, at: Samples.evening)
            return try diary.note(.recalled(.init("n002"), on: try Samples.day("2026-12-01")), at: Samples.evening)
        }
        #expect(try nominal("n002").rag == .amber)
    }

    @Test func `a selection or a deselection is overtaken by another day of selection`() throws {
        try keep(decided(.deselect(from: try Samples.day("2026-12-07"))))
        #expect(try nominal("n002").deselectedOn == (try Samples.day("2027-03-08")))
        let taper = try store.caseload().variations.filter { $0.agreedBy == "po1;pp1" }
        #expect(taper.map(\.contacts) == [2, 1, 1])
        var export = try Samples.caseload()
        try store.merge(export, at: Samples.evening)
        #expect(try nominal("n002").deselectedOn != nil)
        let place = try #require(export.nominals.firstIndex { $0.id.text == "n002" })
        export.nominals[place].selectedOn = try Samples.day("2026-12-09")
        try store.merge(export, at: Samples.evening)
        #expect(try nominal("n002").deselectedOn == nil)
        #expect(try store.caseload().variations.allSatisfy { $0.agreedBy != "po1;pp1" })
    }

    @Test func `contacts agreed give way to what an export has agreed later for the same days`() throws {
        let from = try Samples.day("2026-12-07")
        try keep(
            decided(
                .changeContacts(
                    Target(contacts: 1, jointEveryWeeks: 0, homeEveryWeeks: 0), from: from, until: from + 27)))
        #expect(try store.caseload().variations.last?.agreedBy == "po1;pp1")
        var export = try Samples.caseload()
        export.variations.append(
            Variation(
                nominal: .init("n002"), from: from + 14, until: from + 41, contacts: 4, agreedOn: from + 1,
                agreedBy: "MACC"))
        try store.merge(export, at: Samples.evening)
        #expect(try store.caseload().variations == export.variations)
    }

    @Test func `what is decided waits no more, and what is not agreed waits with its dissent`() throws {
        #expect(try store.caseload().proposals.map(\.kind) == [.changeRAG, .select])
        try keep(decided(.changeRAG(.amber), isAgreed: false))
        let waiting = try #require(try store.caseload().proposals.first)
        #expect(waiting.notAgreedOn == (try Samples.day("2026-12-02")) && waiting.note == "pp1 would wait")
        try keep(decided(.changeRAG(.amber)))
        #expect(try store.caseload().proposals.map(\.kind) == [.select])
        var export = try Samples.caseload()
        export.proposals.append(
            Proposal(nominal: .init("n002"), kind: .changeRAG, raisedOn: try Samples.day("2026-12-03")))
        try store.merge(export, at: Samples.evening)
        #expect(try store.caseload().proposals.map(\.raisedOn.description) == ["2026-11-19", "2026-12-03"])
    }

    @Test func `an action closed here is never opened again, nor told another way, by an older export`() throws {
        var action = try #require(try store.caseload().actions.first { $0.id.text == "a1" })
        action.status = .notDone
        action.closing = Action.Closing(on: try Samples.day("2026-12-02"), by: "una", remark: "post vacant")
        try store.write { try $0.keep(action) }
        var export = try Samples.caseload()
        try store.merge(export, at: Samples.evening)
        #expect(try store.caseload().actions.first == action)
        export.actions[0].status = .done
        try store.merge(export, at: Samples.evening)
        #expect(try store.caseload().actions.first == action)
    }

    @Test func `an action raised here stays as it is here, until an export says it is closed`() throws {
        let action = Action(
            id: .init("a-00c0de"), meeting: "map-2026-12-02", raisedOn: try Samples.day("2026-12-02"), owner: "po1",
            text: "Ring the landlord", status: .open)
        try store.write { try $0.keep(action) }
        var export = try Samples.caseload()
        try store.merge(export, at: Samples.evening)
        var theirs = action
        theirs.text = "ring"
        export.actions.append(theirs)
        try store.merge(export, at: Samples.evening)
        #expect(try store.caseload().actions.contains(action))
        theirs.status = .done
        export.actions[2] = theirs
        try store.merge(export, at: Samples.evening)
        #expect(try store.caseload().actions.contains(theirs))
        theirs.status = .open
        export.actions[2] = theirs
        try store.merge(export, at: Samples.evening)
        #expect(try !store.caseload().actions.contains { $0.status == .open && $0.id == theirs.id })
    }

    @Test func `a diary from before keeps its actions, and the withdrawn are no longer applicable`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("diary.sqlite")
        try SQLiteStore(path: path).merge(try Samples.caseload())
        try DatabaseQueue(path: path).write { db in
            try db.execute(
                sql: """
                    DROP TABLE decision; DROP TABLE written_update; DROP TABLE item_note; DROP TABLE presence;
                    DROP TABLE meeting_notes;
                    CREATE TABLE old AS SELECT action, nominal, meeting, raised_on, owner, due_on, text, status
                        FROM action;
                    DROP TABLE action;
                    CREATE TABLE action (
                        action TEXT NOT NULL PRIMARY KEY, nominal TEXT REFERENCES nominal, meeting TEXT NOT NULL,
                        raised_on TEXT NOT NULL, owner TEXT NOT NULL, due_on TEXT, text TEXT NOT NULL,
                        status TEXT NOT NULL CHECK (status IN ('open', 'done', 'withdrawn'))
                    ) STRICT;
                    INSERT INTO action SELECT action, nominal, meeting, raised_on, owner, due_on, text,
                        iif(status = 'no_longer_applicable', 'withdrawn', status) FROM old;
                    DROP TABLE old;
                    DELETE FROM grdb_migrations WHERE identifier = 'v7';
                    """)
        }
        let store = try SQLiteStore(path: path)
        #expect(try store.caseload() == Samples.caseload())
        #expect(try store.caseload().actions.map(\.status) == [.open, .noLongerApplicable])
        try store.write { try $0.keep(.started(try Samples.moment("2026-12-02T09:30")), of: meeting, at: Samples.noon) }
        #expect(try store.read { try $0.notes(of: meeting.id) }.isStarted)
    }
}

extension Samples {
    /// A meeting noted with something of every sort.
    static func noteEntries() throws -> [NoteEntry] {
        [
            .started(try moment("2026-12-02T09:32")), .ended(try moment("2026-12-02T11:20")),
            .presence(Presence(practitioner: .init("po1"), state: .present)),
            .presence(Presence(practitioner: .init("dw1"), nominal: .init("n001"), state: .apologies)),
            .item(
                ItemNote(
                    nominal: .init("n001"), outcome: .discussed, reason: .red, rag: .red, minutesPlanned: 5,
                    minutesTaken: 7, text: "keeps his appointments")),
            .update(
                WrittenUpdate(
                    nominal: .init("n001"), practitioner: .init("dw1"), receivedOn: try day("2026-12-01"),
                    text: "clean since October")),
            .decision(
                Decision(
                    nominal: .init("n002"), matter: .changeRAG(.amber), text: "unsettled", agreedByPolice: .init("po1"),
                    dissent: "pp1 would wait")),
        ]
    }
}
