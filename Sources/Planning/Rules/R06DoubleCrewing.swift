internal import Casework

/// A double-crewed nominal is seen at home by two or more.
enum DoubleCrewing: Rule {
    static let code = "R6"

    static func violations(in evidence: Evidence) -> [Violation] {
        let register = evidence.register
        return judging(evidence) { contact in
            guard register.nominals[contact.nominal]?.crewing == .double,
                contact.place.location.flatMap({ register.locations[$0] })?.kind == .home,
                contact.practitioners.count < 2
            else { return nil }
            return "a double-crewed nominal seen at home by one practitioner"
        }
    }
}
