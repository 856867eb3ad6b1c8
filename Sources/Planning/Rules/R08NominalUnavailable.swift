internal import Casework

/// No contact falls into a nominal's own commitments.
enum NominalUnavailable: Rule {
    static let code = "R8"

    static func violations(in evidence: Evidence) -> [Violation] {
        let commitments = Dictionary(grouping: evidence.register.caseload.unavailability, by: \.nominal)
        return judging(evidence) { contact in
            let clash = commitments[contact.nominal]?.first { commitment in
                commitment.holds(on: contact.day) && contact.start < contact.day.at(commitment.end)
                    && contact.day.at(commitment.start) < contact.end
            }
            return clash.map { "the nominal is unavailable from \($0.start) until \($0.end)" }
        }
    }
}
