internal import Crypto
internal import CryptoExtras
internal import Foundation

/// Passwords: what is kept in place of them, and what they have to be.
///
/// As the NCSC and NIST (SP 800-63B) advise there are no rules of composition: length counts, and that nobody would
/// guess it first.
package enum Password {
    package static let lengths = 12...256

    package enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case tooShort
        case tooLong
        /// It has the account's name, or little else.
        case likeTheName
        case common

        package var description: String {
            switch self {
            case .tooShort:
                "the password is too short: it takes at least \(lengths.lowerBound) characters, such as three or four "
                    + "words that have nothing to do with each other"
            case .tooLong: "the password is too long: it takes at most \(lengths.upperBound) characters"
            case .likeTheName: "the password is the account's name, or little more"
            case .common: "the password is one of those that are tried first: choose another"
            }
        }
    }

    /// Judges a password that somebody wants.
    ///
    /// - Parameter names: What the account is called.
    package static func judge(_ password: String, of names: [String]) throws(Refusal) {
        // As NIST counts them: a code point is a character.
        let count = password.precomposedStringWithCompatibilityMapping.unicodeScalars.count
        guard count >= lengths.lowerBound else { throw .tooShort }
        guard count <= lengths.upperBound else { throw .tooLong }
        let bare = password.lowercased().filter { $0.isLetter || $0.isNumber }
        let letters = bare.filter(\.isLetter)
        for name in names.map({ $0.lowercased().filter { $0.isLetter || $0.isNumber } }) where !name.isEmpty {
            guard !isRepeated(name, in: bare), letters != name else { throw .likeTheName }
        }
        guard !isCommon(bare) else { throw .common }
    }

    /// A password that nobody has thought of: 64 random bits in four groups that can be read out on the telephone.
    ///
    /// Consonants and vowels take turns, as in proquints (arXiv:0901.4016).
    package static func made() -> String {
        var chance = SystemRandomNumberGenerator()
        let consonants = Array("bdfghjklmnprstvz")
        let vowels = Array("aiou")
        return (0..<4).map { _ in
            String(
                [consonants, vowels, consonants, vowels, consonants].compactMap { $0.randomElement(using: &chance) })
        }.joined(separator: "-")
    }

    // MARK: What is kept

    /// What scrypt is asked to cost.
    ///
    /// OWASP holds N=2^17, p=1 and N=2^15, p=3 for equally strong. The second takes 32 MB rather than 128 MB, so that a
    /// meeting's worth of people can sign in at once on a small machine.
    private struct Cost: Equatable {
        var rounds = 1 << 15
        var blockSize = 8
        var parallelism = 3
    }

    private static let saltBytes = 16

    /// `scrypt$N$r$p$salt$tag`, with HMAC-SHA-256 of the salt under the derived key for the tag; both in Base64.
    package static func hash(_ password: String) throws -> String {
        let (cost, salt) = (Cost(), Data(Token.bytes(saltBytes)))
        let tag = Data(HMAC<SHA256>.authenticationCode(for: salt, using: try key(password, salt, cost)))
        return "scrypt$\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)"
            + "$\(salt.base64EncodedString())$\(tag.base64EncodedString())"
    }

    /// Whether a password is the one that `hash` is of.
    ///
    /// - Parameter hash: Nil where there is none: that takes as long to find out, so that time does not tell which names
    ///   have accounts.
    package static func matches(_ password: String, _ hash: String?) -> Bool {
        guard let hash, let kept = read(hash) else {
            _ = try? key(password, Data(count: saltBytes), Cost())
            return false
        }
        guard let key = try? key(password, kept.salt, kept.cost) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(kept.tag, authenticating: kept.salt, using: key)
    }

    private static func key(_ password: String, _ salt: Data, _ cost: Cost) throws -> SymmetricKey {
        // One spelling for what keyboards spell in several ways. What is longer than any password is cut: it matches
        // none, and must not take longer. There is a byte at least, which scrypt here insists on.
        let text = password.precomposedStringWithCompatibilityMapping.unicodeScalars.prefix(lengths.upperBound + 1)
        var bytes = Data()
        for scalar in text { bytes.append(contentsOf: String(scalar).utf8) }
        bytes.append(0)
        return try KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: 32, rounds: cost.rounds, blockSize: cost.blockSize,
            parallelism: cost.parallelism)
    }

    /// Reads what `hash` has written; nil for anything that would cost more than a little more than that.
    private static func read(_ hash: String) -> (cost: Cost, salt: Data, tag: Data)? {
        let parts = hash.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Data(base64Encoded: String(parts[4])),
            let tag = Data(base64Encoded: String(parts[5])),
            (1 << 10...1 << 18).contains(rounds), rounds.nonzeroBitCount == 1, (1...16).contains(blockSize),
            (1...16).contains(parallelism), !salt.isEmpty, tag.count == SHA256.byteCount
        else { return nil }
        return (Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism), salt, tag)
    }

    // MARK: What is tried first

    /// Words that long passwords which many people have are made of: alone, repeated, or with digits around them.
    private static let common: Set<String> = [
        "password", "passwort", "passw0rd", "p4ssword", "letmein", "welcome", "qwerty", "qwertyuiop", "qwertyuiopasdf",
        "qwertyuiopasdfghjkl", "asdfghjkl", "zxcvbnm", "qwertyuiopasdfghjklzxcvbnm", "asdfghjklzxcvbnm", "qazwsxedc",
        "qazwsxedcrfv", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "1q2w3e4r5t6y", "q1w2e3r4t5y6", "abcdefghijkl",
        "abcdefghijklm", "abcdefghijklmnop", "abcdefghijklmnopqrstuvwxyz", "administrator", "admin", "changeme",
        "changemenow", "secret", "iloveyou", "sunshine", "football", "liverpool", "manchesterunited", "princess",
        "monkey", "dragon", "charlie", "superman", "batman", "computer", "internet", "trustno", "letmeinplease",
        "welcomehome", "mypassword", "thisismypassword", "newpassword", "defaultpassword", "adminpassword",
        "passwordpassword", "correcthorsebatterystaple", "probation", "police", "probationservice", "iomdiary", "iom",
        "offendermanagement", "integratedoffendermanagement",
    ]

    private static func isCommon(_ bare: String) -> Bool {
        let letters = bare.filter(\.isLetter)
        let isRun = zip(bare.unicodeScalars, bare.unicodeScalars.dropFirst()).allSatisfy {
            let step = Int($1.value) - Int($0.value)
            return step == 0 || step == 1 || step == -1 || step == -9 || step == 9
        }
        return isRun || common.contains(bare) || common.contains(letters) || letters.isEmpty && Set(bare).count < 5
            || common.contains { isRepeated($0, in: bare) }
    }

    /// Whether a text is another, some times over and with digits behind at most: `unaunauna2026`.
    private static func isRepeated(_ part: String, in text: String) -> Bool {
        var rest = text[...]
        while rest.hasPrefix(part) { rest = rest.dropFirst(part.count) }
        return rest.count < text.count && rest.allSatisfy(\.isNumber)
    }
}
