internal import Casework

/// Someone there knows the nominal: a lead, or a partner worker who is involved; no partner worker who is not.
enum SomeoneKnown: Rule {
    static let code = "R5"

    static func violations(in evidence: Evidence) -> [Violation] {
        let register = evidence.register
        return judging(evidence) { contact in
            guard let nominal = register.nominals[contact.nominal] else { return nil }
            let partners = contact.practitioners.filter { register.agencyKind(of: $0) == .partner }
            let involved = register.involved(with: nominal.id)
            if let stranger = partners.first(where: { !involved.contains($0) }) {
                return "\(stranger) is not involved with the nominal"
            }
            return !partners.isEmpty || contact.practitioners.contains(where: nominal.leads.contains)
                ? nil : "nobody there works with the nominal"
        }
    }
}
