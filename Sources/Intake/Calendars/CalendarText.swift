/// What a meeting series says of its events as written, whatever days they fall on.
///
/// A reading of a calendar has only the occurrences of the days asked for, but a wrong id is to be found when it
/// arrives, not in the week when it first matters. So the few lines that hold ids are looked at by themselves.
struct CalendarText {
    struct Event {
        /// Of its `BEGIN`.
        var line: Int
        var isCancelled = false
        var location: Value?
        /// Whom the attendees' parameters name.
        var practitioners: [Value] = []
    }

    struct Value {
        var line: Int
        var text: String
    }

    /// The parameter that names a practitioner, upper-cased.
    static let practitioner = "X-PRACTITIONER"

    private(set) var events: [Event] = []

    init(_ bytes: [UInt8]) {
        var open: [String] = []
        for (line, text) in CalendarText.unfolded(bytes) {
            let property = Property(text)
            switch property.name {
            case "BEGIN":
                open.append(property.value.uppercased())
                if open == ["VCALENDAR", "VEVENT"] { events.append(Event(line: line)) }
            case "END": if let level = open.lastIndex(of: property.value.uppercased()) { open.removeSubrange(level...) }
            default:
                guard open == ["VCALENDAR", "VEVENT"], var event = events.popLast() else { continue }
                CalendarText.note(property, line, in: &event)
                events.append(event)
            }
        }
    }

    private static func note(_ property: Property, _ line: Int, in event: inout Event) {
        switch property.name {
        case "STATUS": event.isCancelled = property.value.uppercased() == "CANCELLED"
        case "LOCATION" where !property.value.isEmpty: event.location = Value(line: line, text: property.value)
        case "ATTENDEE":
            if let id = property.parameters[practitioner] { event.practitioners.append(Value(line: line, text: id)) }
        default: break
        }
    }

    /// Lines with their folds undone, and where each began.
    private static func unfolded(_ bytes: [UInt8]) -> [(line: Int, text: String)] {
        var lines: [(line: Int, bytes: [UInt8])] = []
        let content = Encoding.withoutByteOrderMark(bytes)
        var number = 0
        var before: UInt8 = 0
        var current: [UInt8] = []
        func finish() {
            number += 1
            if let first = current.first, first == .space || first == .tab, let last = lines.indices.last {
                lines[last].bytes += current.dropFirst()
            } else if !current.isEmpty {
                lines.append((number, current))
            }
            current = []
        }
        for byte in content {
            if byte == .carriageReturn || byte == .lineFeed {
                if !(byte == .lineFeed && before == .carriageReturn) { finish() }
            } else {
                current.append(byte)
            }
            before = byte
        }
        finish()
        return lines.map { ($0.line, String(decoding: $0.bytes, as: UTF8.self)) }
    }

    /// `NAME;PARAMETER=…:value`.
    private struct Property {
        var name = ""
        var parameters: [String: String] = [:]
        var value = ""

        init(_ line: String) {
            var parts: [String] = [""]
            var isQuoted = false
            var hasValue = false
            for scalar in line.unicodeScalars {
                if hasValue {
                    value.unicodeScalars.append(scalar)
                } else if scalar == "\"" {
                    isQuoted.toggle()
                } else if scalar == ":", !isQuoted {
                    hasValue = true
                } else if scalar == ";", !isQuoted {
                    parts.append("")
                } else {
                    parts[parts.endIndex - 1].unicodeScalars.append(scalar)
                }
            }
            name = (parts.first ?? "").uppercased()
            for part in parts.dropFirst() {
                let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
                if let key = halves.first, halves.count == 2 { parameters[key.uppercased()] = halves.last }
            }
            value = String(value.drop { $0 == " " })
            while value.last == " " { value.removeLast() }
        }
    }
}
