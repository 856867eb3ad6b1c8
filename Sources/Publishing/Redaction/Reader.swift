package import Casework

/// Whoever a document is made for.
package enum Reader: Hashable, Sendable {
    /// One of those who hold the meeting, its chairs and its support worker: of police or probation.
    case chair(Practitioner)
    case practitioner(Practitioner)
    /// The managers of both services, in their reports.
    case managers
    /// Whoever the partnership answers to.
    case governance
    /// The nominal.
    case subject
}

/// The documents that speak of nominals.
package enum Paper: String, CaseIterable, Hashable, Sendable {
    case agenda
    case runningOrder = "running order"
    case updateRequest = "update request"
    case notes
    case actionList = "action list"
    /// A practitioner's own week or day.
    case sheet
    case extract
    case letter
    case shortfallReport = "shortfall report"
    case monthlyPack = "monthly pack"
    case subjectAccess = "subject access"

    /// What the document speaks of, to those who may know all of it.
    var facts: Set<Fact> {
        switch self {
        case .agenda: [.time, .reference, .matters, .rating, .cohort, .history, .people, .actions]
        case .runningOrder:
            [.time, .reference, .matters, .rating, .cohort, .history, .people, .actions, .contacts, .updates]
        case .updateRequest: [.reference, .matters, .actions]
        case .notes: [.time, .reference, .matters, .people, .updates, .actions, .decisions, .dissent]
        case .actionList: [.reference, .actions]
        case .sheet: [.time, .reference, .contacts, .people, .precautions]
        case .extract: [.time, .reference, .people, .contacts, .decisions, .actions]
        case .letter: [.time, .people, .contacts, .name]
        case .shortfallReport: [.reference, .rating, .cohort, .people, .contacts]
        case .monthlyPack: []
        case .subjectAccess: Set(Fact.allCases)
        }
    }
}

/// A sort of thing that a document can tell of a nominal.
package enum Fact: String, CaseIterable, Hashable, Sendable {
    /// When they are discussed or seen.
    case time
    case reference
    /// Why they are on an agenda, and what there is to say of it.
    case matters
    case rating, cohort
    /// When they were last discussed.
    case history
    /// Who is needed, who works with them, who goes.
    case people
    case actions
    /// The contacts: kind and place, offered and kept, and agreed departures from the target.
    case contacts
    /// What agencies have written.
    case updates
    case decisions
    /// Who did not agree, and why.
    case dissent
    /// What whoever goes has to heed: never alone.
    case precautions
    case name
}
