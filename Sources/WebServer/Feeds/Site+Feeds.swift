internal import Casework
internal import HTTPTypes
internal import Hummingbird
internal import Identity
internal import Logging
internal import NIOCore
internal import Operations

extension Site {
    /// Calendars for programs: whoever has the address has the right, so there is neither session nor cookie.
    func addFeeds(to router: Router<SiteContext>) {
        for method in [HTTPRequest.Method.get, .head] {
            router.on("/feeds/{token}.ics", method: method) { request, context in
                await feed(request, context)
            }
        }
    }

    private func feed(_ request: Request, _ context: SiteContext) async -> Response {
        let (now, clock) = plugs.clock()
        let digest = Token.digest(context.parameters.get("token")?.lowercased() ?? "")
        for (limit, caller) in [(feedLimits.perAddress, caller(of: request, context)), (feedLimits.perLink, digest)] {
            if let seconds = await limit.wait(caller, at: now) {
                return plain(.tooManyRequests, "asked too often", retryAfter: seconds)
            }
        }
        do {
            // Known or unknown, revoked or not: all take the same way through the diary.
            guard let fetch = try await recorder.write({ try FetchFeed($0)(digest: digest, at: now) }) else {
                return plain(.notFound, "there is no calendar at this address")
            }
            if fetch.state == .gone { return plain(.gone, "this address was revoked") }
            let key = FeedShelf.Key(
                practitioner: fetch.link.practitioner, level: fetch.state == .inForce ? fetch.link.level : nil)
            let file = try await feeds.file(key, revision: fetch.revision, today: clock.day, at: now)
            return try response(to: request, with: file, name: fetch.link.practitioner.text)
        } catch {
            // Programs take an error for what it is, and keep what they have; an empty calendar would clear it.
            logger.error("a feed could not be handed out: \(words(for: error) ?? String(describing: type(of: error)))")
            return plain(.serviceUnavailable, "the diary cannot be reached", retryAfter: Site.pause)
        }
    }

    /// Seconds after which to ask again, when the fault is ours.
    private static let pause = 300

    private func response(to request: Request, with file: FeedFile, name: String) throws -> Response {
        let isZipped = FeedNegotiation.takesGzip(request.headers[.acceptEncoding])
        let tag = "\"\(file.tag)\(isZipped ? FeedNegotiation.zipped : "")\""
        // A program may keep it, for no other to see, and asks each time whether it is the latest.
        var headers: HTTPFields = [
            .eTag: tag, .lastModified: file.lastModified, .cacheControl: "private, no-cache", .vary: "Accept-Encoding",
        ]
        if FeedNegotiation.has(file, request.headers) { return Response(status: .notModified, headers: headers) }
        let body = isZipped ? try file.gzip() : file.body
        headers[.contentType] = "text/calendar; charset=utf-8"
        headers[.contentDisposition] = "inline; filename=\"\(name).ics\""
        headers[.contentLength] = "\(body.readableBytes)"
        if isZipped { headers[.contentEncoding] = "gzip" }
        return Response(
            status: .ok, headers: headers, body: request.method == .head ? .init() : ResponseBody(byteBuffer: body))
    }

    private func plain(_ status: HTTPResponse.Status, _ text: String, retryAfter seconds: Int? = nil) -> Response {
        var headers: HTTPFields = [.contentType: "text/plain; charset=utf-8"]
        if let seconds { headers[.retryAfter] = "\(seconds)" }
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
    }
}

/// How often calendar programs may ask.
package struct FeedLimits: Sendable {
    let perLink: RateLimit
    let perAddress: RateLimit

    /// - Parameters:
    ///   - perLink: Fetches a minute by one link: several devices may share one.
    ///   - perAddress: Fetches a minute from one address: that of a whole force, or of Google's servers.
    package init(perLink: Int = 30, perAddress: Int = 3_000) {
        self.perLink = RateLimit(burst: perLink, perMinute: perLink)
        self.perAddress = RateLimit(burst: perAddress, perMinute: perAddress)
    }
}

/// What a program says it has, and takes (RFC 9110).
enum FeedNegotiation {
    /// The bytes are others when they are squeezed, so the tag is another, too.
    static let zipped = "-gzip"

    /// Whether a program has the file as it is: what it says of tags counts, and of times only where it says nothing
    /// of tags.
    static func has(_ file: FeedFile, _ headers: HTTPFields) -> Bool {
        if let tags = headers[.ifNoneMatch] {
            return tags.split(separator: ",").contains { part in
                var tag = part.trimmingPrefix { $0 == " " || $0 == "\t" }
                // Proxies that squeeze by themselves make tags weak.
                if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
                let name = tag.filter { $0 != "\"" && $0 != " " && $0 != "\t" }
                return name == "*" || name == file.tag || name == file.tag + zipped
            }
        }
        guard let since = headers[.ifModifiedSince] else { return false }
        if since == file.lastModified { return true }
        return HTTPDate.seconds(since).map { file.modifiedAt.seconds <= $0 } ?? false
    }

    /// Whether gzip is asked for: `gzip`, `gzip;q=0.5`, and not `gzip;q=0` or `*` alone.
    static func takesGzip(_ header: String?) -> Bool {
        guard let header else { return false }
        return header.lowercased().split(separator: ",").contains { part in
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let coding = pieces.first, coding == "gzip" || coding == "x-gzip" else { return false }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            return weight > 0
        }
    }
}
