package import Casework
internal import Identity
package import Operations

/// The secrets of real accounts.
package struct IdentitySecrets: Secrets {
    package init() {}

    package func refusal(of password: String, for account: Account) -> String? {
        do {
            try Password.judge(password, of: [account.id.text, account.name])
            return nil
        } catch {
            return error.description
        }
    }

    package func hash(_ password: String) throws -> String { try Password.hash(password) }
    package func matches(_ password: String, _ hash: String?) -> Bool { Password.matches(password, hash) }
    package func madePassword() -> String { Password.made() }
    package func madeSecret() -> String { OneTimeCode().base32 }

    package func address(of secret: String, for account: Account.ID, issuer: String) -> String {
        OneTimeCode(base32: secret)?.address(account: account.text, issuer: issuer) ?? ""
    }

    package func step(of code: String, secret: String, at now: Timestamp, after last: Int?) -> Int? {
        OneTimeCode(base32: secret)?.step(of: code, at: now.seconds, after: last)
    }

    package func madeRecoveryCodes() -> [String] { Token.recoveryCodes() }
    package func digest(recoveryCode: String) -> String { Token.digest(Token.recoveryCode(typed: recoveryCode)) }
    package func digest(name: String) -> String { Token.digest(name) }
}
