/// Makes people's text fit for a calendar line.
enum OutgoingText {
    /// With LF between lines, and no other control character but tab: many clients drop an event that has one.
    static func lines(_ text: String) -> String {
        let normalised = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        return String(
            String.UnicodeScalarView(
                normalised.unicodeScalars.filter { scalar in
                    scalar == "\n" || scalar == "\t" || scalar.properties.generalCategory != .control
                }))
    }

    /// With spaces in place of line ends.
    static func oneLine(_ text: String) -> String {
        lines(text).replacing("\n", with: " ").trimmed
    }

    /// On one line, with dashes where commas, semicolons and backslashes stood.
    ///
    /// libical 3.0.16 escapes these wrongly outside the properties it knows as text, and so do many clients.
    static func label(_ text: String) -> String {
        String(oneLine(text).map { $0 == "," || $0 == ";" || $0 == "\\" ? "-" : $0 })
    }
}
