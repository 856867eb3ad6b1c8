internal import Casework

/// A place has no more contacts at once than it has rooms.
enum Rooms: Rule {
    static let code = "R11"

    static func violations(in evidence: Evidence) -> [Violation] {
        let byPlace = Dictionary(grouping: evidence.plan.contacts, by: \.place)
        return evidence.register.caseload.locations.flatMap { location -> [Violation] in
            guard let rooms = location.rooms, let contacts = byPlace[.at(location.id)] else { return [] }
            // The most at once is reached where one begins.
            return contacts.compactMap { contact in
                let atOnce = contacts.filter { $0.interval.contains(contact.start) }
                guard atOnce.count > rooms, atOnce.contains(where: evidence.register.diaries.canMove) else {
                    return nil
                }
                return broken(contact, "\(atOnce.count) contacts at once at \(location.id), which has \(rooms) rooms")
            }
        }
    }
}
