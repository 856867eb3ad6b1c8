import Foundation
import Testing

@testable import Identity

struct OneTimeCodeTests {
    /// RFC 6238, appendix B: the last six of its eight digits, of the secret `12345678901234567890`.
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
    func `codes are those of the standard`(seconds: Int, code: String) throws {
        let codes = try #require(OneTimeCode(base32: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"))
        #expect(codes.code(at: seconds / 30) == code)
        #expect(codes.step(of: code, at: seconds, after: nil) == seconds / 30)
    }

    @Test func `a code is taken one step early or late, and no further`() {
        let codes = OneTimeCode()
        let code = codes.code(at: 1000)
        #expect(
            [998, 999, 1000, 1001, 1002].map { codes.step(of: code, at: $0 * 30 + 29, after: nil) }
                == [nil, 1000, 1000, 1000, nil])
    }

    @Test func `a code is taken once, and none before it`() {
        let codes = OneTimeCode()
        #expect(codes.step(of: codes.code(at: 1000), at: 30_000, after: 1000) == nil)
        #expect(codes.step(of: codes.code(at: 999), at: 30_000, after: 1000) == nil)
        #expect(codes.step(of: codes.code(at: 1001), at: 30_000, after: 1000) == 1001)
    }

    @Test func `a code that was taken by a clock that ran ahead shuts nobody out once it is set back`() {
        let codes = OneTimeCode()
        #expect(codes.step(of: codes.code(at: 1000), at: 30_000, after: 9000) == 1000)
    }

    @Test(arguments: ["", "12345", "1234567", "abcdef", "１２３４５６"])
    func `what is no code is not taken`(typed: String) {
        #expect(OneTimeCode().step(of: typed, at: 30_000, after: nil) == nil)
    }

    @Test func `a code may be typed with a space`() {
        let codes = OneTimeCode()
        let code = codes.code(at: 1000)
        #expect(codes.step(of: "\(code.prefix(3)) \(code.suffix(3)) ", at: 30_000, after: nil) == 1000)
    }

    @Test func `a telephone is told the secret`() throws {
        let codes = try #require(OneTimeCode(base32: "gezd gnbv gy3t qojq gezd gnbv gy3t qojq"))
        #expect(
            codes.address(account: "una", issuer: "IOM Diary & Co")
                == "otpauth://totp/IOM%20Diary%20%26%20Co:una?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=IOM%20Diary%20%26%20Co&algorithm=SHA1&digits=6&period=30")
        #expect(OneTimeCode(base32: codes.base32) == codes)
        #expect(OneTimeCode() != OneTimeCode())
    }

    @Test(arguments: ["", "GEZDGNBV", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", "é"])
    func `what is no secret is refused`(text: String) {
        #expect(OneTimeCode(base32: text) == nil)
    }

    /// Python's Base32 is the oracle.
    @Test func `Base32 is that of the standard, for every length`() throws {
        for count in 0..<23 {
            let bytes = Token.bytes(count)
            let hex = bytes.map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
            let expected = try python(
                "import base64, sys; print(base64.b32encode(bytes.fromhex(sys.argv[1])).decode().rstrip('='), end='')",
                hex)
            #expect(Base32.text(bytes) == expected)
            #expect(Base32.bytes(expected) == bytes)
        }
    }
}

struct TokenTests {
    @Test func `tokens are long enough, fit for an address, and never the same`() {
        let tokens = (0..<100).map { _ in Token.made(bits: 160) }
        #expect(Set(tokens).count == 100)
        for token in tokens { #expect(token.wholeMatch(of: /[A-Za-z0-9_-]{27}/) != nil) }
        #expect(Token.made(bits: 9).count == 3)
    }

    /// SHA-256 of `abc`, as FIPS 180 has it.
    @Test func `a digest is SHA-256`() {
        #expect(Token.digest("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    }

    @Test func `texts are compared as a whole`() {
        #expect(Token.isSame("abc", "abc"))
        #expect(!Token.isSame("abc", "abd"))
        #expect(!Token.isSame("abc", "abcd"))
        #expect(!Token.isSame("", "a"))
    }

    @Test func `recovery codes are ten, and are read however they are typed`() throws {
        let codes = Token.recoveryCodes()
        #expect(Set(codes).count == 10)
        for code in codes {
            #expect(code.wholeMatch(of: /[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}/) != nil)
            #expect(Token.recoveryCode(typed: code) == code)
            #expect(Token.recoveryCode(typed: " \(code.lowercased().replacing("-", with: ""))\n") == code)
        }
    }
}
