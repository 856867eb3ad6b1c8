/// Text as lines of printable ASCII that a person can still read (RFC 2045, 6.7).
enum QuotedPrintable {
    private static let longestLine = 76

    static func lines(_ text: String) -> [String] {
        text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).flatMap(lines(of:))
    }

    private static func lines(of line: Substring) -> [String] {
        var lines: [String] = []
        var current = ""
        let bytes = Array(line.utf8)
        for (index, byte) in bytes.enumerated() {
            // A blank at the end of a line may be lost on the way; a line of a single dot ends a mail in SMTP.
            let isEnd = index == bytes.count - 1
            let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || byte == 0x20 && !isEnd
            let isLoneDot = byte == UInt8(ascii: ".") && current.isEmpty && isEnd
            let written = isPlain && !isLoneDot ? String(UnicodeScalar(byte)) : hexadecimal(byte)
            if current.count + written.count > (isEnd ? longestLine : longestLine - 1) {
                lines.append(current + "=")
                current = ""
            }
            current += written
        }
        return lines + [current]
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "=" + (digits.count < 2 ? "0" : "") + digits
    }

    /// What quoted-printable stands for; what is none of it stays as it is.
    static func decoded(_ bytes: [UInt8]) -> [UInt8] {
        var decoded: [UInt8] = []
        for whole in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            var line = whole
            while let last = line.last, [0x20, 0x09, 0x0D].contains(last) { line = line.dropLast() }
            let isSoft = line.last == UInt8(ascii: "=")
            if isSoft { line = line.dropLast() }
            var index = line.startIndex
            while index < line.endIndex {
                let end = index + 3
                if line[index] == UInt8(ascii: "="), end <= line.endIndex,
                    let byte = UInt8(String(decoding: line[(index + 1)..<end], as: UTF8.self), radix: 16)
                {
                    decoded.append(byte)
                    index = end
                } else {
                    decoded.append(line[index])
                    index += 1
                }
            }
            if !isSoft { decoded.append(UInt8(ascii: "\n")) }
        }
        return decoded
    }
}
