import Casework
import Testing

struct DayTests {
    @Test(arguments: [
        ("2026-11-30", "Mon 30 Nov"), ("2026-01-01", "Thu 1 Jan"), ("2027-02-28", "Sun 28 Feb"),
        ("2027-03-01", "Mon 1 Mar 2027"), ("2025-12-31", "Wed 31 Dec 2025"), ("9999-12-31", "Fri 31 Dec 9999"),
    ])
    func `a date has its year where that is not plain`(iso: String, words: String) throws {
        let today = try #require(Day(iso: "2026-11-30"))
        #expect(try #require(Day(iso: iso)).inShort(readOn: today) == words)
    }

    @Test(arguments: [
        ("1970-01-01", 0, Weekday.thursday), ("2000-02-29", 11_016, .tuesday), ("2026-11-30", 20_787, .monday),
        ("2027-12-27", 21_179, .monday), ("1969-12-31", -1, .wednesday), ("0001-01-01", -719_162, .monday),
    ])
    func `a date is a number of days, and comes back as written`(text: String, number: Int, weekday: Weekday) throws {
        let day = try #require(Day(iso: text))
        #expect(day.number == number)
        #expect(day.weekday == weekday)
        #expect(day.description == text)
    }

    @Test func `every day for a thousand years comes back as it went in`() throws {
        let first = try #require(Day(iso: "1600-01-01"))
        for number in first.number..<(first.number + 366_000) {
            let (year, month, day) = Day(number: number).components
            guard Day(year: year, month: month, day: day) == Day(number: number) else {
                Issue.record("day \(number) is read back as another")
                return
            }
        }
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "2026-1-01", "26-11-30", "2026/11/30", " 2026-11-30",
        "2026-11-30 ", "", "2026-11-3०", "+026-11-30", "0000-01-01",
    ])
    func `what is no date is refused`(text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test func `a week begins on its Monday`() throws {
        let monday = try #require(Day(iso: "2026-11-30"))
        for offset in 0..<7 { #expect((monday + offset).monday == monday) }
        #expect((monday - 1).monday == monday - 7)
    }

    @Test func `a moment is a minute of a day`() throws {
        let moment = try #require(Moment(iso: "2026-12-02T09:35"))
        #expect(moment.day.description == "2026-12-02")
        #expect(moment.minuteOfDay == 9 * 60 + 35)
        #expect(moment.description == "2026-12-02T09:35")
        #expect((moment + 24 * 60).inShort == "Thu 3 Dec 09:35")
        #expect(Moment(minutes: -1).description == "1969-12-31T23:59")
    }

    @Test(arguments: ["2026-12-02T24:00", "2026-12-02T9:35", "2026-12-02 09:35", "2026-12-02T09:60", "2026-12-02"])
    func `what is no moment is refused`(text: String) {
        #expect(Moment(iso: text) == nil)
    }
}
