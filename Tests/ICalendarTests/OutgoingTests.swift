import ICalendar
import Testing

struct OutgoingTests {
    private func visit(_ uid: String = "v1@example.org", hour: Int = 9) -> OutgoingEvent {
        OutgoingEvent(
            uid: uid,
            stamp: WallTime(year: 2026, month: 11, day: 20, hour: 8),
            created: WallTime(year: 2026, month: 11, day: 19, hour: 8),
            lastModified: WallTime(year: 2026, month: 11, day: 20, hour: 8),
            sequence: 3,
            start: WallTime(year: 2026, month: 12, day: 1, hour: hour),
            end: WallTime(year: 2026, month: 12, day: 1, hour: hour, minute: 30),
            summary: "Visit, joint; with a \\ and\na line",
            location: "12 Heol y Môr",
            categories: ["Visits", "Red, urgent"],
            url: "https://example.org/v/1?a=1,2;b"
        )
    }

    private func calendar(_ events: [OutgoingEvent]) -> OutgoingCalendar {
        OutgoingCalendar(
            name: "Visits, A; Smith", productID: "-//Example//Diary 1.0//EN", colour: .teal, events: events)
    }

    /// The whole of a small calendar, as clients are known to accept it.
    @Test func `a calendar is written in full`() throws {
        let text = try calendar([visit()]).text()

        let expected = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Example//Diary 1.0//EN
            CALSCALE:GREGORIAN
            METHOD:PUBLISH
            X-WR-CALNAME:Visits- A- Smith
            NAME:Visits- A- Smith
            X-WR-TIMEZONE:Europe/London
            REFRESH-INTERVAL;VALUE=DURATION:PT1H
            X-PUBLISHED-TTL:PT1H
            COLOR:teal
            X-APPLE-CALENDAR-COLOR:#008080
            BEGIN:VTIMEZONE
            TZID:Europe/London
            X-LIC-LOCATION:Europe/London
            BEGIN:DAYLIGHT
            TZOFFSETFROM:+0000
            TZOFFSETTO:+0100
            TZNAME:BST
            DTSTART:19960331T010000
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            BEGIN:STANDARD
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0000
            TZNAME:GMT
            DTSTART:19961027T020000
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:v1@example.org
            DTSTAMP:20261120T080000Z
            CREATED:20261119T080000Z
            LAST-MODIFIED:20261120T080000Z
            SEQUENCE:3
            DTSTART;TZID=Europe/London:20261201T090000
            DTEND;TZID=Europe/London:20261201T093000
            SUMMARY:Visit\\, joint\\; with a \\\\ and\\na line
            LOCATION:12 Heol y Môr
            STATUS:CONFIRMED
            TRANSP:OPAQUE
            X-MICROSOFT-CDO-BUSYSTATUS:BUSY
            CATEGORIES:Visits,Red- urgent
            URL:https://example.org/v/1?a=1,2;b
            END:VEVENT
            END:VCALENDAR

            """
        #expect(text.split(separator: "\r\n").map(String.init) == expected.split(separator: "\n").map(String.init))
        #expect(text.hasSuffix("END:VCALENDAR\r\n"))
    }

    @Test func `lines are folded at 75 octets, never inside a character`() throws {
        var event = visit()
        event.summary = String(repeating: "Ymweliad â'r tŷ 🏠 ", count: 40) + "."
        event.description = String(repeating: "x", count: 500)
        let text = try calendar([event]).text()
        let lines = text.utf8.split(separator: UInt8(ascii: "\n")).map { $0.dropLast() }

        #expect(lines.allSatisfy { $0.count <= 75 })
        #expect(lines.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
        #expect(text.utf8.count { $0 == 10 } == text.utf8.count { $0 == 13 })
        let reading = try readCalendar(Array(text.utf8), window: december, zone: "Europe/London")
        #expect(reading.occurrences.map(\.summary) == [event.summary])
    }

    @Test func `the same calendar gives the same bytes`() throws {
        #expect(try calendar([visit()]).text() == calendar([visit()]).text())
    }

    @Test(arguments: [
        (OutgoingEvent.Status.confirmed, Availability.busy, "OPAQUE", "BUSY"),
        (.confirmed, .unknown, "OPAQUE", "BUSY"), (.tentative, .tentative, "OPAQUE", "TENTATIVE"),
        (.confirmed, .free, "TRANSPARENT", "FREE"), (.confirmed, .elsewhere, "OPAQUE", "WORKINGELSEWHERE"),
        (.cancelled, .busy, "TRANSPARENT", "FREE"),
    ])
    func `status and availability are said in every client's words`(
        status: OutgoingEvent.Status, availability: Availability, transparency: String, microsoft: String
    ) throws {
        var event = visit()
        event.status = status
        event.availability = availability
        let text = try calendar([event]).text()

        #expect(text.contains("\r\nSTATUS:\(status.rawValue)\r\n"))
        #expect(text.contains("\r\nTRANSP:\(transparency)\r\n"))
        #expect(text.contains("\r\nX-MICROSOFT-CDO-BUSYSTATUS:\(microsoft)\r\n"))
    }

    @Test func `what is written is read back, over both clock changes`() throws {
        var events: [OutgoingEvent] = []
        for (index, day) in [(3, 27), (3, 28), (3, 29), (10, 30), (10, 31), (11, 1)].enumerated() {
            var event = visit("v\(index)@example.org")
            event.start = WallTime(year: 2027, month: day.0, day: day.1, hour: 9)
            event.end = event.start.advanced(by: 3_600)
            events.append(event)
        }
        let text = try calendar(events).text()
        let reading = try readCalendar(
            Array(text.utf8), window: days((2027, 1, 1), (2028, 1, 1)), zone: "Europe/London")

        #expect(reading.occurrences.map(\.start) == events.map(\.start))
        #expect(reading.occurrences.map(\.end) == events.map(\.end))
        #expect(reading.problems.isEmpty)
    }

    @Test func `control characters and line ends are made harmless`() throws {
        var event = visit()
        event.summary = "one\r\ntwo\u{0}\u{1B}"
        event.url = "https://example.org/\r\nATTENDEE:mailto:x@example.org"
        event.categories = ["a\nb"]
        var calendar = calendar([event])
        calendar.name = "x\r\nMETHOD:REQUEST"
        calendar.colour = .init(name: "teal\nX:y", hex: "#0\nX:y")
        calendar.about = "one, two;\nX:y"
        let text = try calendar.text()

        #expect(text.contains("\r\nSUMMARY:one\\ntwo\r\n"))
        #expect(text.contains("\r\nCATEGORIES:a b\r\n"))
        #expect(!text.contains("\r\nATTENDEE"))
        #expect(!text.contains("\r\nMETHOD:REQUEST"))
        #expect(!text.contains("\r\nX:y"))
        #expect(text.contains("\r\nX-WR-CALDESC:one- two- X:y\r\n"))
    }

    @Test func `an alarm is there if it is asked for, and never for what was cancelled`() throws {
        var event = visit()
        event.alarmMinutes = 15
        let text = try calendar([event]).text()
        #expect(
            text.contains(
                "\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:Visit\\, joint\\; with a "))
        event.status = .cancelled
        #expect(try !calendar([event]).text().contains("VALARM"))
    }

    @Test func `free and busy times are in UTC, and are read back, over both clock changes`() throws {
        func wall(_ month: Int, _ day: Int, _ hour: Int) -> WallTime {
            WallTime(year: 2027, month: month, day: day, hour: hour)
        }
        let periods: [OutgoingFreeBusy.Period] = [
            .init(wall(3, 26, 9)..<wall(3, 26, 10), .busy), .init(wall(3, 27, 17)..<wall(3, 29, 9), .unavailable),
            .init(wall(10, 30, 9)..<wall(10, 31, 9), .tentative),
        ]
        var calendar = calendar([])
        calendar.freeBusy = OutgoingFreeBusy(
            uid: "po1@example.org", stamp: wall(3, 1, 0), organizer: "mailto:po1@example.org",
            comment: "Not, by far; all", span: wall(3, 1, 0)..<wall(12, 1, 0), periods: periods)
        let text = try calendar.text()

        #expect(
            text.contains(
                """
                BEGIN:VFREEBUSY
                UID:po1@example.org
                DTSTAMP:20270301T000000Z
                ORGANIZER:mailto:po1@example.org
                DTSTART:20270301T000000Z
                DTEND:20271201T000000Z
                COMMENT:Not\\, by far\\; all
                FREEBUSY;FBTYPE=BUSY:20270326T090000Z/20270326T100000Z
                FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20270327T170000Z/20270329T080000Z
                FREEBUSY;FBTYPE=BUSY-TENTATIVE:20271030T080000Z/20271031T090000Z
                END:VFREEBUSY
                END:VCALENDAR

                """.replacing("\n", with: "\r\n")))
        #expect(!text.contains("VTIMEZONE") && !text.contains("VEVENT"))
        let reading = try readCalendar(
            Array(text.utf8), window: days((2027, 1, 1), (2028, 1, 1)), zone: "Europe/London")
        #expect(reading.problems.isEmpty)
        #expect(reading.occurrences.map { $0.start..<$0.end } == periods.map(\.interval))
        #expect(reading.occurrences.map(\.availability) == [.busy, .busy, .tentative])
    }

    @Test func `nothing personal or noisy is added`() throws {
        let text = try calendar([visit()]).text()
        for name in ["ATTENDEE", "ORGANIZER", "VALARM", "CLASS", "DURATION:", "X-LIC-ERROR"] {
            #expect(!text.contains("\r\n\(name)"))
        }
    }

    @Test func `what cannot be right is refused`() {
        var paris = calendar([])
        paris.zone = "Europe/Paris"
        var backwards = visit()
        backwards.end = backwards.start.advanced(by: -1)

        #expect(throws: CalendarError.unsupportedOutgoingZone("Europe/Paris")) { try paris.text() }
        #expect(throws: CalendarError.endsBeforeItStarts(uid: "v1@example.org")) { try calendar([backwards]).text() }
        #expect(throws: CalendarError.repeatedIdentifier("v1@example.org")) { try calendar([visit(), visit()]).text() }
        #expect(throws: CalendarError.eventWithoutIdentifier) { try calendar([visit(" ")]).text() }
    }
}
