import Foundation
import Testing

/// Agreements, as whoever keeps the diary's file changes them.
struct AgenciesCommandTests {
    @Test func `an agreement is changed with a reason, and stays when the same export comes again`() throws {
        let folder = try Folder()
        try Program.run("sample", folder.path("team"))
        try Program.run("import", folder.path("team"), "--diary", folder.path("diary"))
        func agencies(_ arguments: String...) throws -> Program.Outcome {
            try Program.run(["agencies"] + arguments + ["--diary", folder.path("diary")])
        }
        func police() throws -> Substring? {
            try agencies("list").output.split(separator: "\n").first { $0.hasPrefix("police ") }
        }
        #expect(try police() == "police  police  its people see everything, without an end")
        let changed = try agencies(
            "change", "police", "--sharing", "case", "--agreement-until", "2027-03-31", "--reason", "Under review")
        #expect(changed.status == 0)
        #expect(
            changed.output.hasPrefix(
                "Changed: police  police  its people see whom they are involved with, until Wed 31 Mar 2027\n"))
        try Program.run("import", folder.path("team"), "--diary", folder.path("diary"))
        #expect(try police()?.hasSuffix("until Wed 31 Mar 2027") == true)
        #expect(try agencies("change", "police", "--agreement-until", "none", "--reason", "Settled").status == 0)
        #expect(try police()?.hasSuffix("without an end") == true)

        let nobody = try agencies("change", "army", "--sharing", "full", "--reason", "Why not")
        #expect(nobody.status == 65 && nobody.errors.contains("there is no agency army in the diary"))
        let same = try agencies("change", "police", "--sharing", "case", "--reason", "Again")
        #expect(same.status == 65 && same.errors.contains("says so already"))
        #expect(try agencies("change", "police", "--reason", "Nothing").status == 64)
    }
}
