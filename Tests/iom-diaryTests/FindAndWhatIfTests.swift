import Foundation
import Testing

struct FindAndWhatIfTests {
    @Test func `a time is found, or it is said why not, and the diary notes who looked`() throws {
        let folder = try Folder()
        let diary = folder.path("diary")
        try Program.run("sample", folder.path("team"), "--nominals", "52")
        try #require(try Program.run("import", folder.path("team"), "--diary", diary).status == 0)
        let plan = try Program.run(
            "plan", "--diary", diary, "--from", "2026-11-30", "--weeks", "2", "--iterations", "1000")
        try #require(plan.status == 0, "\(plan.errors)")
        func find(_ nominal: String, _ kind: String, _ week: String) throws -> Program.Outcome {
            try Program.run("find", "--nominal", nominal, "--kind", kind, "--week", week, "--diary", diary)
        }
        let found = try find("n014", "joint_visit", "2026-12-09")
        #expect(found.status == 0 && found.output.contains("in the week of Mon 7 Dec"), "\(found.errors)")
        #expect(found.output.contains(" Dec ") && found.output.contains("travel"))
        // The command that it prints books it.
        let command = try #require(found.output.firstMatch(of: /iom-diary (contact book .*)/)?.1)
        let arguments = command.split(separator: " ").map { $0.filter { $0 != "'" } }
        let booked = try Program.run(arguments.map { String($0) })
        #expect(booked.status == 0 && booked.output.contains("and confirmed."), "\(booked.output)\(booked.errors)")
        let again = try Program.run(arguments.map { String($0) })
        #expect(again.status == 65, "\(again.output)")
        let none = try find("n015", "joint_visit", "2026-11-30")
        #expect(none.output.hasPrefix("No time for a joint visit with n015"), "\(none.output)")
        #expect(none.output.contains("pp6: no calendar on record") && none.output.contains("po2.ics"))
        let beyond = try find("n014", "office", "2027-01-04")
        #expect(beyond.status == 0 && beyond.output.hasPrefix("Unknown: "), "\(beyond.output)")
        #expect(try find("n999", "office", "2026-12-07").status == 65)
        let kind = try find("n014", "dinner", "2026-12-07")
        #expect(kind.status == 65 && kind.errors.contains("joint_visit"), "\(kind.errors)")

        let table = try Program.run("what-if", "--best", "3", "--diary", diary)
        // Nobody holds the post of pp6, without whom n015's visits fall short.
        #expect(table.status == 0, "\(table.errors)")
        #expect(table.output.contains("No single hour more of anybody"), "\(table.output)")
        #expect(table.output.contains("n015: Joint visit missing: pp6 has no working time"), "\(table.output)")
        let hours = try Program.run("what-if", "--extra", "pp6=mon:09:00-17:00", "--diary", diary)
        #expect(hours.output.contains("Shortfalls cleared:\n  n015"), "\(hours.output)\(hours.errors)")
        let history = try Program.run("history", "--diary", diary).output
        #expect(history.contains("consultation  looked for a time for joint_visit with n014"), "\(history)")
        #expect(history.contains("asked what if pp6 works mon 09:00 to 17:00"), "\(history)")
    }
}
