import ICalendar
import Testing

struct ZoneTests {
    /// Reads an event at 09:00 in the named zone on a summer day, when guesses go wrong.
    private func read(_ parameter: String, zones: String = "", header: String = "") throws -> CalendarReading {
        let event = "BEGIN:VEVENT\nUID:one\nDTSTART\(parameter):20260701T090000\nDURATION:PT1H\nEND:VEVENT"
        return try ICalendarTests.read(event + "\n" + zones, header: header, window: days((2026, 7, 1), (2026, 7, 2)))
    }

    @Test(arguments: [
        (";TZID=Europe/London", 9), (";TZID=GMT Standard Time", 9), (";TZID=\"GMT Standard Time\"", 9),
        (";TZID=GMT Standard Time 1", 9), (";TZID=gmt standard time", 9), (";TZID=W. Europe Standard Time", 8),
        (";TZID=/freeassociation.sourceforge.net/Europe/Paris", 8), (";TZID=/citadel.org/20190914_1/Europe/Paris", 8),
        (";TZID=/freeassociation.sourceforge.net/Tzfile/Europe/Paris", 8), (";TZID=tzone://Microsoft/Utc", 10),
        (";TZID=\"tzone://Microsoft/Utc\"", 10), (";TZID=UTC", 10), (";TZID=Europe/Kiev", 7), (";TZID=UTC+01:00", 9),
        (";TZID=\"(UTC+00:00) Dublin, Edinburgh, Lisbon, London\"", 9), (";TZID=GB", 9), ("", 9),
    ])
    func `a well-known name needs no description`(parameter: String, hour: Int) throws {
        let reading = try read(parameter)

        #expect(reading.occurrences.map(\.start.hour) == [hour])
        #expect(reading.problems.isEmpty)
    }

    @Test(arguments: [
        "Customized Time Zone", "tzone://Microsoft/Custom", "Mars/Phobos", "BST", "/../../etc/passwd", "Europe/../etc",
    ])
    func `an unknown zone is never guessed`(name: String) throws {
        let reading = try read(";TZID=\"\(name)\"")

        #expect(reading.times == ["2026-06-30T20:00/2026-07-01T23:00 unknown"])
        #expect(reading.problems.map(\.uid) == ["one"])
        #expect(reading.problems.first?.reason.contains(name) == true)
    }

    @Test func `an old name of IANA's without a slash is known`() throws {
        #expect(try read(";TZID=CET").occurrences.map(\.start.hour) == [8])
    }

    @Test func `two people's custom zones are not each other's`() throws {
        let zone = """
            BEGIN:VTIMEZONE
            TZID:Customized Time Zone
            BEGIN:STANDARD
            DTSTART:16010101T000000
            TZOFFSETFROM:-0500
            TZOFFSETTO:-0500
            END:STANDARD
            END:VTIMEZONE

            """
        func event(_ uid: String) -> String {
            "BEGIN:VEVENT\nUID:\(uid)\nDTSTART;TZID=Customized Time Zone:20261201T100000\nDURATION:PT1H\nEND:VEVENT\n"
        }
        // The second brings the mark of its own file with it.
        let reading = try ICalendarTests.read(
            "BEGIN:VCALENDAR\n\(zone)\(event("a"))END:VCALENDAR\n"
                + "\u{FEFF}BEGIN:VCALENDAR\n\(event("b"))END:VCALENDAR\n")

        let byUID = Dictionary(uniqueKeysWithValues: reading.occurrences.map { ($0.uid ?? "", $0.availability) })
        #expect(byUID == ["a": .busy, "b": .unknown])
        #expect(reading.problems.compactMap(\.uid) == ["b"])
    }

    @Test func `a name without a slash is not asked of the zone table`() throws {
        let reading = try read(";TZID=EST")

        #expect(reading.occurrences.map(\.availability) == [.unknown])
    }

    @Test func `a description counts, even after its use`() throws {
        let zone = exchangeZone.replacing("GMT Standard Time", with: "Customized Time Zone")
            .replacing("+0100", with: "-0400").replacing("+0000", with: "-0500")

        #expect(try read(";TZID=Customized Time Zone", zones: zone).occurrences.map(\.start.hour) == [14])
    }

    @Test func `a name with commas is written in two ways`() throws {
        let zone = """
            BEGIN:VTIMEZONE
            TZID:(UTC+07:00) Bangkok\\, Hanoi\\, Jakarta
            BEGIN:STANDARD
            DTSTART:16010101T000000
            TZOFFSETFROM:+0700
            TZOFFSETTO:+0700
            END:STANDARD
            END:VTIMEZONE
            """

        let reading = try read(";TZID=\"(UTC+07:00) Bangkok, Hanoi, Jakarta\"", zones: zone)

        #expect(reading.occurrences.map(\.start.hour) == [3])
    }

    @Test func `offsets may have seconds`() throws {
        let zone = """
            BEGIN:VTIMEZONE
            TZID:Old
            BEGIN:STANDARD
            DTSTART:18470101T000000
            TZOFFSETFROM:-000115
            TZOFFSETTO:-000115
            END:STANDARD
            END:VTIMEZONE
            """

        // 09:00:00 + 00:01:15 is when it is in UTC; London is an hour ahead of that.
        #expect(try read(";TZID=Old", zones: zone).times == ["2026-07-01T10:01:15/2026-07-01T11:01:15"])
    }

    @Test(arguments: ["RRULE:FREQ=HOURLY", "TZOFFSETFROM:later", "DTSTART:never"])
    func `a description that cannot be followed is no description`(fault: String) throws {
        let name = fault.prefix { $0 != ":" }
        let kept = exchangeZone.split(separator: "\n").map { $0.hasPrefix(name) ? Substring(fault) : $0 }
        let zone = kept.joined(separator: "\n").replacing("GMT Standard Time", with: "Own")

        #expect(try read(";TZID=Own", zones: zone).occurrences.map(\.availability) == [.unknown])
    }

    @Test(arguments: [("X-WR-TIMEZONE:Europe/Paris", 8), ("X-WR-TIMEZONE:GMT Standard Time", 9), ("", 9)])
    func `a time without a zone is in the calendar's`(header: String, hour: Int) throws {
        #expect(try read("", header: header).occurrences.map(\.start.hour) == [hour])
    }

    @Test func `an end may be in another zone than the start`() throws {
        let event = "DTSTART;TZID=Europe/London:20261201T090000\nDTEND;TZID=Europe/Paris:20261201T113000"

        #expect(try readEvent(event).times == ["2026-12-01T09:00/2026-12-01T10:30"])
    }

    @Test(arguments: [
        ("20270328T013000", "20270328T023000", "2027-03-28T02:30/2027-03-28T03:30"),
        ("20271031T013000", "20271031T023000", "2027-10-31T01:30/2027-10-31T02:30"),
        ("20271031T003000Z", "20271031T011500Z", "2027-10-31T01:30/2027-10-31T02:15"),
    ])
    func `the hours of a clock change keep their order and length`(start: String, end: String, span: String) throws {
        let zone = start.hasSuffix("Z") ? "" : ";TZID=Europe/London"
        let reading = try readEvent(
            "DTSTART\(zone):\(start)\nDTEND\(zone):\(end)", window: days((2027, 1, 1), (2028, 1, 1)))

        #expect(reading.times == [span])
    }

    @Test func `a time in a calendar whose own zone is unknown is unknown, and a day is not`() throws {
        let timed = try read("", header: "X-WR-TIMEZONE:Nowhere")
        #expect(timed.times == ["2026-06-30T20:00/2026-07-01T23:00 unknown"])
        #expect(timed.problems.first?.reason.contains("“Nowhere”") == true)

        let day = try readEvent("DTSTART;VALUE=DATE:20261201", header: "X-WR-TIMEZONE:Nowhere")
        #expect(day.occurrences.map(\.availability) == [.busy])
    }

    @Test(arguments: [
        ("(UTC-05:00) Eastern Time (US & Canada)", 14), ("(GMT-05:00) Eastern Time (US and Canada)", 14),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", 4), ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", 8),
        ("(UTC) Coordinated Universal Time", 10), ("(GMT +01:00)", 9),
    ])
    func `a zone may go by the name that Windows shows`(name: String, hour: Int) throws {
        let reading = try read(";TZID=\"\(name)\"")

        #expect(reading.occurrences.map(\.start.hour) == [hour])
        #expect(reading.problems.isEmpty)
    }

    @Test func `two calendars in one file may mean two zones by one name`() throws {
        let calendars = [("-0500", "a"), ("+0300", "b")].map { offset, uid in
            """
            BEGIN:VCALENDAR
            BEGIN:VTIMEZONE
            TZID:Customized Time Zone
            BEGIN:STANDARD
            DTSTART:16010101T000000
            TZOFFSETFROM:\(offset)
            TZOFFSETTO:\(offset)
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:\(uid)
            DTSTART;TZID=Customized Time Zone:20261201T120000
            END:VEVENT
            END:VCALENDAR

            """
        }
        let reading = try readCalendar(Array(calendars.joined().utf8), window: december, zone: "Europe/London")

        #expect(reading.times == ["2026-12-01T09:00/2026-12-01T09:00", "2026-12-01T17:00/2026-12-01T17:00"])
    }

    @Test func `the two hours that look the same on the wall stay two`() throws {
        let event = "UID:one\nDTSTART:20261025T003000Z\nRDATE:20261025T013000Z\nDURATION:PT30M"
        let reading = try readEvent(event, window: days((2026, 10, 25), (2026, 10, 26)))

        #expect(reading.occurrences.map(\.start.short) == ["2026-10-25T01:30", "2026-10-25T01:30"])
        #expect(reading.occurrences.map(\.startUTC?.short) == ["2026-10-25T00:30", "2026-10-25T01:30"])
    }

    @Test func `a zone to read in must exist`() {
        #expect(throws: CalendarError.unknownZone("Nowhere")) {
            try ICalendarTests.read("", zone: "Nowhere")
        }
    }
}
