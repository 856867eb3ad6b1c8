internal import Crypto
internal import Foundation

/// The codes that a program on somebody's telephone shows for half a minute each (TOTP, RFC 6238), from a secret that
/// it shares with us.
///
/// SHA-1, six digits and 30 seconds are what every such program takes for granted. HMAC does not suffer from what SHA-1
/// suffers from.
package struct OneTimeCode: Hashable, Sendable {
    package static let digits = 6
    /// How long each is shown, in seconds.
    package static let period = 30

    private let secret: [UInt8]

    /// A secret that nobody has had, of the length that RFC 4226 recommends.
    package init() {
        secret = Token.bytes(20)
    }

    /// Nil for what is no Base32, or holds less than RFC 4226 requires: 128 bits.
    package init?(base32: String) {
        guard let bytes = Base32.bytes(base32), (16...64).contains(bytes.count) else { return nil }
        secret = bytes
    }

    /// The secret, as it can be typed.
    package var base32: String { Base32.text(secret) }

    /// The code of a step, which is `period` seconds counted from 1970.
    package func code(at step: Int) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: Data(counter), using: SymmetricKey(data: Data(secret))))
        let offset = Int(mac.last ?? 0) & 15
        let number = mac.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: Self.digits - text.count) + text
    }

    /// The step of a code that is shown at a time, or was or will be one step away: clocks are not all right, and
    /// people take time to type.
    ///
    /// - Parameters:
    ///   - seconds: The time, in seconds since 1970.
    ///   - last: The step of the last code that was taken: none up to it is taken again.
    /// - Returns: The step, to be kept as the last; nil: the code is not to be taken.
    package func step(of code: String, at seconds: Int, after last: Int?) -> Int? {
        let typed = String(code.filter { !$0.isWhitespace })
        let present = seconds / Self.period
        // A step that is still to come was taken by a clock that has been set back since, and would shut its owner out.
        let last = last.flatMap { $0 > present + 1 ? nil : $0 }
        return (present - 1...present + 1).first { step in
            step > last ?? .min && Token.isSame(self.code(at: step), typed)
        }
    }

    /// What a telephone reads from a picture (`otpauth://`, as Google Authenticator's key URI format has it).
    package func address(account: String, issuer: String) -> String {
        let (account, issuer) = (Token.percentEncoded(account), Token.percentEncoded(issuer))
        return "otpauth://totp/\(issuer):\(account)?secret=\(base32)&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=\(Self.digits)&period=\(Self.period)"
    }
}
