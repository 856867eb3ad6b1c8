import Foundation

@testable import Identity

/// `provider.py`, which runs for as long as this is held.
final class RealProvider: Sendable {
    private struct Place: Decodable {
        var port: Int
    }

    static let redirect = "http://127.0.0.1:8080/signed-in"

    let issuer: String
    /// Closing it ends the provider.
    private let leash = Pipe()

    init() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("provider.py")
        process.arguments = ["python3", script.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = leash
        try process.run()
        let place = try JSONDecoder().decode(Place.self, from: output.fileHandleForReading.availableData)
        issuer = "http://127.0.0.1:\(place.port)"
    }

    deinit { try? leash.fileHandleForWriting.close() }

    /// Sends a browser there as `person`, and gives what it comes back with.
    func visit(_ address: String, as person: String) throws -> [String: String] {
        let script = """
            import sys, urllib.error, urllib.request
            class Stay(urllib.request.HTTPRedirectHandler):
                def redirect_request(self, *rest): return None
            try: print(urllib.request.build_opener(Stay).open(sys.argv[1]).read().decode())
            except urllib.error.HTTPError as error: print(error.headers.get("Location") or error.read().decode(), end="")
            """
        let location = try python(script, "\(address)&login_hint=\(person)")
        guard location.hasPrefix("\(Self.redirect)?") else { return ["location": location] }
        let items = URLComponents(string: location)?.queryItems ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }) { first, _ in first }
    }

    /// Gives it another key.
    func rotate(to algorithm: String, unnamed: Bool = false) async throws {
        let form = "alg=\(algorithm)\(unnamed ? "&unnamed=1" : "")"
        _ = try await HTTPTransport().answer(to: WebRequest(address: "\(issuer)/rotate", form: form))
    }

    /// How often it was asked for its keys and for what it publishes about itself.
    func counts() async throws -> [String: Int] {
        let answer = try await HTTPTransport().answer(to: WebRequest(address: "\(issuer)/counts"))
        return try JSONDecoder().decode([String: Int].self, from: Data(answer.body))
    }
}
