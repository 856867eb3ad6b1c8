import Foundation
import Testing

@testable import Printing

@Suite struct LongWordsTests {
    private static let word = String(repeating: "abcdefghij", count: 4)
    private static let broken = "abcdefghij<wbr>abcdefghij<wbr>abcdefghij<wbr>abcdefghij"

    @Test func `a word longer than any line gets places to break at, and no other word does`() {
        #expect(LongWords.breakable("<p>A \(Self.word)\n b</p>") == "<p>A \(Self.broken)\n b</p>")
        let usual = "<p>Llanfairpwllgwyngyll is a place with a name of twenty letters</p>"
        #expect(LongWords.breakable(usual) == usual)
    }

    @Test func `signs that are written as several letters stay whole`() {
        let signs = String(repeating: "&lt;&#39;", count: 20)
        let result = LongWords.breakable("<td>\(signs)</td>")
        #expect(result.replacing("<wbr>", with: "") == "<td>\(signs)</td>")
        #expect(result.components(separatedBy: "<wbr>").count == 4)
        #expect(!result.contains("&<wbr>") && !result.contains("t<wbr>") && !result.contains("9<wbr>"))
    }

    @Test func `what is no text is left alone`() {
        for page in [
            "<title>\(Self.word)</title>", "<style>\(Self.word)</style>", "<svg><text>\(Self.word)</text></svg>",
            "<a href=\"\(Self.word)\">b</a>", "<p", "",
        ] {
            #expect(LongWords.breakable(page) == page)
        }
        #expect(LongWords.breakable("<svg></svg>\(Self.word)") == "<svg></svg>\(Self.broken)")
    }
}
