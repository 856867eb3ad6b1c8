/// A reference to one thing of a kind, as it stands in the caseload's files: `n014`, `po2`, `home8`.
///
/// References stand in for names everywhere outside a reader's own screen, so they are their own type and
/// a practitioner's can never be passed where a nominal's is meant.
package struct Identifier<Subject>: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    /// Takes the text as it is; `isWellFormed` says whether a file may carry it.
    package init(_ text: String) {
        self.text = text
    }

    /// Whether the text matches `[A-Za-z0-9_-]{1,32}`, as `design/caseload.md` asks of every id in a file.
    package static func isWellFormed(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
