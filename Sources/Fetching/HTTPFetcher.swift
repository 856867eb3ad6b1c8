internal import AsyncHTTPClient
package import Casework
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPCompression
internal import NIOPosix
internal import NIOSSL
package import Operations

/// Fetches published calendars over HTTPS.
///
/// Redirects are followed here rather than by the client, so that each is held to the rules: encrypted, and nowhere
/// inside the network. A host is looked up once, and the connection goes to the very address that was judged: who
/// answers a second look-up with another address (DNS rebinding) gains nothing. Through a proxy it is the proxy that
/// looks hosts up, so that only addresses written out in numbers can be judged.
package struct HTTPFetcher: CalendarFetcher {
    /// The address a host name stands for.
    typealias Resolver = @Sendable (_ host: String, _ port: Int) async throws -> SocketAddress

    /// What a calendar may have, packed or unpacked: exports of seven years have been seen at 19 MB.
    private static let mostBytes = 20_000_000
    private static let mostRedirects = 5
    private static let connectLimit = TimeAmount.seconds(10)

    private let rule: Policy.Fetching
    private let proxies: ProxyEnvironment
    private let resolve: Resolver
    private let pause: Duration

    package init(_ rule: Policy.Fetching, proxies: ProxyEnvironment) {
        self.init(rule, proxies: proxies, resolve: HTTPFetcher.systemResolver)
    }

    /// - Parameter pause: Before the second try.
    init(
        _ rule: Policy.Fetching, proxies: ProxyEnvironment, resolve: @escaping Resolver,
        pause: Duration = .seconds(3)
    ) {
        self.rule = rule
        self.proxies = proxies
        self.resolve = resolve
        self.pause = pause
    }

    package func fetch(
        _ address: CalendarAddress, unlessStill known: PublishedCalendar.Validators
    ) async throws -> Fetched {
        try await withThrowingTaskGroup(of: Fetched.self) { group in
            group.addTask { try await tryTwice(address, known) }
            group.addTask {
                try await Task.sleep(for: .seconds(rule.timeoutSeconds))
                throw FetchFailure("it was not all there after \(rule.timeoutSeconds) seconds", mayPass: true)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }

    private func tryTwice(_ address: CalendarAddress, _ known: PublishedCalendar.Validators) async throws -> Fetched {
        do {
            return try await follow(address, known)
        } catch let failure as FetchFailure {
            guard failure.mayPass else { throw failure }
            try await Task.sleep(for: pause)
            return try await follow(address, known)
        }
    }

    private enum Answer {
        case fetched(Fetched)
        case redirect(CalendarAddress)
    }

    private func follow(_ address: CalendarAddress, _ known: PublishedCalendar.Validators) async throws -> Fetched {
        var address = address
        for hop in 0...Self.mostRedirects {
            do {
                switch try await ask(address, known) {
                case .fetched(let fetched): return fetched
                case .redirect(let next): address = next
                }
            } catch let failure as FetchFailure where hop > 0 {
                throw FetchFailure(
                    "it was redirected to \(address.hostInAddress), and \(failure.reason)", mayPass: failure.mayPass)
            }
        }
        throw FetchFailure("it is redirected more than \(Self.mostRedirects) times")
    }

    // MARK: One request

    private func ask(_ address: CalendarAddress, _ known: PublishedCalendar.Validators) async throws -> Answer {
        guard address.isSecure || rule.allowsHTTP else {
            throw FetchFailure("the address there is not encrypted (http://)")
        }
        let configuration = try await configuration(for: address)
        var request = HTTPClientRequest(url: address.whole)
        request.headers = [
            "User-Agent": rule.userAgent, "Accept": "text/calendar, */*;q=0.5", "Accept-Encoding": "gzip",
        ]
        if let etag = known.etag { request.headers.add(name: "If-None-Match", value: etag) }
        if let lastModified = known.lastModified { request.headers.add(name: "If-Modified-Since", value: lastModified) }
        do {
            return try await HTTPClient.withHTTPClient(configuration: configuration) { [request] client in
                let response = try await client.execute(request, timeout: .seconds(Int64(rule.timeoutSeconds)))
                return try await answer(response, from: address, known)
            }
        } catch {
            // A stop, or the end of the time, comes as one of the client's errors.
            try Task.checkCancellation()
            throw FetchFailure(error)
        }
    }

    private func configuration(for address: CalendarAddress) async throws -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: try tls(), redirectConfiguration: .disallow,
            timeout: .init(connect: Self.connectLimit, read: .seconds(Int64(rule.timeoutSeconds))),
            decompression: .enabled(limit: .size(Self.mostBytes)))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        if let proxy = try proxy(for: address) {
            configuration.proxy = proxy
            if isNumeric(address.host) { _ = try await target(of: address) }
            return configuration
        }
        let target = try await target(of: address)
        // The client takes an address written in the usual way as it is, and must not look anything else up.
        if (try? SocketAddress(ipAddress: address.host, port: address.port)) == nil {
            configuration.dnsOverride = [address.host: target]
        }
        return configuration
    }

    private func tls() throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        if let path = rule.certificates {
            do {
                configuration.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(path))]
            } catch {
                throw FetchFailure("the certificates of \(path), which policy.yaml names, cannot be read")
            }
        }
        return configuration
    }

    private func proxy(for address: CalendarAddress) throws -> HTTPClient.Configuration.Proxy? {
        do {
            return try proxies.proxy(for: address).map { proxy in
                .server(
                    host: proxy.host, port: proxy.port,
                    authorization: proxy.user.map { .basic(username: $0.name, password: $0.password) })
            }
        } catch {
            throw FetchFailure(
                "\(error.variable) does not hold the address of a proxy, such as http://proxy.force.example:3128")
        }
    }

    /// Whether looking a host up asks nobody: an address in one of its many spellings (`127.1`, `0x7f000001`), or the
    /// machine itself.
    private func isNumeric(_ host: String) -> Bool {
        let last = host.split(separator: ".").last ?? ""
        return host.contains(":") || last.first.map(\.isNumber) ?? true || last == "localhost"
    }

    /// Where to connect, once it is known to be allowed.
    private func target(of address: CalendarAddress) async throws -> String {
        let found: SocketAddress
        do {
            found = try await resolve(address.host, address.port)
        } catch {
            try Task.checkCancellation()
            throw FetchFailure("the name of its server, \(address.hostInAddress), is not known", mayPass: true)
        }
        guard let text = found.ipAddress, let ip = IPAddress(text) else {
            throw FetchFailure("its server, \(address.hostInAddress), has no address that could be asked")
        }
        try judge(ip, of: address)
        return text
    }

    private func judge(_ ip: IPAddress, of address: CalendarAddress) throws {
        guard ip.isPublic || rule.privateHosts.contains(address.host) else {
            throw FetchFailure(
                "\(address.hostInAddress) is inside a network and not on the Internet; if that is right, name it under "
                    + "private_hosts in policy.yaml, and import the folder again")
        }
    }

    private static let systemResolver: Resolver = { host, port in
        // It waits for as long as the system's resolver does, which is no place for a thread that others share.
        try await NIOThreadPool.singleton.runIfActive {
            try SocketAddress.makeAddressResolvingHost(host, port: port)
        }
    }

    // MARK: Its answer

    private func answer(
        _ response: HTTPClientResponse, from address: CalendarAddress, _ known: PublishedCalendar.Validators
    ) async throws -> Answer {
        switch response.status.code {
        case 200:
            let validators = PublishedCalendar.Validators(
                etag: validator(response, "ETag"), lastModified: validator(response, "Last-Modified"))
            return .fetched(.content(try await body(response), validators))
        case 304 where known != PublishedCalendar.Validators(): return .fetched(.unchanged)
        case 301, 302, 303, 307, 308: return .redirect(try redirect(response, from: address))
        default: throw FetchFailure(response.status)
        }
    }

    /// One that is short enough to be kept, and can be sent back as it is.
    private func validator(_ response: HTTPClientResponse, _ name: String) -> String? {
        response.headers.first(name: name).flatMap { value in
            (1...500).contains(value.utf8.count) && value.utf8.allSatisfy { (0x20...0x7E).contains($0) } ? value : nil
        }
    }

    private func redirect(_ response: HTTPClientResponse, from address: CalendarAddress) throws -> CalendarAddress {
        guard let location = response.headers.first(name: "Location"),
            let target = URL(string: location, relativeTo: URL(string: address.whole))
        else { throw FetchFailure("it is redirected, but not to an address") }
        do {
            return try CalendarAddress(target.absoluteString)
        } catch {
            throw FetchFailure("it is redirected to an address that is not asked: \(error)")
        }
    }

    private func body(_ response: HTTPClientResponse) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in response.body {
            guard bytes.count + chunk.readableBytes <= Self.mostBytes else { throw FetchFailure.tooLarge }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
    }
}
