/// One person's or mailbox's e-mail address, fit for a header as it stands.
///
/// Only the plain form (RFC 5321's dot-string at a domain name), so that nothing in it can end a header, begin another
/// or name a second recipient. Two spellings that differ in case alone are one address.
package struct EmailAddress: Sendable, CustomStringConvertible {
    package let text: String

    /// Nil for anything but one plain address, such as `po1@police.example`.
    package init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, parts[0].utf8.count <= 64,
            EmailAddress.isDotted(parts[0], of: EmailAddress.isAtom),
            EmailAddress.isDotted(parts[1], of: EmailAddress.isLabel)
        else { return nil }
        self.text = text
    }

    /// What stands behind the `@`.
    package var domain: String { text.split(separator: "@").last.map(String.init) ?? "" }

    package var description: String { text }

    private static func isDotted(_ text: Substring, of isPart: (Substring) -> Bool) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && isPart($0) }
    }

    private static func isAtom(_ part: Substring) -> Bool {
        part.utf8.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
    }

    private static func isLabel(_ part: Substring) -> Bool {
        part.utf8.count <= 63 && !part.hasPrefix("-") && !part.hasSuffix("-")
            && part.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

extension EmailAddress: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.text.lowercased() == right.text.lowercased() }
    package func hash(into hasher: inout Hasher) { hasher.combine(text.lowercased()) }
}
