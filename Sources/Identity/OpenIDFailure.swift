/// Why an identity provider's word is not taken, in one sentence that holds no secret.
package enum OpenIDFailure: Error, Hashable, Sendable, CustomStringConvertible {
    case notSecure(String)
    case unreachable(String)
    case status(Int, String)
    case unreadable(String)
    case tooLarge
    case anotherIssuer(expected: String, found: String)
    /// The browser was sent by somebody else, or is not the one that was sent there.
    case wrongState
    case tooLate
    case answerOfAnother
    case denied(String)
    case noCode
    case codeRefused(String)
    case token(TokenFault)

    /// What is amiss with the token that says who somebody is.
    package enum TokenFault: Hashable, Sendable {
        case malformed
        case algorithm
        case unknownKey
        case signature
        case issuer
        case audience
        case expired
        case notOfNow
        case nonce
        case subject
    }

    package var description: String {
        switch self {
        case .notSecure(let address):
            "\(address) cannot be an address of an identity provider or of its answers: expected https://, or http:// on "
                + "this machine itself"
        case .unreachable(let why): "the identity provider cannot be reached: \(why)"
        case .status(let status, let what): "the identity provider answers \(status) when it is asked for \(what)"
        case .unreadable(let what): "\(what) cannot be read, which comes from the identity provider"
        case .tooLarge: "the identity provider's answer has no end"
        case .anotherIssuer(let expected, let found):
            "the identity provider is to be \(expected), and calls itself \(found): both have to agree to the letter"
        case .wrongState: "this answer of the identity provider belongs to no sign-in of this browser: begin again"
        case .tooLate: "this sign-in was begun too long ago: begin again"
        case .answerOfAnother: "this answer is another identity provider's"
        case .denied(let error): "the identity provider does not sign you in: \(error)"
        case .noCode: "the identity provider's answer has neither a code nor an error"
        case .codeRefused(let error): "the identity provider gives nothing for its code: \(error)"
        case .token(let fault): "the identity provider's word is not taken: \(fault.inWords)"
        }
    }
}

extension OpenIDFailure.TokenFault {
    fileprivate var inWords: String {
        switch self {
        case .malformed: "the token is no JSON Web Token, or has not all it needs"
        case .algorithm: "the token is signed in a way that is not trusted; expected RS256, PS256 or ES256"
        case .unknownKey: "the token is signed with a key that is not among those it publishes"
        case .signature: "the signature is wrong"
        case .issuer: "the token is of another provider"
        case .audience: "the token is for another program"
        case .expired: "the token has expired; the clocks of this server and the provider's may differ"
        case .notOfNow:
            "the token was not made for this sign-in; the clocks of this server and the provider's may differ"
        case .nonce: "the token was made for another sign-in"
        case .subject: "the token does not say who it is about"
        }
    }
}
