package import Casework

/// Adds somebody who signs in.
///
/// There is no account until somebody at the diary's own machine adds the first, and none has a password that anybody
/// could know.
package struct AddAccount {
    private let store: any DiaryStore
    private let secrets: any Secrets

    package init(_ store: any DiaryStore, secrets: any Secrets) {
        self.store = store
        self.secrets = secrets
    }

    /// How somebody shows who they are.
    package enum Proof: Hashable, Sendable {
        /// By a password that is made up here, and changed at the first sign-in.
        case madePassword
        case password(String, mustChange: Bool)
        /// By an identity provider alone.
        case provider
    }

    /// - Parameter email: The address by which an identity provider knows them.
    /// - Returns: The account, and the password if it was made up here, which is shown nowhere else.
    package func callAsFunction(
        _ account: Account, by proof: Proof, email: EmailAddress? = nil, actor: String, at now: Timestamp
    ) throws -> (account: Account, password: String?) {
        var account = account
        account.id = Account.ID(typed: account.id.text)
        guard Account.ID.isWellFormed(account.id.text) else { throw AccountRefusal.malformedName(account.id.text) }
        // Hashing is slow on purpose, and holds no lock.
        let made = proof == .madePassword ? secrets.madePassword() : nil
        var (password, mustChange) = (made, made != nil)
        if case .password(let given, let must) = proof { (password, mustChange) = (given, must) }
        if let password, let why = secrets.refusal(of: password, for: account) { throw AccountRefusal.password(why) }
        let hash = try password.map(secrets.hash)
        return try store.write { [account, mustChange] diary in
            guard try diary.account(account.id) == nil else { throw AccountRefusal.exists(account.id) }
            var kept = KeptAccount(
                account: account, madeAt: now, password: hash, mustChangePassword: mustChange, email: email)
            if let practitioner = account.practitioner, account.agency == nil {
                let people = try diary.caseload()?.practitioners ?? []
                kept.account.agency = people.first { $0.id == practitioner }?.agency
            }
            try diary.keepJudged(kept)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .alteration,
                    detail: "added the account \(account.id): \(account.role.inWords)"
                        + (kept.account.agency.map { " of \($0)" } ?? "")
                        + (account.practitioner.map { ", who is \($0)" } ?? "")))
            return (kept.account, made)
        }
    }
}
