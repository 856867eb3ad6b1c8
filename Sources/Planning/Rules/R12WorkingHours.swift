internal import Casework

/// A contact lies inside one block of each practitioner's working pattern, and never on a bank holiday.
enum WorkingHours: Rule {
    static let code = "R12"

    static func violations(in evidence: Evidence) -> [Violation] {
        evidence.itineraries.outside.filter { evidence.register.diaries.canMove($0.contact) }
            .map { broken($0.contact, "\($0.practitioner) is not working then", of: $0.practitioner) }
    }
}
