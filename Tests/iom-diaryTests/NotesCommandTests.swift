import Foundation
import Testing

/// A week of a support worker's with the notes: a MAP, a MACC, what they decide, and what goes out after.
struct NotesCommandTests {
    private let work: Folder
    private let diary: String
    private let map = "map-2026-12-02"
    private let macc = "macc-2026-12-10"

    init() throws {
        work = try Folder()
        diary = work.path("team.diary")
        _ = try Program.run(["sample", work.path("team"), "--nominals", "18"])
        #expect(try Program.run(["import", work.path("team"), "--diary", diary]).status == 0)
        let planned = try Program.run([
            "plan", "--diary", diary, "--from", "2026-11-30", "--weeks", "2", "--iterations", "100",
        ])
        #expect(planned.status == 0, "\(planned.errors)")
    }

    private func run(_ arguments: [String], at clock: String) throws -> Program.Outcome {
        try Program.run(arguments + ["--diary", diary], clock: clock)
    }

    private func notes(_ arguments: String..., at clock: String = "2026-12-02T09:30") throws -> Program.Outcome {
        try run(["notes"] + arguments, at: clock)
    }

    /// What `arguments` are refused with.
    private func refusal(_ arguments: String..., at clock: String = "2026-12-02T09:30") throws -> String {
        let outcome = try run(arguments, at: clock)
        #expect(outcome.status != 0 && outcome.output.isEmpty, "\(outcome.output)")
        return outcome.errors
    }

    /// The slots that `start` prints: nominal and who is needed.
    private func slots(_ meeting: String, at clock: String) throws -> [(nominal: String, people: [String])] {
        let started = try notes("start", meeting, at: clock)
        #expect(started.status == 0, "\(started.errors)")
        return started.output.matches(of: /(?m)^\d\d:\d\d \d+ +(n\d+) +\D+? ((?:[a-z]+\d+ ?)+)/).map { match in
            (String(match.output.1), match.output.2.split(separator: " ").map(String.init))
        }
    }

    @Test func `a meeting is noted slot by slot, and read back at the end`() throws {
        let early = try refusal("notes", "start", map, at: "2026-12-01T17:00")
        #expect(early.contains("is on Wed 2 Dec: its notes begin that day"))
        #expect(try refusal("notes", "slot", map, "n001").contains("'notes start \(map)' first"))
        #expect(try refusal("notes", "start", "map-2026-12-03").contains("the latest plan has \(map)"))
        let slots = try slots(map, at: "2026-12-02T09:30")
        #expect(slots.count > 5)
        let nominal = slots[0].nominal

        let register = try notes("register", map, "--rest-present", "--apologies", "pp1")
        #expect(register.output.contains("Apologies: pp1") && register.output.contains("Present: "))
        let slot = try notes("slot", map, nominal, "--minutes", "9", "--text", "as before", at: "2026-12-02T09:50")
        #expect(slot.output.contains("\(nominal): discussed, 9 of "))
        #expect(slot.output.contains(/Next: n\d+, planned for \d\d:\d\d; \d+ min (behind|ahead)|on time/))
        #expect(try notes("slot", map, nominal, "--deferred").output.contains("\(nominal): deferred, 9 of"))
        #expect(try refusal("notes", "slot", map, "n999").contains("there is no nominal n999"))
        #expect(try refusal("notes", "slot", map, nominal, "--present", "xx1").contains("there is no practitioner xx1"))
        #expect(try refusal("notes", "slot", map, nominal, "--minutes", "900").contains("from 0 to 480"))
        #expect(try refusal("notes", "slot", map, nominal, "--present", "po1", "--absent", "po1").contains("twice"))

        let raised = try notes("action", map, nominal, "--owner", "po1", "--due", "2026-12-04", "Ring the landlord")
        let action = try #require(raised.output.firstMatch(of: /a-[0-9a-f]{6}/)).output
        #expect(try refusal("notes", "action", map, "--owner", "po99", "x").contains("no practitioner po99"))
        let past = try refusal("notes", "action", map, "--owner", "po1", "--due", "2026-12-01", "x")
        #expect(past.contains("is before Wed 2 Dec 2026, when it was raised"))
        let end = try notes("end", map, at: "2026-12-02T11:31")
        #expect(end.output.contains("ended at 11:31") && end.output.contains("\(action)  Fri 4 Dec"))
        #expect(end.output.contains("Nothing is noted of \(slots[1].nominal)"))
        #expect(try notes("show", map).output.contains("as before"))
        let history = try Program.run(["history", "--diary", diary])
        #expect(history.output.contains("\(map): \(nominal) discussed, 9 min, with words"))
        #expect(!history.output.contains("as before") && !history.output.contains("landlord"))
    }

    @Test func `notes and action lists are written for each, recorded, and said to be late`() throws {
        let slots = try slots(map, at: "2026-12-02T09:30")
        for slot in slots { #expect(try notes("slot", map, slot.nominal, "--minutes", "4").status == 0) }
        _ = try notes("action", map, slots[0].nominal, "--owner", "po1", "Ring the landlord")
        #expect(try notes("end", map, at: "2026-12-02T11:31").status == 0)
        let issued = try notes(
            "issue", map, "--formats", "html", "--output", work.path("notes"), at: "2026-12-07T16:00")
        #expect(issued.status == 0 && issued.errors.isEmpty, "\(issued.errors)")
        let files = try work.contents(of: "notes").keys
        #expect(files.count > 10 && files.allSatisfy { $0.hasPrefix("notes-\(map)-") && $0.hasSuffix("_OS.html") })
        let permissions = try FileManager.default.attributesOfItem(atPath: work.path("notes"))[.posixPermissions]
        #expect(permissions as? Int == 0o700)
        let late = try notes("issue", map, "--formats", "html", "--output", work.path("notes"), at: "2026-12-08T09:00")
        #expect(late.errors.contains("late: the notes of \(map) were to go out by Mon 7 Dec, within 3 working days"))

        let lists = try run(
            ["actions", "issue", "--formats", "html", "--output", work.path("actions")], at: "2026-12-04T09:00")
        #expect(lists.errors.contains("were to go out by Thu 3 Dec, within 1 working day"))
        #expect(work.exists("actions/actions-po1_OS.html"))
        let elsewhere = try refusal("actions", "issue", "--formats", "html", "--output", work.path("notes"))
        #expect(elsewhere.contains("nothing was written"))
        #expect(
            try refusal("actions", "issue", "--owner", "me1", "--output", work.path("m")).contains("me1 has no open"))
        let history = try Program.run(["history", "--diary", diary])
        #expect(history.output.contains(/disclosure  issued the notes of map-2026-12-02 to .*po1/))
        #expect(history.output.contains(/disclosure  issued action lists to .*po1/))

        let minutes = try run(["notes", "minutes", "--csv"], at: "2026-12-08T09:00").output
        let rows = minutes.split(whereSeparator: \.isNewline)
        #expect(rows.first == "OFFICIAL-SENSITIVE")
        let items = rows.dropFirst(2).compactMap { Int($0.split(separator: ",")[2]) }
        #expect(items.reduce(0, +) == slots.count)
        #expect(rows.dropFirst(2).allSatisfy { $0.hasSuffix(",4.0,4.0") })
        #expect(
            try run(["notes", "minutes", "--from", "2026-12-03"], at: "2026-12-08T09:00").output.contains("No min"))
    }

    @Test func `an open action comes back, and what is closed stays closed whatever the export says`() throws {
        let before = try run(["actions", "list"], at: "2026-12-02T09:30").output
        let action = try #require(before.firstMatch(of: /(?m)^  (a\d+)/)).output.1
        #expect(before.contains("overdue"))
        let closed = try run(
            ["actions", "close", String(action), "--no-longer-applicable", "moved away"], at: "2026-12-02T09:30")
        #expect(closed.output.contains("\(action) is closed: no longer applicable"))
        #expect(try Program.run(["import", work.path("team"), "--diary", diary]).status == 0)
        #expect(try !run(["actions", "list"], at: "2026-12-02T09:30").output.contains("\(action) "))
        #expect(try refusal("actions", "close", "a999", "--done").contains("there is no action a999"))
        #expect(try refusal("actions", "close", String(action)).contains("--not-done"))
        let added = try run(
            ["actions", "add", "Order chairs", "--owner", "sw1", "--due", "2026-12-09"], at: "2026-12-02T09:30")
        #expect(added.output.contains(/Action a-[0-9a-f]{6} for sw1, due Wed 9 Dec/))
        #expect(try run(["actions", "list", "--owner", "sw1"], at: "2026-12-10T09:30").output.contains("1 overdue"))
    }

    @Test func `a decision takes effect with both services' agreement, and the plan follows`() throws {
        let clock = "2026-12-10T13:30"
        let slots = try slots(macc, at: clock)
        let nominal = try #require(slots.first { slot in slot.people.contains { $0.hasPrefix("po") } }).nominal
        func decide(_ arguments: String...) throws -> Program.Outcome {
            try run(["notes", "decide", macc, nominal] + arguments + ["--why", "talked through"], at: clock)
        }
        for (arguments, said) in [
            (["--deselect", "--police", "pp1"], "pp1 is not of the police service"),
            (["--rag", "blue"], "custody is noted with"), (["--contacts", "2"], "--contacts and --until go together"),
            (["--rag", "red", "--select"], "give one of"), (["--select", "--from", "2026-12-14"], "--from goes with"),
            (["--contacts", "1", "--until", "2026-12-01"], "--until takes a later day"),
        ] {
            let refused = try Program.run(
                ["notes", "decide", macc, nominal] + arguments + ["--why", "x", "--diary", diary], clock: clock)
            #expect(refused.status != 0 && refused.errors.contains(said), "\(refused.errors)")
        }
        let alone = try decide("--deselect", "--police", "po1", "--dissent", "too soon")
        #expect(alone.output.contains("without the agreement of probation") && alone.status == 0)
        let both = try decide("--deselect", "--police", "po1", "--probation", "pp1")
        #expect(both.status == 0, "\(both.errors)")
        #expect(both.output.contains("both services agree") && both.output.contains("From Mon 15 Mar 2027 on nothing"))
        let steps = both.output.matches(of: /: (\d) contacts? a week/).compactMap { Int($0.output.1) }
        #expect(steps.count == 3 && steps == steps.sorted(by: >) && steps.last ?? 9 <= 1)
        #expect(try refusal("notes", "decide", map, nominal, "--select", "--why", "x").contains("notes start"))

        // The export is the one from before: what was decided holds beside it, and the plan that follows is clean.
        #expect(try Program.run(["import", work.path("team"), "--diary", diary]).status == 0)
        let planned = try run(["plan", "--from", "2026-12-14", "--weeks", "1", "--iterations", "100"], at: clock)
        #expect(planned.status == 0, "\(planned.errors)")
        let booked = try export("taper").filter { $0 == nominal }.count
        #expect(booked <= steps.first ?? 0)
        let over = try run(["plan", "--from", "2027-03-15", "--weeks", "1", "--iterations", "100"], at: clock)
        #expect(over.status == 0, "\(over.errors)")
        #expect(try !export("over").contains(nominal))
        // Brought back.
        let back = try decide("--select", "--police", "po1", "--probation", "pp1")
        #expect(back.status == 0, "\(back.errors)")
        #expect(
            try run(["plan", "--from", "2027-03-15", "--weeks", "1", "--iterations", "100"], at: clock).status == 0)
    }

    /// The nominals of the contacts in an export.
    private func export(_ name: String) throws -> [String] {
        struct Plan: Decodable {
            struct Contact: Decodable { var nominal: String }
            var contacts: [Contact]
        }
        let outcome = try run(["export", "--output", work.path(name)], at: "2026-12-10T16:00")
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode(Plan.self, from: Data(contentsOf: work.url("\(name)/plan.json")))
            .contacts.map(\.nominal)
    }
}
