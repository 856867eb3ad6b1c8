import ICalendar
import Testing

struct SeriesTests {
    private static let tuesdays = """
        BEGIN:VEVENT
        UID:one
        SEQUENCE:2
        DTSTART;TZID=Europe/London:20261201T090000
        DTEND;TZID=Europe/London:20261201T100000
        RRULE:FREQ=WEEKLY;COUNT=4

        """

    /// Reads four Tuesdays at nine, less and more whatever `properties` say; gives the days of December left.
    private func tuesdays(_ properties: String, overrides: String = "") throws -> [Int] {
        let text = SeriesTests.tuesdays + "\(properties)\nEND:VEVENT\n" + overrides
        return try read(text).occurrences.filter { $0.availability != .free }.map(\.start.dayOfMonth)
    }

    @Test(arguments: [
        "EXDATE;TZID=Europe/London:20261208T090000", "EXDATE:20261208T090000Z", "EXDATE;VALUE=DATE:20261208",
        "EXDATE;TZID=W. Europe Standard Time:20261208T100000", "EXDATE:20261208T090000", "EXDATE:20261208",
        "EXDATE;TZID=GMT Standard Time:20261208T090000,20300101T090000",
    ])
    func `an exception takes out its instance in whichever form it is written`(exception: String) throws {
        #expect(try tuesdays(exception) == [1, 15, 22])
    }

    @Test func `an exception elsewhere takes out nothing`() throws {
        #expect(try tuesdays("EXDATE:20261208T100000Z") == [1, 8, 15, 22])
    }

    @Test(arguments: [
        "EXDATE;VALUE=DATE:20261208", "EXDATE;TZID=GMT Standard Time:20261208T000000", "EXDATE:20261208T000000Z",
        "EXDATE:20261208T000000",
    ])
    func `an exception to an all-day series may have a time`(exception: String) throws {
        let reading = try readEvent("DTSTART;VALUE=DATE:20261207\nRRULE:FREQ=DAILY;COUNT=3\n\(exception)")

        #expect(reading.occurrences.map(\.start.dayOfMonth) == [7, 9])
    }

    @Test(arguments: [
        ("RDATE;TZID=Europe/London:20261203T090000", [1, 3, 8, 15, 22]),
        ("RDATE:20261203T090000Z,20261204T090000Z", [1, 3, 4, 8, 15, 22]),
        ("RDATE:20261208T090000Z", [1, 8, 15, 22]), ("RDATE:", [1, 8, 15, 22]),
        ("RDATE;VALUE=DATE:20261203", [1, 3, 8, 15, 22]),
        ("RDATE:20261203T090000Z\nEXDATE:20261203T090000Z", [1, 8, 15, 22]),
    ])
    func `extra dates are added, once`(addition: String, expected: [Int]) throws {
        #expect(try tuesdays(addition) == expected)
    }

    @Test func `an extra period brings its own length`() throws {
        let reading = try readEvent(
            """
            DTSTART:20261201T090000
            DTEND:20261201T100000
            RDATE;VALUE=PERIOD:20261203T140000Z/20261203T163000Z,20261204T140000Z/PT15M
            """)

        #expect(
            reading.times == [
                "2026-12-01T09:00/2026-12-01T10:00", "2026-12-03T14:00/2026-12-03T16:30",
                "2026-12-04T14:00/2026-12-04T14:15",
            ])
    }

    @Test func `a rule given twice counts once, and two rules are joined`() throws {
        #expect(try tuesdays("RRULE:FREQ=WEEKLY;COUNT=4") == [1, 8, 15, 22])
        #expect(try tuesdays("RRULE:FREQ=DAILY;COUNT=3") == [1, 2, 3, 8, 15, 22])
    }

    @Test(arguments: [
        ("UNTIL=20261215T090000Z", [1, 8, 15]), ("UNTIL=20261215T085959Z", [1, 8]),
        ("UNTIL=20261215T090000", [1, 8, 15]),
        ("UNTIL=20261215", [1, 8, 15]), ("UNTIL=20201215", [1]), ("COUNT=2", [1, 8]),
    ])
    func `a rule ends when it says`(end: String, expected: [Int]) throws {
        let reading = try readEvent("DTSTART;TZID=Europe/London:20261201T090000\nRRULE:FREQ=WEEKLY;\(end)")

        #expect(reading.occurrences.map(\.start.dayOfMonth) == expected)
    }

    @Test func `an end in UTC is compared in UTC`() throws {
        let rule = "DTSTART;TZID=Europe/London:20260706T090000\nRRULE:FREQ=DAILY;UNTIL=20260708T080000Z"
        let reading = try readEvent(rule, window: days((2026, 7, 1), (2026, 8, 1)))

        #expect(reading.occurrences.map(\.start.dayOfMonth) == [6, 7, 8])
    }

    @Test func `a count includes what exceptions take out`() throws {
        #expect(try tuesdays("EXDATE:20261201T090000Z\nEXDATE:20261222T090000Z") == [8, 15])
    }

    @Test func `the start counts even if its rule would not have it`() throws {
        let reading = try readEvent("DTSTART:20261201T090000\nRRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261211T000000Z")

        #expect(reading.occurrences.map(\.start.dayOfMonth) == [1, 3, 10])
    }

    private func override(_ id: String, start: String = "20261209T140000", more: String = "") -> String {
        """
        BEGIN:VEVENT
        UID:one
        SEQUENCE:2
        RECURRENCE-ID\(id)
        DTSTART;TZID=Europe/London:\(start)
        DURATION:PT2H
        \(more)
        END:VEVENT

        """
    }

    @Test(arguments: [
        ";TZID=Europe/London:20261208T090000", ":20261208T090000Z", ";VALUE=DATE:20261208", ":20261208T090000",
        ";TZID=Nowhere:20261208T090000",
    ])
    func `an instance moved to another day leaves its own`(id: String) throws {
        #expect(try tuesdays("", overrides: override(id)) == [1, 9, 15, 22])
    }

    @Test func `an override may come first, and tells where it came from`() throws {
        let text = override(":20261208T090000Z") + SeriesTests.tuesdays + "END:VEVENT"
        let reading = try read(text)

        #expect(reading.times.contains("2026-12-09T14:00/2026-12-09T16:00"))
        #expect(reading.occurrences.map(\.recurrenceID?.dayOfMonth) == [1, 8, 15, 22])
    }

    @Test func `a cancelled instance is free`() throws {
        let cancelled = override(":20261208T090000Z", start: "20261208T090000", more: "STATUS:CANCELLED")

        #expect(try tuesdays("", overrides: cancelled) == [1, 15, 22])
    }

    /// Others hide it; to be busy too often is the safer error.
    @Test func `an instance that is moved and taken out as well is shown where it was moved to`() throws {
        #expect(try tuesdays("EXDATE:20261208T090000Z", overrides: override(":20261208T090000Z")) == [1, 9, 15, 22])
    }

    @Test func `an override that repeats itself is shown once, and reported`() throws {
        let reading = try read(override(":20261208T090000Z", more: "RRULE:FREQ=DAILY"))

        #expect(reading.times == ["2026-12-09T14:00/2026-12-09T16:00"])
        #expect(reading.problems.count == 1)
    }

    @Test func `an override without its series stands alone`() throws {
        #expect(try read(override(":20261208T090000Z")).times == ["2026-12-09T14:00/2026-12-09T16:00"])
    }

    @Test func `an override moved into the window counts, and one moved out does not`() throws {
        let into = override(":20261222T090000Z", start: "20261203T090000")
        let out = override(":20261208T090000Z", start: "20270203T090000")

        #expect(try tuesdays("", overrides: into + out) == [1, 3, 15])
    }

    /// Thunderbird and Confluence leave an override's SEQUENCE behind when the series is renumbered.
    @Test func `an override counts whatever its version`() throws {
        let older = override(":20261208T090000Z").replacing("SEQUENCE:2", with: "SEQUENCE:1")

        #expect(try tuesdays("", overrides: older) == [1, 9, 15, 22])
    }

    @Test func `of two overrides for one instance the later version counts`() throws {
        let newer = override(":20261208T090000Z", start: "20261210T090000").replacing("SEQUENCE:2", with: "SEQUENCE:5")
        let older = override(":20261208T090000Z", start: "20261211T090000").replacing("SEQUENCE:2", with: "SEQUENCE:3")

        #expect(try tuesdays("", overrides: newer + older) == [1, 10, 15, 22])
    }

    @Test func `only the latest version of an event counts`() throws {
        let reading = try read(
            """
            BEGIN:VEVENT
            UID:one
            DTSTART:20261201T090000
            END:VEVENT
            BEGIN:VEVENT
            UID:one
            SEQUENCE:1
            DTSTART:20261202T090000
            END:VEVENT
            """)

        #expect(reading.times == ["2026-12-02T09:00/2026-12-02T09:00"])
    }

    @Test func `a change to all later instances moves them, and is reported`() throws {
        let text = SeriesTests.tuesdays + "END:VEVENT\n" + override(";RANGE=THISANDFUTURE:20261208T090000Z")
        let reading = try read(text)

        #expect(
            reading.times == [
                "2026-12-01T09:00/2026-12-01T10:00", "2026-12-09T14:00/2026-12-09T16:00",
                "2026-12-16T14:00/2026-12-16T16:00", "2026-12-23T14:00/2026-12-23T16:00",
            ])
        #expect(reading.problems.count == 1)
    }

    @Test func `an all-day instance that Exchange moved leaves its own day`() throws {
        let reading = try read(
            """
            BEGIN:VEVENT
            UID:one
            DTSTART;VALUE=DATE:20261201
            RRULE:FREQ=WEEKLY;UNTIL=20261215T000000Z;BYDAY=TU,TH
            END:VEVENT
            BEGIN:VEVENT
            UID:one
            RECURRENCE-ID;TZID=UTC+01:20261203T000000
            DTSTART;VALUE=DATE:20261204
            DTEND;VALUE=DATE:20261205
            END:VEVENT
            """)

        #expect(reading.occurrences.map(\.start.dayOfMonth) == [1, 4, 8, 10, 15])
    }

    @Test func `instances beyond the limit are unknown, not missing`() throws {
        var limits = ReadingLimits.default
        limits.instancesPerEvent = 5
        let reading = try read(
            "BEGIN:VEVENT\nUID:one\nDTSTART:20261201T090000\nRRULE:FREQ=DAILY\nEND:VEVENT", limits: limits)

        #expect(reading.occurrences.count == 27)
        #expect(reading.occurrences.last?.availability == .unknown)
        #expect(reading.problems.count == 1)
    }
}
