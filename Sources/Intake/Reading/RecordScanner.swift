import SwiftCSV

/// One record of a table: a line of the file, or several where a quoted value has newlines in it.
struct Record {
    /// The line it begins on, counted from 1.
    let line: Int
    let bytes: ArraySlice<UInt8>
    /// Whether its quotation marks do not pair up as RFC 4180 has it.
    let isMisquoted: Bool

    var isBlank: Bool { bytes.allSatisfy { $0 == .space || $0 == .tab || $0 == .comma } }
}

/// Cuts a file into records and knows the line of each.
///
/// SwiftCSV 0.10.0 splits the records into values, one at a time. It is not given the file as a whole, because it
///
/// - has no line numbers, and gives up the whole file at the first stray quotation mark;
/// - fills short rows with blanks and drops what is too much, so that a shifted row would pass unseen;
/// - drops the last value of a file that ends in a comma, and takes an unclosed quotation mark as closed;
/// - goes by `Character`, so that a comma followed by a combining accent is no comma to it, and a row ends at
///   U+2028 as well.
enum RecordScanner {
    /// A value longer than this has lost its closing quotation mark.
    private static let longestQuoted = 65_536
    /// After so many misquoted records the rest of the file is not read: it is not a table.
    private static let mostMisquoted = 20

    /// The records of a file, without blank lines; `isWhole` is false if reading stopped before its end.
    static func records(in bytes: ArraySlice<UInt8>) -> (records: [Record], isWhole: Bool) {
        var records: [Record] = []
        var misquoted = 0
        var position = bytes.startIndex
        var line = 1
        while position < bytes.endIndex {
            var end = self.end(of: bytes[position...])
            if !end.isSound {
                misquoted += 1
                // Begin again on the next line, lest one lost quotation mark swallow the records after it.
                let lineEnd = bytes[position...].firstIndex { $0 == .lineFeed || $0 == .carriageReturn }
                end = End(index: lineEnd ?? bytes.endIndex, newlines: 0, isSound: false)
            }
            let record = Record(line: line, bytes: bytes[position..<end.index], isMisquoted: !end.isSound)
            if !record.isBlank { records.append(record) }
            line += end.newlines + 1
            position = end.index
            if position < bytes.endIndex {
                let next = bytes.index(after: position)
                let isPair = bytes[position] == .carriageReturn && bytes[next...].first == .lineFeed
                position = isPair ? bytes.index(after: next) : next
            }
            if misquoted == mostMisquoted { return (records, position == bytes.endIndex) }
        }
        return (records, true)
    }

    private struct End {
        /// Of the newline after the record, or the end of the file.
        var index: Int
        /// Inside the record.
        var newlines: Int
        var isSound: Bool
    }

    private enum State { case beforeValue, plain, quoted, afterQuote }

    private static func end(of bytes: ArraySlice<UInt8>) -> End {
        var state = State.beforeValue
        var newlines = 0
        var quoteBegan = bytes.startIndex
        var before: UInt8 = 0
        for (index, byte) in zip(bytes.indices, bytes) {
            defer { before = byte }
            let endsLine = byte == .lineFeed || byte == .carriageReturn
            switch state {
            case .quoted:
                if byte == .quotationMark {
                    state = .afterQuote
                } else if endsLine, !(byte == .lineFeed && before == .carriageReturn) {
                    newlines += 1
                }
                if index - quoteBegan > longestQuoted { return End(index: index, newlines: 0, isSound: false) }
            case .afterQuote where byte == .quotationMark && before == .quotationMark: state = .quoted
            case _ where endsLine: return End(index: index, newlines: newlines, isSound: true)
            case _ where byte == .comma: state = .beforeValue
            case .beforeValue where byte == .quotationMark: (state, quoteBegan) = (.quoted, index)
            case .beforeValue, .afterQuote:
                if byte == .space || byte == .tab { break }
                if state == .afterQuote { return End(index: index, newlines: 0, isSound: false) }
                state = .plain
            case .plain:
                if byte == .quotationMark { return End(index: index, newlines: 0, isSound: false) }
            }
        }
        return End(index: bytes.endIndex, newlines: newlines, isSound: state != .quoted)
    }
}

extension Record {
    /// The values, without the spaces around them.
    func values() throws -> [String] {
        // A lone record is SwiftCSV's header; the newline keeps a blank last value.
        let text = Record.masked(bytes) + "\n"
        let header = try EnumeratedCSV(string: text, delimiter: .comma, loadColumns: false).header
        return header.map { Record.trimmed(Record.unmasked($0)) }
    }

    /// What can be had from a record whose quotation marks are astray: enough to know its id.
    var looseValues: [String] {
        bytes.split(separator: .comma, omittingEmptySubsequences: false).map { part in
            Record.trimmed(String(decoding: part.filter { $0 != .quotationMark }, as: UTF8.self))
        }
    }

    /// Every byte that is not plain ASCII as one private character, so that SwiftCSV sees nothing that combines
    /// with a comma, or that it would take for a newline.
    private static func masked(_ bytes: ArraySlice<UInt8>) -> String {
        var masked: [UInt8] = []
        masked.reserveCapacity(bytes.count)
        for byte in bytes {
            switch byte {
            case 0x80..., 0x0B, 0x0C: masked += [0xEE, 0x80 + byte >> 6, 0x80 + byte & 0x3F]
            default: masked.append(byte)
            }
        }
        return String(decoding: masked, as: UTF8.self)
    }

    private static func unmasked(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Without the spaces around it, which nobody sees in a spreadsheet.
    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
