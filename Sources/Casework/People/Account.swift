/// Somebody who signs in.
package struct Account: Hashable, Sendable {
    package typealias ID = Identifier<Account>

    package enum Role: String, CaseIterable, Hashable, Sendable {
        case supportWorker = "support_worker"
        case practitioner
        /// A worker of a service beside police and probation.
        case partner
        case manager
        /// Reads the audit trail, and nothing it speaks of.
        case auditor
        /// Keeps people, roles, agreements and the policy.
        case administrator

        package var inWords: String {
            switch self {
            case .supportWorker: "support worker"
            case .practitioner, .partner, .manager, .auditor, .administrator: rawValue
            }
        }
    }

    /// What they sign in with.
    package var id: ID
    package var name: String
    package var role: Role
    /// Whose agreement decides what they may see; nil for auditors and administrators of no agency.
    package var agency: Agency.ID?
    /// Who they are in the caseload, if they are.
    package var practitioner: Practitioner.ID?

    package init(
        id: ID, name: String, role: Role, agency: Agency.ID? = nil, practitioner: Practitioner.ID? = nil
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.agency = agency
        self.practitioner = practitioner
    }
}
