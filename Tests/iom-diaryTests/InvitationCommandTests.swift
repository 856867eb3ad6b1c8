import Foundation
import Testing

/// Invitations out and answers in, on a diary with two weeks planned.
struct InvitationCommandTests {
    private let work: Folder
    private let diary: String

    init() throws {
        work = try Folder()
        diary = work.path("team.diary")
        _ = try Program.run("sample", work.path("team"), "--nominals", "18")
        let policy = work.url("team/policy.yaml")
        let text = try String(contentsOf: policy, encoding: .utf8)
        try (text + "\ninvitations: {organiser: iom@aldermoor-police.example, name: Aldermoor IOM}\n")
            .write(to: policy, atomically: true, encoding: .utf8)
        let imported = try Program.run("import", work.path("team"), "--diary", diary)
        try #require(imported.status == 0, "\(imported.errors)")
        try plan(from: "2026-11-30")
    }

    private func plan(from monday: String) throws {
        let planned = try Program.run(
            "plan", "--diary", diary, "--from", monday, "--weeks", "2", "--iterations", "100")
        try #require(planned.status == 0, "\(planned.errors)")
    }

    private func run(_ arguments: String...) throws -> Program.Outcome {
        try Program.run(arguments + ["--diary", diary])
    }

    /// Sends what there is, and answers with the names of the mails.
    private func send(_ folder: String) throws -> Set<String> {
        let sent = try run("invitations", "send", "--invitations", work.path(folder))
        #expect(sent.status == 0, "\(sent.errors)")
        return Set(try work.contents(of: folder).keys)
    }

    /// An answer to a mail, as a mail program writes it.
    private func reply(_ mail: String, _ answer: String, _ more: String...) throws -> Program.Outcome {
        let written = try Program.python([oracle("reply.py"), work.path(mail), answer] + more)
        try #require(written.status == 0, "\(written.errors)")
        try Data(written.output.utf8).write(to: work.url("reply.eml"))
        return try run("invitations", "reply", work.path("reply.eml"))
    }

    /// What was done, without that somebody looked at the history.
    private func history() throws -> String {
        try run("history").output.split(separator: "\n").filter { !$0.contains("of the history's entries") }
            .joined(separator: "\n")
    }

    /// The one line that tells of a person's invitation.
    private func listed(_ who: String, _ event: String) throws -> String {
        let lines = try run("invitations", "list").output.split(separator: "\n").map(String.init)
        return try #require(lines.first { $0.hasPrefix("\(who) ") && $0.contains(" \(event) ") })
    }

    private func isBooked(_ contact: String, with who: String, in export: String) throws -> Bool {
        struct Plan: Decodable {
            struct Contact: Decodable {
                var contact: String
                var practitioners: [String]
            }
            var contacts: [Contact]
        }
        let exported = try run("export", "--formats", "html", "--output", work.path(export))
        try #require(exported.status == 0, "\(exported.errors)")
        let plan = try JSONDecoder().decode(Plan.self, from: Data(contentsOf: work.url("\(export)/plan.json")))
        return plan.contacts.contains { $0.contact == contact && $0.practitioners.contains(who) }
    }

    // MARK: Out

    @Test(arguments: ["2026-11-30", "2027-03-22"])
    func `every mail asks one person to what the plan has them at, by two parsers of others`(monday: String) throws {
        if monday != "2026-11-30" { try plan(from: monday) }
        let exported = try run("export", "--formats", "html", "--output", work.path("plan"))
        try #require(exported.status == 0, "\(exported.errors)")
        var issued: [String] = []
        for path in try work.contents(of: "plan/agendas").keys.sorted() where path.contains("/running-order") {
            issued.append(String(path.prefix { $0 != "/" }))
            #expect(try run("agenda", "issue", issued.last ?? "").status == 0)
        }
        _ = try send("mails")
        let check = try Program.python(
            [oracle("invitations.py"), work.path("mails"), work.path("plan"), work.path("team")] + issued)
        #expect(check.status == 0, "\(check.output)\(check.errors)")
        if monday != "2026-11-30" { #expect(check.output.contains("2 offsets"), "\(check.output)") }
    }

    @Test func `nobody is sent anything twice, and only its owner can read a mail`() throws {
        let first = try send("first")
        #expect(first.count > 20 && first.allSatisfy { $0.hasSuffix(".0.eml") })
        #expect(try send("second").isEmpty)
        let mail = work.path("first/\(try #require(first.first))")
        let mode = try FileManager.default.attributesOfItem(atPath: mail)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try history().contains("disclosure  sent "))
    }

    @Test func `a mail program that stops taking mails is sent the rest the next time`() throws {
        let (program, spool) = (work.path("sendmail"), work.path("spool"))
        try FileManager.default.createDirectory(atPath: spool, withIntermediateDirectories: true)
        let script = """
            #!/bin/sh
            [ "$*" = "-t -i -f iom@aldermoor-police.example" ] || exit 64
            number=$(ls '\(spool)' | wc -l)
            [ "$number" -lt 5 ] || [ -e '\(spool)/open' ] || exit 75
            cat > '\(spool)'/$number.$$
            """
        try script.write(toFile: program, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
        let stopped = try run("invitations", "send", "--sendmail-program", program)
        #expect(stopped.status == 75 && stopped.errors.contains("ended with status 75"), "\(stopped.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: spool).count == 5)
        #expect(try run("invitations", "list").output.split(separator: "\n").count == 5)
        try Data().write(to: work.url("spool/open"))
        #expect(try run("invitations", "send", "--sendmail-program", program).status == 0)
        let mails = try work.contents(of: "spool").values.filter { !$0.isEmpty }
        let ids = mails.compactMap { mail in
            String(decoding: mail, as: UTF8.self).split(separator: "\r\n").first { $0.hasPrefix("Message-ID:") }
        }
        #expect(Set(ids).count == mails.count && mails.count > 20)
        #expect(try run("invitations", "send", "--sendmail-program", work.path("none")).errors.contains("no program"))
    }

    @Test func `a move is told with a higher sequence, a cancellation cancelled, each to those it concerns`() throws {
        let mails = try send("first")
        let contact = try #require(mails.sorted().first { $0.hasPrefix("pp") })
        let (who, event) = (String(contact.split(separator: ".")[0]), String(contact.split(separator: ".")[1]))
        let off = try run("contact", "cancel", event, "--reason", "called to court")
        #expect(off.status == 0 && off.output.contains("not been sent what is new"), "\(off.output)\(off.errors)")
        let changes = try send("changes")
        #expect(changes.contains("\(who).\(event).1.eml"))
        let mail = try String(contentsOf: work.url("changes/\(who).\(event).1.eml"), encoding: .utf8)
        #expect(mail.contains("method=CANCEL") && mail.contains("This is off."))
        #expect(!mail.contains("court"))
        #expect(try listed(who, event).contains("called off"))

        // Somewhere a rule lets another be: the first quarter of an hour that is taken.
        let other = try #require(mails.sorted().last { $0.hasPrefix("pp") && !$0.hasPrefix("\(who).\(event).") })
        let moved = String(other.dropLast(".0.eml".count))
        let hours = (9..<17).map { $0 < 10 ? "0\($0)" : "\($0)" }
        let isMoved = try hours.contains { hour in
            let id = String(moved.split(separator: ".")[1])
            return try run("contact", "move", id, "--to", "2026-12-08T\(hour):15").status == 0
        }
        try #require(isMoved)
        #expect(try send("moves").contains("\(moved).1.eml"))
        let change = try String(contentsOf: work.url("moves/\(moved).1.eml"), encoding: .utf8)
        #expect(change.contains("method=REQUEST") && change.contains("This has changed:") && change.contains("Was:   "))
    }

    @Test func `a rehearsal counts what each person would get, and sends and remembers nothing`() throws {
        let (before, revision) = (try history(), try run("invitations", "list").output)
        let rehearsed = try run("invitations", "send", "--dry-run")
        #expect(rehearsed.status == 0, "\(rehearsed.errors)")
        #expect(revision == "nobody has been sent an invitation\n")
        #expect(try history().split(separator: "\n").count == before.split(separator: "\n").count + 1)
        let mails = try send("out")
        let each = Dictionary(grouping: mails) { String($0.prefix { $0 != "." }) }.mapValues(\.count)
        let most = try #require(each.values.max())
        var lines = rehearsed.output.split(separator: "\n").map(String.init)
        #expect(
            lines.removeFirst() == "Nothing is sent. \(mails.count) mails to \(each.count) people: \(mails.count) "
                + "invitations, 0 changes, 0 cancellations; at most \(most) to one person")
        let told = lines.map { $0.split(separator: " ").map(String.init) }
        #expect(told == each.sorted { $0.key < $1.key }.map { [$0.key, "\($0.value)"] })
    }

    @Test func `one person, or one meeting, can be sent theirs alone`() throws {
        let one = try run("invitations", "send", "--only", "po1", "--invitations", work.path("one"))
        #expect(one.status == 0 && one.output.contains("people have not been sent what is new"), "\(one.errors)")
        let mails = try work.contents(of: "one").keys
        #expect(!mails.isEmpty && mails.allSatisfy { $0.hasPrefix("po1.") })
        let issued = try run("agenda", "issue", "map-2026-12-02", "--invitations", work.path("meeting"))
        #expect(issued.status == 0, "\(issued.errors)")
        let meeting = try work.contents(of: "meeting").keys
        #expect(!meeting.isEmpty && meeting.allSatisfy { $0.contains(".map-2026-12-02.") })
        let nobody = try run("invitations", "send", "--only", "nobody", "--dry-run")
        #expect(nobody.status == 65 && nobody.errors.contains("there is no practitioner nobody"))
    }

    @Test func `without a mailbox to come from, or a place to go to, nothing is sent`() throws {
        let nowhere = try run("invitations", "send")
        #expect(nowhere.status == 64 && nowhere.errors.contains("--sendmail"))
        // Once it took a path, and what was given it must not be lost without a word.
        let path = try run("invitations", "send", "--sendmail=/bin/true")
        #expect(path.status == 64 && path.errors.contains("--sendmail"))
        let both = try run("invitations", "send", "--sendmail", "--sendmail-program", "/bin/true")
        #expect(both.status == 64 && both.errors.contains("give one of"))
        let wrong = try run(
            "invitations", "send", "--invitations", work.path("x"), "--organiser", "a@b.example\nBcc: c")
        #expect(wrong.status == 64)
        let bare = work.path("bare.diary")
        _ = try Program.run("sample", work.path("other"), "--nominals", "12")
        #expect(try Program.run("import", work.path("other"), "--diary", bare).status == 0)
        let noPlan = try Program.run(
            "invitations", "send", "--diary", bare, "--invitations", work.path("x"), "--organiser", "a@b.example")
        #expect(noPlan.status == 65 && noPlan.errors.contains("no plan yet"))
        let noMailbox = try Program.run("invitations", "send", "--diary", bare, "--invitations", work.path("x"))
        #expect(noMailbox.status == 64 && noMailbox.errors.hasSuffix("and import the folder again.\n"))
        #expect(noMailbox.errors.contains("--organiser") && !noMailbox.errors.contains("Usage:"))
        #expect(
            try Program.run("invitations", "list", "--diary", bare).output == "nobody has been sent an invitation\n")
    }

    // MARK: In

    @Test(arguments: ["outlook", "google", "thunderbird"])
    func `an acceptance is noted once, whoever wrote it`(program: String) throws {
        let mail = try #require(try send("out").sorted().first)
        let parts = mail.split(separator: ".").map(String.init)
        let told = try reply("out/\(mail)", "ACCEPTED", program)
        #expect(told.status == 0 && told.output.contains("\(parts[0]) has accepted: \(parts[1])"), "\(told.errors)")
        #expect(try listed(parts[0], parts[1]).contains("has accepted"))
        #expect(try reply("out/\(mail)", "ACCEPTED", program).output.contains("known already"))
        let piped = try Program.run(
            ["invitations", "reply", "-", "--diary", diary], input: work.url("reply.eml"))
        #expect(piped.status == 0 && piped.output.contains("known already"), "\(piped.errors)")
    }

    @Test func `a contact declined is planned again at once`() throws {
        let mail = try #require(try send("out").sorted().first { $0.hasPrefix("po") })
        let parts = mail.split(separator: ".").map(String.init)
        let told = try reply("out/\(mail)", "DECLINED", "outlook")
        #expect(told.status == 0, "\(told.errors)")
        #expect(told.output.contains("\(parts[0]) has declined: \(parts[1])"))
        #expect(told.output.contains("planned again in") && told.output.contains("not been sent what is new"))
        #expect(try history().contains("\(parts[0]) declined \(parts[1])"))
        #expect(try run("absence", "list").output.contains("\(parts[0]) is away"))
        let again = try reply("out/\(mail)", "DECLINED", "outlook")
        #expect(again.status == 0 && again.output.contains("known already"))
        if try !isBooked(parts[1], with: parts[0], in: "after") {
            // They know: nothing is sent, and asked again they would be told.
            #expect(!(try send("later").contains { $0.hasPrefix("\(parts[0]).\(parts[1]).") }))
        }
    }

    @Test func `a meeting declined frees their slots, as though it had been noted by hand`() throws {
        let issued = try run("agenda", "issue", "map-2026-12-02", "--invitations", work.path("out"))
        #expect(issued.status == 0, "\(issued.errors)")
        let mails = try work.contents(of: "out").keys.filter { $0.contains(".map-2026-12-02.") }.sorted()
        let mail = try #require(mails.first)
        let who = String(mail.split(separator: ".")[0])
        let told = try reply("out/\(mail)", "DECLINED", "google")
        #expect(told.status == 0 && told.output.contains("\(who) has declined: map-2026-12-02"), "\(told.errors)")
        #expect(told.output.contains("now not expected"), "\(told.output)")
        let shown = try run("agenda", "show", "map-2026-12-02").output
        #expect(!shown.split(separator: "\n").contains { $0.hasPrefix("  \(who) ") })
        let other = try #require(mails.last)
        #expect(try reply("out/\(other)", "TENTATIVE").status == 0)
        #expect(try run("agenda", "show", "map-2026-12-02").output.contains("; may come"))
        // Only once the agenda is issued again are others told of their new times, and nobody who declined.
        let revised = try run("agenda", "issue", "map-2026-12-02", "--invitations", work.path("revised"))
        #expect(revised.status == 0)
        let changes = try work.contents(of: "revised").keys.filter { $0.contains(".map-2026-12-02.") }
        #expect(changes.allSatisfy { $0.hasSuffix(".1.eml") && !$0.hasPrefix("\(who).") })
    }

    @Test func `a proposal is listed with the command that would follow it, and moves nothing`() throws {
        let mail = try #require(try send("out").sorted().first { $0.hasPrefix("po") })
        let parts = mail.split(separator: ".").map(String.init)
        let told = try reply("out/\(mail)", "2026-12-03T14:00", "outlook")
        let command = "iom-diary contact move \(parts[1]) --to 2026-12-03T14:00 --diary \(diary)"
        #expect(told.status == 0 && told.output.contains(command), "\(told.output)\(told.errors)")
        #expect(try run("invitations", "list").output.contains(command))
        #expect(try isBooked(parts[1], with: parts[0], in: "after"))
        #expect(try send("later").isEmpty)
    }

    @Test func `each of several mails is judged by itself, and the worst tells the status`() throws {
        let mails = try send("out").sorted().prefix(2)
        for (number, mail) in mails.enumerated() {
            let written = try Program.python([oracle("reply.py"), work.path("out/\(mail)"), "ACCEPTED"])
            try Data(written.output.utf8).write(to: work.url("\(number).eml"))
        }
        try Data("From: a@b.example\r\n\r\nHello".utf8).write(to: work.url("words.eml"))
        let some = try run(
            "invitations", "reply", work.path("0.eml"), work.path("words.eml"), work.path("none.eml"),
            work.path("1.eml"))
        #expect(some.status == 66, "\(some.errors)")
        #expect(some.errors.contains("\(work.path("words.eml")):\niom-diary: nothing was changed: the mail holds no"))
        #expect(try run("invitations", "list").output.split(separator: "has accepted").count == 3)
        let rest = try run("invitations", "list", "--unanswered").output.split(separator: "\n")
        #expect(try rest.count == run("invitations", "list").output.split(separator: "\n").count - 2)
        #expect(try run("invitations", "list", "--proposals").output == "no such invitation\n")
    }

    @Test func `what is written with an answer is shown, without the name of a nominal`() throws {
        let mail = try #require(try send("out").sorted().first)
        let parts = mail.split(separator: ".").map(String.init)
        let rows = try String(contentsOf: work.url("team/nominals.csv"), encoding: .utf8).split(separator: "\r\n")
            .flatMap { $0.split(separator: "\n") }.map { $0.split(separator: ",").map(String.init) }
        let family = try #require(rows.first?.firstIndex(of: "family_name"))
        let (id, name) = (rows[1][0], rows[1][family])
        let told = try reply("out/\(mail)", "TENTATIVE", "comment=\u{1B}[2JOnly if\n\(name) does, from 10")
        #expect(told.status == 0, "\(told.errors)")
        let listed = try run("invitations", "list", "--only", parts[0]).output
        for output in [told.output, listed] {
            #expect(!output.contains(name) && !output.contains("\u{1B}"))
            #expect(output.contains("  they write: [2JOnly if ") && output.contains(id), "\(output)")
        }
        #expect(listed.contains("may come, sent Fri 27 Nov 09:00"))
    }

    @Test func `who accepts what is off is not thought to come`() throws {
        let mail = try #require(try send("out").sorted().first)
        let parts = mail.split(separator: ".").map(String.init)
        #expect(try run("contact", "cancel", parts[1], "--reason", "court").status == 0)
        let told = try reply("out/\(mail)", "ACCEPTED")
        #expect(told.output.contains(", which is off; the cancellation has not been sent yet."), "\(told.output)")
    }

    @Test func `a time outside somebody's hours is met with no command that would be refused`() throws {
        let mail = try #require(try send("out").sorted().first { $0.hasPrefix("po") })
        let sunday = try reply("out/\(mail)", "2026-12-06T14:00")
        #expect(sunday.output.contains("that is outside the hours of "), "\(sunday.output)\(sunday.errors)")
        #expect(!sunday.output.contains("contact move"))
    }

    @Test func `what is forged or stale changes nothing, and the history says so`() throws {
        let mail = try #require(try send("out").sorted().first)
        let parts = mail.split(separator: ".").map(String.init)
        let before = try listed(parts[0], parts[1])
        for lie in ["from=evil@else.example", "sequence=7"] {
            let refused = try reply("out/\(mail)", "DECLINED", "outlook", lie)
            #expect(refused.status == 65 && refused.errors.contains("nothing was changed"), "\(refused.errors)")
        }
        let delegated = try reply("out/\(mail)", "DELEGATED")
        #expect(delegated.status == 65 && delegated.errors.contains("who goes is for the team to say"))
        try Data("From: a@b.example\r\n\r\nI cannot come, says Gareth Evans.".utf8).write(to: work.url("words.eml"))
        #expect(try run("invitations", "reply", work.path("words.eml")).errors.contains("holds no calendar"))
        try Data(count: 1_100_000).write(to: work.url("large.eml"))
        #expect(try run("invitations", "reply", work.path("large.eml")).errors.contains("more than 1000000"))
        let none = try run("invitations", "reply", work.path("none.eml"))
        #expect(none.status == 66 && none.errors.hasSuffix("none.eml: There is no such file, or it may not be read.\n"))
        let folder = try run("invitations", "reply", work.path("out"))
        #expect(folder.status == 66 && folder.errors.contains("It is a folder"))
        #expect(try listed(parts[0], parts[1]) == before)
        let refusals = try history().split(separator: "\n").filter { $0.contains("refused a reply: ") }
        #expect(refusals.count == 5 && !refusals.contains { $0.contains("Gareth") || $0.contains("evil") })
    }
}
