/// Why a calendar could not be read or written at all.
package enum CalendarError: Error, Hashable, Codable, Sendable {
    case tooLarge(bytes: Int, limit: Int)
    case notText(line: Int)
    case notACalendar(line: Int, found: String)
    case nestedTooDeeply(line: Int, limit: Int)
    case tooManyOccurrences(limit: Int)
    case tooManyComponents(line: Int, limit: Int)
    case tooManyValues(line: Int, limit: Int)
    case lineTooLong(line: Int, limit: Int)
    case tookTooLong(seconds: Int)
    case neededTooMuchMemory(megabytes: Int)
    /// The child that read it ended; `signal` is 0 when it ended by itself.
    case readerStopped(signal: Int)
    case noReader(String)
    case unknownZone(String)
    case unsupportedOutgoingZone(String)
    case eventWithoutIdentifier
    case repeatedIdentifier(String)
    case endsBeforeItStarts(uid: String)
    case notWritable(uid: String?, property: String)
}

extension CalendarError: CustomStringConvertible {
    /// One sentence for a person.
    package var description: String {
        switch self {
        case .tooLarge(_, let limit):
            "The calendar is longer than \(limit / 1_000_000) MB, which is as much as is read."
        case .notText(let line):
            "The calendar is not text: line \(line) holds bytes that no UTF-8 file has."
        case .notACalendar(let line, let found):
            "This is not a calendar: line \(line) should be BEGIN:VCALENDAR, but \(found)."
        case .nestedTooDeeply(let line, let limit):
            "Line \(line) begins a component inside more than \(limit) others; no calendar needs that."
        case .tooManyOccurrences(let limit):
            "The calendar has more than \(limit) occurrences in the time asked for."
        case .tooManyComponents(let line, let limit):
            "Line \(line) begins one more than \(limit) events and time zones; no calendar needs that."
        case .tooManyValues(let line, let limit):
            "By line \(line) there are more than \(limit) dates, attendees and the like; no calendar needs that."
        case .lineTooLong(let line, let limit):
            "Line \(line) is longer than \(limit) bytes; no calendar needs that."
        case .tookTooLong(let seconds):
            "The calendar took longer than \(seconds) s to read."
        case .neededTooMuchMemory(let megabytes):
            "The calendar needed more than \(megabytes) MB of memory to read."
        case .readerStopped(let signal):
            "The calendar stopped what read it\(signal > 0 ? " (signal \(signal))" : "")."
        case .noReader(let reason):
            "The part of the program that reads calendars did not start: \(reason)."
        case .unknownZone(let name):
            "There is no time zone named \(name)."
        case .unsupportedOutgoingZone(let name):
            "Calendars are written for Europe/London only, not for \(name)."
        case .eventWithoutIdentifier:
            "An event to be written has no identifier."
        case .repeatedIdentifier(let uid):
            "Two events to be written share the identifier \(uid)."
        case .endsBeforeItStarts(let uid):
            "The event \(uid) ends before it starts."
        case .notWritable(let uid, let property):
            "The \(property) of \(uid.map { "the event \($0)" } ?? "the calendar") cannot be written."
        }
    }
}
