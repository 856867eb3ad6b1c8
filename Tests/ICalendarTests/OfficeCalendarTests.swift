import ICalendar
import Testing

struct OfficeCalendarTests {
    @Test func `a meeting is where it was put, with its details`() throws {
        let reading = try readEvent(
            """
            SUMMARY:Review\\, monthly
            LOCATION:Room 1
            DTSTART;TZID=Europe/London:20261201T093000
            DTEND;TZID=Europe/London:20261201T103000
            ATTENDEE;CN="Smith, A";CUTYPE=ROOM;X-Kind=van^'s:mailto:a@example.org
            """)

        let meeting = try #require(reading.occurrences.first)
        #expect(reading.times == ["2026-12-01T09:30/2026-12-01T10:30"])
        #expect(meeting.summary == "Review, monthly")
        #expect(meeting.location == "Room 1")
        #expect(meeting.line == 4)
        #expect(meeting.recurrenceID == nil)
        #expect(
            meeting.attendees == [
                Attendee(
                    address: "mailto:a@example.org",
                    parameters: ["CN": "Smith, A", "CUTYPE": "ROOM", "X-KIND": "van\"s"])
            ])
        #expect(reading.lastKnown == WallTime(year: 2026, month: 12, day: 1, hour: 10, minute: 30))
        #expect(reading.events == 1)
        #expect(reading.problems.isEmpty)
    }

    @Test(arguments: ["TZID=GMT Standard Time", "TZID=Europe/London", "TZID=\"GMT Standard Time 1\""])
    func `a weekly meeting keeps its hour over both clock changes`(zone: String) throws {
        let event = """
            BEGIN:VEVENT
            UID:weekly
            DTSTART;\(zone):20260105T090000
            DTEND;\(zone):20260105T100000
            RRULE:FREQ=WEEKLY
            END:VEVENT
            """
        for window in [days((2026, 3, 23), (2026, 4, 6)), days((2026, 10, 19), (2026, 11, 2))] {
            let reading = try read(exchangeZone + "\n" + event, window: window)

            #expect(reading.occurrences.map(\.start.hour) == [9, 9])
            #expect(reading.occurrences.map(\.end.hour) == [10, 10])
            #expect(reading.problems.isEmpty)
        }
    }

    @Test func `a weekly meeting in UTC moves with the clocks`() throws {
        let rule = "DTSTART:20260105T090000Z\nDTEND:20260105T100000Z\nRRULE:FREQ=WEEKLY"
        let reading = try readEvent(rule, window: days((2026, 3, 23), (2026, 4, 6)))

        #expect(reading.times == ["2026-03-23T09:00/2026-03-23T10:00", "2026-03-30T10:00/2026-03-30T11:00"])
    }

    @Test(arguments: ["DTEND;TZID=Europe/London:20261001T060000", "DURATION:PT8H"])
    func `a night shift ends at six on both sides of a clock change`(end: String) throws {
        let shift = "DTSTART;TZID=Europe/London:20260930T220000\n\(end)\nRRULE:FREQ=DAILY"
        for window in [days((2026, 10, 24), (2026, 10, 26)), days((2027, 3, 27), (2027, 3, 29))] {
            let reading = try readEvent(shift, window: window)

            #expect(reading.occurrences.count == 3)
            #expect(reading.occurrences.allSatisfy { $0.start.hour == 22 && $0.end.hour == 6 })
        }
    }

    /// UK bank holidays, as gov.uk publishes them: an exclusive end the day after.
    @Test(arguments: [
        ("DTEND;VALUE=DATE:20261226", "2026-12-26"), ("", "2026-12-26"), ("DTEND;VALUE=DATE:20261225", "2026-12-26"),
        ("DTEND;VALUE=DATE:20261227", "2026-12-27"), ("DURATION:P2D", "2026-12-27"),
    ])
    func `a bank holiday covers whole days`(end: String, lastMidnight: String) throws {
        let reading = try readEvent("SUMMARY:Christmas Day\nDTSTART;VALUE=DATE:20261225\n\(end)")

        #expect(reading.times == ["2026-12-25T00:00/\(lastMidnight)T00:00"])
        #expect(reading.occurrences.map(\.isAllDay) == [true])
        #expect(reading.problems.isEmpty)
    }

    @Test(arguments: [
        ("20261129T230000", "20261130T000000", 0), ("20261129T230000", "20261130T000100", 1),
        ("20261227T235900", "20261228T010000", 1), ("20261228T000000", "20261228T010000", 0),
        ("20261130T000000", "20261130T000000", 1), ("20260101T000000", "20270101T000000", 1),
    ])
    func `an event belongs when any part of it is in the window`(start: String, end: String, count: Int) throws {
        #expect(try readEvent("DTSTART:\(start)\nDTEND:\(end)").occurrences.count == count)
    }

    @Test func `an event without an end takes no time`() throws {
        #expect(try readEvent("DTSTART:20261201T090000").times == ["2026-12-01T09:00/2026-12-01T09:00"])
    }

    @Test func `an end before the start is reported, and nothing is known until the day is over`() throws {
        let reading = try readEvent("DTSTART:20261201T090000\nDTEND:20261201T080000")

        #expect(reading.times == ["2026-12-01T09:00/2026-12-02T00:00 unknown"])
        #expect(reading.problems.map(\.line) == [4])
    }

    @Test(arguments: ["20261201T8:00", "20261201T0800", "20261201T8"])
    func `of a start that is not written as one the day is kept`(start: String) throws {
        let reading = try readEvent("DTSTART:\(start)\nDTEND:20261201T100000")

        #expect(reading.times == ["2026-12-01T00:00/2026-12-02T00:00 unknown"])
        #expect(reading.problems.count == 1)
    }

    @Test func `a birthday that is free says nothing of how far a calendar speaks`() throws {
        let meeting = "BEGIN:VEVENT\nUID:m\nDTSTART:20261201T100000Z\nDTEND:20261201T110000Z\nEND:VEVENT\n"
        let yearly = "BEGIN:VEVENT\nUID:b\nDTSTART;VALUE=DATE:20200105\nRRULE:FREQ=YEARLY\nEND:VEVENT\n"
        let free = yearly.replacing("END:", with: "TRANSP:TRANSPARENT\nEND:")
        func known(_ events: String) throws -> WallTime? {
            try read(events).lastKnown
        }

        #expect(try known(meeting + free) == WallTime(year: 2026, month: 12, day: 1, hour: 11))
        #expect(try known(meeting + yearly) == nil)
    }

    @Test(arguments: ["DTEND:tomorrow", "DURATION:-PT1W1D2H3M4S", "DTEND;TZID=Nowhere:20261201T100000"])
    func `an end that cannot be read leaves the rest of the day unknown`(end: String) throws {
        let reading = try readEvent("DTSTART:20261201T090000\n\(end)")

        #expect(reading.times == ["2026-12-01T09:00/2026-12-02T00:00 unknown"])
        #expect(reading.problems.count == 1)
    }

    @Test(arguments: [
        ("", Availability.busy), ("TRANSP:TRANSPARENT", .free), ("STATUS:CANCELLED", .free),
        ("STATUS:TENTATIVE", .tentative), ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", .free),
        ("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\nSTATUS:CONFIRMED", .tentative),
        ("X-MICROSOFT-CDO-BUSYSTATUS:OOF\nTRANSP:TRANSPARENT", .busy),
        ("X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", .elsewhere),
        ("X-MICROSOFT-CDO-BUSYSTATUS:BUSY\nSTATUS:CANCELLED", .free), ("SUMMARY:Canceled: review", .free),
        ("SUMMARY:Cancelled: review\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY", .free),
    ])
    func `availability follows Microsoft's word, then the standard's`(words: String, expected: Availability) throws {
        let reading = try readEvent(
            "DTSTART:20261201T090000\nDTEND:20261201T100000\n\(words)",
            header: "PRODID:Microsoft Exchange Server 2010")

        #expect(reading.occurrences.map(\.availability) == [expected])
    }

    @Test func `a title alone cancels nothing outside Outlook`() throws {
        let reading = try readEvent("DTSTART:20261201T090000\nSUMMARY:Cancelled: how to tell people")

        #expect(reading.occurrences.map(\.availability) == [.busy])
    }

    @Test func `a free and busy report gives its periods`() throws {
        let reading = try read(
            """
            BEGIN:VFREEBUSY
            UID:report
            DTSTART:20261130T000000Z
            DTEND:20261214T000000Z
            FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20261201T090000Z/20261201T100000Z,20261202T090000Z/PT30M
            FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261203T090000Z/PT1H
            FREEBUSY;FBTYPE=FREE:20261204T090000Z/PT1H
            FREEBUSY:20261205T090000Z/yesterday
            END:VFREEBUSY
            """)

        #expect(
            reading.times == [
                "2026-12-01T09:00/2026-12-01T10:00", "2026-12-02T09:00/2026-12-02T09:30",
                "2026-12-03T09:00/2026-12-03T10:00 tentative", "2026-12-04T09:00/2026-12-04T10:00 free",
            ])
        #expect(reading.problems.count == 1)
        #expect(reading.lastKnown == WallTime(year: 2026, month: 12, day: 14))
    }

    @Test(arguments: [
        ("", "2026-12-01T10:00:00"), ("RRULE:FREQ=DAILY;COUNT=4", "2026-12-04T10:00:00"),
        ("RRULE:FREQ=DAILY;UNTIL=20261205T090000Z", "2026-12-05T10:00:00"), ("RRULE:FREQ=WEEKLY", nil),
        ("RDATE:20261212T090000", "2026-12-12T10:00:00"),
    ])
    func `the last known time is where the calendar stops speaking`(rule: String, last: String?) throws {
        let reading = try readEvent("DTSTART:20261201T090000\nDTEND:20261201T100000\n\(rule)")

        #expect(reading.lastKnown?.description == last)
    }
}
