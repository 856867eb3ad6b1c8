import ICalendar
import Testing

struct ZoneClockTests {
    private func wall(_ month: Int, _ day: Int, _ hour: Int, _ minute: Int = 0) -> WallTime {
        WallTime(year: 2027, month: month, day: day, hour: hour, minute: minute)
    }

    @Test func `winter is UTC, and summer is an hour ahead`() throws {
        let london = try ZoneClock("Europe/London")

        #expect(london.utc(of: wall(1, 11, 9)) == wall(1, 11, 9))
        #expect(london.utc(of: wall(7, 12, 9)) == wall(7, 12, 8))
        #expect(london.wall(atUTC: wall(7, 12, 8)) == wall(7, 12, 9))
    }

    /// RFC 5545, 3.3.5.
    @Test func `a time that comes twice means the first`() throws {
        let london = try ZoneClock("Europe/London")

        #expect(london.utc(of: wall(10, 31, 1, 30)) == wall(10, 31, 0, 30))
        #expect(london.utc(of: wall(10, 31, 2)) == wall(10, 31, 2))
    }

    @Test func `a time that is skipped counts with the offset before the gap`() throws {
        let london = try ZoneClock("Europe/London")

        #expect(london.utc(of: wall(3, 28, 1, 30)) == wall(3, 28, 1, 30))
        #expect(london.wall(atUTC: wall(3, 28, 1, 30)) == wall(3, 28, 2, 30))
    }

    @Test(arguments: ["Nowhere/Land", "BST", "EST5", "../etc/passwd", "", "GMT Standard Time"])
    func `a name that is not IANA's is refused`(name: String) {
        #expect(throws: CalendarError.unknownZone(name)) { try ZoneClock(name) }
    }
}
