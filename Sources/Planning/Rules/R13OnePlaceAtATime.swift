internal import Casework

/// A practitioner is in one place at a time, with the travel in between, and back by the end of the block.
///
/// Of two commitments that nobody planned here (a busy time during a meeting, a confirmed contact in a busy time)
/// the diary makes no rule: people put them there.
enum OnePlaceAtATime: Rule {
    static let code = "R13"

    /// A way that takes longer than there is time for it.
    struct Rush {
        var practitioner: Practitioner.ID
        var step: Itineraries.Step
        var deadline: Moment
    }

    static func violations(in evidence: Evidence) -> [Violation] {
        rushes(in: evidence).map { rush in
            let step = rush.step
            return Violation(
                code,
                "\(rush.practitioner) cannot be at \(step.to) at \(rush.deadline) for "
                    + "\(step.next?.name ?? "the end of the block"): \(step.before?.name ?? "the block's start") "
                    + "ends \(step.free) at \(step.from), \(step.minutes) min away", of: rush.practitioner)
        }
    }

    static func rushes(in evidence: Evidence) -> [Rush] {
        let canMove = evidence.register.diaries.canMove
        return evidence.itineraries.all.flatMap { itinerary in
            evidence.itineraries.steps(of: itinerary).compactMap { step in
                let deadline = step.next?.interval.lowerBound ?? itinerary.block.interval.upperBound
                let isOurs = [step.before?.contact, step.next?.contact].contains { $0.map(canMove) ?? false }
                // A meeting is planned around confirmed contacts, so it may not clash with one either.
                let isMeeting = step.before?.isMeeting == true || step.next?.isMeeting == true
                let isStanding = step.before?.contact != nil || step.next?.contact != nil
                guard isOurs || isStanding && isMeeting && step.next != nil, step.free + step.minutes > deadline
                else { return nil }
                return Rush(practitioner: itinerary.practitioner, step: step, deadline: deadline)
            }
        }
    }
}
