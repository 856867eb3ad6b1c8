import Casework
import Foundation
import Mail
import Testing

struct OutgoingMailTests {
    private func mail(
        subject: String = "OFFICIAL-SENSITIVE: Joint visit · n014, Thu 3 Dec 10:00", name: String = "Nadia Rahman",
        text: String = "Hello"
    ) throws -> OutgoingMail {
        OutgoingMail(
            from: Mailbox(name: "Aldermoor IOM", address: try #require(EmailAddress("iom@police.example"))),
            to: Mailbox(name: name, address: try #require(EmailAddress("pp1@probation.example"))), subject: subject,
            date: 1_795_684_440, reference: "pp1.v-f834c6.0", text: text,
            calendar: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", method: "REQUEST")
    }

    private func headers(_ mail: OutgoingMail) -> [String] {
        let head = mail.content.components(separatedBy: "\r\n\r\n")[0]
        return head.replacing("\r\n ", with: " ").components(separatedBy: "\r\n")
    }

    @Test func `the headers say who, what and when`() throws {
        #expect(
            headers(try mail(subject: "MAP, Wed 2 Dec 09:30")) == [
                "From: \"Aldermoor IOM\" <iom@police.example>",
                "To: \"Nadia Rahman\" <pp1@probation.example>",
                "Subject: MAP, Wed 2 Dec 09:30",
                "Date: Thu, 26 Nov 2026 09:14:00 +0000",
                "Message-ID: <pp1.v-f834c6.0@police.example>",
                "MIME-Version: 1.0",
                "Content-Type: multipart/alternative; boundary=\"=_pp1.v-f834c6.0\"",
            ])
    }

    @Test(arguments: ["Tom\r\nBcc: all@police.example", "Tom\nX: y", "Tom\u{2028}Bcc: a@b.example", "Tom\rX: y"])
    func `nothing in a name or a subject begins a header of its own`(hostile: String) throws {
        let expected = try headers(mail()).map { $0.prefix { $0 != ":" } }
        #expect(try headers(mail(name: hostile)).map { $0.prefix { $0 != ":" } } == expected)
        #expect(try headers(mail(subject: hostile)).map { $0.prefix { $0 != ":" } } == expected)
    }

    @Test func `every line is short, ends in CRLF and is ASCII, whatever is written in it`() throws {
        let long = String(repeating: "Łukasz Ó Néill 🏠 ", count: 20)
        let content = try mail(
            subject: long, name: long, text: long + "\n.\n" + String(repeating: "x", count: 300) + " "
        )
        .content
        #expect(content.utf8.allSatisfy { $0 < 0x7F })
        #expect(!content.replacing("\r\n", with: "").contains { $0 == "\r" || $0 == "\n" })
        for line in content.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 76, "\(line)") }
        #expect(!content.contains("\r\n.\r\n"))
    }

    @Test(arguments: [
        "po1@police.example", "a.b+c@x-y.example", "-x@police.example", "O'Neill@police.example",
    ])
    func `a plain address is taken`(text: String) {
        #expect(EmailAddress(text)?.text == text)
    }

    @Test(arguments: [
        "", "po1", "@police.example", "po1@", "a@b@c", "a@b.example,c@d.example", "a b@c.example",
        "a@b.example\r\nBcc: x",
        "<a@b.example>", "a@b.example ", "\"a b\"@c.example", ".a@b.example", "a..b@c.example", "a@-b.example",
        "a@b..c",
        "a@[127.0.0.1]", "é@b.example", "a@b.example\0",
    ])
    func `what is not one plain address is none`(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test func `addresses that differ in case alone are one`() {
        #expect(EmailAddress("PO1@Police.Example") == EmailAddress("po1@police.example"))
        #expect(Set([EmailAddress("PO1@Police.Example"), EmailAddress("po1@police.example")]).count == 1)
    }
}
