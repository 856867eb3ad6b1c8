/// One property as libical read it.
struct ContentProperty: Hashable, Sendable {
    var name: String
    /// By upper-cased name, without quotes.
    var parameters: [String: String]
    /// As iCalendar writes it: text values still have their backslashes.
    var value: String

    /// The value of a text property without its escapes (RFC 5545, 3.3.11).
    var text: String {
        var text = ""
        var isEscaped = false
        for scalar in value.unicodeScalars {
            if isEscaped {
                text.unicodeScalars.append(scalar == "n" || scalar == "N" ? "\n" : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
