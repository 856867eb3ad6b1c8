/// What is known of nominals' protected characteristics (Equality Act 2010), kept apart from everything operational.
///
/// Nothing of it is in a `Caseload`, so that no agenda, plan or feed can tell it: it is read for the monthly figures,
/// where small numbers are suppressed, and for what a nominal asks to see of their own.
package struct Equalities: Hashable, Sendable {
    package enum Characteristic: String, CaseIterable, Hashable, Sendable, Comparable {
        case sex, ethnicity, religion, disability
        case sexualOrientation = "sexual_orientation"

        /// `Sexual orientation`, as a heading.
        package var inWords: String {
            let words = rawValue.map { $0 == "_" ? " " : $0 }
            return (words.first.map { String($0).uppercased() } ?? "") + String(words.dropFirst())
        }

        package static func < (left: Self, right: Self) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }

    /// In the team's own words; nothing where it is not recorded.
    package var values: [Nominal.ID: [Characteristic: String]]

    package init(_ values: [Nominal.ID: [Characteristic: String]] = [:]) {
        self.values = values
    }
}
