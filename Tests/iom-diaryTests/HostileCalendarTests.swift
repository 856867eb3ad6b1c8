import Foundation
import Testing

/// Whatever a calendar does to what reads it, the program tells which it was, and reads the others.
struct HostileCalendarTests {
    @Test func `calendars that are too much for their reader are named, each with its reason`() throws {
        let folder = try Folder()
        try Program.run("sample", folder.path("team"), "--nominals", "12")
        let begin = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201\n"
        for (name, text) in [
            ("po1", begin + "SUMMARY:" + String(repeating: "a", count: 15_000_000)),
            ("po2", begin + String(repeating: "RDATE:20261201\n", count: 1_000_000)),
            ("pp1", "BEGIN:VCALENDAR\n" + String(repeating: "BEGIN:VEVENT\n", count: 1_000_000)),
            ("pp2", "no calendar"),
        ] {
            try Data(text.utf8).write(to: folder.url("team/calendars/\(name).ics"))
        }
        let checked = try Program.run("check", folder.path("team"))
        #expect(checked.status == 65)
        let faults = checked.errors.split(separator: "\n").filter { $0.contains("cannot be read") }
        #expect(faults.count == 4, "\(checked.errors)")
        for (name, reason) in [
            ("po1.ics:4", "longer than 400000 bytes"), ("po2.ics:10003", "more than 10000 dates"),
            ("pp1.ics:50001", "more than 50000 events"), ("pp2.ics:1", "not a calendar"),
        ] {
            #expect(faults.contains { $0.contains(name) && $0.contains(reason) }, "\(checked.errors)")
        }
    }

    @Test func `a diary is as it was when a calendar cannot be imported`() throws {
        let folder = try Folder()
        try Program.run("sample", folder.path("team"), "--nominals", "12")
        #expect(try Program.run("import", folder.path("team"), "--diary", folder.path("diary")).status == 0)
        let before = try Program.run("history", "--diary", folder.path("diary")).output
        let nest = "BEGIN:VCALENDAR\n" + String(repeating: "BEGIN:X\n", count: 2_000_000)
        try Data(nest.utf8).write(to: folder.url("team/calendars/po1.ics"))
        let refused = try Program.run("import", folder.path("team"), "--diary", folder.path("diary"))
        #expect(refused.status == 65 && refused.errors.contains("calendars/po1.ics:51"), "\(refused.errors)")
        // But for the look before it.
        let after = try Program.run("history", "--diary", folder.path("diary")).output
        #expect(after.split(separator: "\n").dropFirst() == before.split(separator: "\n")[...])
    }

    @Test func `what reads calendars is not among the commands`() throws {
        #expect(try !Program.run("--help").output.contains("read-calendars"))
    }
}
