import Casework

/// Whose calendar a file of `calendars/` is, which its name says.
enum CalendarName: Hashable {
    case series(Series)
    case bankHolidays
    case practitioner(Practitioner.ID)

    /// - Parameter stem: The file's name without `.ics`.
    init(_ stem: String) {
        if let series = Series(rawValue: stem) {
            self = .series(series)
        } else if stem == "bank-holidays" {
            self = .bankHolidays
        } else {
            self = .practitioner(Practitioner.ID(stem))
        }
    }

    init(_ file: CalendarFile) {
        self.init(file.name.hasSuffix(CalendarName.suffix) ? String(file.name.dropLast(4)) : file.name)
    }

    static let suffix = ".ics"

    /// The team's own, which the project has defaults for.
    static let team = Series.allCases.map { CalendarName.series($0) } + [.bankHolidays]

    var isTeam: Bool { CalendarName.team.contains(self) }

    var stem: String {
        switch self {
        case .series(let series): series.rawValue
        case .bankHolidays: "bank-holidays"
        case .practitioner(let id): id.text
        }
    }

    var fileName: String { stem + CalendarName.suffix }
}
