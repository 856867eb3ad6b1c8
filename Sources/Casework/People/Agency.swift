/// A service that takes part: police, probation, or a partner such as housing or drug treatment.
package struct Agency: Hashable, Sendable {
    package typealias ID = Identifier<Agency>

    package enum Kind: String, CaseIterable, Hashable, Sendable, Comparable {
        case partner, police, probation

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// What its people may see of a nominal.
    package enum Sharing: String, CaseIterable, Hashable, Sendable {
        /// Everything.
        case full
        /// Only nominals they are involved with.
        case `case`
        /// No personal data: times and references alone.
        case none

        /// What its people see.
        package var inWords: String {
            switch self {
            case .full: "everything"
            case .case: "whom they are involved with"
            case .none: "no personal data"
            }
        }
    }

    package var id: ID
    package var name: String
    package var kind: Kind
    /// What its agreement says; `sharing(on:)` also asks whether the agreement still runs.
    package var sharing: Sharing
    /// The day its information-sharing agreement lapses.
    package var agreementUntil: Day?
    package var email: String?

    package init(
        id: ID, name: String, kind: Kind, sharing: Sharing, agreementUntil: Day? = nil, email: String? = nil
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.sharing = sharing
        self.agreementUntil = agreementUntil
        self.email = email
    }

    /// What its people may see on a day: nothing personal once the agreement has lapsed.
    package func sharing(on day: Day) -> Sharing {
        if let agreementUntil, agreementUntil < day { return .none }
        return sharing
    }
}
