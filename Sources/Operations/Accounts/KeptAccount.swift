package import Casework

/// An account as it is kept, with what its owner shows who they are by.
package struct KeptAccount: Hashable, Sendable, CustomStringConvertible {
    package var account: Account
    package var madeAt: Timestamp
    /// Nobody signs in with it from then on.
    package var disabledAt: Timestamp?
    package var lastSignedInAt: Timestamp?

    /// What stands in for the password; nil: they sign in with another's word alone, or not at all.
    package var password: String?
    package var mustChangePassword: Bool
    /// The secret of their second factor, if they have one.
    package var secret: String?
    /// The step of the last one-time code that was taken.
    package var lastStep: Int?
    /// What stands in for the recovery codes they have left.
    package var recoveryCodes: Set<String>

    /// Whose identity provider's word is taken the first time, while there is no `subject`.
    package var email: EmailAddress?
    package var subject: Subject?

    /// Somebody, as an identity provider knows them.
    package struct Subject: Hashable, Sendable {
        /// The provider's own address.
        package var issuer: String
        /// What it calls them, for as long as it knows them.
        package var name: String

        package init(issuer: String, name: String) {
            self.issuer = issuer
            self.name = name
        }
    }

    package init(
        account: Account, madeAt: Timestamp, password: String? = nil, mustChangePassword: Bool = false,
        email: EmailAddress? = nil
    ) {
        self.account = account
        self.madeAt = madeAt
        self.password = password
        self.mustChangePassword = mustChangePassword
        self.email = email
        recoveryCodes = []
    }

    package var isDisabled: Bool { disabledAt != nil }

    /// Never a secret: values end up in logs.
    package var description: String { "account \(account.id)" }
}

/// How often in a row signing in has failed under a name, whether or not there is such an account.
package struct FailedSignIns: Hashable, Sendable {
    package var count: Int
    package var lastAt: Timestamp
    /// Until then nothing is tried under the name.
    package var waitsUntil: Timestamp

    package init(count: Int, lastAt: Timestamp, waitsUntil: Timestamp) {
        self.count = count
        self.lastAt = lastAt
        self.waitsUntil = waitsUntil
    }
}
