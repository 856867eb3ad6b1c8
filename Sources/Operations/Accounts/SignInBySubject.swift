package import Casework

/// Lets somebody in on an identity provider's word.
///
/// An administrator has prepared the account, with the address by which the provider knows them. The first time that
/// address counts, if the provider has verified it; from then on the provider's own name for them does, since
/// addresses are given to others in time. A second factor is the provider's to ask for.
package struct SignInBySubject {
    private let store: any DiaryStore
    private let secrets: any Secrets

    package init(_ store: any DiaryStore, secrets: any Secrets) {
        self.store = store
        self.secrets = secrets
    }

    /// - Parameter verifiedEmail: The address, if the provider says that it has verified it.
    /// - Returns: Nil where there is no account of theirs, or it is disabled.
    package func callAsFunction(
        _ subject: KeptAccount.Subject, verifiedEmail: EmailAddress?, at now: Timestamp
    ) throws -> Account? {
        try store.write { diary in
            let accounts = try diary.accounts()
            let prepared = { (kept: KeptAccount) in
                kept.subject == nil && kept.email != nil && kept.email == verifiedEmail
            }
            guard var kept = accounts.first(where: { $0.subject == subject }) ?? accounts.first(where: prepared),
                !kept.isDisabled
            else {
                try diary.record(
                    HistoryEntry(
                        at: now, actor: "an unknown name", act: .consultation,
                        detail: "failed to sign in by the identity provider: no account is prepared for them"))
                return nil
            }
            kept.subject = subject
            try diary.welcome(kept, secrets, how: "signed in by the identity provider", now)
            return kept.account
        }
    }
}
