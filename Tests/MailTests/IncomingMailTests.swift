import Casework
import Foundation
import Mail
import Testing

struct IncomingMailTests {
    private func read(_ text: String) throws -> IncomingMail { try IncomingMail(Array(text.utf8)) }

    private func text(_ part: IncomingMail.Part?) -> String? {
        part.map { String(decoding: $0.content, as: UTF8.self) }
    }

    @Test func `a calendar is found among the alternatives, whatever it was wrapped in`() throws {
        for (encoding, body) in [
            ("7bit", "BEGIN:VCALENDAR"), ("base64", "QkVHSU46VkNB\r\nTEVOREFS"),
            ("Quoted-Printable", "BEGIN:VCAL=\r\nEN=44AR"),
        ] {
            let mail = try read(
                """
                From: a@b.example\r
                Content-Type: multipart/alternative;\r
                \tboundary="==x"\r
                \r
                A preamble.\r
                --==x\r
                \r
                Hello\r
                --==x\r
                content-type: TEXT/Calendar; charset="utf-8"; method=REPLY\r
                Content-Transfer-Encoding: \(encoding)\r
                \r
                \(body)\r
                --==x--\r
                An epilogue.\r

                """)
            #expect(text(mail.calendar)?.trimmingCharacters(in: .newlines) == "BEGIN:VCALENDAR", "\(encoding)")
            #expect(mail.parts.map(\.mediaType) == ["text/plain", "text/calendar"])
        }
    }

    @Test func `a calendar that is only a file is found by its name`() throws {
        let mail = try read(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: application/octet-stream\n"
                + "Content-Disposition: attachment; filename=\"Invite.ICS\"\n\nBEGIN:VCALENDAR\n--x--\n")
        #expect(text(mail.calendar) == "BEGIN:VCALENDAR")
    }

    @Test(arguments: [
        ("iso-8859-1", [0xE9] as [UInt8], "é"), ("Windows-1252", [0x80], "€"), ("utf-8", [0xC3, 0xA9], "é"),
    ])
    func `letters come out whatever set they were written in`(charset: String, bytes: [UInt8], letter: String) throws {
        let head = "From: a@b.example\r\nContent-Type: text/calendar; charset=\(charset)\r\n\r\n"
        let mail = try IncomingMail(Array(head.utf8) + bytes)
        #expect(text(mail.calendar) == letter)
    }

    @Test(arguments: [
        ("pp1@probation.example", ["pp1@probation.example"]),
        ("\"Rahman, Nadia\" <pp1@probation.example>", ["pp1@probation.example"]),
        ("Nadia (at home, a@b.example) <pp1@probation.example>", ["pp1@probation.example"]),
        ("\"pp1@probation.example\" <other@evil.example>", ["other@evil.example"]),
        ("pp1@probation.example <other@evil.example>", ["other@evil.example"]),
        ("<pp1@probation.example> <other@evil.example>", ["pp1@probation.example", "other@evil.example"]),
        ("pp1@probation.example, other@evil.example", ["pp1@probation.example", "other@evil.example"]),
        ("\"a\\\"b\" <pp1@probation.example>", ["pp1@probation.example"]),
        ("=?UTF-8?Q?N=C3=A1dia?= <pp1@probation.example>", ["pp1@probation.example"]),
        ("Nadia\r\n\t<pp1@probation.example>", ["pp1@probation.example"]),
        // What is not all plain addresses names nobody.
        ("Team: pp1@probation.example;", []),
        ("pp1@probation.example, \"x y\"@evil.example", []),
        ("nobody", []), ("", []),
    ])
    func `the sender is the address, never the name beside it`(header: String, addresses: [String]) throws {
        #expect(try read("From: \(header)\r\n\r\nHello").from == addresses.compactMap { EmailAddress($0) })
    }

    @Test func `a mail with two From headers has two senders`() throws {
        #expect(try read("From: a@b.example\nFrom: c@d.example\n\n").from.count == 2)
    }

    @Test func `a mail that was forwarded as a file is not looked into`() throws {
        let mail = try read(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\n"
                + "From: c@d.example\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n--x--\n")
        #expect(mail.calendar == nil)
    }

    // MARK: Hostile

    private func nested(_ depth: Int) -> String {
        var text = "From: a@b.example\n"
        for level in 0..<depth { text += "Content-Type: multipart/mixed; boundary=x\(level)\n\n--x\(level)\n" }
        return text + "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n"
    }

    @Test func `parts inside parts are followed so far and no further`() throws {
        #expect(try read(nested(10)).calendar != nil)
        #expect(throws: MailFault.nestedTooDeeply(limit: 10)) { try read(nested(11)) }
        #expect(throws: MailFault.nestedTooDeeply(limit: 10)) { try read(nested(10_000)) }
    }

    @Test func `a mail is refused if it is too long, or has too many headers or parts`() throws {
        #expect(throws: MailFault.tooLarge(bytes: 1_000_001, limit: 1_000_000)) {
            try IncomingMail(Array(repeating: 0x0A, count: 1_000_001))
        }
        #expect(throws: MailFault.tooManyHeaders(limit: 100_000)) {
            try read("From: a@b.example\n" + String(repeating: "X: y\n", count: 30_000))
        }
        #expect(throws: MailFault.tooManyParts(limit: 100)) {
            try read(
                "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n"
                    + String(repeating: "--x\n\n", count: 101))
        }
    }

    @Test(arguments: ["", "\0\0\0", "no mail at all", "Subject: x\n\nHello", "\n\nFrom: a@b.example"])
    func `what has no From is no mail`(text: String) {
        #expect(throws: MailFault.notAMail) { try read(text) }
    }

    @Test func `NUL bytes, bare boundaries and broken base64 are read as far as they go`() throws {
        let broken = try read("Fr\0om: a@b.ex\0ample\nContent-Type: multipart/mixed; boundary=\"\"\n\n--\n--\n")
        #expect(broken.from.map(\.text) == ["a@b.example"])
        let base64 = try read(
            "From: a@b.example\nContent-Type: text/calendar\nContent-Transfer-Encoding: base64\n\n?=*")
        #expect(base64.calendar != nil)
        let cutOff = try read(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/calendar")
        #expect(cutOff.calendar?.content == [])
    }

    @Test func `no run of random bytes does anything but be read or refused`() throws {
        var state: UInt64 = 7
        func draw(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let words = [
            "From: a@b.example", "\r\n", "\n", "Content-Type: ", "multipart/mixed; boundary=x", "--x", "--x--", "\"",
            "\\", ";",
            "=", "base64", "Content-Transfer-Encoding: ", "quoted-printable", "\0", "é", "<", ">", "(", ",", ":",
            "\u{301}",
        ]
        var read = 0
        for _ in 0..<20_000 {
            let text = (0..<draw(30)).map { _ in words[draw(words.count)] }.joined()
            if (try? IncomingMail(Array(("From: a@b.example\n" + text).utf8))) != nil { read += 1 }
        }
        #expect(read == 20_000)
    }
}
