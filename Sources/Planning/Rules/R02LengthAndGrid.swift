internal import Casework

/// A contact has its kind's length and starts on the grid.
enum LengthAndGrid: Rule {
    static let code = "R2"

    static func violations(in evidence: Evidence) -> [Violation] {
        let policy = evidence.register.policy
        return judging(evidence) { contact in
            guard let rule = policy.contacts[contact.kind] else { return nil }
            if contact.minutes != rule.minutes { return "\(contact.minutes) minutes instead of \(rule.minutes)" }
            return contact.start.minuteOfDay % max(1, policy.gridMinutes) == 0
                ? nil : "does not start on the grid of \(policy.gridMinutes) minutes"
        }
    }
}
