import Foundation
import Testing

/// What changes after the plan is out: each command, on a diary with two weeks planned.
struct ChangeCommandTests {
    private let work: Folder
    private let diary: String

    init() throws {
        work = try Folder()
        diary = work.path("team.diary")
        _ = try Program.run("sample", work.path("team"), "--nominals", "18")
        try #require(try Program.run("import", work.path("team"), "--diary", diary).status == 0)
        try #require(try Program.run("plan", "--diary", diary, "--from", "2026-11-30", "--weeks", "2").status == 0)
        try export("published")
    }

    private struct Plan: Decodable {
        struct Contact: Decodable, Equatable {
            var contact: String
            var nominal: String
            var kind: String
            var start: String
            var practitioners: [String]
            var location: String
            var status: String
        }
        struct Score: Decodable {
            var moved: Int
        }
        var contacts: [Contact]
        var score: Score
    }

    @discardableResult
    private func export(_ name: String) throws -> Plan {
        let outcome = try Program.run("export", "--diary", diary, "--formats", "html", "--output", work.path(name))
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode(Plan.self, from: Data(contentsOf: work.url("\(name)/plan.json")))
    }

    private func run(_ arguments: String...) throws -> Program.Outcome {
        try Program.run(arguments + ["--diary", diary])
    }

    private func published() throws -> Plan {
        try JSONDecoder().decode(Plan.self, from: Data(contentsOf: work.url("published/plan.json")))
    }

    /// The references of nominals by their rows of the caseload.
    private func nominals(_ isMeant: (String) -> Bool) throws -> [String] {
        try String(contentsOf: work.url("team/nominals.csv"), encoding: .utf8).split(separator: "\r\n").map(String.init)
            .filter(isMeant).compactMap { $0.split(separator: ",").first.map(String.init) }
    }

    /// Holds the plan as it is now against the rules, for a folder that says what the diary was told.
    private func check(_ change: String...) throws {
        guard Shared.isHere else { return }
        try export("after")
        let changed = try Program.python(
            [oracle("changed_folder.py"), work.path("team"), work.path("published/plan.json")] + change)
        try #require(changed.status == 0, "\(changed.errors)")
        let checked = try Program.python([Shared.checker, work.path("team"), work.path("after/plan.json")])
        #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
    }

    @Test func `an absence: what they had then is booked anew, and nothing else moves that need not`() throws {
        let before = try published()
        let busiest = try #require(
            Dictionary(grouping: before.contacts.filter { $0.start.hasPrefix("2026-12-01") }.flatMap(\.practitioners)) {
                $0
            }.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.key)
        let told = try run("absence", "add", busiest, "--from", "2026-12-01", "--until", "2026-12-01")
        #expect(told.status == 0, "\(told.errors)")
        #expect(told.output.contains("Noted as number 1: \(busiest) is away on 2026-12-01"))
        #expect(told.output.contains("Tue 1 Dec"))
        let after = try export("later")
        #expect(!after.contacts.contains { $0.start.hasPrefix("2026-12-01") && $0.practitioners.contains(busiest) })
        let theirs = Set(
            before.contacts.filter { $0.start.hasPrefix("2026-12-01") && $0.practitioners.contains(busiest) }
                .map(\.contact))
        #expect(after.score.moved >= theirs.count)
        try check("absence", busiest, "2026-12-01T00:00", "2026-12-02T00:00")

        #expect(try run("absence", "list").output.contains("1  \(busiest) is away"))
        #expect(try run("absence", "remove", "1").output.contains("Taken back"))
        #expect(try run("absence", "list").output.contains("nothing noted"))
        #expect(try run("absence", "remove", "1").errors.contains("there is no notice 1"))
    }

    @Test func `a recall: contacts from that day on are off, confirmed ones too, and the MAP discusses it`() throws {
        let before = try published()
        let free = try nominals { !$0.contains(",blue,") }
        let contact = try #require(
            before.contacts.last { $0.status == "planned" && free.contains($0.nominal) && $0.kind == "joint_visit" })
        #expect(try run("contact", "confirm", contact.contact).status == 0)
        let early = try run("nominal", "recall", contact.nominal, "--on", "2026-12-01")
        #expect(early.status == 65 && early.errors.contains("once it has happened"))
        let told = try run("nominal", "recall", contact.nominal, "--on", "2026-11-27")
        #expect(told.status == 0, "\(told.errors)")
        #expect(told.output.contains("no longer booked"))
        let after = try export("later")
        #expect(!after.contacts.contains { $0.nominal == contact.nominal })
        #expect(try run("agenda", "show", "map-2026-12-02").output.contains("\(contact.nominal)"))
        let again = try run("nominal", "recall", contact.nominal, "--on", "2026-11-27")
        #expect(again.status == 65 && again.errors.contains("in custody already"))
    }

    @Test func `a release brought forward: the day's joint visit is due and booked`() throws {
        let inCustody = try #require(try nominals { $0.contains(",blue,") }.first)
        let told = try run("nominal", "release", inCustody, "--on", "2026-12-08")
        #expect(told.status == 0, "\(told.errors)")
        #expect(told.output.contains("new:") || told.output.contains("Short by this"))
        try check("release", inCustody, "2026-12-08")
        let other = try #require(try nominals { $0.contains(",red,") }.first)
        #expect(try run("nominal", "release", other, "--on", "2026-12-08").errors.contains("is not in custody"))
    }

    @Test func `a nominal who cannot be seen on a day is seen on another`() throws {
        let contact = try #require(try published().contacts.first { $0.status == "planned" })
        let day = String(contact.start.prefix(10))
        let told = try run("nominal", "unavailable", contact.nominal, "--on", day)
        #expect(told.status == 0, "\(told.errors)")
        #expect(try !export("later").contacts.contains { $0.nominal == contact.nominal && $0.start.hasPrefix(day) })
        try check("unavailable", contact.nominal, day)
    }

    @Test func `a contact called off is not booked at the same time again`() throws {
        let contact = try #require(try published().contacts.first { $0.status == "planned" })
        let told = try run("contact", "cancel", contact.contact, "--reason", "called to court")
        #expect(told.status == 0 && told.output.contains("is called off"), "\(told.errors)")
        #expect(try !export("later").contacts.contains { $0.nominal == contact.nominal && $0.start == contact.start })
        #expect(try run("contact", "cancel", contact.contact, "--reason", "again").errors.contains("has its outcome"))
        #expect(try run("contact", "cancel", contact.contact, "--reason", " ").status == 64)
        #expect(!(try run("history").output.contains("court")))
        try check("cancel", contact.contact)
    }

    @Test func `a declined visit is found another time, or somebody else`() throws {
        let contact = try #require(
            try published().contacts.first { $0.status == "planned" && $0.kind == "joint_visit" })
        let who = contact.practitioners[0]
        #expect(try run("contact", "decline", contact.contact, "--by", who).status == 0)
        let now = try export("later").contacts.first { $0.contact == contact.contact }
        #expect(now?.start != contact.start || now?.practitioners.contains(who) == false)
        #expect(try run("contact", "decline", contact.contact, "--by", "xx1").errors.contains("is not to be at"))
    }

    @Test func `a move by hand is held against the rules, and what is moved stays`() throws {
        let contact = try #require(try published().contacts.first { $0.status == "planned" && $0.kind == "office" })
        let refused = try run("contact", "move", contact.contact, "--to", "2026-12-02T06:00")
        #expect(refused.status == 65)
        #expect(refused.errors.contains("R12") && refused.errors.contains("nothing was changed"))
        #expect(try export("later").contacts == published().contacts)

        // Somewhere a rule lets it be: the first quarter of an hour that is taken.
        var moved: String?
        for hour in 9..<17 where moved == nil {
            let time = "2026-12-03T\(hour < 10 ? "0" : "")\(hour):15"
            if try run("contact", "move", contact.contact, "--to", time).status == 0 { moved = time }
        }
        let start = try #require(moved)
        #expect(try run("replan").status == 0)
        let now = try #require(try export("again").contacts.first { $0.contact == contact.contact })
        #expect(now.start == start && now.status == "confirmed")
        #expect(try run("contact", "move", contact.contact).status == 64)
        #expect(try run("contact", "move", contact.contact, "--to", "2027-02-01T10:00").errors.contains("outside"))
        #expect(try run("contact", "move", contact.contact, "--to", "2026-11-26T10:00").status == 65)
        #expect(try run("contact", "move", "v-none", "--to", start).errors.contains("there is no contact v-none"))
    }

    @Test func `nothing has changed: nothing moves`() throws {
        let told = try run("replan")
        #expect(told.output.contains("Nothing else in the plan had to change."), "\(told.output)\(told.errors)")
        #expect(try export("later").contacts == published().contacts)
    }
}
