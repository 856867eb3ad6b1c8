internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPCompression
internal import NIOPosix
internal import NIOSSL
internal import Operations

/// The system's words for a connection that was never made.
private let unreached = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT, EADDRNOTAVAIL]

/// What went wrong on the way, in words; those of the libraries may repeat an address, and say little to most people.
extension FetchFailure {
    static let tooLarge = FetchFailure("it is larger than 20 MB")

    private static let late = FetchFailure("the server takes too long to answer", mayPass: true)
    private static let unreachable = FetchFailure("the server cannot be reached", mayPass: true)
    private static let broken = FetchFailure("the connection broke off", mayPass: true)

    init(_ error: any Error) {
        switch error {
        case let failure as FetchFailure: self = failure
        case is NIOHTTPDecompression.DecompressionError: self = FetchFailure(unpacking: error)
        case let error as HTTPClientError: self = FetchFailure(error)
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            self.init("the server's certificate is for another name")
        case NIOSSLError.handshakeFailed(let cause):
            self.init(
                "\(cause)".contains("CERTIFICATE_VERIFY_FAILED")
                    ? "the server's certificate cannot be trusted" : "no encrypted connection could be agreed on")
        case NIOSSLError.uncleanShutdown: self = .broken
        case is NIOSSLError, is BoringSSLError: self.init("no encrypted connection could be agreed on")
        case HTTPParserError.invalidEOFState: self = .broken
        case is HTTPParserError: self.init("the answer is not HTTP")
        case ChannelError.connectTimeout: self = .late
        case is NIOConnectionError: self = .unreachable
        case let error as IOError where unreached.contains(error.errnoCode): self = .unreachable
        case is IOError, is ChannelError: self = .broken
        default: self.init("the request failed (\(type(of: error)))", mayPass: true)
        }
    }

    private init(unpacking error: any Error) {
        if case NIOHTTPDecompression.DecompressionError.limit = error {
            self = .tooLarge
        } else {
            self.init("what came cannot be unpacked")
        }
    }

    private init(_ error: HTTPClientError) {
        switch error {
        case .connectTimeout, .readTimeout, .deadlineExceeded, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout:
            self = .late
        case .proxyAuthenticationRequired: self.init("the proxy wants a name and password")
        case .invalidProxyResponse: self.init("the proxy does not let it through")
        default: self = .broken
        }
    }

    /// A status other than the few that are good.
    init(_ status: HTTPResponseStatus) {
        // The usual phrase, not one of the server's own.
        let phrase = HTTPResponseStatus(statusCode: Int(status.code)).reasonPhrase
        let says = "the server answers \(status.code)" + (phrase.isEmpty ? "" : " (\(phrase))")
        switch status.code {
        case 401, 403: self.init("\(says): it is not, or no longer, published to everyone who has the address")
        case 404, 410: self.init("\(says): the address has been replaced or withdrawn")
        case 429, 500...599: self.init(says, mayPass: true)
        default: self.init(says)
        }
    }
}
