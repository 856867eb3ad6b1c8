internal import Casework

/// Two nominals kept apart are never at one place within the policy's minutes of each other.
enum KeptApart: Rule {
    static let code = "R10"

    static func violations(in evidence: Evidence) -> [Violation] {
        let canMove = evidence.register.diaries.canMove
        let gap = evidence.register.policy.keepApartMinutes
        let byNominal = Dictionary(grouping: evidence.plan.contacts, by: \.nominal)
        return evidence.register.caseload.keepApart.flatMap { pair in
            (byNominal[pair.first] ?? []).flatMap { first in
                (byNominal[pair.second] ?? []).compactMap { second -> Violation? in
                    guard first.place != .online, first.place == second.place, first.start < second.end + gap,
                        second.start < first.end + gap, canMove(first) || canMove(second)
                    else { return nil }
                    return broken(first, "\(second.nominal), to be kept apart, is at \(first.place) at \(second.start)")
                }
            }
        }
    }
}
