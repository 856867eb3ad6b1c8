internal import Foundation
internal import ICalendar

/// What a calendar says, as JSON for programs.
struct EventsDocument: Encodable {
    private let occurrences: [Item]
    private let problems: [Trouble]

    /// - Parameter clock: Of the zone that times are shown in, which has to be the one the calendar was read in.
    init(_ reading: CalendarReading, _ clock: ZoneClock) {
        occurrences = reading.occurrences.map { Item($0, clock) }
        problems = reading.problems.map { Trouble(uid: $0.uid, line: $0.line, reason: $0.reason) }
    }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    private struct Item: Encodable {
        let occurrence: Occurrence
        let clock: ZoneClock

        init(_ occurrence: Occurrence, _ clock: ZoneClock) {
            self.occurrence = occurrence
            self.clock = clock
        }

        private enum Key: String, CodingKey {
            case uid, summary, start, end, allDay = "all_day", busy, recurrenceID = "recurrence_id"
        }

        // Written out, because what is nil is to be there as null.
        func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: Key.self)
            try values.encode(occurrence.uid, forKey: .uid)
            try values.encode(occurrence.summary, forKey: .summary)
            try values.encode(time(occurrence.start, occurrence.startUTC), forKey: .start)
            try values.encode(time(occurrence.end, occurrence.endUTC), forKey: .end)
            try values.encode(occurrence.isAllDay, forKey: .allDay)
            try values.encode(occurrence.availability.rawValue, forKey: .busy)
            try values.encode(occurrence.recurrenceID.map { time($0, occurrence.recurrenceUTC) }, forKey: .recurrenceID)
        }

        /// `2026-12-01T10:00:00+00:00`, or `2026-12-01` for what is no instant.
        private func time(_ day: WallTime, _ utc: WallTime?) -> String {
            guard let utc else { return String(day.description.prefix { $0 != "T" }) }
            let wall = clock.wall(atUTC: utc)
            let offset = wall.seconds - utc.seconds
            // Only before 1900 or so do offsets have seconds.
            let clockFace = WallTime(seconds: abs(offset)).description.suffix(8)
            return "\(wall)\(offset < 0 ? "-" : "+")\(clockFace.hasSuffix(":00") ? clockFace.dropLast(3) : clockFace)"
        }
    }

    private struct Trouble: Encodable {
        let uid: String?
        let line: Int?
        let reason: String

        private enum Key: String, CodingKey {
            case uid, line, reason
        }

        func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: Key.self)
            try values.encode(uid, forKey: .uid)
            try values.encode(line, forKey: .line)
            try values.encode(reason, forKey: .reason)
        }
    }
}
