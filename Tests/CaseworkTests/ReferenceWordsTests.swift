import Casework
import Testing

struct ReferenceWordsTests {
    @Test func `References are words of letters, digits, underscores and hyphens`() {
        #expect(ReferenceWords.all(in: "n1: (n-2), N_3; é4 n1") == ["n1", "n-2", "N_3", "4"])
        #expect(ReferenceWords.all(in: " …") == [])
    }

    @Test(arguments: ["", "n1", " n1\r\n", "n11 n1-1 xn1", "👩🏽‍🚒n1é n1"])
    func `Only the words asked for are replaced, and all else stays to the byte`(text: String) {
        #expect(Array(ReferenceWords.replace(in: text) { _ in nil }.utf8) == Array(text.utf8))
        let replaced = ReferenceWords.replace(in: text) { $0 == "n1" ? "[]" : nil }
        #expect(!ReferenceWords.all(in: replaced).contains("n1"))
        #expect(Array(replaced.replacing("[]", with: "n1").utf8) == Array(text.utf8))
    }
}
