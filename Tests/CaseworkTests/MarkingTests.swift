import Casework
import Testing

@Suite struct MarkingTests {
    @Test func `by default it is that of the classification policy, and nobody is named who may handle it`() {
        let marking = Marking()
        #expect(marking.line == "OFFICIAL-SENSITIVE")
        #expect(marking.fileName("shortfalls", "csv") == "shortfalls_OS.csv")
    }

    @Test func `who may handle it stands behind it`() {
        var marking = Marking()
        marking.handling = "RECIPIENTS ONLY"
        #expect(marking.line == "OFFICIAL-SENSITIVE – RECIPIENTS ONLY")
    }

    @Test func `a marking is one line that means nothing to a page, a style sheet or a calendar`() {
        for text in [
            "OFFICIAL", "OFFICIAL: SENSITIVE (IOM/MAPPA 2)", "SWYDDOGOL – SENSITIF Ŵ",
            String(repeating: "x", count: 100),
        ] {
            #expect(Marking.isText(text), "\(text)")
        }
        for text in [
            "", " OFFICIAL", "OFFICIAL ", "A\nB", "A\tB", "<b>", "A & B", "\"", "'", "\\", "{{x}}", "a;b", "A\u{202E}B",
            String(repeating: "x", count: 101),
        ] {
            #expect(!Marking.isText(text), "\(text)")
        }
    }

    @Test func `a suffix can be part of a file's name everywhere`() {
        for suffix in ["OS", "official-sensitive", "2", String(repeating: "x", count: 32)] {
            #expect(Marking.isSuffix(suffix), "\(suffix)")
        }
        for suffix in ["", "O S", "../x", "O_S", "Ŵ", ".", "A.B", String(repeating: "x", count: 33)] {
            #expect(!Marking.isSuffix(suffix), "\(suffix)")
        }
    }
}
