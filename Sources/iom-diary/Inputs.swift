internal import ArgumentParser
internal import Calendars
internal import Casework
internal import Foundation
internal import Intake
internal import Operations
internal import Planning
internal import Publishing

/// Where to look for what a team can bring of its own.
struct OwnFolders: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Meeting series and bank holidays for caseloads that bring none.",
            discussion: "Default: the project's own.",
            valueName: "dir"))
    var calendars: String?

    @Option(
        help: ArgumentHelp(
            "Templates that replace the project's, file by file.", discussion: "Default: the project's own.",
            valueName: "dir"))
    var templates: String?

    var templatesURL: URL? { templates.map { URL(fileURLWithPath: $0, isDirectory: true) } }

    func defaultCalendars() throws -> [CalendarFile] {
        try DefaultCalendars.read(
            folder: calendars.map { URL(fileURLWithPath: $0, isDirectory: true) } ?? Calendars.folder)
    }
}

/// Which weeks to plan, and how hard to think about it.
struct PlanningOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The Monday on which the plan begins.", valueName: "date"), transform: Day.read)
    var from: Day

    @Option(help: "How many weeks to plan.")
    var weeks = 4

    @Option(help: "Decides every draw of the search.")
    var seed: UInt64 = 1

    @Option(help: "Search for so long in all.")
    var seconds: Double?

    @Option(
        help: ArgumentHelp(
            "Search so many rounds for each week; the same seed then gives the same plan, to the byte.",
            discussion: "Default: rounds in proportion to the contacts to book."))
    var iterations: Int?

    func validate() throws {
        guard from.weekday == .monday else {
            throw ValidationError(
                "a plan begins on a Monday: \(from) is a \(from.weekday.name); use \(from.monday) or \(from.monday + 7)"
            )
        }
        guard (1...26).contains(weeks) else { throw ValidationError("--weeks takes a number from 1 to 26") }
        guard seconds == nil || iterations == nil else {
            throw ValidationError("give --seconds or --iterations, not both")
        }
        if let seconds, !(seconds >= 0 && seconds <= 86_400) {
            throw ValidationError("--seconds takes a number from 0 to 86400")
        }
        if let iterations, !(0...1_000_000_000).contains(iterations) {
            throw ValidationError("--iterations takes a number from 0 to 1000000000")
        }
    }

    func span() throws -> Weeks {
        guard let span = Weeks(from: from, count: weeks) else { throw ValidationError("a plan begins on a Monday") }
        return span
    }

    var stop: any StopCriterion { seconds.map { Deadline(seconds: $0) } ?? Iterations(perWeek: iterations) }
}

extension Day {
    /// Reads a date of the command line, or says how one is written.
    static func read(_ text: String) throws -> Day {
        guard let day = Day(iso: text) else { throw ValidationError("expected a date such as 2026-11-30") }
        return day
    }
}

extension Moment {
    /// Reads a time of a day of the command line, or says how one is written.
    static func read(_ text: String) throws -> Moment {
        guard let moment = Moment(iso: text) else { throw ValidationError("expected a time such as 2026-12-04T11:30") }
        return moment
    }
}

extension ClockTime {
    /// Reads a time of the command line, or says how one is written.
    static func read(_ text: String) throws -> ClockTime {
        guard let time = ClockTime(text) else { throw ValidationError("expected a time such as 09:30") }
        return time
    }
}

extension Weeks {
    /// The days that calendars are read for: far enough past the weeks that the meetings after them are known.
    var daysToRead: Range<Day> { (days.lowerBound - 7)..<(days.upperBound + 63) }

    func reader(_ defaults: [CalendarFile], warn: @escaping ([Fault]) -> Void) -> PlanWeeks.DiaryReading {
        { caseload, calendars in
            let (diaries, warnings) = try DiaryReader.diaries(
                of: calendars, for: caseload, days: daysToRead, defaults: defaults, with: readCalendarInAChild)
            warn(warnings)
            return diaries
        }
    }
}

extension Timestamp {
    /// Now; in a rehearsal, what `onTheOfficesClock` is set to.
    static var now: Timestamp {
        guard let set = Moment.ofRehearsal else { return Timestamp(seconds: Int(Date.now.timeIntervalSince1970)) }
        let seconds = set.minutes * 60
        let zone = TimeZone(identifier: Policy.standard.timezone)
        return Timestamp(
            seconds: seconds - (zone?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))) ?? 0))
    }
}

extension Day {
    /// Today on the office's clock.
    static var today: Day { Moment.onTheOfficesClock.day }
}

extension Timestamp {
    /// On the office's clock.
    var onTheOfficesClock: Moment {
        let date = Date(timeIntervalSince1970: Double(seconds))
        let offset = TimeZone(identifier: Policy.standard.timezone)?.secondsFromGMT(for: date) ?? 0
        return Moment(minutes: (seconds + offset) / 60)
    }
}

extension Moment {
    /// Now, or what the environment says for a rehearsal: `IOM_DIARY_CLOCK=2026-12-01T08:30`.
    static var onTheOfficesClock: Moment {
        if let set = ofRehearsal { return set }
        let offset = TimeZone(identifier: Policy.standard.timezone)?.secondsFromGMT() ?? 0
        return Moment(minutes: Int((Date.now.timeIntervalSince1970 + Double(offset)) / 60))
    }
}

extension Moment {
    /// Read once: a service asks for the time with every request.
    fileprivate static let ofRehearsal = ProcessInfo.processInfo.environment["IOM_DIARY_CLOCK"]
        .flatMap { Moment(iso: $0) }
}

extension Timestamp {
    /// A clock for whoever runs on: now; in a rehearsal it goes on from what it is set to.
    static func running() -> @Sendable () -> (now: Timestamp, office: Moment) {
        guard Moment.ofRehearsal != nil else { return { (.now, .onTheOfficesClock) } }
        let (set, start) = (Timestamp.now, ContinuousClock.now)
        return {
            let elapsed = (ContinuousClock.now - start).components.seconds
            let now = Timestamp(seconds: set.seconds + Int(elapsed))
            return (now, now.onTheOfficesClock)
        }
    }
}

/// The account that runs the program: who the history says did it.
var account: String { NSUserName() }
