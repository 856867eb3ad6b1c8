/// A rule that a plan breaks, and where.
package struct Violation: Hashable, Sendable, CustomStringConvertible {
    /// The rule's code in the README's table: `R13`.
    package var rule: String
    /// What is wrong, with references and never a name.
    package var message: String

    package init(_ rule: String, _ message: String) {
        self.rule = rule
        self.message = message
    }

    package var description: String { "\(rule): \(message)" }
}
