internal import Foundation

/// What a child found in a calendar, as bytes.
///
/// By hand, because a team's calendars hold thousands of occurrences, which JSON would make slow. What the occurrences
/// of an event share is written once: an event of a megabyte may take place a thousand times.
enum ReadingAnswer {
    static func written(_ result: Result<CalendarReading, CalendarError>) -> [UInt8] {
        var writer = ByteWriter()
        switch result {
        case .success(let reading):
            writer.write(true)
            write(reading, to: &writer)
        case .failure(let error):
            writer.write(false)
            writer.write(String(decoding: (try? JSONEncoder().encode(error)) ?? Data(), as: UTF8.self))
        }
        return writer.bytes
    }

    /// - Throws: `garbled` when the bytes are no answer.
    static func read(_ bytes: [UInt8]) throws(Channel.Closed) -> Result<CalendarReading, CalendarError> {
        var reader = ByteReader(bytes)
        do {
            if try reader.flag() { return .success(try reading(from: &reader)) }
            return .failure(try JSONDecoder().decode(CalendarError.self, from: Data(try reader.text().utf8)))
        } catch {
            throw .garbled
        }
    }

    private static func write(_ reading: CalendarReading, to writer: inout ByteWriter) {
        var kinds: [Occurrence] = []
        var places: [Int?: Int] = [:]
        let placed = reading.occurrences.map { occurrence in
            if let place = places[occurrence.line], occurrence.like(kinds[place]) == occurrence { return place }
            places[occurrence.line] = kinds.count
            kinds.append(occurrence)
            return kinds.count - 1
        }
        writer.write(kinds) { writer, kind in
            writer.write(kind.uid) { $0.write($1) }
            writer.write(kind.summary)
            writer.write(kind.isAllDay)
            writer.write(kind.location) { $0.write($1) }
            writer.write(kind.attendees) { writer, attendee in
                writer.write(attendee.address)
                writer.write(attendee.parameters) { writer, parameter in
                    writer.write(parameter.key)
                    writer.write(parameter.value)
                }
            }
            writer.write(kind.line) { $0.write($1) }
        }
        writer.write(reading.occurrences.indices) { writer, index in
            let occurrence = reading.occurrences[index]
            writer.write(placed[index])
            writer.write(occurrence.start)
            writer.write(occurrence.end)
            writer.write(occurrence.availability.rawValue)
            writer.write(occurrence.recurrenceID) { $0.write($1) }
            for utc in [occurrence.startUTC, occurrence.endUTC, occurrence.recurrenceUTC] {
                writer.write(utc) { $0.write($1) }
            }
        }
        writer.write(reading.problems) { writer, problem in
            writer.write(problem.uid) { $0.write($1) }
            writer.write(problem.line) { $0.write($1) }
            writer.write(problem.reason)
        }
        writer.write(reading.lastKnown) { $0.write($1) }
        writer.write(reading.events)
    }

    private static func reading(from reader: inout ByteReader) throws -> CalendarReading {
        let kinds = try reader.array { reader in
            Occurrence(
                uid: try reader.optional { try $0.text() }, summary: try reader.text(), start: WallTime(seconds: 0),
                end: WallTime(seconds: 0), isAllDay: try reader.flag(), location: try reader.optional { try $0.text() },
                attendees: try reader.array { reader in
                    let address = try reader.text()
                    let parameters = try reader.array { (try $0.text(), try $0.text()) }
                    return Attendee(address: address, parameters: Dictionary(parameters) { $1 })
                },
                line: try reader.optional { try $0.int() })
        }
        return CalendarReading(
            occurrences: try reader.array { reader in
                let place = try reader.int()
                guard kinds.indices.contains(place) else { throw ByteReader.Mismatch() }
                var occurrence = kinds[place]
                occurrence.start = try reader.wallTime()
                occurrence.end = try reader.wallTime()
                guard let availability = Availability(rawValue: try reader.text()) else { throw ByteReader.Mismatch() }
                occurrence.availability = availability
                occurrence.recurrenceID = try reader.optional { try $0.wallTime() }
                occurrence.startUTC = try reader.optional { try $0.wallTime() }
                occurrence.endUTC = try reader.optional { try $0.wallTime() }
                occurrence.recurrenceUTC = try reader.optional { try $0.wallTime() }
                return occurrence
            },
            problems: try reader.array { reader in
                Problem(
                    uid: try reader.optional { try $0.text() }, line: try reader.optional { try $0.int() },
                    reason: try reader.text())
            },
            lastKnown: try reader.optional { try $0.wallTime() },
            events: try reader.int())
    }
}

extension Occurrence {
    /// What `kind` would be if it took place when this does.
    fileprivate func like(_ kind: Occurrence) -> Occurrence {
        var like = kind
        like.start = start
        like.end = end
        like.availability = availability
        like.recurrenceID = recurrenceID
        (like.startUTC, like.endUTC, like.recurrenceUTC) = (startUTC, endUTC, recurrenceUTC)
        return like
    }
}
