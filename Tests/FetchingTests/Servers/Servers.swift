import Casework
import Foundation
import NIOCore
import Operations
import Testing

@testable import Fetching

/// `servers.py`, which runs for as long as this is held.
final class Servers: Sendable {
    struct Ports: Decodable {
        var tls: Int
        var plain: Int
        var proxy: Int
    }

    struct Request: Decodable {
        var server: String
        var path: String
        var headers: [String: String]
    }

    static let host = "calendars.example"

    let ports: Ports
    private let folder: URL
    /// Closing it ends the servers.
    private let leash = Pipe()

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("fetching-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("servers.py")
        process.arguments = ["python3", script.path, folder.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = leash
        try process.run()
        let line = output.fileHandleForReading.availableData
        ports = try JSONDecoder().decode(Ports.self, from: line)
    }

    deinit {
        try? leash.fileHandleForWriting.close()
        try? FileManager.default.removeItem(at: folder)
    }

    func address(_ path: String, host: String = host, plain: Bool = false) throws -> CalendarAddress {
        try CalendarAddress(plain ? "http://\(host):\(ports.plain)/\(path)" : "https://\(host):\(ports.tls)/\(path)")
    }

    func requests(_ path: String, to server: String = "tls") throws -> [Request] {
        let lines = try String(contentsOf: folder.appendingPathComponent("requests"), encoding: .utf8)
        return try lines.split(separator: "\n").map { try JSONDecoder().decode(Request.self, from: Data($0.utf8)) }
            .filter { $0.server == server && $0.path == (server == "proxy" ? path : "/\(path)") }
    }

    /// The rule under which these servers may be asked, which are not on the Internet.
    var rule: Policy.Fetching {
        var rule = Policy.Fetching()
        rule.timeoutSeconds = 600
        rule.privateHosts = [Servers.host]
        rule.certificates = folder.appendingPathComponent("\(Servers.host).pem").path
        return rule
    }

    /// Names are looked up as this machine.
    func fetcher(_ rule: Policy.Fetching, environment: [String: String] = [:]) -> HTTPFetcher {
        HTTPFetcher(
            rule, proxies: ProxyEnvironment(environment),
            resolve: { host, port in
                switch host {
                case "far.example": try SocketAddress(ipAddress: "203.0.113.9", port: port)
                case _ where host.hasSuffix(".example"): try SocketAddress(ipAddress: "127.0.0.1", port: port)
                case _ where host.hasSuffix(".invalid"): throw CocoaError(.fileNoSuchFile)
                // Numbers in whatever spelling, and this machine: the system asks nobody for them.
                default: try SocketAddress.makeAddressResolvingHost(host, port: port)
                }
            },
            pause: .milliseconds(50))
    }

    func fetch(
        _ path: String, host: String = host, unlessStill known: PublishedCalendar.Validators = .init(),
        under rule: Policy.Fetching? = nil
    ) async throws -> Fetched {
        try await fetcher(rule ?? self.rule).fetch(try address(path, host: host), unlessStill: known)
    }

    /// Why an address gives nothing.
    func failure(
        _ path: String, host: String = host, under rule: Policy.Fetching? = nil
    ) async throws -> String {
        try await #require(throws: FetchFailure.self) { try await self.fetch(path, host: host, under: rule) }.reason
    }
}
