internal import Casework
internal import Planning

/// What somebody asked for in vain, as the history has it.
///
/// A refusal tells something of other people's time: whoever asks again and again looks at the diary.
struct RefusedWish {
    /// What was asked: `book`, `move`.
    var verb: String
    var contact: Contact.ID?
    /// Nil: whose the contact is.
    var nominal: Nominal.ID?
    /// Nil, in these: as it is.
    var start: Moment?
    var place: Place?
    var practitioners: [Practitioner.ID]?

    /// In references that the diary has: what else was typed can be anything, a name too.
    fileprivate func detail(_ caseload: Caseload, _ refusal: DiaryRefusal) -> String {
        let before = caseload.contacts.first { $0.id == contact }
        let whose = nominal ?? before?.nominal
        let isKnown = caseload.nominals.contains { $0.id == whose }
        var words = "asked to \(verb) "
        words += before.map { "\($0.id)" } ?? "a contact"
        words += " of " + (isKnown ? whose?.text ?? "" : "nobody on record")
        if let start { words += " to \(start)" }
        if let place {
            let isOnRecord = place.location.map { id in caseload.locations.contains { $0.id == id } } ?? true
            words += " at " + (isOnRecord ? "\(place)" : "a place not on record")
        }
        if let practitioners {
            let known = practitioners.filter { id in caseload.practitioners.contains { $0.id == id } }
            let others = practitioners.count - known.count
            words +=
                " with " + (known.map(\.text) + (others > 0 ? ["\(others) not on record"] : [])).joined(separator: " ")
        }
        words += ": refused"
        if case .against(_, let violations, _) = refusal {
            words += " (\(Set(violations.map(\.rule)).sorted().joined(separator: ", ")))"
        }
        return words
    }
}

extension DiaryStore {
    /// Runs a verb; if it refuses, that it was asked is on record before anybody is told why.
    func recording<Result>(
        _ wish: RefusedWish, by actor: String, at now: Timestamp, _ verb: () throws -> Result
    ) throws -> Result {
        do {
            return try verb()
        } catch {
            // What was asked for is not changed, so that it is written in a transaction of its own.
            if let refusal = error as? DiaryRefusal {
                try write { diary in
                    guard let caseload = try diary.caseload() else { return }
                    try diary.record(
                        HistoryEntry(at: now, actor: actor, act: .consultation, detail: wish.detail(caseload, refusal)))
                }
            }
            throw error
        }
    }
}
