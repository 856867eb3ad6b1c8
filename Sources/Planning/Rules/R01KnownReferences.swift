internal import Casework

/// Every contact is of the weeks planned, has a reference of its own, and names only who and what is on record.
enum KnownReferences: Rule {
    static let code = "R1"

    static func violations(in evidence: Evidence) -> [Violation] {
        let register = evidence.register
        var seen: Set<Contact.ID> = []
        return evidence.plan.contacts.compactMap { contact in
            if !seen.insert(contact.id).inserted { return broken(contact, "two contacts share the reference") }
            if !evidence.plan.weeks.days.contains(contact.day) { return broken(contact, "outside the plan's weeks") }
            guard contact.status == .planned else { return nil }
            if register.nominals[contact.nominal] == nil { return broken(contact, "no such nominal on record") }
            if register.policy.contacts[contact.kind] == nil { return broken(contact, "no such kind in the policy") }
            if let location = contact.place.location, register.locations[location] == nil {
                return broken(contact, "no such location on record: \(location)")
            }
            if let unknown = contact.practitioners.first(where: { register.practitioners[$0] == nil }) {
                return broken(contact, "no such practitioner on record: \(unknown)")
            }
            return nil
        }
    }
}
