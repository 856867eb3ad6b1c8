internal import Casework

/// The practitioners at a contact make up one of its kind's crews.
enum AllowedCrew: Rule {
    static let code = "R4"

    static func violations(in evidence: Evidence) -> [Violation] {
        let register = evidence.register
        return judging(evidence) { contact in
            guard let rule = register.policy.contacts[contact.kind] else { return nil }
            if Set(contact.practitioners).count != contact.practitioners.count {
                return "a practitioner is named twice"
            }
            let crew = contact.practitioners.compactMap { register.agencyKind(of: $0) }.sorted()
            return rule.crews.contains { $0.sorted() == crew }
                ? nil : "\(crew.map(\.rawValue).joined(separator: " and ")) is none of this kind's crews"
        }
    }
}
