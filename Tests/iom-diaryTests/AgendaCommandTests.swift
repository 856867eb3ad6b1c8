import Foundation
import Testing

/// The agenda commands, on a diary with a week planned.
struct AgendaCommandTests {
    private let work: Folder
    private let diary: String
    private let meeting = "map-2026-12-02"

    init() throws {
        work = try Folder()
        diary = work.path("team.diary")
        _ = try Program.run(["sample", work.path("team"), "--nominals", "18"])
        #expect(try Program.run(["import", work.path("team"), "--diary", diary]).status == 0)
        #expect(try Program.run(["plan", "--diary", diary, "--from", "2026-11-30", "--weeks", "1"]).status == 0)
    }

    private func agenda(_ arguments: String...) throws -> Program.Outcome {
        try Program.run(["agenda"] + arguments + ["--diary", diary])
    }

    /// The slots that `show` prints: time and nominal.
    private func slots() throws -> [(time: String, nominal: String)] {
        try agenda("show", meeting).output.matches(of: /(?m)^(\d\d:\d\d) \d+ +(n\d+)/)
            .map { (String($0.output.1), String($0.output.2)) }
    }

    @Test func `show gives every slot with its reason, and who comes when`() throws {
        let shown = try agenda("show", meeting)
        #expect(shown.status == 0)
        #expect(try slots().count > 5)
        #expect(shown.output.contains("Proven the best by: people absent"))
        #expect(shown.output.contains("Who comes when"))
        #expect(shown.output.contains(/needed for \d+, saved \d+/))
        let history = try Program.run(["history", "--diary", diary])
        #expect(history.output.contains("looked at the agenda of \(meeting)"))
    }

    @Test func `a pinned slot is where it is pinned, and stays there when others change`() throws {
        let last = try #require(try slots().last)
        #expect(try agenda("pin", meeting, last.nominal, "--place", "1").status == 0)
        #expect(try slots().first?.nominal == last.nominal)
        #expect(try agenda("issue", meeting).status == 0)
        #expect(try agenda("decline", meeting, "pp1").status == 0)
        #expect(try slots().first?.nominal == last.nominal)
        #expect(try agenda("unpin", meeting, last.nominal).status == 0)
    }

    @Test func `after issue a refusal moves nobody who need not be moved, and is said`() throws {
        #expect(try agenda("issue", meeting).status == 0)
        let before = try slots().map(\.time)
        let declined = try agenda("decline", meeting, "pp1")
        #expect(declined.status == 0)
        #expect(declined.output.contains("0 people come at another time"))
        #expect(declined.output.contains("now not expected"))
        #expect(declined.output.contains("ask for a written update"))
        #expect(try slots().map(\.time) == before)
        let back = try agenda("attend", meeting, "pp1")
        #expect(back.output.contains("0 people come at another time"))
        #expect(!back.output.contains("Since it was issued"))
    }

    @Test func `what cannot be kept is refused, and nothing is changed`() throws {
        let before = try slots()
        let nominal = try #require(before.first?.nominal)
        let refused = try agenda("pin", meeting, nominal, "--at", "06:00")
        #expect(refused.status != 0)
        #expect(refused.errors.contains("no order of the slots keeps this, and nothing was changed"))
        #expect(try agenda("pin", "map-2026-12-03", nominal, "--place", "1").errors.contains("has no meeting"))
        #expect(try agenda("pin", meeting, "n999", "--place", "1").errors.contains("there is no nominal n999"))
        #expect(try agenda("unpin", meeting, nominal).errors.contains("is not pinned"))
        #expect(try agenda("attend", meeting, "pp1").errors.contains("neither a window nor declined"))
        let late = try agenda("pin", meeting, nominal, "--at", "11:58")
        #expect(late.errors.contains("no order of the slots keeps this"), "\(late.errors)")
        #expect(try agenda("decline", meeting, "xx9").errors.contains("no practitioner xx9"))
        #expect(try agenda("pin", meeting, nominal, "--at", "25:00").errors.contains("such as 09:30"))
        #expect(try agenda("window", meeting, "pp1", "--from", "11:00", "--until", "10:00").status != 0)
        let after = try slots()
        #expect(after.map(\.nominal) == before.map(\.nominal) && after.map(\.time) == before.map(\.time))
    }

    @Test func `a late exception has a slot after the next import, and few people's times move for it`() throws {
        #expect(try agenda("issue", meeting).status == 0)
        let before = try slots()
        let exceptions = URL(fileURLWithPath: work.path("team/exceptions.csv"))
        let nominals = try String(contentsOf: URL(fileURLWithPath: work.path("team/nominals.csv")), encoding: .utf8)
        let absent = nominals.matches(of: /(?m)^(n\d+),/).map { String($0.output.1) }
            .first { nominal in !before.contains { $0.nominal == nominal } }
        let late = try #require(absent)
        var text = try String(contentsOf: exceptions, encoding: .utf8)
        let header = try #require(text.split(whereSeparator: \.isNewline).first).split(separator: ",").map(String.init)
        let values = ["nominal": late, "on": "2026-11-30", "kind": "arrest"]
        text += header.map { values[$0.trimmingCharacters(in: .whitespaces)] ?? "" }.joined(separator: ",") + "\r\n"
        try text.write(to: exceptions, atomically: true, encoding: .utf8)
        let imported = try Program.run(["import", work.path("team"), "--diary", diary])
        #expect(imported.status == 0, "\(imported.errors)")
        let revised = try agenda("revise", meeting)
        #expect(revised.status == 0)
        #expect(revised.output.contains("By this:"))
        #expect(revised.output.contains("new on the agenda"))
        let after = try slots()
        #expect(after.contains { $0.nominal == late })
        // Whoever had a slot keeps one.
        #expect(before.allSatisfy { old in after.contains { $0.nominal == old.nominal } })
    }

    @Test func `items are arranged by hand, and stay so when the weeks are planned again`() throws {
        let order = try slots().map(\.nominal)
        let nominal = order[1]
        #expect(try agenda("move", meeting, nominal, "--up").status == 0)
        #expect(try slots().prefix(2).map(\.nominal) == [nominal, order[0]])
        #expect(try slots().dropFirst(2).map(\.nominal) == Array(order.dropFirst(2)))
        #expect(try agenda("move", meeting, nominal, "--up").errors.contains("is the first at \(meeting)"))
        let longer = try agenda("minutes", meeting, nominal, "20")
        #expect(longer.output.contains("min needed of") && longer.output.contains("partners are expected for"))
        let last = try #require(order.last)
        #expect(try agenda("remove", meeting, last).errors.contains("say why"))
        #expect(try agenda("remove", meeting, last, "--reason", "in hospital").status == 0)
        #expect(try Program.run(["import", work.path("team"), "--diary", diary]).status == 0)
        #expect(try Program.run(["plan", "--diary", diary, "--from", "2026-11-30", "--weeks", "1"]).status == 0)
        let shown = try agenda("show", meeting).output
        #expect(shown.contains("removed: in hospital") && shown.contains("20 min"))
        #expect(try slots().first?.nominal == nominal)
        #expect(try !slots().contains { $0.nominal == last })
        #expect(try agenda("remove", meeting, last, "--back").status == 0)
        #expect(try slots().contains { $0.nominal == last })
        #expect(try agenda("minutes", meeting, nominal, "61").errors.contains("1 to 60 min"))
        #expect(try agenda("add", meeting, last, "--reason", "so").errors.contains("has a slot"))
        #expect(try agenda("reorder", meeting).status == 0)
        #expect(try agenda("reorder", meeting).errors.contains("no slot of \(meeting) was moved by hand"))
        let history = try Program.run(["history", "--diary", diary]).output
        #expect(history.contains("\(last) was removed by hand") && !history.contains("in hospital"))
    }
}
