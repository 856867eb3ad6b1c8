import Foundation
import OwnThread
import Testing

@testable import Identity

/// Signing in by a real identity provider, Authlib's.
@Suite(.serialized, .timeLimit(.minutes(15)), .ownThread)
struct OpenIDConnectTests {
    private static let shared = Result { try RealProvider() }

    private let real: RealProvider
    private var now: Int { Int(Date().timeIntervalSince1970) }

    init() throws {
        real = try Self.shared.get()
    }

    private func client(
        _ name: String = "diary", secret: String? = "a secret: & 100%", issuer: String = "", vouches: Bool = false
    ) throws -> OpenIDConnect {
        OpenIDConnect(
            try OpenIDConnect.Provider(
                issuer: real.issuer + issuer, clientID: name, clientSecret: secret, redirect: RealProvider.redirect,
                vouchesForEmails: vouches))
    }

    private func signIn(_ client: OpenIDConnect, as person: String, at later: Int = 0) async throws
        -> OpenIDConnect.Identity
    {
        let (address, pending) = try await client.authorizationRequest(at: now + later)
        return try await client.complete(try real.visit(address, as: person), pending, at: now + later)
    }

    @Test func `people are known by what the provider says of them`() async throws {
        let client = try client()
        let una = try await signIn(client, as: "s1")
        #expect(
            una
                == .init(
                    issuer: real.issuer, subject: "s1", email: "una@prob.example", isEmailVerified: true,
                    name: "Una Newcombe"))
        let bob = try await signIn(client, as: "s2")
        #expect(bob.email == "bob@pol.example" && !bob.isEmailVerified)
        let third = try await signIn(client, as: "s3")
        #expect(third == .init(issuer: real.issuer, subject: "s3", email: nil, isEmailVerified: false, name: nil))
        #expect(try await signIn(try self.client(vouches: true), as: "s2").isEmailVerified == false, "it says no")
    }

    @Test func `who has no secret is tied to the code by PKCE`() async throws {
        #expect(try await signIn(try client("public", secret: nil), as: "s1").subject == "s1")
    }

    @Test(arguments: ["RS256", "PS256", "ES256"])
    func `a new key is found, and asked for once`(algorithm: String) async throws {
        let client = try client()
        _ = try await signIn(client, as: "s1")
        try await real.rotate(to: algorithm)
        let before = try await real.counts()
        #expect(try await signIn(client, as: "s1", at: 60).subject == "s1")
        #expect(try await signIn(client, as: "s1", at: 60).subject == "s1")
        let after = try await real.counts()
        #expect(after["keys"] == (before["keys"] ?? 0) + 1 && after["metadata"] == before["metadata"])
        try await real.rotate(to: "RS256")
    }

    @Test func `a new key that tokens do not name is found`() async throws {
        try await real.rotate(to: "RS256", unnamed: true)
        let client = try client()
        #expect(try await signIn(client, as: "s1").subject == "s1")
        try await real.rotate(to: "RS256", unnamed: true)
        #expect(try await signIn(client, as: "s1", at: 60).subject == "s1")
        try await real.rotate(to: "RS256")
    }

    @Test func `a code is good once, with the secret, and for the browser that asked`() async throws {
        let client = try client()
        let (address, pending) = try await client.authorizationRequest(at: now)
        let answer = try real.visit(address, as: "s1")
        #expect(try await client.complete(answer, pending, at: now).subject == "s1")
        await #expect(throws: OpenIDFailure.codeRefused("invalid_grant")) {
            try await client.complete(answer, pending, at: now)
        }

        let (second, other) = try await client.authorizationRequest(at: now)
        var stolen = try real.visit(second, as: "s1")
        await #expect(throws: OpenIDFailure.wrongState) { try await client.complete(stolen, pending, at: now) }
        // Whoever gets hold of a code, and puts it into an answer of their own.
        stolen["state"] = pending.state
        await #expect(throws: OpenIDFailure.codeRefused("invalid_grant")) {
            try await client.complete(stolen, pending, at: now)
        }
        _ = other

        let guesser = try self.client(secret: "a guess")
        await #expect(throws: OpenIDFailure.codeRefused("invalid_client")) { try await signIn(guesser, as: "s1") }
    }

    @Test func `who is not signed in there is not signed in here`() async throws {
        await #expect(throws: OpenIDFailure.denied("access_denied")) { try await signIn(try client(), as: "nobody") }
    }

    @Test func `what is no provider says so`() async throws {
        let about = "what it publishes about itself"
        await #expect(throws: OpenIDFailure.status(404, about)) {
            try await client(issuer: "/nothing").authorizationRequest(at: now)
        }
        await #expect(throws: OpenIDFailure.status(302, about)) {
            try await client(issuer: "/elsewhere").authorizationRequest(at: now)
        }
        await #expect(throws: OpenIDFailure.tooLarge) {
            try await client(issuer: "/endless").authorizationRequest(at: now)
        }
        let hasty = HTTPTransport(patience: 1)
        await #expect(throws: OpenIDFailure.unreachable("it did not answer in time")) {
            try await hasty.answer(to: WebRequest(address: "\(real.issuer)/slow/.well-known/openid-configuration"))
        }
        await #expect(throws: OpenIDFailure.unreachable("no connection to it came about, or it broke off")) {
            try await hasty.answer(to: WebRequest(address: "http://127.0.0.1:1/"))
        }
    }
}
