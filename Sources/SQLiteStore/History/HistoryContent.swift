internal import Casework
internal import Crypto
internal import Foundation

/// What an entry of the history says, as it is sealed: texts as they are in the file, readable or not.
struct HistoryContent: Equatable {
    var at: String
    var actor: String
    var act: String
    var agency: String?
    var route: String?
    var detail: String
    /// Whom it is about, in order.
    var nominals: [String] = []
    /// Of an erasure: what it has made of other entries, in order.
    var redactions: [Redaction] = []

    /// What an erasure has made of an entry.
    struct Redaction: Equatable {
        var entry: Int64
        var digest: Data
    }

    /// SHA-256 of a salt and of everything said.
    ///
    /// The salt keeps those who have the digest from trying out what was said, once that has been erased.
    func digest(salt: Data) -> Data { Data(SHA256.hash(data: salt + bytes)) }

    /// Each part with its length before it, so that no two contents are one run of bytes.
    ///
    /// This is for ever: entries sealed with it are worked out again.
    private var bytes: Data {
        var bytes = Data()
        func add(_ count: Int64) { bytes.append(contentsOf: HistorySeal.bytes(count)) }
        func add(_ text: String?) {
            let utf8 = text.map { Array($0.utf8) }
            add(utf8.map { Int64($0.count) } ?? -1)
            bytes.append(contentsOf: utf8 ?? [])
        }
        for text in [at, actor, act, agency, route, detail] { add(text) }
        add(Int64(nominals.count))
        for nominal in nominals { add(nominal) }
        add(Int64(redactions.count))
        for redaction in redactions {
            add(redaction.entry)
            bytes.append(redaction.digest)
        }
        return bytes
    }

    /// The words that could be references, as SQLite takes a list.
    var wordsAsJSON: String {
        let words = ReferenceWords.all(in: detail).union(ReferenceWords.all(in: route ?? ""))
        // Words of letters, digits, `_` and `-` need no escapes.
        return "[" + words.filter { $0.utf8.count <= 32 }.sorted().map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }
}

/// What is kept beside an entry, by which it can be worked out again that neither it nor any before it was changed.
struct HistorySeal: Equatable {
    var salt: Data
    var digest: Data
    var chain: Data

    /// What the first entry follows.
    static let origin = Data(count: 32)

    init(_ content: HistoryContent, number: Int64, after previous: Data) {
        salt = HistorySeal.salted()
        digest = content.digest(salt: salt)
        chain = HistorySeal.chain(previous, number, digest)
    }

    static func chain(_ previous: Data, _ number: Int64, _ digest: Data) -> Data {
        Data(SHA256.hash(data: previous + Data(bytes(number)) + digest))
    }

    /// 16 random bytes.
    static func salted() -> Data {
        Data((0..<16).map { _ in UInt8.random(in: .min ... .max) })
    }

    static func bytes(_ number: Int64) -> [UInt8] {
        (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    static func hexadecimal(_ bytes: Data) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }
}
