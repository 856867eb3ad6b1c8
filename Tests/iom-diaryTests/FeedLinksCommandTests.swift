import Foundation
import Testing

/// The links that calendar programs subscribe by, kept on the command line.
struct FeedLinksCommandTests {
    @Test func `links are made, listed without their addresses, and revoked`() throws {
        let folder = try Folder()
        try #require(try Program.run("sample", folder.path("team"), "--nominals", "8").status == 0)
        try #require(try Program.run("import", folder.path("team"), "--diary", folder.path("diary")).status == 0)
        func links(_ arguments: String...) throws -> Program.Outcome {
            try Program.run(["feed-links"] + arguments + ["--diary", folder.path("diary")])
        }
        #expect(try links("list").output == "There are no feed links.\n")

        let made = try links("make", "po1", "pp1", "--owner", "una", "--address", "https://diary.example/")
        #expect(made.status == 0, "\(made.errors)")
        let lines = made.output.split(separator: "\n")
        #expect(lines.count == 2)
        let tokens = try lines.map { line in
            try #require(line.wholeMatch(of: /p[op]1 https:\/\/diary\.example\/feeds\/([a-z2-7]{32})\.ics/)).output.1
        }
        #expect(Set(tokens).count == 2)

        let listed = try links("list")
        #expect(listed.output.contains("1  po1 reference, of una") && listed.output.contains("never fetched"))
        let bytes = try Data(contentsOf: folder.url("diary"))
        for token in tokens {
            #expect(!listed.output.contains(token))
            #expect(bytes.range(of: Data(token.utf8)) == nil)
        }

        #expect(try links("revoke", "1").output == "Revoked: link 1.\n")
        let again = try links("revoke", "1")
        #expect(again.status == 65)
        #expect(again.errors.contains("there is no feed link 1 in force"))
        #expect(try links("revoke", "--all-of", "una").output == "Revoked: 1 link of una.\n")
        #expect(try links("revoke").status == 64)
        #expect(try links("make", "nobody").status == 65)
    }
}
