import ICalendar
import Testing

struct RuleGateTests {
    @Test(arguments: [
        "FREQ=YEARLY;BYWEEKNO=-53", "FREQ=YEARLY;BYYEARDAY=1", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=1000", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=WEEKLY;BYSETPOS=1;BYDAY=MO",
        "FREQ=MONTHLY;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=6MO", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=YEARLY;BYMONTH=13",
        "FREQ=DAILY;RSCALE=CHINESE", "FREQ=DAILY;BYDAY=XX", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;UNTIL=soon",
        "FREQ=DAILY;BYEASTER=1", "FREQ=DAILY;WKST=9MO", "FREQ=DAILY;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYMONTHDAY=-2,28;BYSETPOS=1", "FREQ=YEARLY;RSCALE=GREGORIAN;SKIP=FORWARD",
    ])
    func `a rule that is not followed leaves its time unknown each day`(rule: String) throws {
        let reading = try readEvent("DTSTART:20261223T090000\nDTEND:20261223T100000\nRRULE:\(rule)")

        #expect(
            reading.times == [
                "2026-12-23T09:00/2026-12-23T10:00", "2026-12-24T09:00/2026-12-24T10:00 unknown",
                "2026-12-25T09:00/2026-12-25T10:00 unknown", "2026-12-26T09:00/2026-12-26T10:00 unknown",
                "2026-12-27T09:00/2026-12-27T10:00 unknown",
            ])
        #expect(reading.problems.count == 1)
        #expect(reading.problems.first?.uid == "one")
        #expect(reading.problems.first?.reason.hasSuffix("; its time is unknown.") == true)
        #expect(reading.lastKnown == nil)
    }

    @Test(arguments: [
        "FREQ=HOURLY", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", "FREQ=SECONDLY", "nonsense", "FREQ=",
        "FREQ=DAILY;FREQ=HOURLY", "FREQ=DAILY;BYSECOND=1,2", "D1 #0", "FREQ=DAILY;BYMINUTE=0,10,20,30,40",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYHOUR=8,12;BYSETPOS=-1",
    ])
    func `a rule that moves within the day leaves whole days unknown`(rule: String) throws {
        let reading = try readEvent("DTSTART:20261226T090000\nDTEND:20261226T100000\nRRULE:\(rule)")

        #expect(
            reading.times == [
                "2026-12-26T00:00/2026-12-27T00:00 unknown", "2026-12-26T09:00/2026-12-26T10:00",
                "2026-12-27T00:00/2026-12-28T00:00 unknown",
            ])
    }

    @Test func `a refused rule is unknown only until it ends`() throws {
        let reading = try readEvent("DTSTART:20261223T090000\nRRULE:FREQ=YEARLY;BYYEARDAY=1;UNTIL=20261225T120000Z")

        #expect(reading.occurrences.map(\.start.dayOfMonth) == [23, 24, 25])
    }

    @Test(arguments: [
        ("HOURLY;COUNT=30", [23, 24]), ("SECONDLY;COUNT=4", [23]), ("MINUTELY;INTERVAL=90;COUNT=17", [23, 24]),
    ])
    func `a refused rule that counts is unknown for as long as it can go on`(rule: String, days: [Int]) throws {
        let reading = try readEvent("DTSTART:20261223T090000\nDTEND:20261223T093000\nRRULE:FREQ=\(rule)")

        #expect(Set(reading.occurrences.filter { $0.availability == .unknown }.map(\.start.dayOfMonth)) == Set(days))
    }

    @Test func `a long count costs nothing where it can be told`() throws {
        let series = (0..<500).map { number in
            "BEGIN:VEVENT\nUID:\(number)\nDTSTART:20240101T090000\nRRULE:FREQ=DAILY;COUNT=1067\nEND:VEVENT\n"
        }
        let reading = try read(series.joined())

        // 1,067 days from the first of 2024: to the second of December 2026.
        #expect(reading.occurrences.count == 1_500)
        #expect(Set(reading.occurrences.map(\.start.dayOfMonth)) == [30, 1, 2])
        #expect(reading.problems.isEmpty)
    }

    @Test func `a refused rule of a free event takes nobody's time`() throws {
        let reading = try readEvent("DTSTART:20261223T090000\nTRANSP:TRANSPARENT\nRRULE:FREQ=HOURLY")

        #expect(reading.occurrences.map(\.availability) == [.free])
        #expect(reading.problems.count == 1)
    }

    @Test(arguments: [
        "FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=0", "FREQ=DAILY;BYDAY=TU,TU,WE,WE", "freq=daily;byday=tu,we",
        "FREQ=DAILY;BYMONTH=12;BYMONTHDAY=1,2,30", "FREQ=DAILY;INTERVAL=1;X-OWN=1;WKST=MO", "BYDAY=WE,TU;FREQ=WEEKLY",
    ])
    func `a harmless rule passes`(rule: String) throws {
        let reading = try readEvent("DTSTART:20261201T090000\nRRULE:\(rule)")

        #expect(reading.problems.isEmpty)
        #expect(reading.occurrences.prefix(2).map(\.start.dayOfMonth) == [1, 2])
    }

    /// As Outlook, Google and Apple write what their users can choose.
    @Test(arguments: [
        ("FREQ=DAILY;INTERVAL=3", [1, 4, 7]), ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", [1, 2, 3]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR;WKST=SU", [1, 4, 15]), ("FREQ=MONTHLY;BYMONTHDAY=1", [1]),
        ("FREQ=MONTHLY;INTERVAL=1;BYDAY=1TU", [1]), ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1", [1]),
        ("FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYSETPOS=-1", [1]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2", [1, 2]),
        ("FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1", [1, 5]), ("FREQ=MONTHLY;BYMONTHDAY=8,9,10;BYSETPOS=-1", [1, 10]),
        ("FREQ=YEARLY;BYDAY=1TU;BYMONTH=12", [1]), ("FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=12", [1]),
        ("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3;BYMONTH=12", [1, 3]),
        ("FREQ=DAILY;RSCALE=GREGORIAN;SKIP=OMIT;COUNT=2", [1, 2]),
    ])
    func `what office calendars write is followed`(rule: String, first: [Int]) throws {
        let reading = try readEvent(
            "DTSTART:20261201T090000\nRRULE:\(rule)", window: days((2026, 12, 1), (2026, 12, 25)))

        #expect(reading.problems.isEmpty)
        #expect(Array(reading.occurrences.map(\.start.dayOfMonth).prefix(3)) == first)
    }

    /// libical counts these weeks from the wrong one.
    @Test(arguments: [("SU", "MO", [1, 6, 20]), ("MO,SU", "TU", [1, 6, 7, 20, 21]), ("TH", "FR", [1, 3, 17])])
    func `a fortnightly series may begin on another day than it names`(
        days: String, weekStart: String, expected: [Int]
    ) throws {
        let rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=\(days);WKST=\(weekStart)"
        let reading = try readEvent("DTSTART:20261201T090000\nRRULE:\(rule)")

        #expect(reading.occurrences.map(\.start.dayOfMonth) == expected)
    }

    @Test func `several times a day are followed`() throws {
        let reading = try readEvent(
            "DTSTART:20261201T090000\nRRULE:FREQ=DAILY;BYHOUR=9,14;COUNT=3")

        #expect(reading.occurrences.map(\.start.hour) == [9, 14, 9])
    }

    @Test func `rules left over when the time is spent are unknown`() throws {
        var limits = ReadingLimits.default
        limits.walking = .seconds(-1)
        let reading = try read(
            "BEGIN:VEVENT\nUID:one\nDTSTART:20261226T090000\nRRULE:FREQ=DAILY\nEND:VEVENT", limits: limits)

        #expect(reading.occurrences.map(\.availability) == [.busy, .unknown])
        #expect(reading.problems.count == 1)
    }
}
