package import Casework
internal import Operations

/// What can be asked of the service, and which roles may: the table is in the README, and each cell is tested.
///
/// Which nominals there are for somebody is another matter, and `Sight`'s.
package enum Operation: String, CaseIterable, Hashable, Sendable {
    case seeMeetings = "look at meetings"
    case arrangeMeetings = "arrange and issue an agenda"
    case takeNotes = "take notes of a meeting"
    case seeNominals = "look at nominals"
    case seeContacts = "look at contacts"
    case recordOutcomes = "record an outcome"
    case changeContacts = "book, move and call off contacts"
    case declineContacts = "decline a contact"
    case seeActions = "look at actions"
    case closeActions = "close an action"
    case keepFeedLinks = "make and revoke one's own feed links"
    case seeShortfalls = "look at shortfalls and figures"
    case seeVariations = "look at variations and ask for one"
    case approveVariations = "approve variations"
    case planWeeks = "plan weeks"
    case importExports = "import an export"
    case keepData = "look after the data"
    case seeAudit = "read the audit trail"
    case keepPeople = "keep people, roles and agencies"
    case keepPolicy = "change the policy"
    case keepRetention = "erase closed cases"
    case keepAccount = "change one's own password and second factor"

    /// Who may.
    package var roles: Set<Account.Role> {
        switch self {
        case .seeMeetings, .seeActions: [.supportWorker, .practitioner, .partner, .manager]
        case .arrangeMeetings, .planWeeks, .importExports, .keepData: [.supportWorker]
        // Not every team has a support worker: any practitioner can hold the meeting.
        case .takeNotes: [.supportWorker, .practitioner]
        case .seeNominals, .seeContacts: [.supportWorker, .practitioner, .partner, .manager]
        case .recordOutcomes, .declineContacts, .closeActions: [.supportWorker, .practitioner, .partner]
        case .keepFeedLinks: FeedLink.roles
        case .changeContacts: [.supportWorker, .practitioner]
        case .seeVariations: [.supportWorker, .practitioner, .manager]
        case .seeShortfalls, .approveVariations: [.manager]
        case .seeAudit: [.auditor]
        case .keepPeople, .keepPolicy, .keepRetention: [.administrator]
        case .keepAccount: Set(Account.Role.allCases)
        }
    }
}
