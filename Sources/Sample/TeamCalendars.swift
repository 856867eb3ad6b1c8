import Casework

/// The team's own series: the weekly meeting, the monthly conference, and the bank holidays.
enum TeamCalendars {
    static func files(nominals: Int, staff: Staff, town: Town, from: Day) -> [SampleFile] {
        // One of many offices meets online.
        let place = town.hubs.count <= 2 ? town.hubs.first?.office.text ?? "online" : "online"
        let wednesday = from - 364 + Weekday.wednesday.rawValue
        return [
            series(
                "map", "Multi-Agency Practitioner meeting", "FREQ=WEEKLY;BYDAY=WE", first: wednesday, map(nominals),
                place,
                staff.support + staff.managers),
            series(
                "macc", "Multi-Agency Case Conference", "FREQ=MONTHLY;BYDAY=2TH",
                first: CaseConference.next(from: from - 364), macc(nominals), place, staff.managers),
            bankHolidays(),
        ]
    }

    /// The hours of the weekly meeting: a large team meets for longer.
    private static func map(_ nominals: Int) -> Range<Int> {
        switch nominals {
        case ...80: 570..<720  // 09:30 to 12:00
        case ...130: 570..<900  // 09:30 to 15:00
        default: 540..<960  // 09:00 to 16:00
        }
    }

    private static func macc(_ nominals: Int) -> Range<Int> { nominals <= 130 ? 810..<960 : 780..<1020 }

    /// When people are at a meeting on a day, those that a bank holiday moved from the day before among them.
    static func meetings(on day: Day, nominals: Int) -> [Range<Int>] {
        let days = BankHolidays.contains(day - 1) ? [day, day - 1] : [day]
        return days.flatMap { day in
            (day.weekday == .wednesday ? [map(nominals)] : [])
                + (CaseConference.isHeld(on: day) ? [macc(nominals)] : [])
        }
    }

    private static func series(
        _ name: String, _ title: String, _ rule: String, first: Day, _ hours: Range<Int>, _ place: String,
        _ throughout: [Colleague]
    ) -> SampleFile {
        var text = CalendarText()
        text.add(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Aldermoor IOM//Meetings//EN"])
        text.add(CalendarText.londonZone)
        text.add([
            "BEGIN:VEVENT", "UID:\(name)@aldermoor-probation.example",
            "DTSTAMP:" + CalendarText.utc(first - 14, 9 * 60), "SUMMARY:\(title)",
            "DTSTART;TZID=Europe/London:" + CalendarText.local(first, hours.lowerBound),
            "DTEND;TZID=Europe/London:" + CalendarText.local(first, hours.upperBound), "RRULE:\(rule)",
            "LOCATION:\(place)",
        ])
        for colleague in throughout {
            let address = colleague.practitioner.email ?? "\(colleague.id)@aldermoor-probation.example"
            text.add("ATTENDEE;X-PRACTITIONER=\(colleague.id):mailto:\(address)")
        }
        text.add(["END:VEVENT", "END:VCALENDAR"])
        return text.file("calendars/\(name).ics")
    }

    private static func bankHolidays() -> SampleFile {
        var text = CalendarText()
        text.add(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Aldermoor IOM//Bank holidays//EN"])
        for (day, title) in BankHolidays.all {
            text.add([
                "BEGIN:VEVENT", "UID:\(day)@bank-holidays.example", "DTSTAMP:20250101T000000Z",
                "DTSTART;VALUE=DATE:" + CalendarText.date(day), "DTEND;VALUE=DATE:" + CalendarText.date(day + 1),
                "SUMMARY:\(title)", "TRANSP:TRANSPARENT", "END:VEVENT",
            ])
        }
        text.add("END:VCALENDAR")
        return text.file("calendars/bank-holidays.ics")
    }
}
