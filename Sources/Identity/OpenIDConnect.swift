internal import Crypto
internal import Foundation

/// Signs people in on the word of an identity provider, by the authorization code flow of OpenID Connect Core 1.0 with
/// PKCE (RFC 7636).
///
/// The browser is sent to the provider with `authorizationRequest`, and comes back with a code, for which `complete`
/// gets a signed token. What the provider publishes about itself, and its keys, are kept for an hour.
package actor OpenIDConnect {
    /// An identity provider, and what it knows us as.
    package struct Provider: Hashable, Sendable, CustomStringConvertible {
        /// As the provider writes it, to the letter: `https://login.force.example/tenant/v2.0`.
        package let issuer: String
        package let clientID: String
        /// Nil: we are known by our name alone, and PKCE is all that ties a code to us.
        package let clientSecret: String?
        /// Where the browser comes back to.
        package let redirect: String
        /// Whether an address counts of which the provider does not say if it has verified it.
        ///
        /// Only right for a directory whose addresses the employer gives out.
        package let vouchesForEmails: Bool

        /// Throws `notSecure` where an address is not `https://`, or this machine's own.
        package init(
            issuer: String, clientID: String, clientSecret: String? = nil, redirect: String,
            vouchesForEmails: Bool = false
        ) throws(OpenIDFailure) {
            for address in [issuer, redirect] where !isSecure(address) { throw .notSecure(address) }
            self.issuer = issuer
            self.clientID = clientID
            self.clientSecret = clientSecret
            self.redirect = redirect
            self.vouchesForEmails = vouchesForEmails
        }

        /// Never the secret: values end up in logs.
        package var description: String { "\(clientID) at \(issuer)" }
    }

    /// What ties an answer to the browser that asked: kept where only that browser can have it used, and thrown away
    /// at the first answer, whatever that is.
    package struct Pending: Hashable, Sendable, CustomStringConvertible {
        package let state: String
        let nonce: String
        let verifier: String
        /// Seconds since 1970.
        let askedAt: Int

        package var description: String { "a sign-in that was begun" }
    }

    /// Who somebody is, as the provider says.
    package struct Identity: Hashable, Sendable {
        package var issuer: String
        /// The provider's own name for them, the same for as long as it knows them.
        package var subject: String
        package var email: String?
        package var isEmailVerified: Bool
        package var name: String?
    }

    /// What the provider publishes about itself, as far as it matters here (OpenID Connect Discovery 1.0, 3).
    private struct Metadata: Decodable {
        var issuer: String
        var authorization_endpoint: String
        var token_endpoint: String
        var jwks_uri: String
        var authorization_response_iss_parameter_supported: Bool?
    }

    private struct Known {
        var metadata: Metadata
        var since: Int
        var keys: SigningKeys?
        var keysSince = 0
    }

    private struct TokenAnswer: Decodable {
        var id_token: String?
        var error: String?
    }

    /// How long somebody may take at the provider, in seconds.
    private static let patience = 600
    /// How long what is published counts, in seconds.
    private static let freshness = 3600
    /// How often keys are asked for, in seconds: whoever makes up names of keys must not make us ask.
    private static let keyPause = 60

    private let provider: Provider
    private let transport: any WebTransport
    private var known: Known?

    package init(_ provider: Provider, over transport: any WebTransport = HTTPTransport()) {
        self.provider = provider
        self.transport = transport
    }

    // MARK: There

    /// Where to send a browser, and what to keep until it comes back.
    ///
    /// - Parameter now: Seconds since 1970.
    package func authorizationRequest(at now: Int) async throws -> (address: String, pending: Pending) {
        let metadata = try await metadata(at: now).metadata
        let pending = Pending(
            state: Token.made(), nonce: Token.made(), verifier: Token.made(bits: 384), askedAt: now)
        let challenge = Token.base64URL(SHA256.hash(data: Data(pending.verifier.utf8)))
        let query = formEncoded([
            ("response_type", "code"), ("client_id", provider.clientID), ("redirect_uri", provider.redirect),
            ("scope", "openid email profile"), ("state", pending.state), ("nonce", pending.nonce),
            ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ])
        let address = metadata.authorization_endpoint
        return ("\(address)\(address.contains("?") ? "&" : "?")\(query)", pending)
    }

    // MARK: And back

    /// Finds out who it is that came back.
    ///
    /// Each `Pending` is good for one call.
    ///
    /// - Parameters:
    ///   - parameters: Of the address at which the browser came back.
    ///   - now: Seconds since 1970.
    package func complete(
        _ parameters: [String: String], _ pending: Pending, at now: Int
    ) async throws -> Identity {
        guard Token.isSame(parameters["state"] ?? "", pending.state) else { throw OpenIDFailure.wrongState }
        guard now - pending.askedAt <= Self.patience else { throw OpenIDFailure.tooLate }
        let metadata = try await metadata(at: now).metadata
        // Whose answer it is (RFC 9207): one provider's must not be taken for another's.
        if let issuer = parameters["iss"] {
            guard issuer == provider.issuer else { throw OpenIDFailure.answerOfAnother }
        } else if metadata.authorization_response_iss_parameter_supported == true {
            throw OpenIDFailure.answerOfAnother
        }
        if let error = parameters["error"] { throw OpenIDFailure.denied(errorCode(error)) }
        guard let code = parameters["code"], !code.isEmpty else { throw OpenIDFailure.noCode }
        let token = try await token(for: code, pending, at: metadata.token_endpoint)
        let header = try IDToken.header(of: token)
        let key = try await key(for: header, at: now)
        let claims = try await IDToken.claims(of: token, signedBy: key, header)
        try claims.judge(for: provider, nonce: pending.nonce, askedAt: pending.askedAt, at: now)
        return Identity(
            issuer: provider.issuer, subject: claims.sub, email: claims.email,
            isEmailVerified: claims.email != nil && claims.isEmailVerified ?? provider.vouchesForEmails,
            name: claims.name)
    }

    private func token(for code: String, _ pending: Pending, at endpoint: String) async throws -> String {
        var form = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", provider.redirect),
            ("code_verifier", pending.verifier),
        ]
        var authorization: String?
        if let secret = provider.clientSecret {
            // Both are encoded before they are joined (RFC 6749, 2.3.1).
            let pair = "\(formEncoded(provider.clientID)):\(formEncoded(secret))"
            authorization = "Basic \(Data(pair.utf8).base64EncodedString())"
        } else {
            form.append(("client_id", provider.clientID))
        }
        let answer = try await transport.answer(
            to: WebRequest(address: endpoint, form: formEncoded(form), authorization: authorization))
        let document = try? JSONDecoder().decode(TokenAnswer.self, from: Data(answer.body))
        guard answer.status == 200 else {
            throw OpenIDFailure.codeRefused(document?.error.map(errorCode) ?? "status \(answer.status)")
        }
        guard let token = document?.id_token else { throw OpenIDFailure.unreadable("the token it gives for a code") }
        return token
    }

    // MARK: What the provider publishes

    private func metadata(at now: Int) async throws -> Known {
        if let known, now - known.since < Self.freshness { return known }
        let base = provider.issuer.hasSuffix("/") ? String(provider.issuer.dropLast()) : provider.issuer
        let metadata: Metadata = try await published(
            "\(base)/.well-known/openid-configuration", "what it publishes about itself")
        guard metadata.issuer == provider.issuer else {
            throw OpenIDFailure.anotherIssuer(expected: provider.issuer, found: metadata.issuer)
        }
        for address in [metadata.authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri]
        where !isSecure(address) { throw OpenIDFailure.notSecure(address) }
        let fresh = Known(metadata: metadata, since: now)
        known = fresh
        return fresh
    }

    /// The key that a token is signed with.
    ///
    /// One that is not known is looked for again, for providers change theirs; of a token that does not name its key
    /// only fresh keys can tell.
    private func key(for header: IDToken.Header, at now: Int) async throws -> SigningKeys.Key {
        var known = try await metadata(at: now)
        let areFresh = known.keys != nil && now - known.keysSince < Self.keyPause
        if let key = known.keys?.key(for: header), areFresh || header.kid != nil { return key }
        guard !areFresh else { throw OpenIDFailure.token(.unknownKey) }
        let keys: SigningKeys = try await published(known.metadata.jwks_uri, "its keys")
        (known.keys, known.keysSince) = (keys, now)
        self.known = known
        guard let key = keys.key(for: header) else { throw OpenIDFailure.token(.unknownKey) }
        return key
    }

    private func published<Document: Decodable>(_ address: String, _ what: String) async throws -> Document {
        let answer = try await transport.answer(to: WebRequest(address: address))
        guard answer.status == 200 else { throw OpenIDFailure.status(answer.status, what) }
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(answer.body)) else {
            throw OpenIDFailure.unreadable(what)
        }
        return document
    }
}

/// Whether nobody on the way can read what an address is sent: `https://`, or this machine itself.
///
/// It is an address to the letter then, and cannot end a header that it stands in.
private func isSecure(_ address: String) -> Bool {
    guard let url = URLComponents(string: address, encodingInvalidCharacters: false), let host = url.host,
        !host.isEmpty, url.fragment == nil, url.user == nil, url.password == nil
    else { return false }
    switch url.scheme {
    case "https": return true
    case "http": return ["127.0.0.1", "::1", "[::1]", "localhost"].contains(host)
    default: return false
    }
}

/// An error as the standard names them: anybody can write what stands in an address.
private func errorCode(_ text: String) -> String {
    let isCode = (1...60).contains(text.utf8.count) && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
    return isCode ? text : "an error that is none of the standard's"
}

private func formEncoded(_ fields: [(String, String)]) -> String {
    fields.map { "\(formEncoded($0))=\(formEncoded($1))" }.joined(separator: "&")
}

private func formEncoded(_ text: String) -> String { Token.percentEncoded(text) }
