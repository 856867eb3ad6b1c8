internal import Foundation

/// Text in a header: on one line, and in ASCII.
enum HeaderText {
    private static let longestWord = 75

    /// Text that is no address, as encoded words where it needs them (RFC 2047), folded.
    ///
    /// - Parameter column: How much of the line is taken already.
    static func encoded(_ text: String, after column: Int) -> String {
        let line = oneLine(text)
        let isPlain = line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && !line.contains("=?")
        return isPlain ? folded(line, after: column) : words(line, after: column)
    }

    /// `"Nadia Rahman" <pp1@probation.example>`.
    static func mailbox(_ mailbox: Mailbox) -> String {
        let name = oneLine(mailbox.name)
        let address = "<\(mailbox.address)>"
        if name.isEmpty { return address }
        let isPlain = name.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && !name.contains("=?") && name.count <= 60
        guard isPlain else { return "\(words(name, after: 6))\r\n \(address)" }
        let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(quoted)\"\r\n \(address)"
    }

    /// Without anything that could end the header and begin another.
    private static func oneLine(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: " "
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars)).trimmingCharacters(in: .whitespaces)
    }

    /// Folded at its spaces.
    private static func folded(_ text: String, after column: Int) -> String {
        var lines = [""]
        var room = longestWord - column
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let last = lines.count - 1
            if lines[last].isEmpty {
                lines[last] += word
            } else if lines[last].count + 1 + word.count <= room || word.isEmpty {
                lines[last] += " " + word
            } else {
                lines.append(String(word))
                room = longestWord - 1
            }
        }
        return lines.joined(separator: "\r\n ")
    }

    /// Encoded words of whole characters.
    private static func words(_ text: String, after column: Int) -> String {
        let wrapping = "=?UTF-8?B?".count + "?=".count
        var chunks: [String] = []
        var current = ""
        var room = longestWord - column - wrapping
        for character in text {
            let longer = current + String(character)
            if (longer.utf8.count + 2) / 3 * 4 > room, !current.isEmpty {
                chunks.append(current)
                current = String(character)
                room = longestWord - 1 - wrapping
            } else {
                current = longer
            }
        }
        chunks.append(current)
        return chunks.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }
}
