internal import Glibc
internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
internal import Logging
internal import NIOCore
internal import NIOSSL
internal import ServiceLifecycle

/// Answers at a port until the process is told to stop, and then lets running requests end.
package struct Server {
    /// What TLS is done with.
    package struct Encryption: Sendable {
        let configuration: TLSConfiguration

        /// - Throws: `Refusal.notPEM` where a file cannot be read, or is no certificate or key in PEM.
        package init(certificate: String, privateKey: String) throws(Refusal) {
            guard let chain = try? NIOSSLCertificate.fromPEMFile(certificate), !chain.isEmpty else {
                throw .notPEM(certificate, "a certificate")
            }
            guard let key = try? NIOSSLPrivateKey(file: privateKey, format: .pem) else {
                throw .notPEM(privateKey, "a private key without a password")
            }
            configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        }
    }

    /// Why the service cannot begin.
    package enum Refusal: Error, CustomStringConvertible {
        case notPEM(String, String)
        case cannotListen(String, Int, why: String)

        package var description: String {
            switch self {
            case .notPEM(let file, let what): "\(file): expected \(what) in PEM"
            case .cannotListen(let host, let port, let why): "cannot answer at \(host), port \(port): \(why)"
            }
        }
    }

    private let site: Site
    private let host: String
    private let port: Int
    private let encryption: Encryption?

    package init(_ site: Site, host: String, port: Int, encryption: Encryption?) {
        self.site = site
        self.host = host
        self.port = port
        self.encryption = encryption
    }

    /// Connections at once; more wait.
    private static let connections = 2_000

    /// - Parameter begun: Told the port once requests are answered.
    package func run(begun: @escaping @Sendable (Int) -> Void) async throws {
        let plain = HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [SlowRequests()], idleTimeout: .seconds(60),
                httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                    maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100)))
        let application = Application(
            router: try site.router(),
            server: try encryption.map { try .tls(plain, tlsConfiguration: $0.configuration) } ?? plain,
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(Server.connections)),
            onServerRunning: { begun($0.localAddress?.port ?? 0) },
            logger: site.logger)
        do {
            try await application.runService()
        } catch let error as IOError {
            let why = error.errnoCode == EADDRINUSE ? "another program does" : error.description
            throw Refusal.cannotListen(host, port, why: why)
        }
    }
}
