package import Casework

/// How secrets are made and checked; plugged in, because operations know nothing of cryptography.
package protocol Secrets: Sendable {
    /// Why a password that somebody wants will not do, as a sentence's beginning; nil: it will.
    func refusal(of password: String, for account: Account) -> String?

    /// What is kept in place of a password; slow on purpose, so never within a transaction.
    func hash(_ password: String) throws -> String

    /// Whether a password is the one that `hash` is of; false where that is nil, in the same time.
    func matches(_ password: String, _ hash: String?) -> Bool

    /// A password that nobody has thought of.
    func madePassword() -> String

    /// The secret of a new second factor.
    func madeSecret() -> String

    /// What a program for one-time codes reads, of whoever calls us `issuer`.
    func address(of secret: String, for account: Account.ID, issuer: String) -> String

    /// The step of a one-time code that is to be taken; nil: it is not.
    ///
    /// - Parameter last: That of the last code that was taken.
    func step(of code: String, secret: String, at now: Timestamp, after last: Int?) -> Int?

    func madeRecoveryCodes() -> [String]

    /// What is kept in place of a recovery code, however it is typed.
    func digest(recoveryCode: String) -> String

    /// What is kept in place of a name under which somebody tried to sign in: it may be a password in the wrong box.
    func digest(name: String) -> String
}
