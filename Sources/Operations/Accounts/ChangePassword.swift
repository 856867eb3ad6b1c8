package import Casework

/// Lets somebody who is signed in, or on the way in, choose another password.
package struct ChangePassword {
    private let store: any DiaryStore
    private let secrets: any Secrets

    package init(_ store: any DiaryStore, secrets: any Secrets) {
        self.store = store
        self.secrets = secrets
    }

    /// - Parameter present: The password they have; a wrong one counts as a failed sign-in does.
    package func callAsFunction(
        of account: Account.ID, from present: String, to wanted: String, at now: Timestamp
    ) throws {
        let (seen, wait) = try store.read { diary in
            (try diary.known(account), try diary.wait(under: secrets.digest(name: account.text), at: now))
        }
        guard wait == 0 else { throw AccountRefusal.wrongPassword(after: wait) }
        guard present != wanted else { throw AccountRefusal.password("the new password is the present one") }
        if let why = secrets.refusal(of: wanted, for: seen.account) { throw AccountRefusal.password(why) }
        let matches = secrets.matches(present, seen.password)
        let hash = matches ? try secrets.hash(wanted) : nil
        let outcome = try store.write { diary in
            try diary.judging(account, secrets, at: now) {
                var kept = try diary.known(account)
                guard !kept.isDisabled else { throw AccountRefusal.disabled(account) }
                guard let hash else { return nil }
                guard kept.password == seen.password else { throw DiaryRefusal.changedMeanwhile }
                kept.password = hash
                kept.mustChangePassword = false
                try diary.keep(kept)
                try diary.record(
                    HistoryEntry(at: now, actor: account.text, act: .alteration, detail: "changed their password"))
                return .welcome(kept.account)
            }
        }
        if case .refused(let wait) = outcome { throw AccountRefusal.wrongPassword(after: wait) }
    }
}
