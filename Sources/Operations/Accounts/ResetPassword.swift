package import Casework

/// Gives somebody who has forgotten theirs another password.
package struct ResetPassword {
    private let store: any DiaryStore
    private let secrets: any Secrets

    package init(_ store: any DiaryStore, secrets: any Secrets) {
        self.store = store
        self.secrets = secrets
    }

    /// Failed sign-ins are forgotten with the old one.
    ///
    /// - Parameters:
    ///   - given: Nil: one is made up.
    ///   - mustChange: Whether it is good for one sign-in, at which they choose their own.
    /// - Returns: The password, if it was made up, which is shown nowhere else.
    package func callAsFunction(
        of account: Account.ID, to given: String? = nil, mustChange: Bool = true, by actor: String, at now: Timestamp
    ) throws -> String? {
        let account = Account.ID(typed: account.text)
        let known = try store.read { try $0.known(account) }
        let password = given ?? secrets.madePassword()
        if let why = secrets.refusal(of: password, for: known.account) { throw AccountRefusal.password(why) }
        let hash = try secrets.hash(password)
        try store.write { diary in
            var kept = try diary.known(account)
            kept.password = hash
            kept.mustChangePassword = mustChange
            try diary.keep(kept)
            try diary.forgive(account, secrets, at: now)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .alteration, detail: "account \(account): the password was reset"))
        }
        return given == nil ? password : nil
    }
}
