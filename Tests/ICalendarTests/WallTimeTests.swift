import ICalendar
import Testing

struct WallTimeTests {
    @Test(arguments: [
        (1970, 1, 1, 0), (1969, 12, 31, -86_400), (2000, 2, 29, 951_782_400), (2026, 11, 30, 1_795_996_800),
        (1601, 1, 1, -11_644_473_600), (1, 1, 1, -62_135_596_800),
    ])
    func `a date is counted from 1970`(year: Int, month: Int, day: Int, seconds: Int) {
        let wall = WallTime(year: year, month: month, day: day)

        #expect(wall.seconds == seconds)
        #expect([wall.year, wall.month, wall.dayOfMonth] == [year, month, day])
    }

    @Test func `every day of four centuries comes back as it went in`() {
        let first = WallTime(year: 1800, month: 1, day: 1).day
        for day in stride(from: first, to: first + 146_097, by: 1) {
            let wall = WallTime(seconds: day * 86_400 + 3_661)
            let again = WallTime(
                year: wall.year, month: wall.month, day: wall.dayOfMonth, hour: wall.hour, minute: wall.minute,
                second: wall.second)
            guard again == wall else {
                Issue.record("\(wall) came back as \(again)")
                return
            }
        }
    }

    @Test func `it is written as ISO 8601`() {
        #expect(
            WallTime(year: 2026, month: 3, day: 9, hour: 8, minute: 5, second: 2).description == "2026-03-09T08:05:02")
        #expect(WallTime(year: 932, month: 1, day: 1).description == "0932-01-01T00:00:00")
    }

    @Test func `fields beyond their range carry over`() {
        #expect(WallTime(year: 2026, month: 13, day: 1) == WallTime(year: 2027, month: 1, day: 1))
        #expect(WallTime(year: 2026, month: 3, day: 0) == WallTime(year: 2026, month: 2, day: 28))
    }
}
