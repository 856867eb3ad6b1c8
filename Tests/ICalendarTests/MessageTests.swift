import ICalendar
import Testing

/// Messages between calendar programs, out and in.
struct MessageTests {
    private func message(
        _ method: OutgoingMessage.Method = .request, name: String = "Rahman, Nadia; Łukasz",
        _ participation: OutgoingMessage.Participation = .needsAction
    ) -> OutgoingMessage {
        OutgoingMessage(
            method: method, productID: "-//Example//Diary 1.0//EN",
            organiser: .init(name: "IOM team", address: "iom@police.example"),
            attendee: .init(name: name, address: "pp1@probation.example"), participation: participation,
            event: OutgoingEvent(
                uid: "v1@example.invalid", stamp: WallTime(year: 2026, month: 11, day: 26, hour: 9), sequence: 3,
                start: WallTime(year: 2027, month: 3, day: 29, hour: 9),
                end: WallTime(year: 2027, month: 3, day: 29, hour: 9, minute: 45), summary: "Joint visit · n001",
                status: method == .cancel ? .cancelled : .confirmed))
    }

    private func lines(_ message: OutgoingMessage) throws -> [String] {
        try message.text().replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    }

    @Test func `a request asks one attendee, and only one who has not answered`() throws {
        let asked = try lines(message())
        #expect(asked.contains("METHOD:REQUEST") && asked.contains("SEQUENCE:3"))
        #expect(asked.contains("ORGANIZER;CN=IOM team:mailto:iom@police.example"))
        #expect(
            asked.filter { $0.hasPrefix("ATTENDEE") } == [
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;"
                    + "CN=\"Rahman, Nadia; Łukasz\":mailto:pp1@probation.example"
            ])
        #expect(asked.contains("DTSTART;TZID=Europe/London:20270329T090000"))
        #expect(asked.filter { $0 == "BEGIN:VTIMEZONE" }.count == 1 && !asked.contains { $0.hasPrefix("X-WR-") })
        let known = try #require(try lines(message(.request, .accepted)).first { $0.hasPrefix("ATTENDEE") })
        #expect(known.contains("PARTSTAT=ACCEPTED") && known.contains("RSVP=FALSE"))
    }

    @Test func `a cancellation takes nobody's time`() throws {
        let off = try lines(message(.cancel))
        #expect(off.contains("METHOD:CANCEL") && off.contains("STATUS:CANCELLED") && off.contains("TRANSP:TRANSPARENT"))
        #expect(off.contains { $0.hasPrefix("ATTENDEE") && $0.contains("RSVP=FALSE") })
    }

    @Test(arguments: ["Tom\r\nATTENDEE:mailto:x@y.example", "Tom\";X=\"", "^n^'", "\\n", "Tom\u{0}"])
    func `a name is a name, whatever is in it`(name: String) throws {
        let written = try lines(message(name: name))
        #expect(written.count == (try lines(message())).count)
        #expect(written.filter { $0.hasPrefix("ATTENDEE") && $0.hasSuffix(":mailto:pp1@probation.example") }.count == 1)
    }

    @Test func `an event that ends before it starts is not written`() {
        var backwards = message()
        backwards.event.end = WallTime(year: 2027, month: 3, day: 28)
        #expect(throws: CalendarError.endsBeforeItStarts(uid: "v1@example.invalid")) { try backwards.text() }
    }

    // MARK: In

    private func read(_ event: String, header: String = "METHOD:COUNTER") throws -> IncomingMessage {
        try IncomingMessage(
            Array("BEGIN:VCALENDAR\r\n\(header)\r\nBEGIN:VEVENT\r\n\(event)\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".utf8),
            zone: "Europe/London")
    }

    @Test func `what we write is read again as it was written`() throws {
        let back = try IncomingMessage(Array(try message().text().utf8), zone: "Europe/London")
        #expect(back.method == "REQUEST")
        let event = try #require(back.events.first)
        #expect(event.uid == "v1@example.invalid" && event.sequence == 3 && !event.isInstance)
        #expect(event.stamp == WallTime(year: 2026, month: 11, day: 26, hour: 9))
        #expect(event.start == WallTime(year: 2027, month: 3, day: 29, hour: 9))
        #expect(event.attendees.map(\.address) == ["mailto:pp1@probation.example"])
        #expect(event.attendees.first?.parameters["CN"] == "Rahman, Nadia; Łukasz")
    }

    @Test(arguments: [
        ("DTSTART:20270701T130000Z", 14 as Int?), ("DTSTART;TZID=GMT Standard Time:20270701T140000", 14),
        ("DTSTART;TZID=\"W. Europe Standard Time\":20270701T150000", 14), ("DTSTART:20270701T140000", 14),
        ("DTSTART;TZID=Nowhere:20270701T140000", nil), ("DTSTART;VALUE=DATE:20270701", nil), ("SUMMARY:x", nil),
    ])
    func `a proposed time is told by the office's clock, or is not known`(line: String, hour: Int?) throws {
        let start = try #require(try read(line).events.first).start
        #expect(start == hour.map { WallTime(year: 2027, month: 7, day: 1, hour: $0) })
    }

    @Test func `what a message leaves out is not made up`() throws {
        let bare = try #require(try read("SUMMARY:x", header: "VERSION:2.0").events.first)
        #expect(try read("SUMMARY:x", header: "VERSION:2.0").method.isEmpty)
        #expect(bare.uid.isEmpty && bare.sequence == 0 && bare.stamp == nil && bare.attendees.isEmpty)
        #expect(try read("DTSTAMP:20261126T090000").events.first?.stamp == nil)
    }
}
