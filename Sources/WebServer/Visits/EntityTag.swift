internal import Crypto
internal import Foundation

enum EntityTag {
    /// What tells these bytes from any others, without quotation marks: half of their SHA-256, in hexadecimal digits.
    static func of(_ bytes: some DataProtocol) -> String {
        SHA256.hash(data: bytes).prefix(16).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
