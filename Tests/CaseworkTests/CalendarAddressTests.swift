import Casework
import Testing

struct CalendarAddressTests {
    @Test(arguments: [
        ("https://mail.example/owa/calendar/a/b/calendar.ics", "https://mail.example/owa/calendar/a/b/calendar.ics"),
        ("webcal://Mail.Example/x", "https://mail.example/x"), ("WebCals://mail.example", "https://mail.example/"),
        ("HTTPS://mail.example:443?key=1#top", "https://mail.example/?key=1"),
        ("https://mail.example:8443/x", "https://mail.example:8443/x"),
        ("https://mail.example:/x", "https://mail.example/x"),
        ("http://mail.example/x", "http://mail.example/x"), ("http://mail.example:443/", "http://mail.example:443/"),
        ("https://[2001:DB8::1]:8443/x", "https://[2001:db8::1]:8443/x"),
        ("https://mail.example/%C3%A9?a=b&c=d:e@f", "https://mail.example/%C3%A9?a=b&c=d:e@f"),
    ])
    func `is read as the request will have it`(text: String, whole: String) throws {
        let address = try CalendarAddress(text)
        #expect(address.whole == whole)
        #expect(try CalendarAddress(whole) == address)
    }

    @Test(arguments: [
        ("mail.example/x", CalendarAddress.Refusal.otherScheme), ("", .otherScheme),
        ("ftp://mail.example/", .otherScheme),
        ("file:///etc/passwd", .otherScheme), ("https:/mail.example", .otherScheme),
        ("https:mail.example", .otherScheme),
        ("https://", .noHost), ("https:///x", .noHost), ("https://:443/", .noHost),
        ("https://mail.example:0/", .noHost),
        ("https://mail.example:65536/", .noHost), ("https://mail.example:+1/", .noHost), ("https://[::1/", .noHost),
        ("https://[::1]x/", .noHost), ("https://[fe80::1%25eth0]/", .noHost), ("https://%6cocalhost/", .noHost),
        ("https://a,b/", .noHost), ("https://una@mail.example/", .withPassword),
        ("https://una:pass@mail.example/", .withPassword), ("https://mail.example/a b", .strangeLetters),
        ("https://mail.example/\r\nX-Header: 1", .strangeLetters), ("https://mail.example\\@inside/", .strangeLetters),
        ("https://münchen.example/", .strangeLetters),
        ("https://mail.example/" + String(repeating: "x", count: 2_000), .tooLong),
    ])
    func `is refused in words that do not repeat it`(text: String, refusal: CalendarAddress.Refusal) {
        #expect(throws: refusal) { try CalendarAddress(text) }
        #expect(!refusal.description.contains("mail.example"))
    }

    @Test func `is shown by its host and its last letters, and a short one by its host`() throws {
        let secret = try CalendarAddress("https://mail.example/calendar/0123456789abcdef")
        #expect("\(secret)" == "mail.example/…cdef")
        #expect("\(try CalendarAddress("https://mail.example/token"))" == "mail.example/…")
    }
}
