/// Why a nominal is on an agenda; the order is the order in which reasons are taken.
package enum SlotReason: String, CaseIterable, Hashable, Sendable, Comparable {
    // At a MAP.
    case exception, red, release, amber, green, blue
    // At a MACC: proposals waiting for a decision.
    case select, deselect
    case changeRAG = "change_rag"
    case changeCohort = "change_cohort"
    case changeContacts = "change_contacts"
    // At a MACC: what the rules raise for people to decide.
    case deselectionToConsider = "deselection_to_consider"
    case noEngagement = "no_engagement"
    case contactsToReview = "contacts_to_review"

    /// Whether the item can be noted without discussion when a MAP is too full.
    package var isRoutine: Bool {
        switch self {
        case .amber, .green, .blue: true
        default: false
        }
    }

    /// That of a routine review, or of somebody who is discussed though they had no slot.
    package init(_ rag: Nominal.RAG) {
        self =
            switch rag {
            case .red: .red
            case .amber: .amber
            case .green: .green
            case .blue: .blue
            }
    }

    package init(_ proposal: Proposal.Kind) {
        self =
            switch proposal {
            case .select: .select
            case .deselect: .deselect
            case .changeRAG: .changeRAG
            case .changeCohort: .changeCohort
            case .changeContacts: .changeContacts
            }
    }

    /// As an agenda prints it.
    package var inWords: String {
        switch self {
        case .exception: "Exception"
        case .red: "Red review"
        case .release: "Release"
        case .amber: "Amber review"
        case .green: "Green review"
        case .blue: "In custody"
        case .select: "Selection"
        case .deselect: "Deselection"
        case .changeRAG: "Change of RAG"
        case .changeCohort: "Change of cohort"
        case .changeContacts: "Change of contacts"
        case .deselectionToConsider: "Deselection to consider"
        case .noEngagement: "No engagement"
        case .contactsToReview: "Contacts to review"
        }
    }

    package static func < (left: Self, right: Self) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
