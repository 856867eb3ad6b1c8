import Foundation
import Planning
import Testing

/// The table of rules in the README is the rules' own comments.
struct ReadmeTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func `every rule is in the README's table, in the words of its own first line`() throws {
        let readme = try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
        let folder = Self.root.appendingPathComponent("Sources/Planning/Rules")
        var codes: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
            let comment = try #require(lines.first { $0.hasPrefix("/// ") }).dropFirst(4)
            let declaration = try #require(lines.first { $0.contains("static let code = ") })
            let code = String(try #require(declaration.split(separator: "\"").dropFirst().first))
            codes.insert(code)
            #expect(readme.contains("| \(code) | \(comment) |"), "\(file.lastPathComponent)")
        }
        #expect(codes == Set(Audit.rules.map { $0.code }))
    }
}
