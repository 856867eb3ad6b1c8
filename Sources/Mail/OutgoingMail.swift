internal import Casework
internal import Foundation

/// A mail with a text for people and an event for their calendar program (RFC 6047).
///
/// The same value always gives the same bytes.
package struct OutgoingMail: Hashable, Sendable {
    package var from: Mailbox
    package var to: Mailbox
    package var subject: String
    /// Seconds of UTC since 1970.
    package var date: Int
    /// What stands before the `@` of the Message-ID, whose other half is the sender's domain; letters, digits, `.`,
    /// `_` and `-`.
    package var reference: String
    /// What people read.
    package var text: String
    /// iCalendar text.
    package var calendar: String
    /// The calendar's METHOD: Outlook shows its buttons only where the header names it, too.
    package var method: String

    package init(
        from: Mailbox, to: Mailbox, subject: String, date: Int, reference: String, text: String, calendar: String,
        method: String
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.date = date
        self.reference = reference
        self.text = text
        self.calendar = calendar
        self.method = method
    }

    /// The mail as it is handed over: ASCII, lines of at most 76 characters that end in CRLF.
    package var content: String {
        // The text is the poorer alternative, so it comes first (RFC 2046, 5.1.4).
        let lines =
            [
                "From: \(HeaderText.mailbox(from))",
                "To: \(HeaderText.mailbox(to))",
                "Subject: \(HeaderText.encoded(subject, after: "Subject: ".count))",
                "Date: \(MailDate.text(date))",
                "Message-ID: <\(OutgoingMail.plain(reference))@\(from.address.domain)>",
                "MIME-Version: 1.0",
                "Content-Type: multipart/alternative; boundary=\"\(boundary)\"",
                "",
                "--\(boundary)",
                "Content-Type: text/plain; charset=UTF-8",
                "Content-Transfer-Encoding: quoted-printable",
                "",
            ] + QuotedPrintable.lines(text) + [
                "--\(boundary)",
                "Content-Type: text/calendar; charset=UTF-8; method=\(OutgoingMail.plain(method));",
                " component=VEVENT",
                "Content-Transfer-Encoding: base64",
                "",
            ] + base64(calendar) + ["--\(boundary)--", ""]
        return lines.joined(separator: "\r\n")
    }

    /// In no line of ours: neither quoted-printable nor base64 makes `=_`.
    private var boundary: String { "=_\(OutgoingMail.plain(reference))" }

    private static func plain(_ token: String) -> String {
        String(token.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }.prefix(66))
    }

    private func base64(_ text: String) -> [String] {
        Data(text.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        .components(separatedBy: "\r\n")
    }
}
