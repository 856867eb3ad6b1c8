internal import Casework

/// Nobody in custody gets a community contact before the day of release.
enum Custody: Rule {
    static let code = "R7"

    static func violations(in evidence: Evidence) -> [Violation] {
        judging(evidence) { contact in
            evidence.register.nominals[contact.nominal]?.isInCustody(on: contact.day) == true
                ? "the nominal is in custody" : nil
        }
    }
}
