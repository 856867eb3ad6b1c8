internal import Crypto
internal import Foundation

/// Random texts that stand for a right: whoever shows one has it.
package enum Token {
    /// A text of letters, digits, `-` and `_` that holds so many random bits, rounded up to whole bytes.
    package static func made(bits: Int = 256) -> String {
        base64URL(bytes(max(1, (bits + 7) / 8)))
    }

    /// What is kept in place of a token, so that whoever reads the store has none of them: SHA-256 in Base64.
    ///
    /// A fast hash is enough for what is random; of a password it would not be.
    package static func digest(_ token: String) -> String {
        Data(SHA256.hash(data: Data(token.utf8))).base64EncodedString()
    }

    /// Whether two secret texts are the same, in a time that does not tell how far they agree.
    package static func isSame(_ one: String, _ other: String) -> Bool {
        SymmetricKey(data: Data(one.utf8)) == SymmetricKey(data: Data(other.utf8))
    }

    /// Ten codes for whoever has lost their telephone, of 80 random bits each: `ABCD-EFGH-IJKL-MNOP`.
    package static func recoveryCodes() -> [String] {
        (0..<10).map { _ in inFours(Base32.text(bytes(10)), separator: "-") }
    }

    /// A recovery code as it was given out, however somebody has typed it.
    package static func recoveryCode(typed text: String) -> String {
        inFours(text.uppercased().filter { $0.isLetter || $0.isNumber }, separator: "-")
    }

    /// In groups of four, to be read and typed.
    package static func inFours(_ text: String, separator: Character = " ") -> String {
        String(
            text.enumerated().flatMap { place, letter in
                place > 0 && place.isMultiple(of: 4) ? [separator, letter] : [letter]
            })
    }

    // MARK: Bytes

    /// Random bytes that nobody can foretell.
    static func bytes(_ count: Int) -> [UInt8] {
        var chance = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &chance) }
    }

    /// Base64 as addresses take it, without padding (RFC 4648, 5).
    static func base64URL(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Nil for what is not written so.
    static func bytes(base64URL text: some StringProtocol) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        let plain = String(text).replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: plain + padding).map(Array.init)
    }

    /// A text as a part of an address (RFC 3986, 2.3).
    static func percentEncoded(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
