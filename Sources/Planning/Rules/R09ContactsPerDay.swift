internal import Casework

/// A nominal has no more contacts a day than the policy allows.
enum ContactsPerDay: Rule {
    static let code = "R9"

    static func violations(in evidence: Evidence) -> [Violation] {
        struct Key: Hashable {
            var nominal: Nominal.ID
            var day: Day
        }
        let most = evidence.register.policy.maxContactsPerDay
        let days = Dictionary(grouping: evidence.plan.contacts) { Key(nominal: $0.nominal, day: $0.day) }
        return days.filter { $0.value.count > most && $0.value.contains(where: evidence.register.diaries.canMove) }
            .sorted { ($0.key.day, $0.key.nominal) < ($1.key.day, $1.key.nominal) }
            .map { Violation(code, "\($0.key.nominal) has \($0.value.count) contacts on \($0.key.day)") }
    }
}
