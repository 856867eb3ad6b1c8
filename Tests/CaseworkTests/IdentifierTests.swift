import Casework
import Testing

@Suite struct `An identifier` {
    @Test(arguments: ["n001", "a", "Z-9_x", String(repeating: "x", count: 32)])
    func `may hold letters, digits, hyphen and underscore, up to 32 of them`(text: String) {
        #expect(Nominal.ID.isWellFormed(text))
    }

    @Test(arguments: ["", String(repeating: "x", count: 33), "n 1", "n.1", "é", "n1\n", "n/1", "n1;n2", "ｎ1", "n1\0"])
    func `may hold nothing else`(text: String) {
        #expect(!Nominal.ID.isWellFormed(text))
    }

    @Test func `is its text, and sorts by it`() {
        #expect("\(Nominal.ID("n001"))" == "n001")
        #expect([Nominal.ID("n2"), Nominal.ID("n10"), Nominal.ID("N2")].sorted().map(\.text) == ["N2", "n10", "n2"])
    }
}
