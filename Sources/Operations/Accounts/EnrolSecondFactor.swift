package import Casework

/// Gives somebody a second factor: one-time codes of a program on their telephone, and recovery codes on paper.
package struct EnrolSecondFactor {
    private let store: any DiaryStore
    private let secrets: any Secrets

    package init(_ store: any DiaryStore, secrets: any Secrets) {
        self.store = store
        self.secrets = secrets
    }

    /// What is shown to somebody who enrols, and kept until they have given a code of it.
    package struct Offer: Hashable, Sendable, CustomStringConvertible {
        package var secret: String
        /// The same for a telephone to read from a picture.
        package var address: String

        package init(secret: String, address: String) {
            self.secret = secret
            self.address = address
        }

        package var description: String { "a second factor to enrol" }
    }

    /// - Parameter issuer: What we are called on the telephone.
    package func offer(_ account: Account.ID, issuer: String) throws -> Offer {
        try store.read { diary in try check(try diary.known(account)) }
        let secret = secrets.madeSecret()
        return Offer(secret: secret, address: secrets.address(of: secret, for: account, issuer: issuer))
    }

    /// Takes the second factor, once the telephone shows the right code.
    ///
    /// - Returns: The recovery codes, which are shown nowhere else.
    package func callAsFunction(
        _ account: Account.ID, _ offer: Offer, code: String, at now: Timestamp
    ) throws -> [String] {
        try store.write { diary in
            var kept = try diary.known(account)
            try check(kept)
            guard let step = secrets.step(of: code, secret: offer.secret, at: now, after: nil) else {
                throw AccountRefusal.wrongCode
            }
            let codes = secrets.madeRecoveryCodes()
            kept.secret = offer.secret
            kept.lastStep = step
            kept.recoveryCodes = Set(codes.map { secrets.digest(recoveryCode: $0) })
            try diary.keep(kept)
            try diary.record(
                HistoryEntry(at: now, actor: account.text, act: .alteration, detail: "enrolled a second factor"))
            return codes
        }
    }

    private func check(_ kept: KeptAccount) throws {
        guard !kept.isDisabled else { throw AccountRefusal.disabled(kept.account.id) }
        guard kept.secret == nil else { throw AccountRefusal.hasSecondFactor(kept.account.id) }
    }
}
