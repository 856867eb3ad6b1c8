internal import Casework

/// One field of a form as a page shows it again: what was filled in, and what is wrong with that.
struct Field: Sendable {
    var value: String
    var wrong: String?

    /// - Parameters:
    ///   - form: What was sent; nil: the form is new.
    ///   - otherwise: What a new form has there.
    init(_ name: String, in form: Form?, _ errors: [FieldError], otherwise: String = "") {
        value = form.map { $0[name] ?? "" } ?? otherwise
        wrong = errors.first { $0.field == name }?.message
    }
}

/// One of several that can be chosen.
struct Choice: Sendable {
    var value: String
    var label: String
    var isChosen: Bool

    init(_ value: String, _ label: String, chosen: String? = nil) {
        self.value = value
        self.label = label
        isChosen = value == chosen
    }
}

extension Form {
    /// What people wrote over several lines, all lines ended alike; nil where nothing is filled in.
    func text(_ name: String) -> String? { self[name]?.replacing("\r\n", with: "\n") }

    /// What is wrong with a text.
    ///
    /// - Parameter missing: What to say where nothing is filled in; nil: it can be left out.
    func problem(withText name: String, missing: String? = nil) -> FieldError? {
        guard let text = text(name) else { return missing.map { FieldError(name, $0) } }
        if text.count > Form.mostCharacters {
            return FieldError(name, "Write at most 4,000 characters: this has \(text.count).")
        }
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t"
        }
        return isPlain ? nil : FieldError(name, "Write it without control characters.")
    }

    /// A day ahead; nil where none is filled in, or one that cannot stand, which is then among the errors.
    func day(_ name: String, today: Day, _ errors: inout [FieldError]) -> Day? {
        guard let text = self[name] else { return nil }
        let day = Day(iso: text)
        if day == nil {
            errors.append(FieldError(name, "Write the date as year, month and day, such as \(today + 7)."))
        } else if let day, day > today.latestAhead {
            errors.append(FieldError(name, "Check the year: this is more than two years ahead."))
            return nil
        }
        return day
    }

    /// As the command line takes them.
    private static let mostCharacters = 4_000
}
