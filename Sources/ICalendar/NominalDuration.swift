/// Reads a DURATION value such as `PT1H30M`, `P2D` or `-PT15M` (RFC 5545, 3.3.6).
enum NominalDuration {
    /// Seconds on the wall, a day being 24 hours; nil when the text is no duration.
    static func seconds(_ text: String) -> Int? {
        guard text.utf8.count <= 100 else { return nil }
        var rest = Substring(text.uppercased())
        let isNegative = rest.hasPrefix("-")
        if isNegative || rest.hasPrefix("+") { rest.removeFirst() }
        guard rest.hasPrefix("P") else { return nil }
        rest.removeFirst()
        var total = 0
        var digits = ""
        var parts = 0
        for character in rest {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            if character == "T", digits.isEmpty { continue }
            // Six digits of weeks are more than nineteen thousand years.
            guard let unit = units[character], digits.count <= 6, let number = Int(digits), total <= longest
            else { return nil }
            total += number * unit
            parts += 1
            digits = ""
        }
        guard digits.isEmpty, parts > 0, total <= longest else { return nil }
        return isNegative ? -total : total
    }

    /// A hundred years.
    ///
    /// Whatever is longer is a mistake, and arithmetic on it might overflow.
    private static let longest = 36_525 * 86_400

    private static let units: [Character: Int] = ["W": 604_800, "D": 86_400, "H": 3_600, "M": 60, "S": 1]
}
