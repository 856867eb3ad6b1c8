package import Casework

/// What will not be done with an account.
package enum AccountRefusal: Error, CustomStringConvertible {
    case malformedName(String)
    case nameless(Account.ID)
    case exists(Account.ID)
    case noSuchAccount(Account.ID)
    case noSuchAgency(Agency.ID)
    /// What they see is decided by an agency's agreement, so they need one.
    case needsAgency(Account.Role)
    case notOfAgency(Practitioner.ID, Agency.ID)
    case sameEmail(EmailAddress)
    /// Somebody else signs in as them already.
    case sameSubject(Account.ID)
    /// Nobody could let anybody in again.
    case lastAdministrator(Account.ID)
    case password(String)
    /// The present password was wrong, or there were too many wrong ones before: seconds to wait.
    case wrongPassword(after: Int)
    case disabled(Account.ID)
    case hasSecondFactor(Account.ID)
    case wrongCode

    package var description: String {
        switch self {
        case .malformedName(let name):
            "“\(name)” cannot be an account: expected 1 to 32 of the letters a to z, digits, “_” and “-”"
        case .nameless(let account): "\(account) needs the name of whoever it is"
        case .exists(let account): "there is an account \(account) already"
        case .noSuchAccount(let account): "there is no account \(account)"
        case .noSuchAgency(let agency): "there is no agency \(agency) in the diary"
        case .needsAgency(let role): "a \(role.inWords) needs an agency, whose agreement decides what they may see"
        case .notOfAgency(let practitioner, let agency): "\(practitioner) is not of \(agency)"
        case .sameEmail(let email): "another account has the address \(email)"
        case .sameSubject(let account): "the identity provider's word on them lets in \(account) already"
        case .lastAdministrator(let account):
            "\(account) is the last administrator: make somebody else one first, or nobody could let anybody in"
        case .password(let why): why
        case .wrongPassword(let seconds):
            "the present password is another" + (seconds > 0 ? "; wait \(seconds) s before the next try" : "")
        case .disabled(let account): "\(account) is disabled"
        case .hasSecondFactor(let account):
            "\(account) has a second factor already: an administrator has to take it back first"
        case .wrongCode:
            "this is not the code that is shown at present: the clocks of the telephone and of this server may differ"
        }
    }
}
