package import Casework

/// Changes who an account is, or whether it is of use.
package struct ChangeAccount {
    private let store: any DiaryStore
    private let secrets: any Secrets

    package init(_ store: any DiaryStore, secrets: any Secrets) {
        self.store = store
        self.secrets = secrets
    }

    package enum Change: Hashable, Sendable {
        case name(String)
        case role(Account.Role)
        case agency(Agency.ID?)
        case practitioner(Practitioner.ID?)
        /// The address by which an identity provider knows them; whom it has been until then is forgotten.
        case email(EmailAddress?)
        /// Whom the provider's word has to be about, where that is known beforehand.
        case subject(KeptAccount.Subject)
        case disable
        /// Failed sign-ins are forgotten, too.
        case enable
        /// They have lost it, and enrol another.
        case resetSecondFactor
    }

    /// Makes all of the changes, or none.
    package func callAsFunction(
        _ changes: [Change], of account: Account.ID, by actor: String, at now: Timestamp
    ) throws -> KeptAccount {
        let account = Account.ID(typed: account.text)
        return try store.write { diary in
            var kept = try diary.known(account)
            var done: [String] = []
            for change in changes {
                done.append(make(change, of: &kept, at: now))
                if change == .enable { try diary.forgive(account, secrets, at: now) }
            }
            try diary.keepJudged(kept)
            try diary.revokeFeedLinks(wrongfulOf: kept, by: actor, at: now)
            for detail in done {
                try diary.record(
                    HistoryEntry(at: now, actor: actor, act: .alteration, detail: "account \(account): \(detail)"))
            }
            return kept
        }
    }

    /// - Returns: What was done, in words without names.
    private func make(_ change: Change, of kept: inout KeptAccount, at now: Timestamp) -> String {
        switch change {
        case .name(let name):
            kept.account.name = name
            return "has another name"
        case .role(let role):
            kept.account.role = role
            return "is \(role.inWords)"
        case .agency(let agency):
            kept.account.agency = agency
            return agency.map { "is of \($0)" } ?? "is of no agency"
        case .practitioner(let practitioner):
            kept.account.practitioner = practitioner
            return practitioner.map { "is \($0)" } ?? "is nobody in the caseload"
        case .email(let email):
            kept.email = email
            kept.subject = nil
            return email == nil
                ? "is no longer known to the identity provider" : "has another address with the identity provider"
        case .subject(let subject):
            kept.subject = subject
            return "is known to the identity provider"
        case .disable:
            kept.disabledAt = kept.disabledAt ?? now
            return "disabled"
        case .enable:
            kept.disabledAt = nil
            return "enabled"
        case .resetSecondFactor:
            kept.secret = nil
            kept.lastStep = nil
            kept.recoveryCodes = []
            return "the second factor was taken back"
        }
    }
}
