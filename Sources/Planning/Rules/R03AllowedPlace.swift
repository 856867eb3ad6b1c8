internal import Casework

/// A contact is held at a place its kind allows: a home is the nominal's own, a partner's office the worker's base.
enum AllowedPlace: Rule {
    static let code = "R3"

    static func violations(in evidence: Evidence) -> [Violation] {
        let register = evidence.register
        return judging(evidence) { contact in
            guard let rule = register.policy.contacts[contact.kind] else { return nil }
            guard let id = contact.place.location else {
                return rule.places.contains(.online) ? nil : "this kind is not held online"
            }
            guard let location = register.locations[id] else { return nil }
            if !rule.places.contains(.location(location.kind)) { return "\(id) is not a place for this kind" }
            if location.kind == .home, register.nominals[contact.nominal]?.home != id {
                return "\(id) is not the nominal's own home"
            }
            if location.kind == .partnerOffice {
                let partners = contact.practitioners.filter { register.agencyKind(of: $0) == .partner }
                if partners.contains(where: { register.practitioners[$0]?.base != id }) {
                    return "\(id) is not the partner worker's base"
                }
            }
            return nil
        }
    }
}
