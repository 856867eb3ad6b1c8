internal import Casework

/// No probation practitioner sees a nominal from the day probation's contact is suspended.
enum ProbationSuspended: Rule {
    static let code = "R15"

    static func violations(in evidence: Evidence) -> [Violation] {
        let register = evidence.register
        return judging(evidence) { contact in
            guard let from = register.nominals[contact.nominal]?.contactSuspendedFrom, from <= contact.day,
                contact.practitioners.contains(where: { register.agencyKind(of: $0) == .probation })
            else { return nil }
            return "probation contact is suspended from \(from)"
        }
    }
}
