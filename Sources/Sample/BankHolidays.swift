import Casework

/// The bank holidays of England and Wales, 2025 to 2028.
enum BankHolidays {
    static let all: [(day: Day, title: String)] = table.compactMap { text, title in
        Day(iso: text).map { ($0, title) }
    }

    private static let days = Set(all.map(\.day))

    static func contains(_ day: Day) -> Bool { days.contains(day) }

    private static let table = [
        ("2025-01-01", "New Year's Day"), ("2025-04-18", "Good Friday"), ("2025-04-21", "Easter Monday"),
        ("2025-05-05", "Early May bank holiday"), ("2025-05-26", "Spring bank holiday"),
        ("2025-08-25", "Summer bank holiday"), ("2025-12-25", "Christmas Day"), ("2025-12-26", "Boxing Day"),
        ("2026-01-01", "New Year's Day"), ("2026-04-03", "Good Friday"), ("2026-04-06", "Easter Monday"),
        ("2026-05-04", "Early May bank holiday"), ("2026-05-25", "Spring bank holiday"),
        ("2026-08-31", "Summer bank holiday"), ("2026-12-25", "Christmas Day"),
        ("2026-12-28", "Boxing Day (substitute day)"), ("2027-01-01", "New Year's Day"),
        ("2027-03-26", "Good Friday"), ("2027-03-29", "Easter Monday"), ("2027-05-03", "Early May bank holiday"),
        ("2027-05-31", "Spring bank holiday"), ("2027-08-30", "Summer bank holiday"),
        ("2027-12-27", "Christmas Day (substitute day)"), ("2027-12-28", "Boxing Day (substitute day)"),
        ("2028-01-03", "New Year's Day (substitute day)"), ("2028-04-14", "Good Friday"),
        ("2028-04-17", "Easter Monday"), ("2028-05-01", "Early May bank holiday"),
        ("2028-05-29", "Spring bank holiday"), ("2028-08-28", "Summer bank holiday"),
        ("2028-12-25", "Christmas Day"), ("2028-12-26", "Boxing Day"),
    ]
}

/// The dates of the Multi-Agency Case Conference: every second Thursday of a month.
enum CaseConference {
    static func last(before day: Day) -> Day { nearest(day, step: -1) { $0 < day } }
    static func next(from day: Day) -> Day { nearest(day, step: 1) { $0 >= day } }

    static func isHeld(on day: Day) -> Bool {
        day.weekday == .thursday && (8...14).contains(day.components.day)
    }

    private static func nearest(_ day: Day, step: Int, _ fits: (Day) -> Bool) -> Day {
        var candidate = day
        while !(isHeld(on: candidate) && fits(candidate)) { candidate = candidate + step }
        return candidate
    }
}
