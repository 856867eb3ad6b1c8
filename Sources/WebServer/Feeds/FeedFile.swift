internal import Casework
internal import Foundation
internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOEmbedded
internal import NIOHTTP1
internal import NIOHTTPCompression
internal import Operations

/// A feed as it goes out, with what programs know it by.
final class FeedFile: Sendable {
    let body: ByteBuffer
    /// Whom it tells of: what the record says of each time it goes out.
    let nominals: [Nominal.ID]
    /// Of the bytes: nothing else in a feed says when it was made.
    let tag: String
    /// When this process first had these bytes; later than it first had any others.
    let modifiedAt: Timestamp
    let lastModified: String
    private let zipped = NIOLockedValueBox<ByteBuffer?>(nil)

    init(_ text: String, about nominals: [Nominal.ID], at now: Timestamp, after former: FeedFile?) {
        body = ByteBuffer(string: text)
        self.nominals = nominals
        tag = EntityTag.of(Data(text.utf8))
        if let former, former.tag == tag {
            modifiedAt = former.modifiedAt
        } else {
            // Whole seconds tell two versions of one second apart only if they differ in it.
            modifiedAt = former.map { max(now, Timestamp(seconds: $0.modifiedAt.seconds + 1)) } ?? now
        }
        lastModified = HTTPDate.text(modifiedAt)
    }

    /// Squeezed once, for the first who asks.
    func gzip() throws -> ByteBuffer {
        if let zipped = zipped.withLockedValue({ $0 }) { return zipped }
        let made = try FeedFile.gzip(body)
        zipped.withLockedValue { $0 = made }
        return made
    }

    /// A server's compressor, with nobody at the other end.
    private static func gzip(_ body: ByteBuffer) throws -> ByteBuffer {
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandler(HTTPResponseCompressor())
        let request = HTTPRequestHead(
            version: .http1_1, method: .GET, uri: "/", headers: ["accept-encoding": "gzip"])
        try channel.writeInbound(HTTPServerRequestPart.head(request))
        try channel.writeOutbound(HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok)))
        try channel.writeOutbound(HTTPServerResponsePart.body(.byteBuffer(body)))
        try channel.writeOutbound(HTTPServerResponsePart.end(nil))
        var zipped = ByteBuffer()
        while let part = try channel.readOutbound(as: HTTPServerResponsePart.self) {
            if case .body(.byteBuffer(var bytes)) = part { zipped.writeBuffer(&bytes) }
        }
        _ = try channel.finish(acceptAlreadyClosed: true)
        return zipped
    }
}
