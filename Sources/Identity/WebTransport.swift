internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1

/// What an identity provider is asked.
package struct WebRequest: Hashable, Sendable {
    package var address: String
    /// Sent as the body of a POST; nil: a GET.
    package var form: String?
    package var authorization: String?

    package init(address: String, form: String? = nil, authorization: String? = nil) {
        self.address = address
        self.form = form
        self.authorization = authorization
    }
}

package struct WebAnswer: Hashable, Sendable {
    package var status: Int
    package var body: [UInt8]

    package init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// Carries questions to an identity provider.
package protocol WebTransport: Sendable {
    /// Throws `OpenIDFailure` where no answer comes, or one that is too long.
    func answer(to request: WebRequest) async throws -> WebAnswer
}

/// Asks over the network, and follows nobody elsewhere: where to ask is the settings' and the provider's own word.
package struct HTTPTransport: WebTransport {
    /// How long an answer may take in all, in seconds.
    private let patience: Int64
    /// In bytes; the keys of the largest providers take less than a tenth of it.
    private static let longestAnswer = 1 << 19

    package init() { self.init(patience: 10) }

    init(patience: Int64) { self.patience = patience }

    package func answer(to question: WebRequest) async throws -> WebAnswer {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout = .init(connect: .seconds(patience), read: .seconds(patience))
        configuration.httpVersion = .http1Only
        var request = HTTPClientRequest(url: question.address)
        request.headers.add(name: "Accept", value: "application/json")
        if let authorization = question.authorization {
            request.headers.add(name: "Authorization", value: authorization)
        }
        if let form = question.form {
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
            request.body = .bytes(ByteBuffer(string: form))
        }
        do {
            return try await HTTPClient.withHTTPClient(configuration: configuration) { [request] client in
                // The deadline is of the head and the body together.
                let response = try await client.execute(request, deadline: .now() + .seconds(patience))
                var body: [UInt8] = []
                for try await chunk in response.body {
                    guard body.count + chunk.readableBytes <= Self.longestAnswer else { throw OpenIDFailure.tooLarge }
                    body.append(contentsOf: chunk.readableBytesView)
                }
                return WebAnswer(status: Int(response.status.code), body: body)
            }
        } catch let failure as OpenIDFailure {
            throw failure
        } catch {
            try Task.checkCancellation()
            throw OpenIDFailure.unreachable(Self.reason(error))
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error as? HTTPClientError {
        case .deadlineExceeded?, .readTimeout?, .connectTimeout?: "it did not answer in time"
        default: "no connection to it came about, or it broke off"
        }
    }
}
