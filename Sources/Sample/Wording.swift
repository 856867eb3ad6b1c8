import Casework

/// What people write in the free columns: no text here names anyone, nor a street.
enum Wording {
    static let commitments = Pool(
        "drug treatment appointment", "employment", "school run", "course", "unpaid work", "GP appointment",
        "night shift, sleeping", "caring for a parent")

    static let datedCommitments = Pool(
        "court", "hospital appointment", "benefits interview", "job interview", "funeral")

    static func note(on exception: ReviewException.Kind) -> String {
        switch exception {
        case .arrest: "in police custody overnight, released under investigation"
        case .recall: "licence condition 5, unfit to be managed in the community"
        case .breach: "court date awaited"
        case .crisis: "told the duty worker \"I can't go back there\""
        case .missedContacts: "none kept for weeks; no answer at the door, twice"
        case .ragRaised: "raised by the police lead after new intelligence"
        case .other: "bereavement, see log"
        }
    }

    static func note(on proposal: Proposal.Kind) -> String {
        switch proposal {
        case .select: "agreed at practitioner level, needs both chairs"
        case .deselect: "no offending in the period, stable housing"
        case .changeRAG: "partner agencies in favour; police not yet"
        case .changeCohort: "score now under the threshold"
        case .changeContacts: "asks for fewer appointments, works full time"
        }
    }

    static let actionTexts = Pool(
        "Refer for supported housing", "Ask the prison for a release address", "Book a joint visit in the first week",
        "Chase the benefits claim", "Share the updated risk plan with partners", "Check tag and curfew conditions",
        "Arrange a gate pick-up on release", "Confirm naloxone kit is issued", "Write to the employer about shifts",
        "Explain conditions again, with an interpreter", "Register with a GP", "Return bicycle held as property")

    static let teamActionTexts = Pool(
        "Renew the agreement with the debt advice service", "Circulate the rota for the holidays",
        "Find a larger room, or fewer chairs", "Bring figures on kept appointments to the conference")

    static let stepDown = "step-down agreed, engaging well"
    static let uplift = "uplift after a crisis, review at the conference"
    static let taper = "deselection plan, month two of three"
}
