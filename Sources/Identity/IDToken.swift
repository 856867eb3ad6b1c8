internal import Foundation
internal import JWTKit

/// The signed token in which a provider says who somebody is (OpenID Connect Core 1.0, 2 and 3.1.3.7).
enum IDToken {
    struct Header: Decodable {
        var alg: String
        var kid: String?
        /// What a reader has to understand, and we do not.
        var crit: [String]?
    }

    /// Read before anything is verified: it says which key to look for, and nothing else of it is believed.
    static func header(of token: String) throws(OpenIDFailure) -> Header {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Token.bytes(base64URL: parts[0]),
            let header = try? JSONDecoder().decode(Header.self, from: Data(bytes)), header.crit == nil
        else { throw .token(.malformed) }
        guard algorithm(header) != nil else { throw .token(.algorithm) }
        return header
    }

    /// How the token may be signed: never not at all, nor with a secret that both sides share.
    static func algorithm(_ header: Header) -> JWK.Algorithm? {
        switch header.alg {
        case "RS256": .rs256
        case "PS256": .ps256
        case "ES256": .es256
        default: nil
        }
    }

    static func claims(
        of token: String, signedBy key: SigningKeys.Key, _ header: Header
    ) async throws(OpenIDFailure) -> Claims {
        // The one key that fits, bound to the algorithm that it was chosen for.
        var jwk = key.jwk
        jwk.algorithm = algorithm(header)
        jwk.keyIdentifier = JWKIdentifier(string: header.kid ?? "key")
        do {
            return try await JWTKeyCollection().add(jwk: jwk).verify(token, as: Claims.self)
        } catch {
            if let error = error as? JWTError, error.errorType == .malformedToken { throw .token(.malformed) }
            throw .token(.signature)
        }
    }

    struct Claims: JWTPayload {
        var iss: String
        var sub: String
        var aud: Audience
        var azp: String?
        /// Seconds since 1970, as the next two.
        var exp: Double
        var iat: Double
        var nbf: Double?
        var nonce: String?
        var email: String?
        var email_verified: Truth?
        var name: String?

        var isEmailVerified: Bool? { email_verified?.isTrue }

        /// What is in it is judged apart, by the caller's clock.
        func verify(using algorithm: some JWTAlgorithm) {}

        /// How far clocks may differ, in seconds.
        private static let leeway = 60

        /// - Parameter askedAt: When the browser was sent to the provider, in seconds since 1970.
        func judge(
            for provider: OpenIDConnect.Provider, nonce expected: String, askedAt: Int, at now: Int
        ) throws(OpenIDFailure) {
            guard iss == provider.issuer else { throw .token(.issuer) }
            guard aud.names.contains(provider.clientID), azp ?? provider.clientID == provider.clientID,
                aud.names.count == 1 || azp != nil
            else { throw .token(.audience) }
            let (now, leeway) = (Double(now), Double(Self.leeway))
            guard exp > now - leeway else { throw .token(.expired) }
            guard iat <= now + leeway, iat >= Double(askedAt) - leeway, nbf ?? now <= now + leeway else {
                throw .token(.notOfNow)
            }
            guard Token.isSame(nonce ?? "", expected) else { throw .token(.nonce) }
            guard (1...255).contains(sub.utf8.count) else { throw .token(.subject) }
        }
    }

    /// One name, or a list of them.
    struct Audience: Codable {
        var names: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let name = try? container.decode(String.self) {
                names = [name]
            } else {
                names = try container.decode([String].self)
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(names)
        }
    }

    /// `true`, or `"true"` as some providers write it.
    struct Truth: Codable {
        var isTrue: Bool

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            isTrue = (try? container.decode(Bool.self)) ?? ((try? container.decode(String.self)) == "true")
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(isTrue)
        }
    }
}

/// The keys that a provider signs with (RFC 7517), without those that are of no use here.
struct SigningKeys: Decodable {
    struct Key {
        var jwk: JWK
    }

    /// One of the list, read as far as it can be: a key of a new kind must not hide the others.
    private struct Entry: Decodable {
        var jwk: JWK?
        var use: String?

        private enum CodingKeys: CodingKey { case use }

        init(from decoder: any Decoder) throws {
            jwk = try? JWK(from: decoder)
            use = try? decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .use)
        }
    }

    private enum CodingKeys: CodingKey { case keys }

    private var keys: [JWK]

    init(from decoder: any Decoder) throws {
        keys = try decoder.container(keyedBy: CodingKeys.self).decode([Entry].self, forKey: .keys)
            .filter { $0.use ?? "sig" == "sig" }.compactMap(\.jwk)
    }

    /// The one key that a token can be signed with; nil where there is none, or several.
    func key(for header: IDToken.Header) -> Key? {
        let algorithm = IDToken.algorithm(header)
        let fitting = keys.filter { jwk in
            let isOfKind = algorithm == .es256 ? jwk.curve?.rawValue == "P-256" : jwk.keyType == .rsa
            return isOfKind && (jwk.algorithm ?? algorithm) == algorithm
                && (header.kid == nil || jwk.keyIdentifier?.string == header.kid)
        }
        return fitting.count == 1 ? fitting.first.map(Key.init) : nil
    }
}
