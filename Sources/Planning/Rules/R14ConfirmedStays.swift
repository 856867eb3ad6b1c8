internal import Casework

/// A contact that is confirmed, or has its outcome, stays as it is.
enum ConfirmedStays: Rule {
    static let code = "R14"

    static func violations(in evidence: Evidence) -> [Violation] {
        let now = Dictionary(evidence.plan.contacts.map { ($0.id, $0) }) { first, _ in first }
        return evidence.register.caseload.contacts.compactMap { before in
            guard before.status != .planned, before.status.countsAsOffered,
                evidence.plan.weeks.days.contains(before.day), now[before.id] != before
            else { return nil }
            return broken(before, "\(before.status.rawValue), and moved, changed or dropped")
        }
    }
}
