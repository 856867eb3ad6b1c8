internal import Casework

/// Whose word on a contact counts: the export's, or the diary's.
///
/// A word that goes further wins: planned, confirmed, outcome. It is taken whole, because a confirmation or an
/// outcome speaks of the appointment as its source had it. Where both go equally far, the diary is the ledger:
/// what it recorded or planned itself stays, and what came from an earlier export follows the export.
enum ContactMerge {
    enum Outcome: Equatable {
        case add, update
        /// The diary's version stays; whether that kept an outcome from an earlier status.
        case keep(outcome: Bool)
    }

    static func outcome(of export: Contact, against stored: ContactRecord?, wasDropped: Bool) -> Outcome {
        guard let stored else {
            // A plan took it out of the diary. That it is still planned elsewhere is no news.
            return wasDropped && export.status == .planned ? .keep(outcome: false) : .add
        }
        if export == stored.contact { return .keep(outcome: false) }
        let (exported, recorded) = (rank(export.status), rank(stored.contact.status))
        if exported > recorded { return .update }
        if exported < recorded { return .keep(outcome: stored.contact.status.isOutcome) }
        let isOurs = recorded == rank(.attended) ? stored.statusFrom == .diary : stored.detailsFrom == .plan
        return isOurs ? .keep(outcome: false) : .update
    }

    private static func rank(_ status: Contact.Status) -> Int {
        switch status {
        case .planned: 0
        case .confirmed: 1
        default: 2
        }
    }
}
