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
        let (headers, isGet, today) = (request.headers, request.method == .get, clock.day)
        do {
            var made: (key: FeedShelf.Key, file: FeedFile)?
            for _ in 0..<Site.attempts {
                // Known or unknown, revoked or not: all take the same way through the diary, once; whoever is the
                // first to ask for a calendar that has changed takes it again when that is made.
                let asked = try await recorder.write { [feeds, made] diary in
                    var file: FeedFile?
                    let fetch = try FetchFeed(diary)(digest: digest, at: now) { link, state, revision in
                        let key = FeedShelf.Key(link, state)
                        file =
                            feeds.finished(key, revision: revision, today: today)
                            ?? made.flatMap { $0.key == key ? $0.file : nil }
                        guard let file else { return .notMade }
                        let isTold = isGet && !FeedNegotiation.has(file, headers)
                        return isTold ? .calendar(file.nominals) : .nothingNew
                    }
                    return fetch.map { (fetch: $0, file: file) }
                }
                guard let (fetch, file) = asked else {
                    return plain(.notFound, "there is no calendar at this address")
                }
                if fetch.state == .gone { return plain(.gone, "this address was revoked") }
                if let file, fetch.isRecorded {
                    return try response(to: request, with: file, name: fetch.link.practitioner.text)
                }
                let key = FeedShelf.Key(fetch.link, fetch.state)
                made = (key, try await feeds.file(key, revision: fetch.revision, today: today, at: now))
            }
            return plain(.serviceUnavailable, "the calendar is being changed", retryAfter: Site.pause)
        } catch {
            // Programs take an error for what it is, and keep what they have; an empty calendar would clear it.
            logger.error("a feed could not be handed out: \(words(for: error) ?? String(describing: type(of: error)))")
            return plain(.serviceUnavailable, "the diary cannot be reached", retryAfter: Site.pause)
        }
    }

    /// A link can be revoked while its calendar is made, and then has another, once.
    private static let attempts = 3

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
