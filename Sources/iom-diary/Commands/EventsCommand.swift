internal import ArgumentParser
internal import Casework
internal import Foundation
internal import ICalendar

struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "List what a calendar file says of some days, as planning reads it.",
        discussion: """
            Every occurrence that touches the days from --from to --until is listed, series with all their \
            exceptions, and after them whatever could not be taken as written. Planning keeps clear of what is busy \
            or unknown, and of what is tentative as far as it can; free and elsewhere (at work, in another place) \
            are nobody's engagement.

            With --json, an object: {"occurrences": [{"uid", "summary", "start", "end", "all_day", "busy", \
            "recurrence_id"}], "problems": [{"uid", "line", "reason"}]}. Whole days are dates, with the day after \
            the last as their end; whatever is not there is null.

            Example: iom-diary events calendar.ics --from 2026-11-30 --until 2026-12-24
            """)

    @Argument(help: "A calendar (.ics) as Outlook, Google or Apple publish it; - for standard input.")
    var file: String

    @Option(help: ArgumentHelp("The first day.", valueName: "date"), transform: Day.read)
    var from: Day

    @Option(help: ArgumentHelp("The last day; it is listed too.", valueName: "date"), transform: Day.read)
    var until: Day

    @Option(help: ArgumentHelp("The time zone to show times in, by its IANA name.", valueName: "zone"))
    var zone = "Europe/London"

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard from <= until else { throw ValidationError("--from has to be before --until, or the same day") }
        guard (try? ZoneClock(zone)) != nil else {
            throw ValidationError("--zone: there is no time zone “\(zone)”; expected one such as Europe/London")
        }
    }

    func run() throws {
        let window = WallTime(from)..<WallTime(until + 1)
        let reading: CalendarReading
        do {
            reading = try readCalendarInAChild(content(), window, zone, nil)
        } catch let error as CalendarError {
            throw Unreadable(file: name, reason: error.description)
        }
        Terminal.say(
            json
                ? [try EventsDocument(reading, ZoneClock(zone)).text]
                : EventsText(reading, name: name, days: from...until, zone: zone).lines)
    }

    private var name: String { file == "-" ? "standard input" : URL(fileURLWithPath: file).lastPathComponent }

    /// At most one byte more than is read of a calendar, so that a longer one is known by it.
    private func content() throws -> [UInt8] {
        guard let handle = file == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: file),
            let data = try? handle.read(upToCount: ReadingLimits.default.bytes + 1) ?? Data()
        else {
            throw Unreadable(file: name, reason: "It cannot be opened.", isMissing: true)
        }
        return [UInt8](data)
    }

    /// Why there is nothing to list.
    struct Unreadable: Error, CustomStringConvertible {
        var file: String
        /// A sentence.
        var reason: String
        var isMissing = false

        var description: String { "\(file): \(reason)" }
    }
}

extension WallTime {
    init(_ day: Day) { self.init(seconds: day.start.minutes * 60) }
}
