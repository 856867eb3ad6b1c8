import Casework
import Testing

@Suite struct `A time of day` {
    @Test(arguments: [("00:00", 0), ("09:30", 570), ("23:59", 1439), ("24:00", 1440)])
    func `is minutes after midnight, and comes back as written`(text: String, minutes: Int) throws {
        let time = try #require(ClockTime(text))
        #expect(time.minutes == minutes)
        #expect(time.description == text)
    }

    @Test(arguments: ["24:01", "25:00", "9:30", "09:60", "0930", "09:30 ", "09.30", "-9:30", "", "०९:30", "09:3０"])
    func `is read in that form alone`(text: String) {
        #expect(ClockTime(text) == nil)
    }

    @Test func `is earlier or later`() {
        #expect(ClockTime(minutes: 540) < ClockTime(minutes: 541))
        #expect(!(ClockTime(minutes: 540) < ClockTime(minutes: 540)))
    }
}

@Suite struct `A day of the week` {
    @Test func `has the code that files write, and is read by it`() {
        #expect(Weekday.allCases.map(\.code) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
        for weekday in Weekday.allCases { #expect(Weekday(code: weekday.code) == weekday) }
    }

    @Test(arguments: ["", "Mon", "monday", "mo", "xyz"])
    func `is read by nothing else`(text: String) {
        #expect(Weekday(code: text) == nil)
    }

    @Test func `has a name`() {
        #expect(Weekday.wednesday.name == "Wednesday")
    }
}

@Suite struct `The weeks of a plan` {
    @Test func `begin on a Monday, and there is at least one`() {
        #expect(Weeks(from: monday, count: 1) != nil)
        #expect(Weeks(from: monday, count: 0) == nil)
        #expect(Weeks(from: monday, count: -1) == nil)
        for offset in 1..<7 { #expect(Weeks(from: monday + offset, count: 1) == nil) }
    }

    @Test func `have their Mondays, and all days from the first up to the Monday after`() throws {
        let weeks = try #require(Weeks(from: monday, count: 3))
        #expect(weeks.mondays == [monday, monday + 7, monday + 14])
        #expect(weeks.days == monday..<(monday + 21))
    }
}

@Suite struct `A range of moments` {
    @Test func `lasts so many minutes`() {
        #expect((monday.at(570)..<monday.at(600)).minutes == 30)
        #expect((monday.at(600)..<monday.at(600)).minutes == 0)
        #expect((monday.at(1430)..<(monday + 1).at(10)).minutes == 20)
    }
}

@Suite struct `A day in words` {
    @Test func `as a person would write it`() {
        #expect((monday + 2).inWords == "Wednesday 2 December 2026")
        #expect((monday + 2).inShort == "Wed 2 Dec")
    }
}
