import Casework
import Foundation
import Intake
import Testing

/// Answers to invitations as mail programs send them, and what is none.
struct ReplyReaderTests {
    static let attendee =
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:pp1@probation.example"

    static func calendar(_ lines: String..., method: String = "REPLY") -> String {
        let event = ["UID:v1@iom-diary.invalid", "DTSTAMP:20261126T100000Z", "SEQUENCE:2"] + lines
        return
            (["BEGIN:VCALENDAR", "PRODID:-//Example//EN", "VERSION:2.0", "METHOD:\(method)", "BEGIN:VEVENT"] + event
            + ["END:VEVENT", "END:VCALENDAR", ""]).joined(separator: "\r\n")
    }

    private func read(_ text: String) throws -> InvitationReply {
        try ReplyReader.read(Array(text.utf8), zone: "Europe/London")
    }

    private func expected(_ content: InvitationReply.Content, senders: [String]? = ["pp1@probation.example"]) throws
        -> InvitationReply
    {
        InvitationReply(
            uid: "v1@iom-diary.invalid", sequence: 2, writtenAt: 1_795_687_200,
            attendee: try #require(EmailAddress("pp1@probation.example")),
            senders: senders?.compactMap { EmailAddress($0) }, content: content)
    }

    // Exchange leaves ORGANIZER out, writes in base64, and names zones as Windows does.
    @Test func `an answer as Outlook and Exchange write it`() throws {
        let calendar = """
            BEGIN:VCALENDAR
            METHOD:REPLY
            PRODID:Microsoft Exchange Server 2010
            VERSION:2.0
            BEGIN:VTIMEZONE
            TZID:GMT Standard Time
            BEGIN:STANDARD
            DTSTART:16010101T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0000
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T010000
            TZOFFSETFROM:+0000
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VEVENT
            ATTENDEE;PARTSTAT=DECLINED;CN=Nadia Rahman:mailto:PP1@probation.example
            COMMENT;LANGUAGE=en-GB:\\n
            UID:v1@iom-diary.invalid
            SUMMARY;LANGUAGE=en-GB:Declined: Joint visit · n001
            DTSTART;TZID=GMT Standard Time:20261201T100000
            DTEND;TZID=GMT Standard Time:20261201T104500
            CLASS:PUBLIC
            PRIORITY:5
            DTSTAMP:20261126T100000Z
            TRANSP:OPAQUE
            STATUS:CONFIRMED
            SEQUENCE:2
            X-MICROSOFT-CDO-APPT-SEQUENCE:2
            X-MICROSOFT-CDO-BUSYSTATUS:BUSY
            END:VEVENT
            END:VCALENDAR
            """.replacing("\n", with: "\r\n")
        let mail = """
            Received: from mail.example by mail.example; Thu, 26 Nov 2026 10:00:03 +0000
            From: "Rahman, Nadia" <PP1@Probation.example>
            To: IOM diary <iom@police.example>
            Subject: Declined: OFFICIAL-SENSITIVE: Joint visit
            Thread-Topic: x
            Content-Language: en-GB
            Content-Type: multipart/alternative;
            \tboundary="_000_ABCDEF_"
            MIME-Version: 1.0

            --_000_ABCDEF_
            Content-Type: text/plain; charset="Windows-1252"
            Content-Transfer-Encoding: quoted-printable

            =A0
            --_000_ABCDEF_
            Content-Type: text/calendar; charset="utf-8"; method=REPLY
            Content-Transfer-Encoding: base64

            \(Data(calendar.utf8).base64EncodedString(options: .lineLength76Characters))

            --_000_ABCDEF_--
            """
        #expect(try read(mail) == expected(.answer(.declined)))
    }

    // Google names itself as the Sender, and sends the calendar twice.
    @Test func `an answer as Google writes it`() throws {
        let calendar = Self.calendar(
            "ORGANIZER;CN=IOM diary:mailto:iom@police.example",
            "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=TENTATIVE;CN=Nad",
            " ia;X-NUM-GUESTS=0:mailto:pp1@probation.example")
        let mail = """
            MIME-Version: 1.0
            Reply-To: Nadia <pp1@probation.example>
            Sender: Google Calendar <calendar-notification@google.com>
            From: Nadia <pp1@probation.example>
            Content-Type: multipart/mixed; boundary="000000000000a1"

            --000000000000a1
            Content-Type: multipart/alternative; boundary="000000000000b2"

            --000000000000b2
            Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes
            Content-Transfer-Encoding: base64

            SGVsbG8=
            --000000000000b2
            Content-Type: text/calendar; charset="UTF-8"; method=REPLY
            Content-Transfer-Encoding: 7bit

            \(calendar)
            --000000000000b2--

            --000000000000a1
            Content-Type: application/ics; name="invite.ics"
            Content-Disposition: attachment; filename="invite.ics"
            Content-Transfer-Encoding: base64

            \(Data(calendar.utf8).base64EncodedString())
            --000000000000a1--
            """
        #expect(try read(mail) == expected(.answer(.tentative)))
        // From is what mail servers check; a Sender anybody can write.
        let forged = mail.replacingOccurrences(of: "pp1@probation.example>", with: "mallory@evil.example>")
            .replacingOccurrences(of: "calendar-notification@google.com", with: "pp1@probation.example")
        #expect(try read(forged).senders?.map(\.text) == ["mallory@evil.example"])
    }

    @Test func `an answer as Thunderbird writes it, and one that is a calendar alone`() throws {
        let calendar = Self.calendar(
            "LAST-MODIFIED:20261126T100000Z", "ORGANIZER:mailto:iom@police.example", Self.attendee,
            "DTSTART;TZID=Europe/London:20261201T100000", "X-MOZ-RECEIVED-SEQUENCE:2")
        let mail = """
            Message-ID: <x@probation.example>\r
            User-Agent: Mozilla Thunderbird\r
            From: Nadia Rahman <pp1@probation.example>\r
            Content-Type: text/calendar; method=REPLY; charset=UTF-8\r
            Content-Transfer-Encoding: 8bit\r
            \r
            \(calendar)
            """
        #expect(try read(mail) == expected(.answer(.accepted)))
        #expect(try read(calendar) == expected(.answer(.accepted), senders: nil))
        #expect(try read("\u{FEFF}\r\n" + calendar) == expected(.answer(.accepted), senders: nil))
    }

    @Test func `another time, and somebody else`() throws {
        let start = try #require(Moment(iso: "2026-12-01T14:00"))
        let times = ["DTSTART;TZID=GMT Standard Time:20261201T140000", "DTEND:20261201T144500Z"]
        let counter = Self.calendar(Self.attendee, times[0], times[1], method: "COUNTER")
        #expect(try read(counter) == expected(.proposal(start..<(start + 45)), senders: nil))
        let delegated = Self.calendar(
            "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:x@y.example\":mailto:pp1@probation.example")
        #expect(try read(delegated).content == .delegated)
        let assistant = Self.calendar(
            "ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY=\"mailto:x@y.example\":mailto:pp1@probation.example")
        #expect(try read(assistant).isSentByAnother)
    }

    @Test func `what is written with an answer comes on one line, and not too much of it`() throws {
        func comment(_ text: String) throws -> String? {
            try read(Self.calendar(Self.attendee, "COMMENT;LANGUAGE=en-GB:\(text)")).comment
        }
        #expect(try comment("Late\\, by\\n\\n10\u{1B} min \u{202E}or\u{200B} so\\n") == "Late, by 10 min or so")
        #expect(try comment("\\n") == nil && comment(String(repeating: "é", count: 500))?.count == 500)
        let long = try #require(try comment(String(repeating: "abc ", count: 30_000)))
        #expect(long.count <= 500 && long.hasSuffix(" abc…"))
        #expect(try read(Self.calendar(Self.attendee)).comment == nil)
    }

    @Test(arguments: [
        (calendar(attendee, method: "REQUEST"), ReplyReader.Fault.notAReply(method: "REQUEST")),
        (calendar(attendee, method: "X-ANYTHING"), .notAReply(method: "")),
        (calendar(), .attendees(0)),
        (calendar(attendee, attendee), .attendees(2)),
        (calendar("ATTENDEE;PARTSTAT=ACCEPTED:pp1@probation.example"), .noAddress),
        (calendar("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example,c@d.example"), .noAddress),
        (calendar("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:pp1@probation.example"), .noAnswer),
        (calendar("ATTENDEE:mailto:pp1@probation.example"), .noAnswer),
        (calendar(attendee, "RECURRENCE-ID:20261201T100000Z"), .instance),
        (calendar(attendee).replacing("DTSTAMP", with: "X-STAMP"), .undated),
        (calendar(attendee, method: "COUNTER"), .noTime),
        (
            calendar(attendee, "DTSTART;TZID=Nowhere:20261201T140000", "DTEND:20261201T150000Z", method: "COUNTER"),
            .noTime
        ),
        (calendar(attendee, "DTSTART:20261201T140000Z", "DTEND:20261201T130000Z", method: "COUNTER"), .noTime),
        (calendar(attendee, "DTSTART:00011201T140000Z", "DTEND:99991201T130000Z", method: "COUNTER"), .noTime),
        (
            calendar(attendee).replacing("END:VEVENT", with: "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT"),
            .events(2)
        ),
        ("From: a@b.example\r\n\r\nI cannot come.", .noCalendar),
        ("From: a@b.example\r\nContent-Type: text/calendar\r\n\r\nHello", nil),
        ("Hello", nil),
    ])
    func `what is no answer is said to be none, and why`(text: String, fault: ReplyReader.Fault?) throws {
        let found = #expect(throws: ReplyReader.Fault.self) { try read(text) }
        if let fault { #expect(found == fault) }
        #expect(try #require(found).description.count > 10)
    }
}
