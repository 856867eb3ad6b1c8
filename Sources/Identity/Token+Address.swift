extension Token {
    /// A text of letters of one size and digits, of 160 random bits: whatever copies it, by hand too, changes nothing.
    package static func madeForAddress() -> String { Base32.text(bytes(20)).lowercased() }
}
