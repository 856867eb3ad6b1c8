import Casework
import ICalendar

/// A calendar as ICalendar reads it, in the words of the trade; the other files of Intake only pass on what reads it.
struct CalendarContent {
    struct Event {
        /// The line of its `BEGIN`.
        var line: Int?
        var uid: String?
        var summary: String
        var interval: Range<Moment>
        var isAllDay: Bool
        /// Nil where it leaves its owner free, or free elsewhere.
        var certainty: BusyTime.Certainty?
        var location: String?
        /// What its attendees' `X-PRACTITIONER` parameters say.
        var practitioners: [String]
    }

    /// Something that could not be taken as written.
    struct Doubt {
        var line: Int?
        /// The zone that nobody can resolve, if that is what it is about.
        var zone: String?
        /// As the end of a sentence: `the repeat rule “FREQ=SECONDLY” …; its time is unknown`.
        var reason: String
    }

    /// Why there is nothing to be had from the file at all.
    struct Unreadable: Error {
        var line: Int?
        var reason: String
    }

    var events: [Event]
    var doubts: [Doubt]
    /// Beyond this the calendar says nothing; nil where a series goes on for ever, or there is no event.
    var lastKnown: Moment?
    /// How many events and reports of free and busy time there are, whenever they are.
    var count: Int

    var isEmpty: Bool { count == 0 }

    init(_ file: CalendarFile, days: Range<Day>, zone: String, read: ReadCalendar) throws(Unreadable) {
        let window = WallTime(days.lowerBound)..<WallTime(days.upperBound)
        let reading: CalendarReading
        do {
            reading = try read(file.content, window, zone, file.source.zone)
        } catch {
            throw Unreadable(error)
        }
        events = reading.occurrences.map { Event($0) }
        doubts = reading.problems.map { Doubt($0) }
        lastKnown = reading.lastKnown.map { Moment(roundingUp: $0) }
        count = reading.events
    }
}

extension CalendarFile.Source {
    /// That of times without a zone; nil: the policy's.
    fileprivate var zone: String? {
        switch self {
        case .folder: nil
        case .address(let zone): zone
        }
    }
}

extension CalendarContent.Event {
    init(_ occurrence: Occurrence) {
        let start = Moment(roundingDown: occurrence.start)
        self.init(
            line: occurrence.line, uid: occurrence.uid, summary: occurrence.summary,
            // A moment without length stays one, even where it is not on a whole minute.
            interval: start..<(occurrence.end <= occurrence.start ? start : Moment(roundingUp: occurrence.end)),
            isAllDay: occurrence.isAllDay,
            certainty: BusyTime.Certainty(occurrence.availability),
            location: occurrence.location,
            practitioners: occurrence.attendees.compactMap { $0.parameters[CalendarText.practitioner] })
    }
}

extension CalendarContent.Doubt {
    init(_ problem: Problem) {
        let zone = problem.reason.contains("time zone") ? problem.reason.split(separator: "“").dropFirst().first : nil
        let sentence = withoutFullStop(problem.reason)
        let (first, word) = (sentence.prefix(1), sentence.dropFirst().prefix { $0 != " " })
        self.init(
            line: problem.line,
            zone: zone?.split(separator: "”").first.map(String.init),
            // A property's name stays as it is: `END:VEVENT`.
            reason: (word.contains { !$0.isLowercase } ? String(first) : first.lowercased()) + sentence.dropFirst())
    }
}

extension CalendarContent.Unreadable {
    init(_ error: CalendarError) {
        reason = String(withoutFullStop(error.description))
        switch error {
        case .notText(let line), .notACalendar(let line, _), .nestedTooDeeply(let line, _),
            .tooManyComponents(let line, _), .tooManyValues(let line, _), .lineTooLong(let line, _):
            self.line = line
        default: line = nil
        }
    }
}

/// What goes on in a message's own sentence.
private func withoutFullStop(_ sentence: String) -> Substring {
    var sentence = sentence[...]
    while sentence.last == "." { sentence.removeLast() }
    return sentence
}

extension BusyTime.Certainty {
    init?(_ availability: Availability) {
        switch availability {
        case .busy: self = .busy
        case .tentative: self = .tentative
        case .unknown: self = .unknown
        case .free, .elsewhere: return nil
        }
    }
}

extension WallTime {
    init(_ day: Day) { self.init(seconds: day.start.minutes * 60) }
}

extension Moment {
    init(roundingDown wall: WallTime) {
        self.init(minutes: (wall.seconds - (wall.seconds % 60 + 60) % 60) / 60)
    }

    init(roundingUp wall: WallTime) {
        self.init(roundingDown: wall.advanced(by: 59))
    }
}
