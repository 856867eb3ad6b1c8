package import Casework

/// A rule that a plan breaks, and where.
package struct Violation: Hashable, Sendable, CustomStringConvertible {
    /// The rule's code in the README's table: `R13`.
    package var rule: String
    /// What is wrong, with references and never a name.
    package var message: String
    /// Whose time it is about, where a rule is about people's time.
    package var practitioner: Practitioner.ID?

    package init(_ rule: String, _ message: String, of practitioner: Practitioner.ID? = nil) {
        self.rule = rule
        self.message = message
        self.practitioner = practitioner
    }

    package var description: String { "\(rule): \(message)" }
}
