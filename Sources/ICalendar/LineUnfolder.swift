/// Cuts a file into lines and undoes folding (RFC 5545, 3.1), as bytes: some programs fold inside a character.
///
/// Takes CRLF, LF and CR ends, also mixed, and drops NUL bytes, which a C library would take for the end.
struct LineUnfolder {
    private let bytes: [UInt8]
    private var position: Int
    private var number = 0
    /// The first line that held a NUL byte.
    private(set) var lineWithNUL: Int?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = 0
    }

    /// The next line that is not blank.
    mutating func next() -> (number: Int, bytes: [UInt8])? {
        while position < bytes.count {
            var line = physicalLine()
            let first = number
            while position < bytes.count, isFold(bytes[position]) {
                line += physicalLine().dropFirst()
            }
            if line.contains(0) {
                lineWithNUL = lineWithNUL ?? first
                line.removeAll { $0 == 0 }
            }
            // Only the first line of a file, or one after a blank line, can still begin with blanks.
            let text = line.drop(while: isFold)
            if !text.isEmpty { return (first, Array(text)) }
        }
        return nil
    }

    private mutating func physicalLine() -> ArraySlice<UInt8> {
        number += 1
        // Files put one after another bring their marks with them.
        if bytes[position...].starts(with: [0xEF, 0xBB, 0xBF]) { position += 3 }
        let start = position
        while position < bytes.count, !isLineEnd(bytes[position]) { position += 1 }
        let line = bytes[start..<position]
        while position < bytes.count, bytes[position] == UInt8(ascii: "\r") { position += 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
        return line
    }

    private func isLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private func isFold(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
