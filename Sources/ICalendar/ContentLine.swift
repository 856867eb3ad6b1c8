/// One line of a calendar with its folds undone: `NAME;PARAMETER=…:value`.
struct ContentLine: Hashable, Sendable {
    /// Where it began in the file, counted from 1.
    var number: Int
    /// UTF-8 without NUL or line end; repaired where the file was not UTF-8.
    var bytes: [UInt8]
    /// Upper-cased, as names are compared without case (RFC 5545, 2).
    var name: String

    /// Nil for a line that has no colon after its name, as in text that ran over without being folded.
    init?(number: Int, bytes: [UInt8]) {
        guard let nameEnd = bytes.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") }),
            nameEnd > 0, nameEnd <= 100
        else { return nil }
        self.number = number
        self.bytes = bytes
        self.name = String(decoding: bytes[..<nameEnd], as: UTF8.self).uppercased()
        // `TZID="W. Europe Standard Time:20200609T090000"`: some quote the zone together with the date.
        if ContentLine.zoned.contains(name), bytes.last == UInt8(ascii: "\"") { self.bytes.removeLast() }
    }

    /// Everything after the first colon that is not inside quotes.
    var value: ArraySlice<UInt8> {
        guard let colon else { return [] }
        return bytes[(colon + 1)...]
    }

    var text: String {
        let value = String(decoding: value, as: UTF8.self)
        return value.trimmed
    }

    /// Properties whose values are dates, in a zone that a parameter names.
    static let zoned: Set<String> = ["DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE"]

    /// Where the value's colon stands.
    private var colon: Int? {
        // Exchange writes `TZID=tzone://Microsoft/Utc`, with quotes and without. A date has no colon itself.
        if ContentLine.zoned.contains(name) { return bytes.lastIndex(of: UInt8(ascii: ":")) }
        var isQuoted = false
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: ":"), !isQuoted { return index }
        }
        // An unclosed quote: the last resort is the first colon.
        return bytes.firstIndex(of: UInt8(ascii: ":"))
    }

    /// How many values it holds, if it is of a property that may hold several dates.
    var values: Int {
        guard ["EXDATE", "RDATE", "FREEBUSY"].contains(name) else { return 1 }
        return value.split(separator: UInt8(ascii: ",")).count
    }

    /// Whether its parameters are of a length and number that calendars have; libical's time grows with the square.
    var hasSensibleParameters: Bool {
        guard let colon else { return true }
        return colon <= 2_000 && bytes[..<colon].count { $0 == UInt8(ascii: ";") } <= 100
    }

    /// The line as it is given to libical: dates in lines of a hundred at most, because libical's time grows with
    /// the square of a list, and without the name TZID.
    var forLibical: [[UInt8]] {
        guard ContentLine.zoned.contains(name) || name == "FREEBUSY" else { return [bytes] }
        let whole = bytesWithHiddenZone
        let values = value.split(separator: UInt8(ascii: ","))
        guard values.count > 100 else { return [whole] }
        let head = Array(whole.dropLast(value.count))
        return stride(from: 0, to: values.count, by: 100).map { first in
            head + values[first..<min(first + 100, values.count)].joined(separator: [UInt8(ascii: ",")])
        }
    }

    /// The line with only the parameters that say something of its dates, and TZID renamed, so that libical never
    /// looks up a zone a stranger named: it would open a file under the zoneinfo folder, and grow a shared table
    /// without a lock.
    private var bytesWithHiddenZone: [UInt8] {
        guard let colon else { return bytes }
        let head = String(decoding: bytes[..<colon], as: UTF8.self)
        let parts = head.split(separator: ";", omittingEmptySubsequences: false)
        let renamed = parts.enumerated().compactMap { index, part -> String? in
            if part.uppercased().hasPrefix("TZID=") {
                return "X-TZID=\"\(part.dropFirst(5).filter { $0 != "\"" }.prefix(ZoneDirectory.longestName))\""
            }
            let isKept = index == 0 || ["VALUE=", "RANGE=", "FBTYPE="].contains { part.uppercased().hasPrefix($0) }
            return isKept ? String(part.prefix(100)) : nil
        }
        return Array(renamed.joined(separator: ";").utf8) + bytes[colon...]
    }
}

extension StringProtocol {
    /// Without white space at either end.
    var trimmed: String {
        // By scalars: a character may be a megabyte of accents.
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(self[first..<scalars.index(after: last)])
    }
}
