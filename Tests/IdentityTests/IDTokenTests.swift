import Crypto
import Foundation
import Synchronization
import Testing

@testable import Identity

/// Providers that lie, and whoever stands between.
struct IDTokenTests {
    private static let now = 1_795_260_800
    private static let issuer = "https://id.example"

    /// Answers what it is told to.
    private final class Liar: WebTransport {
        struct State {
            var published = [
                "issuer": issuer, "authorization_endpoint": "\(issuer)/authorize?tenant=1",
                "token_endpoint": "\(issuer)/token", "jwks_uri": "\(issuer)/keys",
            ]
            var namesItself = false
            var keys: [[String: String]] = []
            var token = ""
            var status = 200
            var asked: [String: Int] = [:]
            var lastForm = ""
        }

        let key = P256.Signing.PrivateKey()
        private let state = Mutex(State())

        init() {
            let jwk = self.jwk("k1")
            state.withLock { $0.keys = [jwk] }
        }

        func set(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }
        func asked(_ path: String) -> Int { state.withLock { $0.asked[path] ?? 0 } }
        var lastForm: String { state.withLock { $0.lastForm } }

        func jwk(_ kid: String) -> [String: String] {
            let point = Array(key.publicKey.rawRepresentation)
            return [
                "kty": "EC", "crv": "P-256", "kid": kid, "x": Token.base64URL(point.prefix(32)),
                "y": Token.base64URL(point.suffix(32)),
            ]
        }

        func answer(to request: WebRequest) async throws -> WebAnswer {
            try state.withLock { state in
                let path = String(request.address.dropFirst(issuer.count))
                state.asked[path, default: 0] += 1
                let document: Any
                switch path {
                case "/.well-known/openid-configuration":
                    let names = ["authorization_response_iss_parameter_supported": state.namesItself] as [String: Any]
                    document = names.merging(state.published) { $1 }
                case "/keys": document = ["keys": state.keys]
                default:
                    state.lastForm = request.form ?? ""
                    document = ["id_token": state.token, "error": "server_error"]
                }
                return WebAnswer(
                    status: path == "/token" ? state.status : 200,
                    body: Array(try JSONSerialization.data(withJSONObject: document)))
            }
        }
    }

    private let liar = Liar()
    private let client: OpenIDConnect

    init() throws {
        client = OpenIDConnect(
            try .init(issuer: Self.issuer, clientID: "diary", redirect: "https://diary.example/signed-in"), over: liar)
    }

    /// A token as it should be, but for what stands in the two texts; `null` takes something away.
    private func token(
        nonce: String, header: String = "{}", claims: String = "{}", key: P256.Signing.PrivateKey? = nil
    ) throws -> String {
        let head = try merged(["alg": "ES256", "kid": "k1"], header)
        let body = try merged(
            [
                "iss": Self.issuer, "sub": "s1", "aud": "diary", "exp": Self.now + 300, "iat": Self.now,
                "nonce": nonce, "email": "una@prob.example", "email_verified": "true",
            ], claims)
        let signed = "\(Token.base64URL(head)).\(Token.base64URL(body))"
        let signature = try (key ?? liar.key).signature(for: Data(signed.utf8)).rawRepresentation
        return "\(signed).\(Token.base64URL(signature))"
    }

    private func merged(_ base: [String: Any], _ text: String) throws -> Data {
        let changes = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let whole = base.merging(changes) { $1 }.filter { !($0.value is NSNull) }
        return try JSONSerialization.data(withJSONObject: whole)
    }

    private func nonce(_ address: String) throws -> String {
        try #require(URLComponents(string: address)?.queryItems?.first { $0.name == "nonce" }?.value)
    }

    /// Who comes back with a token that is made for their nonce.
    private func arrive(
        at now: Int = now, with parameters: [String: String] = [:], _ made: (_ nonce: String) throws -> String
    ) async throws -> OpenIDConnect.Identity {
        let (address, pending) = try await client.authorizationRequest(at: Self.now)
        let token = try made(try nonce(address))
        liar.set { $0.token = token }
        return try await client.complete(
            ["code": "c", "state": pending.state].merging(parameters) { $1 }, pending, at: now)
    }

    @Test func `a token as it should be is taken`() async throws {
        let identity = try await arrive { try token(nonce: $0) }
        #expect(
            identity
                == .init(
                    issuer: Self.issuer, subject: "s1", email: "una@prob.example", isEmailVerified: true, name: nil))
        #expect(
            try await arrive { try token(nonce: $0, claims: #"{"aud":["diary","other"],"azp":"diary"}"#) } == identity)
        #expect(try await arrive { try token(nonce: $0, header: #"{"kid":null}"#) } == identity)
        #expect(try await !arrive { try token(nonce: $0, claims: #"{"email_verified":null}"#) }.isEmailVerified)
        #expect(try await !arrive { try token(nonce: $0, claims: #"{"email":null}"#) }.isEmailVerified)
        #expect(try await arrive(at: Self.now + 359) { try token(nonce: $0) } == identity, "clocks differ a little")
    }

    @Test func `an employer's own directory vouches for its addresses`() async throws {
        let client = OpenIDConnect(
            try .init(
                issuer: Self.issuer, clientID: "diary", redirect: "https://diary.example/signed-in",
                vouchesForEmails: true), over: liar)
        for (claims, isVerified) in [(#"{"email_verified":null}"#, true), (#"{"email_verified":false}"#, false)] {
            let (address, pending) = try await client.authorizationRequest(at: Self.now)
            let token = try token(nonce: try nonce(address), claims: claims)
            liar.set { $0.token = token }
            let identity = try await client.complete(["code": "c", "state": pending.state], pending, at: Self.now)
            #expect(identity.isEmailVerified == isVerified)
        }
    }

    @Test(arguments: [
        (#"{"iss":"https://evil.example"}"#, OpenIDFailure.TokenFault.issuer), (#"{"iss":null}"#, .malformed),
        (#"{"aud":"other"}"#, .audience), (#"{"aud":[]}"#, .audience), (#"{"aud":["diary","other"]}"#, .audience),
        (#"{"azp":"other"}"#, .audience), (#"{"aud":null}"#, .malformed), (#"{"aud":7}"#, .malformed),
        (#"{"exp":1795260740}"#, .expired), (#"{"exp":null}"#, .malformed), (#"{"exp":"soon"}"#, .malformed),
        (#"{"iat":1795260861}"#, .notOfNow), (#"{"iat":1795260739}"#, .notOfNow), (#"{"iat":null}"#, .malformed),
        (#"{"nbf":1795260861}"#, .notOfNow),
        (#"{"nonce":"other"}"#, .nonce), (#"{"nonce":null}"#, .nonce), (#"{"nonce":""}"#, .nonce),
        (#"{"sub":""}"#, .subject), (#"{"sub":null}"#, .malformed),
    ])
    func `a token that says the wrong thing is refused`(claims: String, fault: OpenIDFailure.TokenFault) async throws {
        await #expect(throws: OpenIDFailure.token(fault)) {
            try await arrive { try token(nonce: $0, claims: claims) }
        }
    }

    @Test(arguments: [
        (#"{"alg":"none"}"#, OpenIDFailure.TokenFault.algorithm), (#"{"alg":"None"}"#, .algorithm),
        (#"{"alg":"HS256"}"#, .algorithm), (#"{"alg":"ES384"}"#, .algorithm), (#"{"alg":""}"#, .algorithm),
        (#"{"alg":null}"#, .malformed), (#"{"alg":"RS256"}"#, .unknownKey), (#"{"alg":"PS256"}"#, .unknownKey),
        (#"{"kid":"k2"}"#, .unknownKey), (#"{"crit":["b64"],"b64":false}"#, .malformed),
    ])
    func `a token that is signed in another way is refused`(
        header: String, fault: OpenIDFailure.TokenFault
    ) async throws {
        await #expect(throws: OpenIDFailure.token(fault)) {
            try await arrive { try token(nonce: $0, header: header) }
        }
    }

    @Test func `a token without a signature, or with a shared secret for one, is refused`() async throws {
        await #expect(throws: OpenIDFailure.token(.algorithm)) {
            try await arrive { nonce in
                let parts = try token(nonce: nonce, header: #"{"alg":"none"}"#).split(separator: ".")
                return "\(parts[0]).\(parts[1])."
            }
        }
        await #expect(throws: OpenIDFailure.token(.algorithm)) {
            try await arrive { nonce in
                let parts = try token(nonce: nonce, header: #"{"alg":"HS256"}"#).split(separator: ".")
                let secret = SymmetricKey(data: liar.key.publicKey.rawRepresentation)
                let tag = HMAC<SHA256>.authenticationCode(for: Data("\(parts[0]).\(parts[1])".utf8), using: secret)
                return "\(parts[0]).\(parts[1]).\(Token.base64URL(tag))"
            }
        }
    }

    @Test func `a token of another key, or changed on the way, is refused`() async throws {
        await #expect(throws: OpenIDFailure.token(.signature)) {
            try await arrive { try token(nonce: $0, key: P256.Signing.PrivateKey()) }
        }
        await #expect(throws: OpenIDFailure.token(.signature)) {
            try await arrive { nonce in
                let (one, other) = (try token(nonce: nonce), try token(nonce: nonce, claims: #"{"sub":"s2"}"#))
                let (mine, theirs) = (one.split(separator: "."), other.split(separator: "."))
                return "\(mine[0]).\(theirs[1]).\(mine[2])"
            }
        }
        for text in ["", ".", "..", "a.b", "a.b.c", "e30.e30.e30", "e30.e30.e30.e30", "é.é.é"] {
            await #expect(throws: OpenIDFailure.token(.malformed)) { try await arrive { _ in text } }
        }
    }

    @Test func `keys for other purposes, and two that could be meant, are not used`() async throws {
        var keys = [liar.jwk("k1")]
        keys[0]["use"] = "enc"
        liar.set { [keys] in $0.keys = keys }
        await #expect(throws: OpenIDFailure.token(.unknownKey)) { try await arrive { try token(nonce: $0) } }
        let two = [liar.jwk("k1"), liar.jwk("k1")]
        liar.set { $0.keys = two }
        await #expect(throws: OpenIDFailure.token(.unknownKey)) {
            try await arrive(at: Self.now + 60) { try token(nonce: $0) }
        }
        let named = [liar.jwk("k1").merging(["alg": "ES256", "use": "sig"]) { $1 }, ["kty": "new"]]
        liar.set { $0.keys = named }
        #expect(try await arrive(at: Self.now + 120) { try token(nonce: $0) }.subject == "s1")
    }

    @Test func `made-up names of keys make us ask once a minute`() async throws {
        _ = try await arrive { try token(nonce: $0) }
        for second in 0..<130 {
            _ = try? await arrive(at: Self.now + second) { try token(nonce: $0, header: #"{"kid":"k2"}"#) }
        }
        #expect(liar.asked("/keys") == 3)
        #expect(liar.asked("/.well-known/openid-configuration") == 1)
    }

    @Test func `an answer that belongs to no sign-in of this browser is not even asked about`() async throws {
        for state in ["", "other"] {
            await #expect(throws: OpenIDFailure.wrongState) {
                try await arrive(with: ["state": state]) { try token(nonce: $0) }
            }
        }
        await #expect(throws: OpenIDFailure.tooLate) {
            try await arrive(at: Self.now + 601) { try token(nonce: $0) }
        }
        await #expect(throws: OpenIDFailure.answerOfAnother) {
            try await arrive(with: ["iss": "https://evil.example"]) { try token(nonce: $0) }
        }
        await #expect(throws: OpenIDFailure.denied("login_required")) {
            try await arrive(with: ["error": "login_required"]) { try token(nonce: $0) }
        }
        await #expect(throws: OpenIDFailure.denied("an error that is none of the standard's")) {
            try await arrive(with: ["error": "<script>"]) { try token(nonce: $0) }
        }
        await #expect(throws: OpenIDFailure.noCode) { try await arrive(with: ["code": ""]) { try token(nonce: $0) } }
        #expect(liar.asked("/token") == 0)
    }

    @Test func `a provider that says who answers has to say it every time`() async throws {
        liar.set { $0.namesItself = true }
        await #expect(throws: OpenIDFailure.answerOfAnother) { try await arrive { try token(nonce: $0) } }
        #expect(try await arrive(with: ["iss": Self.issuer]) { try token(nonce: $0) }.subject == "s1")
    }

    @Test func `what a provider publishes is held to its own address, and to encryption`() async throws {
        for (field, value, failure) in [
            ("issuer", "\(Self.issuer)/", OpenIDFailure.anotherIssuer(expected: Self.issuer, found: "\(Self.issuer)/")),
            ("token_endpoint", "http://id.example/token", .notSecure("http://id.example/token")),
            ("jwks_uri", "file:///etc/passwd", .notSecure("file:///etc/passwd")),
            ("authorization_endpoint", "javascript:alert(1)", .notSecure("javascript:alert(1)")),
        ] {
            let liar = Liar()
            liar.set { $0.published[field] = value }
            let client = OpenIDConnect(
                try .init(issuer: Self.issuer, clientID: "diary", redirect: "https://diary.example/"), over: liar)
            await #expect(throws: failure) { try await client.authorizationRequest(at: Self.now) }
        }
        liar.set { $0.published["jwks_uri"] = nil }
        await #expect(throws: OpenIDFailure.unreadable("what it publishes about itself")) {
            try await client.authorizationRequest(at: Self.now)
        }
    }

    @Test func `a provider that gives no token says why`() async throws {
        liar.set { $0.status = 500 }
        await #expect(throws: OpenIDFailure.codeRefused("server_error")) {
            try await arrive { try token(nonce: $0) }
        }
    }

    @Test func `the browser is sent with all that ties the answer to it, and nothing secret`() async throws {
        let (address, pending) = try await client.authorizationRequest(at: Self.now)
        let items = try #require(URLComponents(string: address)?.queryItems)
        let query = Dictionary(items.map { ($0.name, $0.value ?? "") }) { first, _ in first }
        #expect(address.hasPrefix("\(Self.issuer)/authorize?tenant=1&response_type=code&client_id=diary&"))
        #expect(query["redirect_uri"] == "https://diary.example/signed-in" && query["scope"] == "openid email profile")
        #expect(query["state"] == pending.state && query["nonce"] == pending.nonce)
        let challenge = Token.base64URL(SHA256.hash(data: Data(pending.verifier.utf8)))
        #expect(query["code_challenge"] == challenge && query["code_challenge_method"] == "S256")
        #expect((43...128).contains(pending.verifier.count) && !address.contains(pending.verifier))
        let other = try await client.authorizationRequest(at: Self.now).pending
        #expect(other.state != pending.state && other.nonce != pending.nonce && other.verifier != pending.verifier)
    }

    @Test(arguments: [
        "", "http://id.example", "ftp://127.0.0.1", "https://", "https://una:secret@id.example", "https://id.example#x",
        "id.example", "http://127.0.0.1.evil.example", "https://id.example/a b",
        "https://id.example/\r\nSet-Cookie: a=b",
    ])
    func `an address that others could read on the way is refused`(address: String) {
        #expect(throws: OpenIDFailure.notSecure(address)) {
            try OpenIDConnect.Provider(issuer: address, clientID: "diary", redirect: "https://diary.example/")
        }
        #expect(throws: OpenIDFailure.notSecure(address)) {
            try OpenIDConnect.Provider(issuer: Self.issuer, clientID: "diary", redirect: address)
        }
    }

    @Test func `no secret shows in what is written down`() async throws {
        let provider = try OpenIDConnect.Provider(
            issuer: Self.issuer, clientID: "diary", clientSecret: "hush", redirect: "http://localhost:8080/")
        let pending = try await client.authorizationRequest(at: Self.now).pending
        for text in ["\(provider)", String(reflecting: provider)] { #expect(!text.contains("hush")) }
        #expect(!"\(pending) \(String(reflecting: pending))".contains(pending.verifier))
    }
}
