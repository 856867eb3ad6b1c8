/// One thing that an agency's information-sharing agreement says.
package enum AgreementTerm: Hashable, Sendable {
    case sharing(Agency.Sharing)
    /// The day on which the agreement lapses; nil: it has no end.
    case until(Day?)

    /// Whether two terms say something of the same.
    package static func areOfOneKind(_ one: AgreementTerm, _ other: AgreementTerm) -> Bool {
        switch (one, other) {
        case (.sharing, .sharing), (.until, .until): true
        case (.sharing, .until), (.until, .sharing): false
        }
    }

    /// `its people see everything`, `until Fri 1 Jan 2027`.
    package var inWords: String {
        switch self {
        case .sharing(let sharing): "its people see \(sharing.inWords)"
        case .until(let day): day.map { "until \($0.inShortWithYear)" } ?? "without an end"
        }
    }
}

/// A term of an agreement, as it was changed in the diary: it holds from the moment of the change until an import says
/// another of the same term than the import before.
package struct AgreementChange: Hashable, Sendable {
    package var agency: Agency.ID
    package var was: AgreementTerm
    package var term: AgreementTerm
    package var madeOn: Day
    /// The account that made it.
    package var madeBy: String
    package var reason: String
    /// Whether a later import or change has gone before it.
    package var isOvertaken: Bool

    package init(
        agency: Agency.ID, was: AgreementTerm, term: AgreementTerm, madeOn: Day, madeBy: String, reason: String,
        isOvertaken: Bool = false
    ) {
        self.agency = agency
        self.was = was
        self.term = term
        self.madeOn = madeOn
        self.madeBy = madeBy
        self.reason = reason
        self.isOvertaken = isOvertaken
    }
}

extension Agency {
    package var terms: [AgreementTerm] { [.sharing(sharing), .until(agreementUntil)] }

    package mutating func take(_ term: AgreementTerm) {
        switch term {
        case .sharing(let sharing): self.sharing = sharing
        case .until(let day): agreementUntil = day
        }
    }

    /// What its agreement says of the same as another term does.
    package func term(like other: AgreementTerm) -> AgreementTerm {
        switch other {
        case .sharing: .sharing(sharing)
        case .until: .until(agreementUntil)
        }
    }
}
