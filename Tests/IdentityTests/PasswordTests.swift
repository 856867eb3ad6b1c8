import Foundation
import Testing

@testable import Identity

struct PasswordTests {
    @Test func `a password matches its own hash, and no other`() throws {
        let hash = try Password.hash("correct horse, wrong stable")
        #expect(hash.hasPrefix("scrypt$32768$8$3$"))
        #expect(Password.matches("correct horse, wrong stable", hash))
        #expect(!Password.matches("correct horse, wrong stablE", hash))
        #expect(!Password.matches("", hash))
        #expect(try Password.hash("correct horse, wrong stable") != hash)
    }

    @Test func `a password is the same in whatever way a keyboard spells it`() throws {
        let hash = try Password.hash("caf\u{E9} au lait, ﬁne")
        #expect(Password.matches("cafe\u{301} au lait, fine", hash))
    }

    @Test func `what is longer than any password matches none that begins like it`() throws {
        let longest = String(repeating: "ab", count: 128)
        let hash = try Password.hash(longest)
        #expect(Password.matches(longest, hash))
        #expect(!Password.matches(longest + "a", hash))
    }

    /// Python's scrypt and HMAC are the oracle.
    @Test func `Python makes the same of a password`() throws {
        let hash = try Password.hash("pâté & porridge")
        let script = """
            import base64, hashlib, hmac, sys, unicodedata
            _, n, r, p, salt, tag = sys.argv[1].split("$")
            salt = base64.b64decode(salt)
            password = unicodedata.normalize("NFKC", sys.argv[2]).encode() + b"\\0"
            key = hashlib.scrypt(password, salt=salt, n=int(n), r=int(r), p=int(p), dklen=32, maxmem=1 << 28)
            print(hmac.compare_digest(hmac.digest(key, salt, "sha256"), base64.b64decode(tag)))
            """
        #expect(try python(script, hash, "pâté & porridge") == "True\n")
        #expect(try python(script, hash, "pâté & porridgf") == "False\n")
    }

    @Test(arguments: [
        nil, "", "scrypt", "scrypt$32768$8$3$$", "scrypt$0$8$3$AAAA$AAAA", "scrypt$-1$8$3$AAAA$AAAA",
        "scrypt$1048576$8$3$AAAA$AAAA", "scrypt$32769$8$3$AAAA$AAAA", "scrypt$32768$8$3$!$!",
        "bcrypt$32768$8$3$AAAA$AAAA", "scrypt$99999999999999999999$8$3$AAAA$AAAA",
    ])
    func `what is no hash matches nothing`(hash: String?) {
        #expect(!Password.matches("", hash))
        #expect(!Password.matches("correct horse, wrong stable", hash))
    }

    @Test(arguments: [
        ("short one", Password.Refusal.tooShort), ("elevenchars", .tooShort), ("", .tooShort),
        (String(repeating: "x y ", count: 65), .tooLong),
        ("una.newcombe", .likeTheName), ("UnaNewcombe1999", .likeTheName), ("2026unanewcombe", .likeTheName),
        ("unaunaunauna", .likeTheName), ("newcombe-una-una-1", .likeTheName),
        ("password1234", .common), ("Password-2026!", .common), ("qwertyuiop123", .common),
        ("passwordpassword", .common), ("123456789012", .common), ("aaaaaaaaaaaa", .common),
        ("121212121212", .common), ("abcdefghijklmn", .common), ("correct horse battery staple", .common),
        ("------------------", .common),
    ])
    func `these passwords are refused`(password: String, refusal: Password.Refusal) {
        #expect(throws: refusal) {
            try Password.judge(password, of: ["una", "Una Newcombe", "newcombe-una", "newcombe-una-una"])
        }
    }

    @Test(arguments: [
        "teapot lantern gravel", "kX9#mQ2$vL7@", "una likes early trains", "лампа гора ветер", "8429 1176 3350",
        String(repeating: "long tale ", count: 25),
    ])
    func `these are taken`(password: String) throws {
        try Password.judge(password, of: ["una", "Una Newcombe"])
    }

    @Test func `those made here are taken, and each is another`() throws {
        let made = (0..<200).map { _ in Password.made() }
        #expect(Set(made).count == 200)
        for password in made {
            #expect(password.split(separator: "-").map(\.count) == [5, 5, 5, 5])
            try Password.judge(password, of: ["una"])
        }
    }
}

/// What a Python program prints.
func python(_ script: String, _ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
}
