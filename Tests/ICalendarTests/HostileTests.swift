import Testing

@testable import ICalendar

/// None of these may crash, hang, or eat the machine.
///
/// Lines too long to be printed with the test's name.
struct Repeated: CustomTestStringConvertible {
    var text: String
    var testDescription: String

    init(_ unit: String, _ count: Int, after prefix: String = "", before suffix: String = "") {
        text = prefix + String(repeating: unit, count: count) + suffix
        testDescription = "\(prefix) \(count) × \(unit.debugDescription) \(suffix)"
    }
}

struct HostileTests {
    private func survives(_ bytes: [UInt8]) {
        _ = try? readCalendar(bytes, window: december, zone: "Europe/London")
    }

    @Test func `random bytes are refused`() {
        var random = SplitMix(state: 1)
        for length in [1, 10, 100, 1_000, 10_000] {
            for _ in 0..<20 {
                let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                #expect(throws: CalendarError.self) {
                    try readCalendar(bytes, window: december, zone: "Europe/London")
                }
            }
        }
    }

    @Test func `a calendar with random damage is read or refused`() {
        let whole = Array(
            """
            BEGIN:VCALENDAR
            X-WR-TIMEZONE:Europe/London
            \(exchangeZone)
            BEGIN:VEVENT
            UID:one
            DTSTART;TZID=GMT Standard Time:20261201T090000
            DTEND;TZID=GMT Standard Time:20261201T100000
            RRULE:FREQ=MONTHLY;BYDAY=-1MO,2TU;BYSETPOS=1;COUNT=10;WKST=SU
            EXDATE;TZID=GMT Standard Time:20261208T090000,20261215T090000
            RDATE;VALUE=PERIOD:20261203T140000Z/PT1H
            ATTENDEE;CN="A";CUTYPE=ROOM:mailto:a@example.org
            END:VEVENT
            BEGIN:VFREEBUSY
            FREEBUSY;FBTYPE=BUSY:20261201T090000Z/20261201T100000Z
            END:VFREEBUSY
            END:VCALENDAR
            """.utf8)
        var random = SplitMix(state: 2)
        for _ in 0..<500 {
            var bytes = whole
            for _ in 0...random.next() % 8 {
                let place = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.remove(at: place)
                default: bytes.insert(Array(":;,=\n\"0-T".utf8)[Int(random.next() % 9)], at: place)
                }
            }
            survives(bytes)
        }
    }

    @Test func `rules that pass the gate come to an end`() throws {
        var random = SplitMix(state: 3)
        func pick<Element>(_ values: [Element]) -> Element { values[Int(random.next() % UInt64(values.count))] }
        let parts = [
            "BYMONTH=2", "BYMONTH=1,6,12", "BYMONTHDAY=-31", "BYMONTHDAY=29,30", "BYMONTHDAY=1,-1", "BYDAY=MO",
            "BYDAY=-5SU,5SA", "BYDAY=53MO,-53FR", "BYDAY=1MO,TU", "BYSETPOS=-366", "BYSETPOS=1,-1", "BYSETPOS=5",
            "BYHOUR=0,23", "BYMINUTE=0,30", "WKST=SU", "COUNT=3", "UNTIL=20300101", "BYWEEKNO=-53", "BYYEARDAY=-366",
        ]
        for _ in 0..<200 {
            var rule = "FREQ=\(pick(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]));INTERVAL=\(pick([1, 2, 7, 12, 999]))"
            for _ in 0...random.next() % 4 { rule += ";" + pick(parts) }
            let start = pick(["20110101T000000", "20150101T235900", "20160229T120000", "19000301T000000"])
            let reading = try readEvent("DTSTART:\(start)\nRRULE:\(rule)")

            #expect(reading.occurrences.count < 1_500)
        }
    }

    @Test func `deep nesting is refused`() {
        let text = "BEGIN:VCALENDAR\n" + String(repeating: "BEGIN:X-DEEP\n", count: 100_000)

        #expect(throws: CalendarError.nestedTooDeeply(line: 51, limit: 50)) {
            try readCalendar(Array(text.utf8), window: december, zone: "Europe/London")
        }
    }

    @Test(arguments: [
        Repeated("X-A:b\n", 200_000), Repeated("ATTENDEE:mailto:a@b.c\n", 50_000),
        Repeated("a", 2_000_000, after: "SUMMARY:"),
        Repeated(";A=b", 5_000, after: "SUMMARY", before: ":x"),
        Repeated("20261201T090000Z,", 20_000, after: "EXDATE:"),
        Repeated("20261201T090000Z,", 20_000, after: "RDATE:"),
        Repeated("MO,", 100_000, after: "RRULE:FREQ=DAILY;BYDAY="),
        Repeated("V", 100_000, after: "BEGIN:"),
        Repeated("RRULE:FREQ=DAILY\n", 20_000),
        Repeated("999999W", 50_000, after: "DURATION:P"),
        Repeated("BEGIN:VEVENT\n", 50_000), Repeated("a", 200_000, after: "ATTENDEE;CN=\""),
        Repeated("\"", 100_000), Repeated(";;;:::", 1), Repeated(":", 1),
        Repeated("DTSTART;TZID=;TZID=\"\";X=:20261201T090000", 1),
        Repeated("DTEND:99991231T235959\nRRULE:FREQ=YEARLY;BYWEEKNO=1", 1),
    ])
    func `huge and odd lines are survived`(lines: Repeated) {
        let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201T090000\n\(lines.text)\nEND:VEVENT\nEND:VCALENDAR"
        survives(Array(text.utf8))
    }

    /// Some 20 MB each, of what takes more than its share of work: refused with the line at which it is too much.
    @Test(arguments: [
        (
            Repeated("BEGIN:VEVENT\nDTSTART:20261201\nEND:VEVENT\n", 450_000),
            CalendarError.tooManyComponents(line: 149_999, limit: 50_000)
        ),
        (Repeated("BEGIN:VCALENDAR\n", 1_000_000), .tooManyComponents(line: 50_001, limit: 50_000)),
        (
            Repeated("EXDATE:20261201\n", 1_000_000, after: "BEGIN:VEVENT\n"),
            .tooManyValues(line: 10_003, limit: 10_000)
        ),
        (
            Repeated("20261201T090000/PT1H,", 15_000, after: "BEGIN:VEVENT\nRDATE;VALUE=PERIOD:"),
            .tooManyValues(line: 3, limit: 10_000)
        ),
        (
            Repeated(
                "BEGIN:VEVENT\n" + String(repeating: "ATTENDEE:a\n", count: 9_000) + "END:VEVENT\n", 100),
            .tooManyValues(line: 250_057, limit: 250_000)
        ),
        (Repeated("a", 19_000_000, after: "BEGIN:VEVENT\nSUMMARY:"), .lineTooLong(line: 3, limit: 400_000)),
        (Repeated("\r\n a", 4_000_000, after: "BEGIN:VEVENT\nSUMMARY:"), .lineTooLong(line: 3, limit: 400_000)),
        (
            Repeated("BEGIN:VEVENT\nDTSTART:16010101\nRRULE:FREQ=DAILY\nEND:VEVENT\n", 40_000),
            .tooManyOccurrences(limit: 100_000)
        ),
    ])
    func `a calendar of more than any office has is refused`(lines: Repeated, error: CalendarError) {
        let text = "BEGIN:VCALENDAR\n\(lines.text)"
        #expect(throws: error) { try readCalendar(Array(text.utf8), window: december, zone: "Europe/London") }
    }

    /// libical looks for an instance of such a rule until the year 2582.
    @Test func `rules without an instance use up the work set aside, and the rest is unknown`() throws {
        let rules = (1...200).map {
            "BEGIN:VEVENT\nUID:\($0)\nDTSTART:19000101\nRRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU\nEND:VEVENT"
        }
        let reading = try read(rules.joined(separator: "\n"))
        let unknown = reading.problems.count { $0.reason.contains("cannot be followed to its end") }
        #expect((150..<200).contains(unknown))
        #expect(reading.occurrences.count == unknown * 28)
        #expect(reading.occurrences.allSatisfy { $0.availability == .unknown })
    }

    /// What an event brings is not looked at again for each time it takes place.
    @Test func `an event of 400 kB that takes place 1,416 times is read`() throws {
        let people = (1...9_000).map { "ATTENDEE;CN=a;ROLE=CHAIR:mailto:person-\($0)@example.org\n" }.joined()
        let hours = (0...23).map(String.init).joined(separator: ",")
        let reading = try readEvent(
            "DTSTART:20260101T000000\nRRULE:FREQ=DAILY;BYHOUR=\(hours)\n\(people)",
            window: days((2026, 1, 1), (2026, 3, 1)))
        #expect(reading.occurrences.count == 59 * 24)
        #expect(ReadingAnswer.written(.success(reading)).count < 2_000_000)
    }

    @Test func `reading from many threads at once gives everyone the same`() async throws {
        let expected = try readEvent("DTSTART;TZID=Europe/Paris:20261201T090000\nRRULE:FREQ=DAILY")
        let all = try await withThrowingTaskGroup(of: CalendarReading.self) { group in
            for _ in 0..<200 {
                group.addTask { try readEvent("DTSTART;TZID=Europe/Paris:20261201T090000\nRRULE:FREQ=DAILY") }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(all.count == 200)
        #expect(all.allSatisfy { $0 == expected })
    }
}

/// Steele, Lea and Flood's SplitMix64: random enough, and the same on every machine.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
