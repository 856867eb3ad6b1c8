/// The protective marking on everything that leaves the diary (Government Security Classifications Policy).
package struct Marking: Hashable, Sendable {
    package var text = "OFFICIAL-SENSITIVE"
    /// What the names of files carry: `contacts_OS.html`.
    package var suffix = "OS"
    /// Who may handle it: `RECIPIENTS ONLY`.
    package var handling: String?

    package init() {}

    /// As it stands first and last on every page: `OFFICIAL-SENSITIVE – RECIPIENTS ONLY`.
    package var line: String { handling.map { "\(text) – \($0)" } ?? text }

    /// `contacts_OS.html`.
    package func fileName(_ name: String, _ ending: String) -> String { "\(name)_\(suffix).\(ending)" }

    /// What a marking can be, and what its suffix.
    package static let expected = "one line of 1 to 100 letters, digits, spaces and - – , . : / ( )"
    package static let expectedSuffix = "1 to 32 letters a to z, digits and hyphens, such as OS"

    /// Whether the text can be a marking: it is printed in pages, mails, calendars and style sheets, and what each of
    /// these would take for a sign of its own is no part of a marking.
    package static func isText(_ text: String) -> Bool {
        (1...100).contains(text.count) && text.first != " " && text.last != " "
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || " -–,.:/()".unicodeScalars.contains(scalar)
            }
    }

    /// Whether the text can be part of a file's name.
    package static func isSuffix(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
